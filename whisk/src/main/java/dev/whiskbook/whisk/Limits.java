package dev.whiskbook.whisk;

/**
 * What a namespace may do, as {@code GET /namespaces/_/limits} tells.
 *
 * @param concurrentInvocations activations in flight at once
 * @param invocationsPerMinute invocations in a minute of the server's clock, rejected ones included
 * @param maxParameterBytes largest argument object
 * @param maxMemoryMb largest memory limit of an action
 * @param maxTimeoutMs longest time limit of an action
 */
public record Limits(
    int concurrentInvocations,
    int invocationsPerMinute,
    long maxParameterBytes,
    int maxMemoryMb,
    int maxTimeoutMs) {}
