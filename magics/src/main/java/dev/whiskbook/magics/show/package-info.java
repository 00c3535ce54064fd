/**
 * How tables and runs look in a notebook: plain text, and HTML that takes its colours from the
 * page.
 */
package dev.whiskbook.magics.show;
