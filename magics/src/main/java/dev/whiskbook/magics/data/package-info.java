/** Runs as data: how two of them differ. Imports runs of {@code whisk}, nothing of the magics. */
package dev.whiskbook.magics.data;
