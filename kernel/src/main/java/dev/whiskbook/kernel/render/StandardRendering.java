package dev.whiskbook.kernel.render;

import dev.whiskbook.kernel.MimeBundle;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.BaseStream;
import tools.jackson.databind.JsonNode;

/** How a value is shown for which no renderer is registered. */
public final class StandardRendering {

  /** Elements taken from a stream. */
  static final int STREAM_ELEMENTS_SHOWN = 100;

  private StandardRendering() {}

  /**
   * The value's representations.
   *
   * @param inner renders what a container of one value contains
   * @throws Exception what a method of the value threw
   */
  public static MimeBundle render(Object value, Function<Object, MimeBundle> inner)
      throws Exception {
    return switch (value) {
      case null -> MimeBundle.text("null");
      case CharSequence text -> MimeBundle.text(text.toString());
      case Number _, Boolean _, Character _ -> MimeBundle.text(value.toString());
      case JsonNode json -> MimeBundle.text(json.toPrettyString()).with("application/json", json);
      case Optional<?> optional when optional.isPresent() ->
          inner.apply(optional.get()).with(MimeBundle.TEXT_PLAIN, ValueText.of(value));
      case BaseStream<?, ?> stream -> stream(stream);
      case Future<?> future -> MimeBundle.text(future(future));
      case Path path -> Images.of(path).orElseGet(() -> MimeBundle.text(path.toString()));
      case URL url -> link(url.toString());
      case URI uri when "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ->
          link(uri.toString());
      default -> {
        Optional<MimeBundle> shown =
            Convention.render(value).or(() -> isOfDesktop(value) ? Images.drawn(value) : none());
        yield shown.isPresent() ? shown.get() : text(value);
      }
    };
  }

  private static Optional<MimeBundle> none() {
    return Optional.empty();
  }

  /** Asked first, as the look at an image would load java.desktop for every value. */
  private static boolean isOfDesktop(Object value) {
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getModule().getName() != null && type.getModule().getName().equals("java.desktop")) {
        return true;
      }
      for (Class<?> implemented : type.getInterfaces()) {
        if (implemented.getName().startsWith("java.awt.")
            || implemented.getName().startsWith("javax.swing.")) {
          return true;
        }
      }
    }
    return false;
  }

  private static MimeBundle text(Object value) throws ReflectiveOperationException {
    MimeBundle text = MimeBundle.text(ValueText.of(value));
    return Tables.of(value).map(html -> text.with(MimeBundle.TEXT_HTML, html)).orElse(text);
  }

  /** Takes the first elements: a stream may have no end, and can be read only once. */
  private static MimeBundle stream(BaseStream<?, ?> stream) throws ReflectiveOperationException {
    List<Object> first = new ArrayList<>();
    Iterator<?> elements;
    try {
      elements = stream.iterator();
    } catch (IllegalStateException e) {
      return MimeBundle.text("a stream that has been used already: " + stream);
    }
    while (first.size() < STREAM_ELEMENTS_SHOWN && elements.hasNext()) {
      first.add(elements.next());
    }
    String cut =
        first.size() == STREAM_ELEMENTS_SHOWN
            ? "the first %d elements; the stream is used up by showing it"
                .formatted(STREAM_ELEMENTS_SHOWN)
            : "the stream is used up by showing it";
    MimeBundle shown = text(first);
    return shown.with(MimeBundle.TEXT_PLAIN, shown.plainText() + "  (" + cut + ")");
  }

  private static String future(Future<?> future) {
    String name = future.getClass().getSimpleName();
    return switch (future.state()) {
      case RUNNING -> name + ": not done yet";
      case SUCCESS -> name + ": " + ValueText.of(future.resultNow());
      case FAILED -> name + ": failed with " + future.exceptionNow();
      case CANCELLED -> name + ": cancelled";
    };
  }

  private static MimeBundle link(String address) {
    String escaped = Html.escape(address);
    return MimeBundle.text(address)
        .with(MimeBundle.TEXT_HTML, "<a href=\"" + escaped + "\">" + escaped + "</a>");
  }
}
