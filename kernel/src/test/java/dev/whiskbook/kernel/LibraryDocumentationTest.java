package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of jars on the class path. */
@Timeout(300)
class LibraryDocumentationTest {

  private static final String GREETER =
      """
      import java.util.List;

      /** Greets <b>people</b>. <script>alert(1)</script> */
      public class Greeter {
        /**
         * Greets {@code n} times, as {@link #hello(String)} does; see {@linkplain List a list}.
         *
         * <ul><li>politely<li>always</ul>
         * <img src="https://example.org/track.png" onerror="alert(2)">
         * <a href="javascript:alert(3)" onclick="alert(4)">click</a>
         * <pre>
         *   greet(2);
         * </pre>
         *
         * @param names who; {@literal <all>} of them
         * @param n how often
         * @return what was said
         * @throws IllegalStateException if it is late
         * @since 1.2
         */
        public String greet(List<String> names, int n) throws IllegalStateException { return ""; }

        /// Says **hello** to `name`.
        ///
        /// - once
        /// - friendly, as [#greet(List, int)] does
        ///
        /// @param name who
        public static String hello(String name) { return "hello " + name; }
      }
      """;

  @TempDir Path folder;

  private Path jar() throws IOException {
    return new TestJar().with("greetings.Greeter", GREETER).write(folder.resolve("greet-1.0.jar"));
  }

  private Path sources(String name) throws IOException {
    return new TestJar()
        .withResource("greetings/Greeter.java", "package greetings; " + GREETER)
        .write(folder.resolve(name));
  }

  private MimeBundle inspect(Session session, String code) {
    return session.inspect("import greetings.*;\n" + code, 20 + code.length(), 0).orElseThrow();
  }

  private static String in(String type, MimeBundle bundle) {
    return bundle.data().get(type).asString();
  }

  @Test
  void sourcesThatLieBesideTheJarAreFound() throws IOException {
    sources("greet-1.0-sources.jar");
    try (var session = Session.builder().classPath(List.of(jar())).open()) {
      MimeBundle greet = inspect(session, "new Greeter().greet");
      String text = greet.plainText();
      assertTrue(
          text.startsWith(
              "String Greeter.greet(List<String> names, int n) throws IllegalStateException"),
          text);
      assertTrue(text.contains("Greets n times, as hello(String) does; see a list."), text);
      assertTrue(text.contains("names – who; <all> of them"), text);
      assertTrue(text.contains("IllegalStateException – if it is late"), text);
      assertTrue(text.contains("Since"), text);
      String markdown = in(MimeBundle.TEXT_MARKDOWN, greet);
      assertTrue(markdown.contains("Greets `n` times, as `hello(String)` does"), markdown);
      assertTrue(markdown.contains("- politely\n- always"), markdown);
      assertTrue(markdown.contains("```java\n  greet(2);\n```"), markdown);
    }
  }

  @Test
  void nothingInItCanRunOrLoad() throws IOException {
    sources("greet-1.0-sources.jar");
    try (var session = Session.builder().classPath(List.of(jar())).open()) {
      String html =
          in(MimeBundle.TEXT_HTML, inspect(session, "Greeter"))
              + in(MimeBundle.TEXT_HTML, inspect(session, "new Greeter().greet"));
      assertTrue(html.contains("Greets <b>people</b>"), html);
      for (String danger : List.of("script", "alert", "<img", "onerror", "onclick")) {
        assertFalse(html.contains(danger), () -> danger + " is in " + html);
      }
    }
  }

  @Test
  void markdownCommentsAreUnderstood() throws IOException {
    sources("greet-1.0-sources.jar");
    try (var session = Session.builder().classPath(List.of(jar())).open()) {
      MimeBundle hello = inspect(session, "Greeter.hello");
      String html = in(MimeBundle.TEXT_HTML, hello);
      assertTrue(html.contains("Says <strong>hello</strong> to <code>name</code>."), html);
      assertTrue(html.contains("<li>once</li>"), html);
      assertTrue(html.contains("greet(List, int)"), html);
      assertTrue(hello.plainText().contains("name – who"), hello.plainText());
    }
  }

  @Test
  void sourcesThatMustBeFetchedAreAskedForOnce() throws IOException {
    Path elsewhere = sources("elsewhere.jar");
    var asked = new AtomicInteger();
    Path jar = jar();
    try (var session =
        Session.builder()
            .classPath(List.of(jar))
            .sources(
                of -> {
                  asked.incrementAndGet();
                  assertEquals(jar, of);
                  return Optional.of(elsewhere);
                })
            .open()) {
      assertEquals(0, asked.get());
      assertTrue(inspect(session, "Greeter.hello").plainText().contains("Says hello to name."));
      inspect(session, "new Greeter().greet");
      assertEquals(1, asked.get());
    }
  }

  @Test
  void pagesOfTheJavadocToolServeToo() throws IOException {
    Path source = Files.createDirectories(folder.resolve("src/greetings"));
    Files.writeString(source.resolve("Greeter.java"), "package greetings; " + GREETER);
    Path pages = folder.resolve("pages");
    var javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
    String file = source.resolve("Greeter.java").toString();
    assertEquals(
        0,
        javadoc.run(
            System.out,
            System.err,
            "-quiet",
            "-Xdoclint:none",
            "--allow-script-in-comments",
            "-d",
            pages.toString(),
            file));
    var archive = new TestJar();
    try (Stream<Path> files = Files.walk(pages)) {
      for (Path page : files.filter(p -> p.toString().endsWith(".html")).toList()) {
        archive.withResource(pages.relativize(page).toString(), Files.readString(page));
      }
    }
    archive.write(folder.resolve("greet-1.0-javadoc.jar"));
    try (var session = Session.builder().classPath(List.of(jar())).open()) {
      String greet = inspect(session, "new Greeter().greet").plainText();
      assertTrue(greet.contains("Greets n times"), greet);
      assertTrue(greet.contains("if it is late"), greet);
      assertTrue(inspect(session, "Greeter").plainText().contains("Greets people."));
    }
  }

  @Test
  void withoutSourcesTheDeclarationIsShown() throws IOException {
    try (var session = Session.builder().classPath(List.of(jar())).open()) {
      assertEquals("String Greeter.hello(String)", inspect(session, "Greeter.hello").plainText());
    }
  }
}
