/**
 * OpenWhisk client and fan-out engine: a plain Java library, usable without any notebook. Start at
 * {@link dev.whiskbook.whisk.Whisk}. Knows no kernel; imports no other module.
 */
package dev.whiskbook.whisk;
