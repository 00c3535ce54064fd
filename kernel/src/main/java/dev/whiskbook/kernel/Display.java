package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.render.Images;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rich outputs from Java code, as IPython's {@code display}: shown in the cell whose thread calls,
 * or that started the thread that calls. Imported into every session.
 */
public final class Display {

  private Display() {}

  /**
   * Shows a value under the cell.
   *
   * @param as the MIME types to show it by, such as {@code text/html} for a text; all that the
   *     value has if none are given
   * @return the id by which {@link #updateDisplay} replaces it
   */
  public static String display(Object value, String... as) {
    CellContext cell = CellContext.current();
    String id = UUID.randomUUID().toString();
    if (value instanceof Picture picture && as.length == 0) {
      cell.renderers().show(picture, cell.output(), Optional.of(id));
    } else {
      cell.output().display(cell.renderers().render(value, as), Optional.of(id));
    }
    cell.displayed(id);
    return id;
  }

  /**
   * Replaces what was displayed under an id, in whichever cell that is.
   *
   * @param as the MIME types, as for {@link #display}
   */
  public static void updateDisplay(String id, Object value, String... as) {
    CellContext cell = CellContext.current();
    cell.output().update(id, cell.renderers().render(value, as));
  }

  /**
   * The representations of a value, to be the value of a cell or to be displayed.
   *
   * @param as the MIME types, as for {@link #display}
   */
  public static MimeBundle render(Object value, String... as) {
    return CellContext.current().renderers().render(value, as);
  }

  /**
   * Shows a value under the cell, to be replaced later.
   *
   * @return what replaces it, from any thread and any cell
   */
  public static Handle displayUpdatable(Object value) {
    return new Handle(display(value));
  }

  /**
   * Shows how far a loop is.
   *
   * @param total how many steps there will be, 0 or more
   */
  public static ProgressBar progress(long total) {
    return new ProgressBar(total, "");
  }

  /** The elements of a collection, with a bar that shows how many of them were taken. */
  public static <T> Iterable<T> progress(Collection<T> elements) {
    return () -> new ProgressBar(elements.size(), "").over(elements.iterator());
  }

  /** Removes the outputs of the cell; with {@code wait}, not before the next one comes. */
  public static void clearOutput(boolean wait) {
    CellContext.current().output().clear(wait);
  }

  /** Shows a value in the front end's pager, as documentation is shown. */
  public static void page(Object value) {
    CellContext cell = CellContext.current();
    cell.output().page(cell.renderers().render(value));
  }

  /** Proposes the code of the next cell: a notebook adds it under this one. */
  public static void setNextInput(String code) {
    CellContext.current().output().setNextInput(code, false);
  }

  /** HTML, for {@link #display} or as the value of a cell. */
  public static MimeBundle html(String html) {
    return MimeBundle.text(html).with(MimeBundle.TEXT_HTML, html);
  }

  /** Markdown, as in text cells. */
  public static MimeBundle markdown(String markdown) {
    return MimeBundle.text(markdown).with(MimeBundle.TEXT_MARKDOWN, markdown);
  }

  /** LaTeX, with its dollar signs or its environment, such as {@code $x^2$}. */
  public static MimeBundle latex(String latex) {
    return MimeBundle.text(latex).with("text/latex", latex);
  }

  /** An SVG image, by its source. */
  public static MimeBundle svg(String svg) {
    return MimeBundle.text("SVG image").with(MimeBundle.IMAGE_SVG, svg);
  }

  /** JavaScript, which front ends run that trust the notebook. */
  public static MimeBundle javascript(String script) {
    return MimeBundle.text(script).with("application/javascript", script);
  }

  /**
   * JSON, which front ends show as a tree.
   *
   * @param json a JSON text, or any object that Jackson writes
   */
  public static MimeBundle json(Object json) {
    var tree =
        json instanceof CharSequence text
            ? JsonMapper.shared().readTree(text.toString())
            : JsonMapper.shared().<JsonNode>valueToTree(json);
    return MimeBundle.text(tree.toPrettyString()).with("application/json", tree);
  }

  /** A PNG image, by its bytes. */
  public static MimeBundle png(byte[] bytes) {
    return Images.of("image/png", bytes);
  }

  /** An image as PNG. */
  public static MimeBundle png(RenderedImage image) {
    return png(Images.encode(image, "png"));
  }

  /** A JPEG image, by its bytes. */
  public static MimeBundle jpeg(byte[] bytes) {
    return Images.of("image/jpeg", bytes);
  }

  /** An image as JPEG, which has no transparency. */
  public static MimeBundle jpeg(RenderedImage image) {
    return jpeg(Images.encode(image, "jpeg"));
  }

  /**
   * The image in a file: PNG, JPEG, GIF, WebP or SVG, by the ending of its name.
   *
   * @throws IOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if its name does not end as an image's, or it is too big
   */
  public static MimeBundle image(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return Images.of(file)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file
                        + " is no image to show: its name has to end in .png, .jpg, .gif, .webp or .svg, and it must not be larger than 20 MB."));
  }

  /** An output that can be replaced. */
  public static final class Handle {
    private final String id;

    private Handle(String id) {
      this.id = id;
    }

    /**
     * Shows another value in the place of the former one, wherever that is. The update is an output
     * of the cell that calls: nbclient ignores one that comes under the name of an earlier cell.
     */
    public void update(Object value) {
      updateDisplay(id, value);
    }
  }
}
