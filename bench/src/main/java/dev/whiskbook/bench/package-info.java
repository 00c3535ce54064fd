/**
 * Benchmarks that print ratios against a peer or a limit of the machine, measured in turns in one
 * run: single times mean little on a shared machine. May import everything.
 */
package dev.whiskbook.bench;
