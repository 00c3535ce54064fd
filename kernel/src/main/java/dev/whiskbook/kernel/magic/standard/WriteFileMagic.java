package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %%writefile}: writes the cell to a file. */
@Command(
    description = "Writes the lines below to a file, over what it had before.",
    footer = {"", "Java: Files.writeString(Path.of(\"data.csv\"), text)"})
final class WriteFileMagic implements Magic {

  private final Workplace workplace;

  @Mixin Help help;

  @Option(
      names = {"-a", "--append"},
      description = "Adds to the end of the file instead.")
  boolean append;

  @Parameters(paramLabel = "FILE", description = "The file; its folder has to exist.")
  String file;

  WriteFileMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Object run(MagicCall call) {
    Path path = workplace.resolve(file);
    boolean existed = Files.exists(path);
    String text = call.body().endsWith("\n") ? call.body() : call.body() + "\n";
    try {
      if (append) {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        Files.writeString(path, text);
      }
    } catch (IOException e) {
      throw new MagicException(
          path + " cannot be written (" + e + "): does its folder exist, and may you write there?",
          e);
    }
    String what = append && existed ? "Appended to " : existed ? "Overwrote " : "Wrote ";
    call.output().stream(StreamName.STDOUT, what + path + "\n");
    return null;
  }
}
