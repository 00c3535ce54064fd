package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.startup.Globs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %jars}: adds jars to the class path. */
@Command(
    description = {
      "Adds jars to the class path of the cells; variables keep their values.",
      "The value is the list of what was added."
    },
    footer = {"", "Java: lineMagic(\"jars\", List.of(\"lib/*.jar\"))"})
final class JarsMagic implements Magic {

  private final Workplace workplace;

  @Mixin Help help;

  @Parameters(
      arity = "1..*",
      paramLabel = "GLOB",
      description = "Jars, or folders of jars; * and ? stand for parts of a name, ** for folders.")
  List<String> globs;

  JarsMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public List<String> run(MagicCall call) {
    List<Path> jars = new ArrayList<>();
    for (String glob : globs) {
      List<Path> found = new ArrayList<>();
      for (Path path : Globs.resolve(workplace.folder(), glob)) {
        if (Files.isDirectory(path)) {
          found.addAll(Globs.resolve(path, "*.jar"));
        } else {
          found.add(path);
        }
      }
      if (found.isEmpty()) {
        throw new MagicException(
            "There is no jar "
                + glob
                + " in "
                + workplace.folder()
                + ": relative paths start there; nothing was added.");
      }
      jars.addAll(found);
    }
    return ClasspathMagic.add(jars, call);
  }
}
