/**
 * What charts are made of: data that were prepared for a picture, their Vega-Lite specifications,
 * and their static SVG. Imports runs of {@code whisk}, {@code stats} and the samples of {@code
 * monitor}, nothing of the magics.
 */
package dev.whiskbook.magics.plot;
