package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFileTest {

  private static final String GOOD =
      """
      {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
       "ip": "127.0.0.1", "key": "s3cret", "transport": "tcp",
       "signature_scheme": "hmac-sha256", "kernel_name": "whiskbook"}
      """;

  @TempDir Path folder;

  @Test
  void readsWhatJupyterClientWrites() throws Exception {
    ConnectionFile connection = ConnectionFile.read(file(GOOD));

    assertEquals(new ConnectionFile.Ports(1, 4, 3, 2, 5), connection.ports());
    assertEquals("127.0.0.1", connection.ip());
    assertEquals("s3cret", connection.key());
  }

  @Test
  void neverShowsTheKey() throws Exception {
    assertFalse(ConnectionFile.read(file(GOOD)).toString().contains("s3cret"));
  }

  @Test
  void saysThatThereIsNoFile() {
    Path missing = folder.resolve("missing.json");
    assertEquals("There is no connection file " + missing + ".", errorOf(missing));
  }

  @Test
  void saysWhichFieldIsWrong() throws Exception {
    assertTrue(
        errorOf(file(GOOD.replace("\"hb_port\": 5", "\"hb_port\": 70000")))
            .endsWith("cannot be used: hb_port must be a port, 0 to 65535, and is 70000."));
    assertTrue(
        errorOf(file(GOOD.replace("\"ip\"", "\"pi\"")))
            .endsWith("cannot be used: ip must be a string, and is missing."));
    assertTrue(
        errorOf(file(GOOD.replace("tcp", "ipc")))
            .endsWith(
                "transport must be \"tcp\", which is all that this kernel speaks, and is \"ipc\"."));
  }

  @Test
  void saysThatItIsNoJson() throws Exception {
    assertTrue(errorOf(file("oh no")).contains("cannot be used: its text is not JSON"));
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("connection.json"), text);
  }

  private static String errorOf(Path file) {
    return assertThrows(KernelStartException.class, () -> ConnectionFile.read(file)).getMessage();
  }
}
