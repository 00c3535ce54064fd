package dev.whiskbook.kernel.jshell;

/**
 * A line of a cell.
 *
 * @param origin where the snippet that it is part of stands
 * @param line its number in the cell, from 1
 */
public record CellLine(Origin origin, int line) {}
