package dev.whiskbook.kernel.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.TestSession;
import dev.whiskbook.kernel.magic.Magics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over a repository in a folder that stands for Maven Central by a mirror: offline. */
@DisplayName("%maven and its like")
@Timeout(300)
class MavenMagicsTest {

  @TempDir Path folder;
  private TestRepository central;
  private TestSession cells;

  @BeforeEach
  void open() throws IOException {
    central = new TestRepository(folder.resolve("central"));
    Path settings = folder.resolve("settings.xml");
    Files.writeString(
        settings,
        """
        <settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
        </mirrors></settings>
        """
            .formatted(central.url()));
    cells = session(settings);
  }

  private TestSession session(Path settings) {
    var setup = new MavenSetup(Optional.of(settings), Optional.of(folder.resolve("local")));
    return new TestSession(Session.builder(), new Magics(), setup);
  }

  @AfterEach
  void close() {
    cells.close();
  }

  @Test
  void aLibraryComesWithWhatItNeeds() throws IOException {
    central.library("low", "1.0").library("tested", "1.0");
    central.library("high", "2.0", "low:1.0", "tested:1.0:test");
    cells.execute("int kept = 5;");
    String added = cells.value("List<String> jars = %maven lib:high:2.0\njars");
    assertTrue(added.contains("high-2.0.jar") && added.contains("low-1.0.jar"), added);
    assertFalse(added.contains("tested"), added);
    assertEquals(
        "2.0 1.0 5", cells.value("lib.High.version() + \" \" + lib.Low.version() + \" \" + kept"));
    assertEquals("[]", cells.value("%addMavenDependency lib:high:2.0"), "nothing is new");
  }

  @Test
  void severalAreResolvedTogetherAndTheNearestVersionCounts() throws IOException {
    central.library("low", "1.0").library("low", "1.1");
    central.library("one", "1", "low:1.0").library("two", "1", "low:1.1");
    cells.execute("%maven lib:one:1 lib:two:1");
    assertEquals("1.0", cells.value("lib.Low.version()"));
  }

  @Test
  void whatIsLoadedKeepsItsVersionAndThatIsSaid() throws IOException {
    central.library("low", "1.1").library("low", "1.2").library("high", "1", "low:1.2");
    cells.execute("%maven lib:low:1.1");
    cells.execute("%maven lib:low:1.2");
    assertEquals(
        "lib:low: asked 1.2, but 1.1 is loaded already: it stays until the kernel is restarted\n",
        cells.output().stderr());
    cells.execute("%maven lib:high:1");
    assertEquals(
        "lib:low: needed 1.2, but 1.1 is loaded already: it stays until the kernel is restarted\n",
        cells.output().stderr());
    assertEquals("1.1 1", cells.value("lib.Low.version() + \" \" + lib.High.version()"));
    cells.execute("%maven lib:low:[1.0,2.0)");
    assertEquals("", cells.output().stderr(), "a range that the loaded version is in");
  }

  @Test
  void theKernelsOwnApiIsNotLoadedTwice() throws IOException {
    central
        .pom(
            "uses",
            "1",
            "jar",
            """
        <dependencies><dependency><groupId>tools.jackson.core</groupId>
        <artifactId>jackson-databind</artifactId><version>99.0.0</version></dependency></dependencies>
        """)
        .jar("uses", "1", "");
    Path databind = central.folder().resolve("tools/jackson/core/jackson-databind/99.0.0");
    Files.createDirectories(databind);
    String version = tools.jackson.databind.cfg.PackageVersion.VERSION.toString();
    Path own = central.folder().resolve("tools/jackson/core/jackson-databind/" + version);
    for (Path place : java.util.List.of(databind, Files.createDirectories(own))) {
      Files.writeString(
          place.resolve("jackson-databind-" + place.getFileName() + ".pom"),
          "<project><modelVersion>4.0.0</modelVersion><groupId>tools.jackson.core</groupId>"
              + "<artifactId>jackson-databind</artifactId><version>"
              + place.getFileName()
              + "</version></project>");
    }
    String jars = cells.value("%maven lib:uses:1");
    assertFalse(jars.contains("jackson"), jars);
    assertEquals(
        "tools.jackson.core:jackson-databind: needed 99.0.0, but "
            + version
            + " is Whiskbook's own, as its API shows it: it stays\n",
        cells.output().stderr());
  }

  @Test
  void classifiersRangesTheNewestAndExclusions() throws IOException {
    central.library("low", "1.0").library("low", "1.5").library("low", "2.0");
    central.jar("low", "1.0", "extra").library("high", "1", "low:1.0");
    assertTrue(cells.value("%maven lib:low:jar:extra:1.0").contains("low-1.0-extra.jar"));
    cells.close();
    cells = session(folder.resolve("settings.xml"));
    assertTrue(cells.value("%maven 'lib:low:[1.0,2.0)'").contains("low-1.5.jar"));
    cells.close();
    cells = session(folder.resolve("settings.xml"));
    assertTrue(cells.value("%maven lib:low").contains("low-2.0.jar"));
    cells.close();
    cells = session(folder.resolve("settings.xml"));
    assertFalse(cells.value("%maven lib:high:1 --exclude lib:low").contains("low"));
    assertTrue(cells.value("%maven lib#low;1.0").contains("low-1.0.jar"), "as Ivy writes it");
  }

