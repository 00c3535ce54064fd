/**
 * State in a folder: append-only logs that are forced to disk before anything in them counts.
 * Imports {@code entity}, {@code management}'s and {@code data}'s journal interfaces, and {@code
 * http} for the error that a full disk becomes.
 */
package dev.whiskbook.standalone.storage;
