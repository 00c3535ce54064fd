package dev.whiskbook.magics.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers containers from 1, in the order of their first use; where the server names none, packs
 * what does not overlap.
 */
final class Lanes {
  private final Map<String, Integer> byContainer = new LinkedHashMap<>();
  private final List<Double> freeFrom = new ArrayList<>();

  /** The lane of an activation, which is asked for in the order of the starts. */
  int of(Activity activity) {
    if (!activity.container().isEmpty()) {
      return byContainer.computeIfAbsent(activity.container(), _ -> newLane(activity));
    }
    for (int lane = 0; lane < freeFrom.size(); lane++) {
      if (freeFrom.get(lane) <= activity.start()) {
        freeFrom.set(lane, activity.end());
        return lane + 1;
      }
    }
    return newLane(activity);
  }

  int count() {
    return freeFrom.size();
  }

  private int newLane(Activity activity) {
    // A container with a name is never free for those without.
    freeFrom.add(activity.container().isEmpty() ? activity.end() : Double.POSITIVE_INFINITY);
    return freeFrom.size();
  }
}
