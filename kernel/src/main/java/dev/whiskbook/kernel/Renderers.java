package dev.whiskbook.kernel;

import dev.whiskbook.kernel.render.Html;
import dev.whiskbook.kernel.render.Images;
import dev.whiskbook.kernel.render.StandardRendering;
import dev.whiskbook.kernel.render.ValueText;
import java.awt.image.RenderedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How values become outputs: {@link Displayable}s by themselves, classes that were registered (and
 * their subclasses) by their renderer, the JDK's own types as one expects, everything else by its
 * text. Of several renderers that fit, the one with the highest priority is used; among equals that
 * of the nearest class, then that of an interface. One a session.
 */
public final class Renderers {

  private static final int USUAL = 0;

  private record Entry(int priority, Function<Object, MimeBundle> renderer) {}

  private final Map<Class<?>, Entry> byClass = new ConcurrentHashMap<>();
  private final Map<String, Entry> byName = new ConcurrentHashMap<>();

  /**
   * Registers how instances of a class or interface are shown; a later registration replaces an
   * earlier one.
   */
  public <T> Renderers register(Class<T> type, Function<? super T, MimeBundle> renderer) {
    return register(type, USUAL, renderer);
  }

  /**
   * Registers how instances of a class or interface are shown.
   *
   * @param priority above 0 to be preferred to renderers of nearer classes, below 0 to come after
   *     those of farther ones
   */
  public <T> Renderers register(
      Class<T> type, int priority, Function<? super T, MimeBundle> renderer) {
    byClass.put(type, new Entry(priority, value -> renderer.apply(type.cast(value))));
    return this;
  }

  /** Registers how instances of a class are shown that is not there yet: a library may bring it. */
  public Renderers register(String className, Function<Object, MimeBundle> renderer) {
    byName.put(className, new Entry(USUAL, renderer));
    return this;
  }

  /**
   * The representations of a value; {@code text/plain} is always among them. A renderer that fails
   * leaves the text, and a note why.
   */
  public MimeBundle render(Object value) {
    try {
      return switch (value) {
        case MimeBundle bundle -> bundle;
        case Displayable displayable -> displayable.toMimeBundle();
        case null -> StandardRendering.render(null, this::render);
        default -> {
          Optional<Entry> registered = find(value);
          yield registered.isPresent()
              ? registered.get().renderer().apply(value)
              : StandardRendering.render(value, this::render);
        }
      };
    } catch (Exception e) { // other people's code
      String note = "The renderer of " + value.getClass().getName() + " failed: " + e;
      String text = ValueText.of(value);
      return MimeBundle.text(text + "\n(" + note + ")")
          .with(
              MimeBundle.TEXT_HTML,
              "<pre>" + Html.escape(text) + "</pre><p><em>" + Html.escape(note) + "</em></p>");
    }
  }

  /** Displays a picture: where somebody may be looking, its preview until the whole is made. */
  public void show(Picture picture, CellOutput output) {
    show(picture, output, Optional.empty());
  }

  /** The same, under the name by which {@link #update} finds it again, if it has one. */
  public void show(Picture picture, CellOutput output, Optional<String> displayId) {
    Optional<MimeBundle> preview = output.isLive() ? picture.preview() : Optional.empty();
    if (preview.isEmpty()) {
      output.display(render(picture), displayId);
      return;
    }
    String id = displayId.orElseGet(() -> UUID.randomUUID().toString());
    output.display(preview.get(), Optional.of(id));
    output.update(id, render(picture));
  }

  /**
   * Puts a picture into the place of what was displayed under an id: where somebody may be looking,
   * its preview until the whole is made.
   */
  public void update(String displayId, Picture picture, CellOutput output) {
    if (output.isLive()) {
      picture.preview().ifPresent(preview -> output.update(displayId, preview));
    }
    output.update(displayId, render(picture));
  }

  /**
   * The representations of a value of the given MIME types, and its text: of a text the text itself
   * under each type, of an image its encodings; else what {@link #render(Object)} has of these.
   */
  public MimeBundle render(Object value, String... types) {
    if (types.length == 0) {
      return render(value);
    }
    MimeBundle all =
        value instanceof CharSequence text ? MimeBundle.text(text.toString()) : render(value);
    MimeBundle wanted = MimeBundle.text(all.plainText());
    for (String type : types) {
      JsonNode content = all.data().get(type);
      if (content != null) {
        wanted = wanted.with(type, content);
      } else if (value instanceof CharSequence text) {
        wanted = withText(wanted, type, text.toString());
      } else if (type.startsWith("image/") && value instanceof byte[] bytes) {
        wanted = wanted.with(type, Images.of(type, bytes).data().get(type));
      } else if (type.startsWith("image/") && value instanceof RenderedImage image) {
        String format = type.substring("image/".length());
        wanted = wanted.with(type, Images.of(type, Images.encode(image, format)).data().get(type));
      }
    }
    return wanted;
  }

  private static MimeBundle withText(MimeBundle bundle, String type, String text) {
    if (!type.endsWith("json")) {
      return bundle.with(type, text);
    }
    try {
      return bundle.with(type, JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "This text is no JSON, as " + type + " has to be: " + e.getOriginalMessage(), e);
    }
  }

  private Optional<Entry> find(Object value) {
    List<Entry> fitting =
        Stream.concat(
                superclasses(value.getClass()).flatMap(this::of),
                byClass.entrySet().stream()
                    .filter(entry -> entry.getKey().isInterface())
                    .filter(entry -> entry.getKey().isInstance(value))
                    .sorted(
                        Comparator.comparing(
                            entry -> depth(entry.getKey()), Comparator.reverseOrder()))
                    .map(Map.Entry::getValue))
            .toList();
    return fitting.stream()
        .max(
            Comparator.comparingInt(Entry::priority)
                .thenComparingInt(entry -> -fitting.indexOf(entry)));
  }

  private Stream<Entry> of(Class<?> type) {
    Entry entry = byClass.get(type);
    return Stream.ofNullable(entry != null ? entry : byName.get(type.getName()));
  }

  private static Stream<Class<?>> superclasses(Class<?> type) {
    return Stream.iterate(type, t -> t != null, Class::getSuperclass);
  }

  /** How many interfaces stand above an interface: the more, the more special it is. */
  private static int depth(Class<?> type) {
    int depth = 0;
    for (Class<?> above : type.getInterfaces()) {
      depth = Math.max(depth, 1 + depth(above));
    }
    return depth;
  }
}
