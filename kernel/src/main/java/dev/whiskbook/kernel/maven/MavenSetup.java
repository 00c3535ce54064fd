package dev.whiskbook.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.ContextOverrides.SnapshotUpdatePolicy;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.transfer.TransferListener;

/**
 * Opens Maven's resolver as {@code mvn} would be set up: with the settings.xml of the user and of
 * the Maven installation, their mirrors, proxies, servers with their passwords, and local
 * repository.
 *
 * @param settings a settings.xml instead of the user's; none for the user's
 * @param localRepository a folder instead of the one of the settings; none for that
 */
public record MavenSetup(Optional<Path> settings, Optional<Path> localRepository) {

  /** As the user's own Maven, with the property {@code maven.repo.local} as it knows it. */
  public static MavenSetup ofUser() {
    return new MavenSetup(
        Optional.empty(),
        Optional.ofNullable(System.getProperty("maven.repo.local")).map(Path::of));
  }

  Context open(boolean offline, boolean update, TransferListener listener) {
    ContextOverrides.Builder overrides =
        ContextOverrides.create().withUserSettings(true).transferListener(listener);
    settings.ifPresent(overrides::withUserSettingsXmlOverride);
    localRepository.ifPresent(overrides::withLocalRepositoryOverride);
    installation().ifPresent(overrides::withMavenSystemHomeOverride);
    overrides.configProperties(
        Map.of(ConfigurationProperties.REQUEST_TIMEOUT, Detached.SILENCE_MS));
    if (offline) {
      overrides.offline(true); // else the settings decide
    }
    if (update) {
      overrides.snapshotUpdatePolicy(SnapshotUpdatePolicy.ALWAYS);
    }
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    // The resolver is looked for by the thread's loader, which on threads of cells is the cells'.
    thread.setContextClassLoader(MavenSetup.class.getClassLoader());
    try {
      return Runtimes.INSTANCE.getRuntime().create(overrides.build());
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  /** The folder of the Maven on the path, whose settings.xml is the machine's. */
  private static Optional<Path> installation() {
    String named = System.getenv("MAVEN_HOME");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .map(folder -> Path.of(folder, "mvn"))
        .filter(Files::isExecutable)
        .map(MavenSetup::home)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Path> home(Path mvn) {
    try {
      Path bin = mvn.toRealPath().getParent();
      return Optional.of(bin.getParent()).filter(home -> Files.isDirectory(home.resolve("conf")));
    } catch (IOException e) {
      return Optional.empty(); // a broken link: no installation
    }
  }
}
