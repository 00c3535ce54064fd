/**
 * Runs as data: how two of them differ. Imports runs of {@code whisk} and {@code stats}, nothing of
 * the magics.
 */
package dev.whiskbook.magics.data;
