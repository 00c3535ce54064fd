package dev.whiskbook.kernel.maven;

import java.util.List;

/**
 * What is asked for in one resolution.
 *
 * @param artifacts together: what one needs decides the versions of all
 * @param boms artifacts whose managed versions count, the first before the others
 * @param exclusions {@code group:artifact} of what shall not come along; {@code *} stands for any
 * @param offline whether only what is in the local repository counts
 * @param update whether to look for newer snapshots and for what was missing before
 */
public record Wanted(
    List<Coordinates> artifacts,
    List<Coordinates> boms,
    List<String> exclusions,
    boolean offline,
    boolean update) {

  public Wanted {
    artifacts = List.copyOf(artifacts);
    boms = List.copyOf(boms);
    exclusions = List.copyOf(exclusions);
  }

  public static Wanted of(List<Coordinates> artifacts) {
    return new Wanted(artifacts, List.of(), List.of(), false, false);
  }
}
