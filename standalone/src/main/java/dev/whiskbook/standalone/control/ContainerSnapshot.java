package dev.whiskbook.standalone.control;

/**
 * A container at one moment.
 *
 * @param invoker number of its invoker, from 0
 * @param action {@code namespace/name}
 * @param active activations in it
 * @param concurrency most activations at once
 * @param activations activations that have ended in it
 * @param idleMs how long it has been idle, in milliseconds
 */
public record ContainerSnapshot(
    String id,
    int invoker,
    ContainerState state,
    String action,
    String version,
    String kind,
    int memoryMb,
    int active,
    int concurrency,
    long activations,
    long idleMs) {}
