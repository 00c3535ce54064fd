/** Assembles the product: entry points, kernelspec, and the start of the second JVM. */
package dev.whiskbook.install;
