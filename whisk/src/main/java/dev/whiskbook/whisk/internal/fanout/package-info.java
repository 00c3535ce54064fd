/** The engine of a fan-out: fires, throttles itself, retries, gathers. Not for other modules. */
package dev.whiskbook.whisk.internal.fanout;
