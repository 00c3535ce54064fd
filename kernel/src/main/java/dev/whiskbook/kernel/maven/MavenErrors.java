package dev.whiskbook.kernel.maven;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/** Says in a sentence why something could not be resolved. */
final class MavenErrors {

  private MavenErrors() {}

  static MavenException describe(
      Throwable e, List<RemoteRepository> repositories, boolean offline) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    String where =
        repositories.stream()
            .map(RemoteRepository::getId)
            .distinct()
            .collect(Collectors.joining(", "));
    String missing = missing(causes);
    for (Throwable cause : causes) {
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return new MavenException(
            "%s is not in the local repository, and there is no way to %s (%s): check the network, or proxy and mirror in ~/.m2/settings.xml."
                .formatted(missing, where, cause),
            e);
      }
    }
    if (offline) {
      return new MavenException(
          missing
              + " is not in the local repository, and Maven is offline, by its settings or by --offline.",
          e);
    }
    if (causes.stream().anyMatch(ArtifactNotFoundException.class::isInstance)
        || causes.getLast() instanceof VersionResolutionException) {
      return new MavenException(
          "There is no "
              + missing
              + " in "
              + where
              + ": check its name and version; %mavenRepo ID URL adds another repository.",
          e);
    }
    return new MavenException(missing + " cannot be resolved: " + causes.getLast().getMessage(), e);
  }

  private static String missing(List<Throwable> causes) {
    for (Throwable cause : causes) {
      switch (cause) {
        case ArtifactNotFoundException notFound -> {
          return notFound.getArtifact().toString();
        }
        case ArtifactResolutionException failed -> {
          return failed.getResults().stream()
              .filter(result -> !result.isResolved())
              .map(result -> result.getRequest().getArtifact().toString())
              .collect(Collectors.joining(", "));
        }
        case ArtifactDescriptorException failed -> {
          return failed.getResult().getRequest().getArtifact().toString();
        }
        case VersionRangeResolutionException failed -> {
          return failed.getResult().getRequest().getArtifact().toString();
        }
        case VersionResolutionException failed -> {
          return failed.getResult().getRequest().getArtifact().toString();
        }
        default -> {}
      }
    }
    return "What was asked for";
  }
}
