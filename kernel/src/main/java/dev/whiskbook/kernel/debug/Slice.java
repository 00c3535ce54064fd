package dev.whiskbook.kernel.debug;

/** Some of the elements of an array or a collection, from an index up to, without, another. */
record Slice(Object elements, int from, int to) {}
