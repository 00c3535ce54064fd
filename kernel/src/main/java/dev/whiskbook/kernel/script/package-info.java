/**
 * Scripts: text files of Java and magics, run from their first line to their last in one {@link
 * dev.whiskbook.kernel.Session}, without a notebook.
 */
package dev.whiskbook.kernel.script;
