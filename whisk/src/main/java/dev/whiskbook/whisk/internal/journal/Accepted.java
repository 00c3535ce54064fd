package dev.whiskbook.whisk.internal.journal;

/**
 * An invocation whose activation is known and goes on: who takes the run up again can wait for it
 * instead of invoking once more.
 *
 * @param submitMs when the request was sent, in ms since the epoch
 */
public record Accepted(int i, int attempt, String activationId, long submitMs) {}
