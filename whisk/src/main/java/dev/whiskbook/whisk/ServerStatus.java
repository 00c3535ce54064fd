package dev.whiskbook.whisk;

import java.time.Duration;

/**
 * A reachable OpenWhisk that took our key.
 *
 * @param target where, without the key
 * @param namespace the namespace that the key stands for
 * @param build the server's build, as it names it
 * @param roundTrip how long one small request took
 * @param limits what the namespace may do
 */
public record ServerStatus(
    String target, String namespace, String build, Duration roundTrip, Limits limits) {}
