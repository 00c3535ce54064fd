package dev.whiskbook.kernel.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * What a resolution found.
 *
 * @param jars the files, in the order of the class path
 * @param conflicts a sentence for each version that was asked for and cannot be had, as another is
 *     loaded
 */
public record Resolution(List<Path> jars, List<String> conflicts) {

  public Resolution {
    jars = List.copyOf(jars);
    conflicts = List.copyOf(conflicts);
  }
}
