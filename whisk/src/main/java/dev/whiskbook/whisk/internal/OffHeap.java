package dev.whiskbook.whisk.internal;

/** Marks an unmodifiable list whose elements are read when they are asked for, not held. */
public interface OffHeap {}
