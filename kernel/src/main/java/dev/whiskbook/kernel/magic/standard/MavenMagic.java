package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.maven.Coordinates;
import dev.whiskbook.kernel.maven.Wanted;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %maven}: adds libraries from Maven repositories to the class path. */
@Command(
    description = {
      "Adds libraries, with all that they need, from Maven repositories to the class path of the",
      "cells; variables keep their values. Several are resolved together, and with what was loaded",
      "before. Settings, mirrors and proxies are those of ~/.m2/settings.xml. The value is the list",
      "of the jars that were added."
    },
    footer = {"", "Java: lineMagic(\"maven\", List.of(\"com.google.guava:guava:33.4.0-jre\"))"})
final class MavenMagic implements Magic {

  private final Libraries libraries;

  @Mixin Help help;

  @Parameters(
      arity = "1..*",
      paramLabel = "COORDINATES",
      description = {
        "group:artifact:version, group:artifact:type:classifier:version, or group:artifact for the",
        "newest; a version may be a range, '[1.0,2.0)'."
      })
  List<String> coordinates;

  @Option(
      names = "--bom",
      paramLabel = "COORDINATES",
      description = "A bill of materials whose versions count for what comes along; repeatable.")
  List<String> boms = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GROUP:ARTIFACT",
      description = "What shall not come along, * for any; repeatable.")
  List<String> exclusions = List.of();

  @Option(names = "--offline", description = "Uses only what is in the local repository.")
  boolean offline;

  @Option(
      names = "--update",
      description = "Looks for newer snapshots, and again for what was missing before.")
  boolean update;

  MavenMagic(Libraries libraries) {
    this.libraries = libraries;
  }

  @Override
  public List<String> run(MagicCall call) throws InterruptedException {
    try {
      var wanted = new Wanted(parsed(coordinates), parsed(boms), exclusions, offline, update);
      return libraries.add(call, (maven, progress) -> maven.resolve(wanted, progress));
    } catch (IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  private static List<Coordinates> parsed(List<String> texts) {
    return texts.stream().map(Coordinates::parse).toList();
  }
}
