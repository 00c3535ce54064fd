/**
 * The runs on disk: one SQLite file, in which each attempt and each result stands before it is
 * shown. Knows records of the module's root, nothing of how a fan-out works.
 */
package dev.whiskbook.whisk.internal.journal;
