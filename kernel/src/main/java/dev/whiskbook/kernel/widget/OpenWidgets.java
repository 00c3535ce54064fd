package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.Comms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models that front ends know of, one a session. Nobody tells when a widget has gone from all
 * pages: a cell that is executed again makes new ones and leaves the old. So the {@value #KEPT}
 * that were used last are kept, by cells as a whole; what is older is closed, here and in the front
 * ends, and opened again if it is shown again.
 */
final class OpenWidgets {

  static final int KEPT = 1_000;

  private final Comms comms;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Map<CellOutput, Set<Model>> byCell = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<ModelType, Model> shared = new HashMap<>();
  private final Map<String, CellInteracts> interacts = new HashMap<>();
  private int open;
  private final PageLoads loads = new PageLoads();

  /** What one execution of a cell has made interactive. */
  private record CellInteracts(CellOutput execution, List<Interact> made) {}

  OpenWidgets(Comms comms) {
    this.comms = comms;
  }

  /** Those of the session of this thread. */
  static OpenWidgets current() {
    return Comms.current().companion(OpenWidgets.class, OpenWidgets::new);
  }

  Comms comms() {
    return comms;
  }

  /** Guards these and all that models hold. */
  ReentrantLock lock() {
    return lock;
  }

  PageLoads loads() {
    return loads;
  }

  /** A model that many others refer to, since none of them changes it. */
  Model shared(ModelType type) {
    return shared.computeIfAbsent(
        type,
        _ -> {
          var model = new Model(this, type, null);
          if (type.name().endsWith("Style") && !type.name().equals("ButtonStyle")) {
            // As wide as it is: by default, words of more than 80 pixels are cut.
            model.set("description_width", JsonNodeFactory.instance.stringNode("initial"));
          }
          return model;
        });
  }

  void opened(Model model) {
    if (model.equals(shared.get(model.type()))) {
      return;
    }
    byCell.computeIfAbsent(model.home(), _ -> new LinkedHashSet<>()).add(model);
    open++;
    while (open > KEPT) {
      Set<Model> oldest = byCell.values().iterator().next();
      List<Model> closing =
          byCell.size() > 1 ? List.copyOf(oldest) : List.of(oldest.iterator().next());
      closing.forEach(Model::close);
    }
  }

  void used(Model model) {
    var _ = byCell.get(model.home()); // this order of access is the map's own
  }

  void closed(Model model) {
    lock.lock();
    try {
      Set<Model> ofCell = byCell.get(model.home());
      if (ofCell != null && ofCell.remove(model)) {
        open--;
        if (ofCell.isEmpty()) {
          byCell.remove(model.home());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** All of them, for a page that asks: id to model. */
  ObjectNode load(String page) {
    lock.lock();
    try {
      loads.add(page);
      ObjectNode states = JsonNodeFactory.instance.objectNode();
      shared.values().forEach(model -> model.addTo(states));
      byCell.values().forEach(cell -> cell.forEach(model -> model.addTo(states)));
      return states;
    } finally {
      lock.unlock();
    }
  }

  /** Something was made interactive; what an earlier execution of the cell had made ends. */
  void made(Interact interact, CellOutput execution) {
    List<Interact> outdated = List.of();
    lock.lock();
    try {
      String cell = execution.cellId();
      if (!cell.isEmpty()) {
        CellInteracts before = interacts.get(cell);
        if (before == null || !before.execution().equals(execution)) {
          outdated = before == null ? List.of() : before.made();
          interacts.put(cell, new CellInteracts(execution, new ArrayList<>()));
        }
        interacts.get(cell).made().add(interact);
      }
    } finally {
      lock.unlock();
    }
    outdated.forEach(Interact::close);
  }
}
