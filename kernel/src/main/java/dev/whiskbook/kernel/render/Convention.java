package dev.whiskbook.kernel.render;

import dev.whiskbook.kernel.MimeBundle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that show themselves by a public method without arguments, known by its name: {@code
 * String toHtml()}, {@code toMarkdown()}, {@code toLatex()}, {@code toSvg()}, {@code byte[]
 * toPng()}, or {@code Map<String, String> toMimeBundle()} from MIME types to contents. So a library
 * need not know this kernel.
 */
final class Convention {

  private static final Map<String, String> TEXT_METHODS =
      Map.of(
          "toHtml", MimeBundle.TEXT_HTML,
          "toMarkdown", MimeBundle.TEXT_MARKDOWN,
          "toLatex", "text/latex",
          "toSvg", MimeBundle.IMAGE_SVG);

  private Convention() {}

  static Optional<MimeBundle> render(Object value) throws Exception {
    if (value.getClass().getName().startsWith("java.")) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    if (call(value, "toMimeBundle") instanceof Map<?, ?> bundle) {
      bundle.forEach((type, content) -> found.put(String.valueOf(type), String.valueOf(content)));
    }
    for (var method : TEXT_METHODS.entrySet()) {
      if (call(value, method.getKey()) instanceof String content) {
        found.putIfAbsent(method.getValue(), content);
      }
    }
    if (call(value, "toPng") instanceof byte[] png) {
      found.putIfAbsent("image/png", Base64.getEncoder().encodeToString(png));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    MimeBundle bundle = MimeBundle.text(ValueText.of(value));
    for (var content : found.entrySet()) {
      bundle = bundle.with(content.getKey(), content.getValue());
    }
    return Optional.of(bundle);
  }

  /** What the method returns, or null if there is none of this name. */
  private static Object call(Object value, String name) throws Exception {
    Method method;
    try {
      method = value.getClass().getMethod(name);
    } catch (NoSuchMethodException e) {
      return null;
    }
    Class<?> type = method.getReturnType();
    boolean fits = type == String.class || type == byte[].class || Map.class.isAssignableFrom(type);
    if (!fits || Modifier.isStatic(method.getModifiers()) || !method.trySetAccessible()) {
      return null;
    }
    try {
      return method.invoke(value);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }
}
