package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets are found where and as wsk finds them. */
class TargetTest {
  @TempDir Path home;

  @Test
  void theKeyIsNeverShown() {
    Target target = Target.of("openwhisk.example.org", "user:secret");

    assertEquals(
        "openwhisk.example.org (https://openwhisk.example.org, namespace _)", target.toString());
    assertFalse(target.withInsecure(true).toString().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:3233", "http://127.0.0.1:3233/", " http://127.0.0.1:3233// "})
  void slashesAtTheEndOfAHostDoNotMatter(String apihost) {
    assertEquals(URI.create("http://127.0.0.1:3233"), Target.of(apihost, "a:b").apihost());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://host", "http://", "a b", "http:///x"})
  void whatIsNoHostIsRefused(String apihost) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Target.of(apihost, "a:b"));

    assertTrue(e.getMessage().contains("is no API host"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key", ":key", "user:"})
  void whatIsNoKeyIsRefusedWithoutShowingIt(String auth) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Target.of("host", auth));

    assertTrue(e.getMessage().contains("not of the form uuid:key"), e.getMessage());
    assertFalse(e.getMessage().contains("'" + auth + "'"), e.getMessage());
  }

  @Test
  void nothingConfiguredIsNoTarget() {
    assertEquals(Optional.empty(), Target.resolve(Map.of(), home));
  }

  @Test
  void thePropertiesFileInTheHomeDirectoryIsRead() throws IOException {
    file(".wskprops", "APIHOST=http://127.0.0.1:3233", "AUTH=user:key", "NAMESPACE=ignored");

    assertTarget("http://127.0.0.1:3233", "user:key", Map.of());
  }

  @Test
  void theFileThatAVariableNamesComesFirst() throws IOException {
    file(".wskprops", "APIHOST=http://one", "AUTH=user:one");
    Path other = file("other", "APIHOST=http://two", "AUTH=user:two");

    assertTarget("http://two", "user:two", Map.of("WSK_CONFIG_FILE", other.toString()));
  }

  @Test
  void anEmptyOrMissingNamedFileIsNoFileAtAll() throws IOException {
    file(".wskprops", "APIHOST=http://one", "AUTH=user:one");

    assertEquals(Optional.empty(), Target.resolve(Map.of("WSK_CONFIG_FILE", ""), home));
    assertEquals(
        Optional.empty(), Target.resolve(Map.of("WSK_CONFIG_FILE", home + "/nosuch"), home));
  }

  @Test
  void eachVariableBeatsTheFile() throws IOException {
    file(".wskprops", "APIHOST=http://one", "AUTH=user:one");

    assertTarget("http://two", "user:one", Map.of("WHISK_APIHOST", "http://two"));
    assertTarget("http://one", "user:two", Map.of("WHISK_AUTH", "user:two"));
  }

  @Test
  void linesAreReadByTheRulesOfWsk() throws IOException {
    file(
        ".wskprops",
        "# APIHOST=http://comment",
        "APIHOST = http://blanks",
        "AUTH=a=b:c",
        "APIHOST=http://one# the rest is cut",
        "AUTH=user:one");

    assertTarget("http://one", "user:one", Map.of());
  }

  @Test
  void halfAConfigurationNamesTheFileAndTheKey() throws IOException {
    Path file = file(".wskprops", "APIHOST=http://one");

    WhiskException e = assertThrows(WhiskException.class, () -> Target.resolve(Map.of(), home));
    assertEquals(
        "OpenWhisk is half configured: %s gives an API host, but there is no key. Set AUTH in %s, or the variable WHISK_AUTH."
            .formatted(file, file),
        e.getMessage());

    WhiskException other =
        assertThrows(
            WhiskException.class,
            () -> Target.resolve(Map.of("WSK_CONFIG_FILE", "", "WHISK_AUTH", "a:b"), home));
    assertEquals(
        "OpenWhisk is half configured: WHISK_AUTH gives a key, but there is no API host. Set APIHOST in ~/.wskprops, or the variable WHISK_APIHOST.",
        other.getMessage());
  }

  @Test
  void aBadValueNamesWhereItComesFrom() throws IOException {
    Path file = file(".wskprops", "APIHOST=http://one", "AUTH=nocolon");

    WhiskException e = assertThrows(WhiskException.class, () -> Target.resolve(Map.of(), home));

    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertFalse(e.getMessage().contains("nocolon"), e.getMessage());
  }

  private void assertTarget(String apihost, String auth, Map<String, String> env) {
    Target target = Target.resolve(env, home).orElseThrow();
    assertEquals(URI.create(apihost), target.apihost());
    assertEquals(auth, target.auth());
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(home.resolve(name), java.util.List.of(lines));
  }
}
