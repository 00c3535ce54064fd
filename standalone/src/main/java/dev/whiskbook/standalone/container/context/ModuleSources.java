package dev.whiskbook.standalone.container.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Source;

/**
 * The modules that every action may require: our own, under {@code /whiskbook/}, and npm packages
 * under {@code /whiskbook/node_modules/}, unmodified, from their WebJars. Read when first required,
 * and shared by all contexts.
 */
final class ModuleSources {
  static final String ROOT = "/whiskbook/";

  private static final String PACKAGES = ROOT + "node_modules/";

  private final Map<String, Optional<String>> texts = new ConcurrentHashMap<>();
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> versions = new ConcurrentHashMap<>();

  /** The text of a file, if it is there. */
  Optional<String> text(String path) {
    return texts.computeIfAbsent(path, this::read);
  }

  /** The function of exports, require, module and so on that a module's file is. */
  Source source(String path) {
    return sources.computeIfAbsent(path, p -> wrap(p, text(p).orElseThrow()));
  }

  /** In one line, so that line numbers are the file's own. */
  static Source wrap(String path, String text) {
    String body = text.startsWith("#!") ? "//" + text : text;
    return Source.newBuilder(
            "js", "(function(exports,require,module,__filename,__dirname){" + body + "\n})", path)
        .buildLiteral();
  }

  private Optional<String> read(String path) {
    return resource(path)
        .map(
            name -> {
              if (path.startsWith(PACKAGES)
                  && ModuleSources.class.getResource(name + "/") != null) {
                return null; // a folder in a jar looks like an empty file otherwise
              }
              try (InputStream in = ModuleSources.class.getResourceAsStream(name)) {
                return in == null ? null : new String(in.readAllBytes(), UTF_8);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private Optional<String> resource(String path) {
    if (!path.startsWith(PACKAGES)) {
      return Optional.of("modules/" + path.substring(ROOT.length()));
    }
    String rest = path.substring(PACKAGES.length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String name = rest.substring(0, slash);
    return versions
        .computeIfAbsent(name, ModuleSources::version)
        .map(v -> "/META-INF/resources/webjars/" + name + "/" + v + rest.substring(slash));
  }

  private static Optional<String> version(String name) {
    String properties = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (InputStream in = ModuleSources.class.getResourceAsStream(properties)) {
      if (in == null) {
        return Optional.empty();
      }
      var read = new Properties();
      read.load(in);
      return Optional.ofNullable(read.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
