package dev.whiskbook.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder by which Jupyter knows the kernel.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs">Kernel
 *     specs</a>
 */
public record KernelSpec(Path folder) {

  static final String NAME = "whiskbook";
  private static final List<String> LOGOS =
      List.of("logo-svg.svg", "logo-64x64.png", "logo-32x32.png");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The kernelspec in the data folder of a Jupyter installation, such as {@code /usr/local}. */
  public static KernelSpec under(Path prefix) {
    return new KernelSpec(prefix.resolve("share/jupyter/kernels").resolve(NAME));
  }

  /**
   * The kernelspec of one person: in Jupyter's data folder, as {@code jupyter --data-dir} has it.
   */
  static KernelSpec ofUser(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    String named = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    Path data;
    if (!named.isEmpty()) {
      data = Path.of(named);
    } else if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
      data = home.resolve("Library/Jupyter");
    } else {
      data = (xdg.isEmpty() ? home.resolve(".local/share") : Path.of(xdg)).resolve("jupyter");
    }
    return new KernelSpec(data.resolve("kernels").resolve(NAME));
  }

  /** Writes the folder, over an earlier one if there is one. */
  public void write(Product product) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file(), content(product));
    for (String logo : LOGOS) {
      try (InputStream image = KernelSpec.class.getResourceAsStream(logo)) {
        Files.copy(image, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Whether the folder is as {@link #write} would write it now. */
  boolean isCurrent(Product product) throws IOException {
    return exists() && Files.readString(file()).equals(content(product));
  }

  boolean exists() {
    return Files.exists(file());
  }

  private Path file() {
    return folder.resolve("kernel.json");
  }

  private static String content(Product product) {
    // A direct command line: Jupyter signals and ends the process that it started, so there must be
    // no shell between it and the JVM.
    var argv = new ArrayList<>(product.kernelCommand());
    argv.add("kernel");
    argv.add("{connection_file}");
    ObjectNode json = MAPPER.createObjectNode();
    json.set("argv", MAPPER.valueToTree(argv));
    json.put("display_name", "Java (Whiskbook)");
    json.put("language", "java");
    json.put("interrupt_mode", "message");
    json.putObject("metadata").put("debugger", true);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }
}
