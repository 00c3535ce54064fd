/**
 * Statistics of measurements: quantiles, intervals, and how speed-up depends on the number of
 * actions. Numbers in, numbers out, by Hipparchus; imports nothing of ours.
 */
package dev.whiskbook.magics.stats;
