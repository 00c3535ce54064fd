/**
 * What an editor asks about code that is being written: completions, documentation, whether it is
 * whole. It reads the session's declarations and attributes unfinished code by a compiler of its
 * own, so it never waits for a cell. Positions here are indexes into the text.
 */
package dev.whiskbook.kernel.assist;
