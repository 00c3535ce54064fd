/** Benchmarks that print ratios against peers measured in the same run. */
package dev.whiskbook.bench;
