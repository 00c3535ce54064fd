package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.notebook.Notebook;
import dev.whiskbook.kernel.notebook.NotebookException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %load}: runs a script or a notebook in this session. */
@Command(
    description = {
      "Runs a script of Java and magics (.jshell, .jsh, .java), or the code cells of a notebook",
      "(.ipynb), as part of this cell: what it declares stays in the session.",
      "The value is that of its last expression."
    },
    footer = {"", "Java: lineMagic(\"load\", List.of(\"init.jshell\")), eval(code)"})
final class LoadMagic implements Magic {

  private static final List<String> ENDINGS = List.of("", ".jshell", ".jsh", ".java", ".ipynb");

  private final Workplace workplace;

  @Mixin Help help;

  @Parameters(
      paramLabel = "FILE",
      description = "The file; one of the endings above is added if need be.")
  String file;

  LoadMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    Path found =
        ENDINGS.stream()
            .map(ending -> workplace.resolve(file + ending))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new MagicException(
                        "There is no file %s, nor with one of %s behind its name."
                            .formatted(
                                workplace.resolve(file),
                                String.join(" ", ENDINGS.subList(1, ENDINGS.size())))));
    Object value = null;
    List<String> parts = parts(found);
    for (int i = 0; i < parts.size(); i++) {
      try {
        value = call.session().run(parts.get(i));
      } catch (Exception e) {
        String part = parts.size() > 1 ? "code cell %d of ".formatted(i + 1) : "";
        call.output().stream(StreamName.STDERR, "The error below is in " + part + found + "\n");
        throw e;
      }
    }
    return value;
  }

  private static List<String> parts(Path file) {
    try {
      if (file.toString().endsWith(".ipynb")) {
        return Notebook.read(file).codeSources();
      }
      String text = Files.readString(file);
      return List.of(text.startsWith("#!") ? "//" + text : text);
    } catch (NotebookException e) {
      throw new MagicException(e.getMessage(), e);
    } catch (MalformedInputException e) {
      throw new MagicException(file + " is not a text in UTF-8.", e);
    } catch (IOException e) {
      throw new MagicException(file + " cannot be read: " + e, e);
    }
  }
}
