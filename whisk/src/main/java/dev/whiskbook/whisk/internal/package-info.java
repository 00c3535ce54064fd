/** How the client talks to OpenWhisk. Not for use by other modules. */
package dev.whiskbook.whisk.internal;
