package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.MimeBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Tablesaw's {@code Figure} as a notebook shows it: drawn by Plotly, which is part of the output,
 * so that nothing is loaded from elsewhere. Figures are of the library {@code tablesaw-jsplot},
 * which users add by {@code %maven}; it is called by reflection, as it need not be there.
 */
public final class FigureRendering {

  /** The class whose instances are shown. */
  public static final String FIGURE = "tech.tablesaw.plotly.components.Figure";

  private static final String VERSION = "2.35.3";

  /** What our bundle of Plotly draws. */
  private static final List<String> DRAWN =
      List.of(
          "bar",
          "box",
          "contour",
          "heatmap",
          "histogram",
          "histogram2d",
          "histogram2dcontour",
          "image",
          "pie",
          "scatter",
          "violin");

  private static final Pattern TYPE = Pattern.compile("(?m)^\\s*type: '(\\w+)'");
  private static final Pattern SIZE = Pattern.compile("(?m)^\\s*(width|height): (\\d+)");

  private FigureRendering() {}

  /** The figure: a script that draws it, and in words what it is. */
  public static MimeBundle render(Object figure) {
    String id =
        "whiskbookFigure"
            + UUID.randomUUID().toString().replace("-", ""); // part of a variable's name
    String script = script(figure, id);
    List<String> kinds = kinds(script);
    String text = "Figure of " + traces(figure) + ": " + String.join(", ", kinds);
    List<String> unknown = new ArrayList<>(kinds);
    unknown.removeAll(DRAWN);
    if (!unknown.isEmpty()) {
      String note =
          "This figure is not drawn: Whiskbook's offline copy of Plotly has no %s charts. Plot.show(figure) opens it in a browser, with Plotly from the network."
              .formatted(String.join(" and ", unknown));
      return MimeBundle.text(text + "\n(" + note + ")")
          .with(MimeBundle.TEXT_HTML, "<p><em>" + HtmlTable.escaped(note) + "</em></p>");
    }
    String html =
        """
        <div id="%s" style="min-height:%dpx">%s. It is drawn by a script: trust the notebook to see it.</div>
        <script>
        %s</script>
        """
            .formatted(id, height(script), HtmlTable.escaped(text), page(id, script));
    return MimeBundle.text(text).with(MimeBundle.TEXT_HTML, html);
  }

  private static String page(String id, String script) {
    return new String(resource("figure.js"), StandardCharsets.UTF_8)
        .replace("@ID@", id)
        .replace("@VERSION@", VERSION.replace('.', '_'))
        .replace("@PLOTLY@", Packed.PLOTLY)
        .replace("@FIGURE@", script.strip().replace("\n", "\n    "));
  }

  /** What Tablesaw writes to draw a figure, without its script element. */
  private static String script(Object figure, String id) {
    String element = (String) call(figure, "asJavascript", id);
    // A text of the user's could otherwise end our script.
    return element
        .replaceFirst("(?s)^.*?<script[^>]*>", "")
        .replaceFirst("(?s)</script>\\s*$", "")
        .replace("</", "<\\/");
  }

  private static List<String> kinds(String script) {
    var kinds = new TreeSet<String>();
    Matcher type = TYPE.matcher(script);
    while (type.find()) {
      if (!AXIS_TYPES.contains(type.group(1))) {
        kinds.add(type.group(1));
      }
    }
    return List.copyOf(kinds);
  }

  /** Axes have a type too. */
  private static final List<String> AXIS_TYPES =
      List.of("linear", "log", "date", "category", "multicategory");

  private static int height(String script) {
    Matcher size = SIZE.matcher(script);
    while (size.find()) {
      if (size.group(1).equals("height")) {
        return Math.min(Integer.parseInt(size.group(2)), 2_000);
      }
    }
    return 450; // Plotly's own default
  }

  private static String traces(Object figure) {
    int n = Array.getLength(call(figure, "getTraces"));
    return n == 1 ? "1 trace" : n + " traces";
  }

  private static Object call(Object figure, String method, String... argument) {
    Class<?>[] types = argument.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class};
    try {
      return figure.getClass().getMethod(method, types).invoke(figure, (Object[]) argument);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Tablesaw cannot write the figure: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Tablesaw's plots is not known: " + e, e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream stream = FigureRendering.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made with the first figure. */
  private static final class Packed {
    static final String PLOTLY = packed(resource("plotly/plotly-cartesian.min.js"));

    private static String packed(byte[] script) {
      var bytes = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(bytes)) {
        gzip.write(script);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
  }
}
