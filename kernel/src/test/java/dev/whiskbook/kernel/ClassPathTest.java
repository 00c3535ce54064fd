package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The class path of cells")
@Timeout(300)
class ClassPathTest {

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void open() {
    session = Session.builder().open();
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theKernelsOwnLibrariesAreHiddenWhenCompilingAndWhenRunning() {
    assertTrue(error("org.zeromq.ZMQ.getVersionString()").contains("package org.zeromq"));
    assertTrue(error("Class.forName(\"org.zeromq.ZMQ\")").contains("ClassNotFoundException"));
  }

  @Test
  void aLibraryOfTheUsersTakesTheNameOfAHiddenOne() throws IOException {
    add(new TestJar().with("org.zeromq.ZMQ", "public class ZMQ { public static int mine = 42; }"));
    assertEquals("42", value("org.zeromq.ZMQ.mine"));
    assertEquals("true", value("Class.forName(\"org.zeromq.ZMQ\") == org.zeromq.ZMQ.class"));
  }

  @Test
  void aLibraryThatIsSharedIsReplacedByTheUsersVersion() throws IOException {
    assertEquals("4.7.7", value("picocli.CommandLine.VERSION"));
    add(
        new TestJar()
            .with("picocli.CommandLine", "public class CommandLine { public int x = 3; }"));
    assertEquals("3", value("new picocli.CommandLine().x"));
    assertTrue(error("picocli.AutoComplete.class").contains("AutoComplete"), "not half and half");
  }

  @Test
  void theLibraryOfTheSessionsOwnApiStays() throws IOException {
    add(
        new TestJar()
            .with("tools.jackson.databind.JsonNode", "public class JsonNode {}")
            .with("tools.jackson.dataformat.Mine", "public class Mine { public int x = 4; }"));
    assertEquals(
        "true",
        value(
            """
            tools.jackson.databind.JsonNode node =
                dev.whiskbook.kernel.MimeBundle.text("x").data().get("text/plain");
            node.isString()"""));
    assertEquals("4", value("new tools.jackson.dataformat.Mine().x"));
  }

  @Test
  void addingAJarLeavesVariablesAlone() throws IOException {
    execute("var list = new java.util.ArrayList<>(java.util.List.of(1)); int n = 7;");
    add(new TestJar().with("mine.Adder", "public class Adder { public static int one = 1; }"));
    execute("list.add(mine.Adder.one);");
    assertEquals("[1, 1] 7", value("list + \" \" + n"));
  }

  @Test
  void aJarIsAddedOnce() throws IOException {
    Path jar = new TestJar().with("mine.A", "public class A {}").write(folder.resolve("a.jar"));
    assertEquals(List.of(jar), session.addToClassPath(List.of(jar, jar)));
    assertEquals(List.of(), session.addToClassPath(List.of(jar)));
    assertEquals(List.of(jar), session.classPath());
  }

  @Test
  void servicesOfAddedJarsAreFound() throws IOException {
    add(
        new TestJar()
            .with("mine.Task", "public class Task implements Runnable { public void run() {} }")
            .withResource("META-INF/services/java.lang.Runnable", "mine.Task"));
    assertEquals(
        "mine.Task",
        value(
            "java.util.ServiceLoader.load(Runnable.class).iterator().next().getClass().getName()"));
  }

  @Test
  void theToolsOfTheJdkAreThere() {
    assertEquals("true", value("javax.tools.ToolProvider.getSystemJavaCompiler() != null"));
    assertEquals("jdk.jshell", value("jdk.jshell.JShell.class.getModule().getName()"));
    assertEquals("jdk.compiler", value("com.sun.source.tree.Tree.class.getModule().getName()"));
  }

  private void add(TestJar jar) throws IOException {
    session.addToClassPath(List.of(jar.write(folder.resolve("mine.jar"))));
  }

  private CellResult execute(String code) {
    return session.execute(CellRequest.of(code), CellOutput.NOWHERE);
  }

  private String value(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Success.class, result, result::toString)
        .value()
        .orElseThrow()
        .plainText();
  }

  private String error(String code) {
    return String.join(
        "\n", assertInstanceOf(CellResult.Failure.class, execute(code)).error().traceback());
  }
}
