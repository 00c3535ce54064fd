package dev.whiskbook.standalone.container.context;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.container.Archive;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The files that {@code require} sees: the action's archive under {@code /action/}, and the modules
 * that are always there. Only the container's thread uses it.
 */
final class ModuleFiles {
  private static final String ACTION = "/action/";

  private final ModuleSources shared;
  private final Supplier<Context> context;
  private final Set<String> folders = new HashSet<>();
  private Map<String, byte[]> files = Map.of();

  ModuleFiles(ModuleSources shared, Supplier<Context> context) {
    this.shared = shared;
    this.context = context;
  }

  /**
   * Unpacks an action's archive.
   *
   * @throws IllegalArgumentException with a sentence if it is none, or too large
   */
  void unzip(String base64) {
    files = Archive.unzip(base64);
    for (String name : files.keySet()) {
      for (int i = name.indexOf('/'); i >= 0; i = name.indexOf('/', i + 1)) {
        folders.add(name.substring(0, i));
      }
    }
  }

  Map<String, ProxyExecutable> functions() {
    return Map.of(
        "isFile", a -> text(a[0].asString()).isPresent(),
        "isFolder", a -> isFolder(a[0].asString()),
        "read", a -> text(a[0].asString()).orElse(null),
        "readBytes", a -> bytes(a[0].asString()).map(b -> new String(b, ISO_8859_1)).orElse(null),
        "compile", a -> compile(a[0].asString()));
  }

  private Object compile(String path) {
    return context
        .get()
        .eval(
            path.startsWith(ModuleSources.ROOT)
                ? shared.source(path)
                : ModuleSources.wrap(path.substring(ACTION.length()), text(path).orElseThrow()));
  }

  private boolean isFolder(String path) {
    return path.equals("/action")
        || (path.startsWith(ACTION) && folders.contains(path.substring(ACTION.length())));
  }

  private Optional<String> text(String path) {
    return path.startsWith(ModuleSources.ROOT)
        ? shared.text(path)
        : bytes(path).map(bytes -> new String(bytes, UTF_8));
  }

  private Optional<byte[]> bytes(String path) {
    return path.startsWith(ACTION)
        ? Optional.ofNullable(files.get(path.substring(ACTION.length())))
        : Optional.empty();
  }
}
