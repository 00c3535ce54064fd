package dev.whiskbook.standalone.data;

import java.util.Optional;

/**
 * Which records a list shows.
 *
 * @param namespace whose records
 * @param path the action's {@code namespace/name}, if only one action's records are wanted
 * @param sinceMs earliest start, inclusive, in milliseconds since the epoch
 * @param uptoMs latest start, inclusive
 */
public record ActivationQuery(
    String namespace, Optional<String> path, long sinceMs, long uptoMs, int skip, int limit) {}
