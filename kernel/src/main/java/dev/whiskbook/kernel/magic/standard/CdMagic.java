package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %cd}: changes the folder that shell commands and magics work in. */
@Command(
    description = {
      "Changes the folder in which shell commands run and from which paths in magics start;",
      "the value is that folder. Java's own relative paths start where the kernel was started,",
      "as a JVM cannot change its folder: use the value, as in Path.of(folder, \"data.csv\")."
    },
    footer = {"", "Java: String folder = lineMagic(\"cd\", List.of(\"data\"))"})
final class CdMagic implements Magic {

  private final Workplace workplace;

  @Mixin Help help;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The folder; your home if none is given.")
  String folder = "~";

  CdMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public String run(MagicCall call) {
    Path path = workplace.resolve(folder);
    if (!Files.isDirectory(path)) {
      throw new MagicException("There is no folder " + path + ".");
    }
    workplace.enter(path);
    return path.toString();
  }
}
