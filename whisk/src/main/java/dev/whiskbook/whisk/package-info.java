/**
 * OpenWhisk client and fan-out engine: a plain Java library. Knows no kernel; imports no other
 * module.
 */
package dev.whiskbook.whisk;
