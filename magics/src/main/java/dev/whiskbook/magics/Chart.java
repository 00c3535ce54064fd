package dev.whiskbook.magics;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Picture;
import dev.whiskbook.magics.plot.VegaSvg;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import tools.jackson.databind.node.ObjectNode;

/**
 * A picture of data: one Vega-Lite specification, which JupyterLab draws itself, and which becomes
 * the static SVG for everything else. Both show the same.
 *
 * @param title what is shown
 * @param summary the key numbers in a sentence, for readers of text and for screen readers
 * @param specification Vega-Lite 5, data inline
 */
public record Chart(String title, String summary, ObjectNode specification) implements Picture {

  /** The MIME type by which front ends know a Vega-Lite 5 specification. */
  public static final String VEGA_LITE = "application/vnd.vegalite.v5+json";

  /**
   * The chart as a static picture.
   *
   * @return a whole SVG document, with title and summary as its text alternative
   * @throws IllegalArgumentException if Vega cannot draw the specification
   * @throws TimeoutException if that took more than 60 s of a processor's time
   */
  public String svg() throws TimeoutException, InterruptedException {
    String label = escaped(title + ". " + summary);
    return VegaSvg.shared()
        .render(specification.toString())
        .replaceFirst(
            "<svg ", Matcher.quoteReplacement("<svg role=\"img\" aria-label=\"" + label + "\" "));
  }

  /**
   * All but the SVG, as long as the first one would wait for Vega to be loaded, which takes
   * seconds.
   */
  @Override
  public Optional<MimeBundle> preview() {
    return VegaSvg.shared().isWarm() ? Optional.empty() : Optional.of(withoutSvg());
  }

  /** Specification, SVG and text; no HTML, which JupyterLab would prefer to the specification. */
  @Override
  public MimeBundle toMimeBundle() {
    try {
      return withoutSvg().with(MimeBundle.IMAGE_SVG, svg());
    } catch (TimeoutException e) {
      return withoutSvg(because("drawing it took more than 60 s of a processor's time"));
    } catch (IllegalArgumentException e) {
      return withoutSvg(because(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return withoutSvg(because("drawing it was interrupted"));
    }
  }

  /** What is there before it is drawn: specification and text. */
  public MimeBundle withoutSvg() {
    return withoutSvg(toString());
  }

  private MimeBundle withoutSvg(String text) {
    return MimeBundle.text(text).with(VEGA_LITE, specification);
  }

  private String because(String why) {
    return this + "\nNo static picture: " + why + ".";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return title + "\n" + summary;
  }
}
