/**
 * The data plane: one activation's way from the authenticated request through the pool's queue and
 * a container to its record, and the store of records.
 */
package dev.whiskbook.standalone.data;
