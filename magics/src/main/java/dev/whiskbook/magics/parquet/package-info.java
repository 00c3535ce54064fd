/**
 * Tables in Parquet files, by parquet-java without Hadoop. Imports nothing of Whiskbook; nothing of
 * it is loaded before the first such file.
 */
package dev.whiskbook.magics.parquet;
