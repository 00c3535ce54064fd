package dev.whiskbook.kernel.render;

import dev.whiskbook.kernel.MimeBundle;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.swing.Icon;

/** Images as outputs. */
public final class Images {

  /** Files above this are not put into a notebook. */
  private static final long MAX_FILE_BYTES = 20L << 20;

  private Images() {}

  /** A bundle of an image's bytes. */
  public static MimeBundle of(String mimeType, byte[] bytes) {
    String text = "%s, %,d bytes".formatted(mimeType, bytes.length);
    String content =
        mimeType.equals(MimeBundle.IMAGE_SVG)
            ? new String(bytes, StandardCharsets.UTF_8)
            : Base64.getEncoder().encodeToString(bytes);
    return MimeBundle.text(text).with(mimeType, content);
  }

  /** An image encoded as {@code png}, {@code jpeg} or {@code gif}. */
  public static byte[] encode(RenderedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException(
            "This image cannot be written as "
                + format
                + ": the JDK has no writer for its colours. Try png.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The image in a file, by the ending of its name.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Optional<MimeBundle> of(Path file) {
    Optional<String> type = type(file.toString());
    try {
      return type.isPresent() && Files.isRegularFile(file) && Files.size(file) <= MAX_FILE_BYTES
          ? Optional.of(withText(of(type.get(), Files.readAllBytes(file)), file.toString()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type of an image by the name of its file. */
  public static Optional<String> type(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "png" -> Optional.of("image/png");
      case "jpg", "jpeg" -> Optional.of("image/jpeg");
      case "gif" -> Optional.of("image/gif");
      case "webp" -> Optional.of("image/webp");
      case "svg" -> Optional.of(MimeBundle.IMAGE_SVG);
      default -> Optional.empty();
    };
  }

  /** What java.desktop draws: images, icons, and components that have a size. */
  static Optional<MimeBundle> drawn(Object value) {
    return switch (value) {
      case RenderedImage image -> Optional.of(png(image));
      case Image image when image.getWidth(null) > 0 && image.getHeight(null) > 0 -> {
        var drawn = blank(image.getWidth(null), image.getHeight(null));
        paint(drawn, graphics -> graphics.drawImage(image, 0, 0, null));
        yield Optional.of(png(drawn));
      }
      case Icon icon when icon.getIconWidth() > 0 && icon.getIconHeight() > 0 -> {
        var drawn = blank(icon.getIconWidth(), icon.getIconHeight());
        paint(drawn, graphics -> icon.paintIcon(null, graphics, 0, 0));
        yield Optional.of(png(drawn));
      }
      case Component component -> component(component);
      default -> Optional.empty();
    };
  }

  private static Optional<MimeBundle> component(Component component) {
    if (component.getWidth() <= 0 || component.getHeight() <= 0) {
      Dimension wanted = component.getPreferredSize();
      component.setSize(wanted);
    }
    if (component.getWidth() <= 0 || component.getHeight() <= 0) {
      return Optional.empty();
    }
    component.doLayout();
    var drawn = blank(component.getWidth(), component.getHeight());
    paint(drawn, component::print);
    return Optional.of(png(drawn));
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  private static void paint(BufferedImage image, Consumer<Graphics2D> painting) {
    Graphics2D graphics = image.createGraphics();
    try {
      painting.accept(graphics);
    } finally {
      graphics.dispose();
    }
  }

  private static MimeBundle png(RenderedImage image) {
    String text = "image of %d × %d pixels".formatted(image.getWidth(), image.getHeight());
    return withText(of("image/png", encode(image, "png")), text);
  }

  private static MimeBundle withText(MimeBundle bundle, String text) {
    return bundle.with(MimeBundle.TEXT_PLAIN, text);
  }
}
