package dev.whiskbook.kernel.javadoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSourcesTest {

  @TempDir Path folder;

  @Test
  void theyLieInTheJdk() throws IOException {
    Path zip = touch("jdk/lib/src.zip");
    assertEquals(Optional.of(zip), JdkSources.in(folder.resolve("jdk")));
  }

  @Test
  void debianPutsThemBesideTheJdk() throws IOException {
    Path zip = touch("openjdk-" + Runtime.version().feature() + "/lib/src.zip");
    assertEquals(Optional.of(zip), JdkSources.in(folder.resolve("java-openjdk-amd64")));
  }

  @Test
  void withoutThemASentenceSaysHowToHaveThem() {
    try (var documentation = new Documentation(SourceJars.BESIDE, folder)) {
      String advice = documentation.advice().orElseThrow();
      assertTrue(advice.contains("src.zip"), advice);
      assertTrue(advice.contains("openjdk-" + Runtime.version().feature() + "-source"), advice);
    }
  }

  private Path touch(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "");
  }
}
