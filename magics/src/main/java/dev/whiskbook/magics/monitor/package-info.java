/**
 * What the machine does meanwhile: readings of processors, memory and network, and samples made of
 * them. Imports runs of {@code whisk}, nothing else of the project.
 */
package dev.whiskbook.magics.monitor;
