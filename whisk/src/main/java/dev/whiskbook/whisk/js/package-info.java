/**
 * JavaScript that runs in this JVM, for args generators and reducers: GraalJS without access to
 * host, files or network. Nothing of it is loaded before the first function is made.
 */
package dev.whiskbook.whisk.js;
