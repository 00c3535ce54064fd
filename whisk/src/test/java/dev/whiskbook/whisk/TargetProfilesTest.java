package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Named targets")
class TargetProfilesTest {
  @TempDir Path folder;

  private TargetProfiles profiles() {
    return TargetProfiles.at(folder.resolve("config/targets.json"));
  }

  @Test
  @DisplayName("are there again as they were, in a file for their owner alone")
  void kept() throws Exception {
    Target lab =
        Target.of("https://ow.example.org", "user:secret")
            .withName("lab")
            .withNamespace("physics")
            .withTransport(
                new Transport(
                    false,
                    Optional.of(Path.of("/etc/ca.pem")),
                    Optional.of(URI.create("http://proxy:3128"))));
    profiles().add(lab);
    profiles().add(Target.of("http://127.0.0.1:3233", "a:b").withName("home").withInsecure(true));

    assertEquals(List.of("home", "lab"), profiles().names());
    assertEquals(Optional.of(lab), profiles().find("lab"));
    assertTrue(profiles().find("home").orElseThrow().insecure());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(profiles().file())));
    try (var files = Files.list(profiles().file().getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  @DisplayName("can be replaced and forgotten")
  void replaced() {
    profiles().add(Target.of("one", "a:b").withName("lab"));
    profiles().add(Target.of("two", "a:b").withName("lab"));

    assertEquals("two", profiles().find("lab").orElseThrow().apihost().getHost());
    assertTrue(profiles().remove("lab"));
    assertFalse(profiles().remove("lab"));
    assertEquals(List.of(), profiles().names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "a b", "a,b", "-x", "a/b"})
  @DisplayName("have names that can be typed after a magic")
  void names(String name) {
    Target target = Target.of("host", "a:b").withName(name);

    assertThrows(IllegalArgumentException.class, () -> profiles().add(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"lab\":", "{\"lab\": 5}", "{\"lab\": {\"apihost\": \"h\"}}"})
  @DisplayName("in a file that someone spoiled name the file, and show no key")
  void spoiled(String text) throws Exception {
    Files.createDirectories(profiles().file().getParent());
    Files.writeString(profiles().file(), text);

    WhiskException e = assertThrows(WhiskException.class, () -> profiles().find("lab"));

    assertTrue(e.getMessage().contains("targets.json"), e.getMessage());
  }

  @Test
  @DisplayName("are in the user's folder of configurations")
  void place() {
    assertEquals(
        Path.of("/home/u/.config/whiskbook/targets.json"),
        TargetProfiles.place(Map.of(), Path.of("/home/u")));
    assertEquals(
        Path.of("/conf/whiskbook/targets.json"),
        TargetProfiles.place(Map.of("XDG_CONFIG_HOME", "/conf"), Path.of("/home/u")));
  }
}
