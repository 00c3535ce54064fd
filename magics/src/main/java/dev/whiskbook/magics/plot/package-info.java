/**
 * What charts are made of: data that were prepared for a picture, their Vega-Lite specifications,
 * and their static SVG. Imports runs of {@code whisk} and {@code stats}, nothing of the magics.
 */
package dev.whiskbook.magics.plot;
