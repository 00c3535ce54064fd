package dev.whiskbook.kernel.maven;

import dev.whiskbook.kernel.LibrarySources;
import dev.whiskbook.kernel.SharedLibrary;
import eu.maveniverse.maven.mima.context.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.artifact.SubArtifact;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * The libraries of one session from Maven repositories: what was loaded keeps its version, and
 * later resolutions take it into account. One resolution at a time; an interrupt ends it at once,
 * and then nothing counts as loaded.
 */
public final class MavenLibraries implements LibrarySources {

  private final MavenSetup setup;
  private final Loaded loaded = new Loaded();
  private final Map<String, String> addedRepositories =
      Collections.synchronizedMap(new LinkedHashMap<>()); // id to URL
  private final ReentrantLock resolving = new ReentrantLock();

  public MavenLibraries(MavenSetup setup) {
    this.setup = setup;
  }

  /** Tells which libraries of the kernel the cells share: these stay as they are. */
  public void shared(List<SharedLibrary> libraries) {
    for (SharedLibrary library : libraries) {
      if (!library.replaceable()) {
        library.jars().forEach(jar -> loaded.addOwn(library.packages(), jar));
      }
    }
  }

  /** Adds a repository to look in, after those of the settings; the same id replaces its URL. */
  public void addRepository(String id, String url) {
    addedRepositories.put(id, url);
  }

  /** The repositories that are looked in, {@code id URL}, as mirrors change them. */
  public List<String> repositories() {
    try (Context maven = setup.open(false, false, null)) {
      return repositories(maven, List.of()).stream()
          .map(repository -> repository.getId() + " " + repository.getUrl())
          .toList();
    }
  }

  /**
   * Resolves artifacts and all that they need at run time, downloading what is missing.
   *
   * @param progress takes a line that replaces the one before, while downloads take long
   * @throws MavenException if something cannot be had; then nothing counts as loaded
   * @throws InterruptedException if this thread was interrupted
   */
  public Resolution resolve(Wanted wanted, Consumer<String> progress)
      throws MavenException, InterruptedException {
    List<Dependency> dependencies =
        wanted.artifacts().stream()
            .map(coordinates -> new Dependency(artifact(coordinates), JavaScopes.COMPILE))
            .toList();
    return exclusively(
        progress, downloads -> find(dependencies, List.of(), List.of(), wanted, downloads));
  }

  /**
   * Resolves what a POM depends on, in one of the scopes.
   *
   * @throws MavenException if something cannot be had; then nothing counts as loaded
   * @throws InterruptedException if this thread was interrupted
   */
  public Resolution resolvePom(Path pom, List<String> scopes, Consumer<String> progress)
      throws MavenException, InterruptedException {
    return exclusively(
        progress,
        downloads -> {
          PomReader model;
          try (Context maven = setup.open(false, false, downloads)) {
            model = PomReader.read(maven, pom, repositories(maven, List.of()));
          }
          return find(
              model.dependencies(scopes),
              model.managed(),
              model.repositories(),
              Wanted.of(List.of()),
              downloads);
        });
  }

  /** What the resolver found: artifacts with their files, and conflicts in sentences. */
  private record Found(List<Artifact> artifacts, List<String> conflicts) {}

  private interface Search {
    Found with(Downloads downloads) throws MavenException;
  }

  /** Lets one search after the other have the resolver; what is found counts as loaded. */
  private Resolution exclusively(Consumer<String> progress, Search search)
      throws MavenException, InterruptedException {
    resolving.lockInterruptibly();
    var downloads = new Downloads(progress);
    try {
      Found found = Detached.call(downloads, () -> search.with(downloads));
      List<Path> jars = new ArrayList<>();
      for (Artifact artifact : found.artifacts()) {
        Path file = artifact.getFile().toPath();
        jars.add(file);
        loaded.add(coordinates(artifact), file);
      }
      return new Resolution(jars, found.conflicts());
    } catch (MavenException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      downloads.end();
      resolving.unlock();
    }
  }

