package dev.whiskbook.kernel.maven;

import dev.whiskbook.kernel.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven repository in a folder, made by the test that uses it: no network is needed. */
public record TestRepository(Path folder) {

  /** With a library whose class {@code lib.NAME} has a method {@code version()}. */
  public TestRepository library(String name, String version, String... dependencies)
      throws IOException {
    pom(name, version, "jar", dependencies(dependencies));
    jar(name, version, "");
    return this;
  }

  /** With the jar of a library, or one beside it. */
  public TestRepository jar(String name, String version, String classifier) throws IOException {
    String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    String suffix = classifier.isEmpty() ? "" : "-" + classifier;
    String body = "public static String version() { return \"" + version + suffix + "\"; }";
    new TestJar()
        .with("lib." + type, "public class " + type + " { " + body + " }")
        .write(place(name, version).resolve(name + "-" + version + suffix + ".jar"));
    return this;
  }

  /** With a POM of this content. */
  public TestRepository pom(String name, String version, String packaging, String content)
      throws IOException {
    Path place = Files.createDirectories(place(name, version));
    Files.writeString(
        place.resolve(name + "-" + version + ".pom"),
        """
        <project><modelVersion>4.0.0</modelVersion>
        <groupId>lib</groupId><artifactId>%s</artifactId><version>%s</version>
        <packaging>%s</packaging>%s</project>
        """
            .formatted(name, version, packaging, content));
    Path all = folder.resolve("lib").resolve(name).resolve("maven-metadata.xml");
    String versions = Files.exists(all) ? Files.readString(all) : "";
    String known = versions.replaceAll("(?s).*<versions>(.*)</versions>.*", "$1");
    Files.writeString(
        all,
        """
        <metadata><groupId>lib</groupId><artifactId>%s</artifactId><versioning>
        <release>%s</release><versions>%s<version>%2$s</version></versions>
        </versioning></metadata>
        """
            .formatted(name, version, known));
    return this;
  }

  public String url() {
    return folder.toUri().toString();
  }

  private Path place(String name, String version) {
    return folder.resolve("lib").resolve(name).resolve(version);
  }

  /** Dependencies given as {@code name:version} or {@code name:version:scope}. */
  public static String dependencies(String... dependencies) {
    var xml = new StringBuilder("<dependencies>");
    for (String dependency : dependencies) {
      String[] parts = dependency.split(":");
      xml.append("<dependency><groupId>lib</groupId><artifactId>").append(parts[0]);
      xml.append("</artifactId>");
      if (!parts[1].isEmpty()) {
        xml.append("<version>").append(parts[1]).append("</version>");
      }
      xml.append("<scope>").append(parts.length > 2 ? parts[2] : "compile").append("</scope>");
      xml.append("</dependency>");
    }
    return xml.append("</dependencies>").toString();
  }
}
