package dev.whiskbook.kernel.magic;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.Session;

/**
 * What a magic is told beyond its own arguments.
 *
 * @param session the session that runs it, for looking up and evaluating Java by name
 * @param output where the cell's outputs go
 * @param body the lines under a cell magic, or an empty text for a line magic
 * @param line the line of the cell on which the magic stands, from 1; the body begins on the next
 * @param valueWanted whether Java takes the value, as in {@code var lines = !ls}: it need not be
 *     shown then
 */
public record MagicCall(
    Session session, CellOutput output, String body, int line, boolean valueWanted) {}