  private Found find(
      List<Dependency> asked,
      List<Dependency> managed,
      List<RemoteRepository> moreRepositories,
      Wanted wanted,
      Downloads downloads)
      throws MavenException {
    try (Context maven = setup.open(wanted.offline(), wanted.update(), downloads)) {
      List<RemoteRepository> repositories = repositories(maven, moreRepositories);
      boolean offline = maven.repositorySystemSession().isOffline();
      try {
        var conflicts = new Conflicts(loaded);
        var request = new CollectRequest();
        request.setRepositories(repositories);
        for (Dependency dependency : asked) {
          request.addDependency(excluding(conflicts.pin(dependency), wanted.exclusions()));
        }
        loaded.all().forEach(entry -> request.addManagedDependency(pinned(entry)));
        for (Dependency dependency : managed) {
          request.addManagedDependency(dependency);
        }
        for (Coordinates bom : wanted.boms()) {
          managedBy(maven, bom, repositories).forEach(request::addManagedDependency);
        }
        DependencyFilter runtime =
            DependencyFilterUtils.classpathFilter(JavaScopes.COMPILE, JavaScopes.RUNTIME);
        var result =
            maven
                .repositorySystem()
                .resolveDependencies(
                    verbose(maven), new DependencyRequest(request, conflicts.without(runtime)));
        conflicts.look(result.getRoot());
        List<Artifact> artifacts =
            result.getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .filter(a -> a != null && a.getFile() != null && isOnClassPath(a))
                .toList();
        return new Found(artifacts, conflicts.sentences());
      } catch (RepositoryException e) {
        throw MavenErrors.describe(e, repositories, offline);
      }
    }
  }

  @Override
  public Optional<Path> sources(Path jar) {
    return companion(jar, "sources");
  }

  @Override
  public Optional<Path> javadoc(Path jar) {
    return companion(jar, "javadoc");
  }

  private Optional<Path> companion(Path jar, String classifier) {
    Optional<Loaded.Entry> entry = loaded.find(jar);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try (Context maven = setup.open(false, false, null)) {
      var artifact = new SubArtifact(artifact(entry.get().coordinates()), classifier, "jar");
      var request = new ArtifactRequest(artifact, repositories(maven, List.of()), null);
      var result =
          maven.repositorySystem().resolveArtifact(maven.repositorySystemSession(), request);
      return Optional.of(result.getArtifact().getFile().toPath());
    } catch (RepositoryException e) {
      return Optional.empty(); // many libraries have none
    }
  }

  private List<RemoteRepository> repositories(Context maven, List<RemoteRepository> more) {
    List<RemoteRepository> added = new ArrayList<>(more);
    addedRepositories.forEach(
        (id, url) -> added.add(new RemoteRepository.Builder(id, "default", url).build()));
    List<RemoteRepository> all = new ArrayList<>(maven.remoteRepositories());
    all.addAll(
        maven.repositorySystem().newResolutionRepositories(maven.repositorySystemSession(), added));
    return all;
  }

  /** The versions that a BOM manages. */
  private static List<Dependency> managedBy(
      Context maven, Coordinates bom, List<RemoteRepository> repositories)
      throws RepositoryException {
    var pom = new DefaultArtifact(bom.groupId(), bom.artifactId(), "pom", bom.version());
    var request = new ArtifactDescriptorRequest(pom, repositories, null);
    return maven
        .repositorySystem()
        .readArtifactDescriptor(maven.repositorySystemSession(), request)
        .getManagedDependencies();
  }

  /** Keeps in the graph which versions were managed away, to say so. */
  private static RepositorySystemSession verbose(Context maven) {
    var session = new DefaultRepositorySystemSession(maven.repositorySystemSession());
    session.setConfigProperty("aether.dependencyManager.verbose", true);
    return session;
  }

  private static Dependency excluding(Dependency dependency, List<String> exclusions) {
    List<Exclusion> all = new ArrayList<>(dependency.getExclusions());
    for (String exclusion : exclusions) {
      String[] parts = exclusion.split(":", 2);
      all.add(new Exclusion(parts[0], parts.length > 1 ? parts[1] : "*", "*", "*"));
    }
    return dependency.setExclusions(all);
  }

  private static Dependency pinned(Loaded.Entry entry) {
    return new Dependency(artifact(entry.coordinates()), null);
  }

  private static boolean isOnClassPath(Artifact artifact) {
    return !artifact.getExtension().equals("pom");
  }

  static Artifact artifact(Coordinates coordinates) {
    return new DefaultArtifact(
        coordinates.groupId(),
        coordinates.artifactId(),
        coordinates.classifier(),
        coordinates.extension().equals("bundle") ? "jar" : coordinates.extension(),
        coordinates.version());
  }

  static Coordinates coordinates(Artifact artifact) {
    return new Coordinates(
        artifact.getGroupId(),
        artifact.getArtifactId(),
        artifact.getExtension(),
        artifact.getClassifier(),
        artifact.getVersion());
  }
}
