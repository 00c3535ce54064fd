package dev.whiskbook.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;

/** Reads what a POM file says, with its parents, BOMs, properties and profiles. */
record PomReader(ArtifactDescriptorResult descriptor) {

  static PomReader read(Context maven, Path pom, List<RemoteRepository> repositories)
      throws MavenException {
    try {
      var request = ModelRequest.builder().setPomFile(pom).setRepositories(repositories).build();
      var response = new MavenModelReader(maven).readModel(request);
      return new PomReader(response.toArtifactDescriptorResult(response.getEffectiveModel()));
    } catch (RepositoryException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new MavenException("The POM cannot be used: " + root.getMessage().strip(), e);
    }
  }

  /** Its own dependencies in one of the scopes; their transitive ones follow in the resolution. */
  List<Dependency> dependencies(List<String> scopes) {
    return descriptor.getDependencies().stream()
        .filter(d -> scopes.contains(d.getScope().isEmpty() ? "compile" : d.getScope()))
        .map(d -> d.setScope("compile").setOptional(false))
        .toList();
  }

  List<Dependency> managed() {
    return descriptor.getManagedDependencies();
  }

  List<RemoteRepository> repositories() {
    return descriptor.getRepositories();
  }
}