  @Test
  void aBillOfMaterialsDecidesTheVersions() throws IOException {
    central.library("low", "1.0").library("low", "1.7").library("high", "1", "low:1.0");
    central.pom(
        "bom",
        "3",
        "pom",
        "<dependencyManagement>"
            + TestRepository.dependencies("low:1.7")
            + "</dependencyManagement>");
    cells.execute("%maven lib:high:1 --bom lib:bom:3");
    assertEquals("1.7", cells.value("lib.Low.version()"));
  }

  @Test
  void piecesOfAPomAreEnough() throws IOException {
    central.library("low", "1.0").library("high", "1", "low:1.0");
    central.library("other", "1").library("tested", "1");
    central.pom(
        "bom",
        "3",
        "pom",
        "<dependencyManagement>"
            + TestRepository.dependencies("other:1")
            + "</dependencyManagement>");
    String jars =
        cells.value(
            """
            %%loadFromPOM
            <repository><id>mine</id><url>https://repository.invalid/maven</url></repository>

            <dependency>
              <groupId>lib</groupId><artifactId>high</artifactId><version>1</version>
              <exclusions><exclusion><groupId>lib</groupId><artifactId>low</artifactId></exclusion></exclusions>
            </dependency>
            <dependency><groupId>lib</groupId><artifactId>other</artifactId></dependency>
            <dependency>
              <groupId>lib</groupId><artifactId>tested</artifactId><version>1</version><scope>test</scope>
            </dependency>
            <dependencyManagement><dependencies><dependency>
              <groupId>lib</groupId><artifactId>bom</artifactId><version>3</version>
              <type>pom</type><scope>import</scope>
            </dependency></dependencies></dependencyManagement>
            """);
    assertTrue(jars.contains("high-1.jar") && jars.contains("other-1.jar"), jars);
    assertFalse(jars.contains("low") || jars.contains("tested"), jars);
    assertTrue(
        cells.error("%%loadFromPOM\n<dependency><groupId>x</dependency>").contains("line 1"));
  }

  @Test
  void aPomFileIsLoadedWithTheScopesThatAreAskedFor() throws IOException {
    central.library("low", "1.0").library("tested", "1");
    Files.writeString(
        folder.resolve("pom.xml"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
            + "<version>1</version><properties><v>1.0</v></properties>"
            + TestRepository.dependencies("low:${v}", "tested:1:test")
            + "</project>");
    assertTrue(cells.value("%loadFromPOM " + folder.resolve("pom.xml")).contains("low-1.0.jar"));
    assertTrue(cells.value("%loadFromPOM " + folder + " test").contains("tested-1.jar"));
    assertTrue(cells.error("%loadFromPOM nothing.xml").startsWith("There is no POM"));
  }

  @Test
  void anotherRepositoryIsLookedIn() throws IOException {
    Path settings = folder.resolve("plain.xml");
    Files.writeString(settings, "<settings><offline>false</offline></settings>");
    cells.close();
    cells = session(settings);
    central.library("low", "1.0");
    cells.execute("%mavenRepo mine " + central.url());
    assertTrue(cells.value("%mavenRepo").contains("mine " + central.url().replaceAll("/$", "")));
    assertTrue(cells.value("%maven lib:low:1.0").contains("low-1.0.jar"));
    assertTrue(cells.error("%mavenRepo mine").contains("https://jitpack.io"));
  }

  @Test
  void whatIsWrongIsSaidInASentence() throws IOException {
    central.library("low", "1.0").library("broken", "1", "missing:9");
    assertTrue(cells.error("%maven lib").contains("GROUP:ARTIFACT:VERSION"));
    assertTrue(cells.error("%maven lib:low:1.0:").contains("are no Maven coordinates"));
    String unknown = cells.error("%maven lib:nothing:1.0");
    assertTrue(unknown.startsWith("There is no lib:nothing:jar:1.0 in here"), unknown);
    String missing = cells.error("%maven lib:broken:1");
    assertTrue(missing.contains("lib:missing:jar:9"), missing);
    assertEquals("[]", cells.value("%classpath"), "nothing of a failed resolution is added");
    String offline = cells.error("%maven lib:low:2.0 --offline");
    assertTrue(offline.contains("lib:low:jar:2.0"), offline);
  }

  @Test
  void noNetworkIsSaid() throws IOException {
    Path settings = folder.resolve("dead.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>dead</id><mirrorOf>*</mirrorOf>"
            + "<url>http://127.0.0.1:1/</url></mirror></mirrors></settings>");
    cells.close();
    cells = session(settings);
    String error = cells.error("%maven lib:low:1.0");
    assertTrue(error.contains("there is no way to dead"), error);
  }

  @Test
  void sourcesAndJavadocAreFoundWhenAskedFor() throws IOException {
    central.library("low", "1.0").jar("low", "1.0", "sources");
    cells.execute("%maven lib:low:1.0");
    Path jar = cells.session().classPath().getFirst();
    assertEquals(
        "low-1.0-sources.jar",
        cells.session().librarySources().sources(jar).orElseThrow().getFileName().toString());
    assertTrue(cells.session().librarySources().javadoc(jar).isEmpty());
  }
}
