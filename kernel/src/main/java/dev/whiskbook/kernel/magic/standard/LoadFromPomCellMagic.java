package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.maven.MavenException;
import dev.whiskbook.kernel.maven.PomFragments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %%loadFromPOM}: adds the libraries of a piece of a POM. */
@Command(
    description = {
      "Adds the libraries of a POM, or of pieces of one as projects have them in their READMEs:",
      "<dependency>, <repository>, <dependencyManagement> and so on, one after the other.",
      "The value is the list of jars added."
    },
    footer = {"", "Java: cellMagic(\"loadFromPOM\", List.of(), xml)"})
final class LoadFromPomCellMagic implements Magic {

  private final Libraries libraries;

  @Mixin Help help;

  @Parameters(
      arity = "0..*",
      paramLabel = "SCOPE",
      description =
          "Which dependencies: compile, runtime, system, import (the default), test, provided.")
  List<String> scopes = LoadFromPomMagic.SCOPES;

  LoadFromPomCellMagic(Libraries libraries) {
    this.libraries = libraries;
  }

  @Override
  public List<String> run(MagicCall call) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("whiskbook-pom");
    Path pom = folder.resolve("pom.xml");
    try {
      Files.writeString(pom, PomFragments.toPom(call.body()));
      return libraries.add(call, (maven, progress) -> maven.resolvePom(pom, scopes, progress));
    } catch (MavenException e) {
      throw new MagicException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(pom);
      Files.delete(folder);
    }
  }
}
