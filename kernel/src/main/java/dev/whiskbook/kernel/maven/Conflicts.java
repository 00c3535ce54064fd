package dev.whiskbook.kernel.maven;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.util.graph.manager.DependencyManagerUtils;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionScheme;

/** Keeps one resolution to the versions that are loaded, and says what was asked for instead. */
final class Conflicts {

  private final VersionScheme versions = new GenericVersionScheme();
  private final Loaded loaded;
  private final Set<String> sentences = new LinkedHashSet<>();

  Conflicts(Loaded loaded) {
    this.loaded = loaded;
  }

  /** The dependency in the version that is loaded, if one is. */
  Dependency pin(Dependency asked) {
    Artifact artifact = asked.getArtifact();
    Optional<Loaded.Entry> entry = loaded.find(key(artifact));
    if (entry.isEmpty() || fits(artifact.getVersion(), entry.get())) {
      return entry.isEmpty() ? asked : asked.setArtifact(withVersion(artifact, entry.get()));
    }
    say(artifact, "asked", artifact.getVersion(), entry.get());
    return asked.setArtifact(withVersion(artifact, entry.get()));
  }

  /** Leaves the kernel's own libraries out. */
  DependencyFilter without(DependencyFilter filter) {
    return (node, parents) -> filter.accept(node, parents) && !isOwn(node);
  }

  private boolean isOwn(DependencyNode node) {
    return node.getArtifact() != null
        && loaded.find(key(node.getArtifact())).filter(Loaded.Entry::own).isPresent();
  }

  /** Finds what needs a newer version than is loaded. */
  void look(DependencyNode node) {
    String needed = DependencyManagerUtils.getPremanagedVersion(node);
    if (needed != null && node.getArtifact() != null) {
      loaded
          .find(key(node.getArtifact()))
          .filter(entry -> isNewer(needed, entry.coordinates().version()))
          .ifPresent(entry -> say(node.getArtifact(), "needed", needed, entry));
    }
    node.getChildren().forEach(this::look);
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }

  private void say(Artifact artifact, String verb, String version, Loaded.Entry entry) {
    String why =
        entry.own()
            ? "%s is Whiskbook's own, as its API shows it: it stays"
            : "%s is loaded already: it stays until the kernel is restarted";
    sentences.add(
        "%s:%s: %s %s, but "
                .formatted(artifact.getGroupId(), artifact.getArtifactId(), verb, version)
            + why.formatted(entry.coordinates().version()));
  }

  private boolean fits(String asked, Loaded.Entry entry) {
    String version = entry.coordinates().version();
    try {
      return asked.equals(version)
          || asked.equals("RELEASE")
          || asked.equals("LATEST")
          || (isRange(asked)
              && versions
                  .parseVersionConstraint(asked)
                  .containsVersion(versions.parseVersion(version)));
    } catch (InvalidVersionSpecificationException e) {
      return false; // the resolver says what is wrong with it
    }
  }

  private static boolean isRange(String version) {
    return version.startsWith("[") || version.startsWith("(");
  }

  private boolean isNewer(String version, String than) {
    try {
      return versions.parseVersion(version).compareTo(versions.parseVersion(than)) > 0;
    } catch (InvalidVersionSpecificationException e) {
      return false;
    }
  }

  private static String key(Artifact artifact) {
    return Coordinates.key(
        artifact.getGroupId(), artifact.getArtifactId(), artifact.getClassifier());
  }

  private static Artifact withVersion(Artifact artifact, Loaded.Entry entry) {
    return artifact.setVersion(entry.coordinates().version());
  }
}
