/**
 * How a chart becomes a picture: its Vega-Lite specification, and the static SVG that Vega itself
 * makes of it. Imports nothing of the kernel.
 */
package dev.whiskbook.magics.plot;
