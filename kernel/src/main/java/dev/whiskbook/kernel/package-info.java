/**
 * The notebook kernel: a JShell session with magics, and its fronts. Knows no OpenWhisk; imports no
 * other module.
 */
package dev.whiskbook.kernel;
