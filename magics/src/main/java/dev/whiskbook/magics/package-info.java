/** What a notebook user types: magics, tables, plots and progress over kernel and whisk. */
package dev.whiskbook.magics;
