package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.Display;
import dev.whiskbook.kernel.Kernel;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Picture;
import dev.whiskbook.kernel.jshell.CellContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function of widgets' values whose result is shown below them, and made anew whenever they
 * change. {@code interact} is imported into every session.
 *
 * <pre>{@code
 * var n = IntSlider.of("actions", 1, 64).value(8);
 * interact(n, k -> "Each does " + 1_000_000 / k + " points");
 * }</pre>
 *
 * <p>The first call is the cell's own: if it fails, the cell does. Later ones show in the result's
 * place what the function returns or why it failed; what it prints is added to the cell. While a
 * call takes its time, changes are not queued up: the newest is what the next call is for. With the
 * next execution of its cell an {@code interact} ends, and takes its controls from the page.
 *
 * <p>The result is an output of the cell, updated in place, and not a part of a widget: a saved
 * notebook has the last one, as have nbconvert and the headless runner, without the widgets. One
 * thing that cannot do: a page that is loaded anew forgets which output an update is meant for. So
 * from then on it is shown between the controls and that output, by a widget.
 */
public final class Interact implements AutoCloseable {

  /** A function of one value. */
  @FunctionalInterface
  public interface Of1<A> {
    /** The result, shown as any value of a cell; nothing if it is null. */
    Object of(A a) throws Exception;
  }

  /** A function of two values. */
  @FunctionalInterface
  public interface Of2<A, B> {
    /** The result, shown as any value of a cell; nothing if it is null. */
    Object of(A a, B b) throws Exception;
  }

  /** A function of three values. */
  @FunctionalInterface
  public interface Of3<A, B, C> {
    /** The result, shown as any value of a cell; nothing if it is null. */
    Object of(A a, B b, C c) throws Exception;
  }

  private interface Function {
    Object call() throws Exception;
  }

  private final List<ValueWidget<?, ?>> controls;
  private final Function function;
  private final VBox box;
  private String displayId;
  private OutputArea area;

  // Guarded by this: for which values it was called last, and whether it is being called.
  private List<Object> values;
  private boolean calling;

  private Interact(List<ValueWidget<?, ?>> controls, Function function) {
    this.controls = controls;
    this.function = function;
    values = values();
    box = VBox.of(controls.toArray(Widget[]::new));
  }

  /** Shows a widget and, below it, the result of a function of its value. */
  public static <A> Interact interact(ValueWidget<A, ?> a, Of1<? super A> function) {
    return show(List.of(a), () -> function.of(a.get()));
  }

  /** Shows two widgets and, below them, the result of a function of their values. */
  public static <A, B> Interact interact(
      ValueWidget<A, ?> a, ValueWidget<B, ?> b, Of2<? super A, ? super B> function) {
    return show(List.of(a, b), () -> function.of(a.get(), b.get()));
  }

  /** Shows three widgets and, below them, the result of a function of their values. */
  public static <A, B, C> Interact interact(
      ValueWidget<A, ?> a,
      ValueWidget<B, ?> b,
      ValueWidget<C, ?> c,
      Of3<? super A, ? super B, ? super C> function) {
    return show(List.of(a, b, c), () -> function.of(a.get(), b.get(), c.get()));
  }

  private static Interact show(List<ValueWidget<?, ?>> controls, Function function) {
    var made = new Interact(controls, function);
    Thrown.raise(made::showFirst);
    return made;
  }

  private void showFirst() throws Exception {
    CellContext cell = CellContext.current();
    Object first = function.call();
    OpenWidgets.current().made(this, cell.output());
    Display.display(box);
    displayId = Display.display(first == null ? MimeBundle.text("") : first);
    controls.forEach(control -> control.add(this));
    cell.displayed(this);
    settle();
  }

  Model model() {
    return box.model();
  }

  @Override
  public String toString() {
    return box.toString();
  }

  /** Ends it: the controls go from the page, the last result stays. */
  @Override
  public void close() {
    controls.forEach(control -> control.remove(this));
    box.close();
  }

  /**
   * Calls the function until it was called for the values that there are. Where that is being done
   * already, or more changes of the page have come that are yet to be looked at, those who do that
   * see to it.
   */
  void settle() {
    while (begins()) {
      try {
        showNext();
      } finally {
        synchronized (this) {
          calling = false;
        }
      }
    }
  }

  private synchronized boolean begins() {
    if (model().wasClosed()) {
      close(); // by a front end, or since too many others are newer
      return false;
    }
    List<Object> now = values();
    if (calling || isFollowed() || now.equals(values)) {
      return false;
    }
    values = now;
    calling = true;
    return true;
  }

  private boolean isFollowed() {
    return controls.stream().anyMatch(control -> control.model().isFollowed());
  }

  private List<Object> values() {
    var now = new ArrayList<Object>();
    controls.forEach(control -> now.add(control.get()));
    return now;
  }

  private void showNext() {
    CellContext cell = CellContext.current();
    try {
      Object value = function.call();
      Optional<MimeBundle> preview =
          value instanceof Picture picture && cell.output().isLive()
              ? picture.preview()
              : Optional.empty();
      preview.ifPresent(bundle -> show(bundle, cell));
      if (preview.isEmpty() || !isOutdated()) {
        show(value == null ? MimeBundle.text("") : cell.renderers().render(value), cell);
      }
    } catch (Throwable e) { // it is the user's code
      show(MimeBundle.text(failure(e, cell)), cell);
    }
  }

  /** Whether the values have changed meanwhile: then the next call's result will be shown. */
  private synchronized boolean isOutdated() {
    return isFollowed() || !values().equals(values);
  }

  private static String failure(Throwable e, CellContext cell) {
    return cell.execution().isStopping()
        ? "Interrupted: change a value to go on."
        : String.join("\n", Kernel.session().describe(e).traceback());
  }

  private void show(MimeBundle bundle, CellContext cell) {
    cell.output().update(displayId, bundle);
    if (model().isOlderThanAPage() && model().isOpen()) {
      if (area == null) {
        area = new OutputArea();
        var children = new ArrayList<Widget>(controls);
        children.add(
            Label.of("Since this page was loaded (what is further below is from before):"));
        children.add(area);
        area.show(bundle);
        box.setChildren(children);
      } else {
        area.show(bundle);
      }
    }
  }
}
