/**
 * The documentation of classes and their members, from their sources or from the pages of the
 * javadoc tool, as HTML, Markdown and plain text. Knows no session.
 */
package dev.whiskbook.kernel.javadoc;
