package dev.whiskbook.standalone.control;

import java.util.concurrent.atomic.LongAdder;

/**
 * What has happened to containers since the server started.
 *
 * @param warmStarts activations that found a warm container
 * @param coldStarts activations that had one made
 * @param stemCellsUsed of the cold starts, those that found a stem cell
 * @param buffered activations that waited in the overflow buffer
 * @param evicted idle containers removed for another action's memory
 * @param collected idle containers removed because they were idle for too long
 * @param failed containers removed because their action crashed, failed or took too long
 */
public record PoolCounters(
    LongAdder warmStarts,
    LongAdder coldStarts,
    LongAdder stemCellsUsed,
    LongAdder buffered,
    LongAdder evicted,
    LongAdder collected,
    LongAdder failed) {
  /** All zero. */
  public PoolCounters() {
    this(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }
}
