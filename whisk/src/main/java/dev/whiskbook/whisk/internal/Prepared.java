package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Target;
import java.util.OptionalInt;

/**
 * What a server was asked before the runs of a fan-out, which need not ask it again.
 *
 * @param target where
 * @param terms its limits and its clock
 * @param timeoutMs the time limit of the action that was deployed there; empty if none was
 */
public record Prepared(Target target, Rest.Terms terms, OptionalInt timeoutMs) {}
