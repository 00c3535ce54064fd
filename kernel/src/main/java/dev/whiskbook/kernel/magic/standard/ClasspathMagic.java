package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.startup.Globs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %classpath}: adds jars and folders of classes to the class path, or lists it. */
@Command(
    description = {
      "Adds jars and folders of classes to the class path of the cells, or lists what is on it.",
      "The value is the list of what was added, or of all."
    },
    footer = {
      "",
      "Java: lineMagic(\"classpath\", List.of(\"target/classes\")), session().addToClassPath(paths)"
    })
final class ClasspathMagic implements Magic {

  private final Workplace workplace;

  @Mixin Help help;

  @Parameters(
      arity = "0..*",
      paramLabel = "GLOB",
      description = "Jars and folders; * and ? stand for parts of a name, ** for folders.")
  List<String> globs = List.of();

  ClasspathMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public List<String> run(MagicCall call) {
    if (globs.isEmpty()) {
      return names(call.session().classPath());
    }
    List<Path> entries = new ArrayList<>();
    for (String glob : globs) {
      List<Path> found = Globs.resolve(workplace.folder(), glob);
      if (found.isEmpty()) {
        throw new MagicException(
            "There is no "
                + glob
                + " in "
                + workplace.folder()
                + ": relative paths start there; nothing was added.");
      }
      entries.addAll(found);
    }
    return add(entries, call);
  }

  /**
   * Adds what is a folder or a jar; the first that is neither is an error, and nothing is added.
   */
  static List<String> add(List<Path> entries, MagicCall call) {
    for (Path entry : entries) {
      if (!Files.isDirectory(entry)) {
        check(entry);
      }
    }
    return names(call.session().addToClassPath(entries));
  }

  private static void check(Path jar) {
    try (var _ = new ZipFile(jar.toFile())) {
      // A jar that can be opened.
    } catch (ZipException e) {
      throw new MagicException(jar + " is no jar: " + e.getMessage() + ". Nothing was added.", e);
    } catch (IOException e) {
      throw new MagicException(jar + " cannot be read: " + e + ". Nothing was added.", e);
    }
  }

  static List<String> names(List<Path> paths) {
    return paths.stream().map(Path::toString).toList();
  }
}
