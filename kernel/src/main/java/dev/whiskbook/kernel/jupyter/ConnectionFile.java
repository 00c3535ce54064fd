package dev.whiskbook.kernel.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the front end expects the kernel, and the key that both sign with: the file that a Jupyter
 * client writes and names on the kernel's command line.
 *
 * @param transport {@code tcp}
 * @param ip the address to bind to, usually {@code 127.0.0.1}
 * @param ports one for each channel
 * @param key the secret of the signatures; an empty one switches signing off, as the specification
 *     has it
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files">
 *     Connection files</a>
 */
public record ConnectionFile(String transport, String ip, Ports ports, String key) {

  /** The ports of the channels, each 0 to 65535; 0 lets the system choose one. */
  public record Ports(int shell, int control, int stdin, int iopub, int heartbeat) {}

  private static final String SIGNATURE_SCHEME = "hmac-sha256";

  /** A connection on free ports of the loopback interface, with a random key. */
  public static ConnectionFile loopback() {
    return new ConnectionFile(
        "tcp", "127.0.0.1", new Ports(0, 0, 0, 0, 0), UUID.randomUUID().toString());
  }

  /**
   * Reads a connection file.
   *
   * @throws KernelStartException if it is not there, is no JSON, lacks a field, or asks for a
   *     transport or a signature scheme other than {@code tcp} and {@code hmac-sha256}
   */
  public static ConnectionFile read(Path file) throws KernelStartException {
    ObjectNode json;
    try {
      json = Json.parse(Files.readAllBytes(file), "text");
    } catch (NoSuchFileException e) {
      throw new KernelStartException("There is no connection file " + file + ".", e);
    } catch (IOException e) {
      throw new KernelStartException("Cannot read the connection file " + file + ": " + e, e);
    } catch (MalformedMessageException e) {
      throw new KernelStartException(
          "The connection file " + file + " cannot be used: " + e.getMessage() + ".", e);
    }
    var fields = new Fields(file, json);
    fields.only("transport", "tcp");
    fields.only("signature_scheme", SIGNATURE_SCHEME);
    return new ConnectionFile(
        fields.text("transport"),
        fields.text("ip"),
        new Ports(
            fields.port("shell_port"),
            fields.port("control_port"),
            fields.port("stdin_port"),
            fields.port("iopub_port"),
            fields.port("hb_port")),
        fields.text("key"));
  }

  /** The same connection on other ports. */
  ConnectionFile withPorts(Ports others) {
    return new ConnectionFile(transport, ip, others, key);
  }

  /** The connection without its key, which is a secret. */
  @Override
  public String toString() {
    return transport + "://" + ip + " " + ports;
  }

  /** Takes the fields out of the file, with an error that names the file and the field. */
  private record Fields(Path file, ObjectNode json) {

    String text(String name) throws KernelStartException {
      JsonNode value = json.path(name);
      if (!value.isString()) {
        throw wrong(name, "must be a string");
      }
      return value.stringValue();
    }

    int port(String name) throws KernelStartException {
      JsonNode value = json.path(name);
      if (!value.isInt() || value.intValue() < 0 || value.intValue() > 65535) {
        throw wrong(name, "must be a port, 0 to 65535");
      }
      return value.intValue();
    }

    void only(String name, String supported) throws KernelStartException {
      if (!text(name).equals(supported)) {
        throw wrong(name, "must be \"" + supported + "\", which is all that this kernel speaks");
      }
    }

    private KernelStartException wrong(String name, String rule) {
      JsonNode value = json.get(name);
      return new KernelStartException(
          "The connection file "
              + file
              + " cannot be used: "
              + name
              + " "
              + rule
              + (value == null ? ", and is missing." : ", and is " + value + "."));
    }
  }
}
