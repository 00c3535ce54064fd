package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %loadFromPOM}: adds what a POM file depends on. */
@Command(
    description = {
      "Adds the libraries that a POM file depends on, with its parents, BOMs, exclusions and",
      "repositories, to the class path of the cells. The value is the list of jars added."
    },
    footer = {"", "Java: lineMagic(\"loadFromPOM\", List.of(\"pom.xml\"))"})
final class LoadFromPomMagic implements Magic {

  /** The scopes if none are given; {@code import} is for BOMs, which always count. */
  static final List<String> SCOPES = List.of("compile", "runtime", "system", "import");

  private final Workplace workplace;
  private final Libraries libraries;

  @Mixin Help help;

  @Parameters(index = "0", paramLabel = "FILE", description = "The POM, such as pom.xml.")
  String file;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SCOPE",
      description =
          "Which dependencies: compile, runtime, system, import (the default), test, provided.")
  List<String> scopes = SCOPES;

  LoadFromPomMagic(Workplace workplace, Libraries libraries) {
    this.workplace = workplace;
    this.libraries = libraries;
  }

  @Override
  public List<String> run(MagicCall call) throws InterruptedException {
    Path given = workplace.resolve(file);
    Path pom = Files.isDirectory(given) ? given.resolve("pom.xml") : given;
    if (!Files.isRegularFile(pom)) {
      throw new MagicException("There is no POM " + pom + ".");
    }
    return libraries.add(call, (maven, progress) -> maven.resolvePom(pom, scopes, progress));
  }
}
