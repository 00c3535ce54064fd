package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded OpenWhisk is started")
class ProductTest {

  @TempDir Path home;

  @Test
  void withTheJavaThatWasLinkedForItAndItsCache() throws Exception {
    Path java = home.resolve("standalone/runtime/bin/java");
    Files.createDirectories(java.getParent());
    assertTrue(Files.createFile(java).toFile().setExecutable(true));

    List<String> command = product().standaloneCommand();

    assertEquals(java.toString(), command.getFirst());
    assertTrue(command.contains("-XX:AOTCache=" + home.resolve("standalone.aot")), "" + command);
    assertTrue(command.contains("--module-path=" + home.resolve("standalone/upgrade")));
    assertTrue(command.contains("--add-modules=jdk.graal.compiler"));
  }

  @Test
  void withTheKernelsJavaWhereNoneCouldBeLinked() {
    List<String> command = product().standaloneCommand();

    assertEquals("/jdk/bin/java", command.getFirst());
    assertTrue(command.contains("--upgrade-module-path=" + home.resolve("standalone/upgrade")));
    assertFalse(command.contains("--add-modules=jdk.graal.compiler"));
  }

  private Product product() {
    return new Product(home, Path.of("/jdk"));
  }
}
