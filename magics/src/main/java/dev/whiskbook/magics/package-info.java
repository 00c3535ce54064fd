/**
 * What a notebook user types: magics, tables, plots and progress over kernel and whisk. This
 * package is what Java cells import; {@code command} has the magics, {@code show} the tables,
 * {@code plot} the charts' insides.
 */
package dev.whiskbook.magics;
