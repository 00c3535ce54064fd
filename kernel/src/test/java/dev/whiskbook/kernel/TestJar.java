package dev.whiskbook.kernel;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A library of a user's, compiled by the test that uses it. */
public final class TestJar {

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();

  /** With a class, by its name and its source, whose package statement is added. */
  public TestJar with(String className, String source) {
    String packageName = className.substring(0, className.lastIndexOf('.'));
    sources.put(className, "package " + packageName + "; " + source);
    return this;
  }

  /** With a file that is no class. */
  public TestJar withResource(String name, String content) {
    resources.put(name, content);
    return this;
  }

  /** Compiles against this JVM's class path, and writes the jar. */
  public Path write(Path jar) throws IOException {
    Path classes = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes");
    if (!sources.isEmpty()) {
      compile(classes);
    }
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
      for (var resource : resources.entrySet()) {
        out.putNextEntry(new JarEntry(resource.getKey()));
        out.write(resource.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private void compile(Path classes) {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, source) -> units.add(new Source(name, source)));
    var messages = new StringWriter();
    var options = List.of("-d", classes.toString(), "-proc:none");
    if (!ToolProvider.getSystemJavaCompiler()
        .getTask(messages, null, null, options, null, units)
        .call()) {
      throw new IllegalArgumentException(messages.toString());
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
