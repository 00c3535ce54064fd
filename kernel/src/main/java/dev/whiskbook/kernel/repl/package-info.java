/**
 * The terminal front of a session: reads cells with a line editor, and shows what becomes of them.
 * What code is, completes to or means, the {@link dev.whiskbook.kernel.Session} knows; JLine knows
 * terminals.
 */
package dev.whiskbook.kernel.repl;
