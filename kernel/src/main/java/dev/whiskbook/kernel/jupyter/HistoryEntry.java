package dev.whiskbook.kernel.jupyter;

/**
 * A cell that was executed.
 *
 * @param session the number of its session, from 1
 * @param line the cell's number in that session
 * @param output what its result was as plain text, or null
 */
record HistoryEntry(int session, int line, String source, String output) {}
