package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What arguments of magics may be, as far as the workbench knows: for completion. */
final class Candidates {

  private Candidates() {}

  /** Actions that cells define, and behind them those on the server, as it was asked last. */
  static List<Completion> actions(Workbench workbench) {
    List<String> defined = workbench.actions().stream().map(Action::name).toList();
    var found = new ArrayList<>(defined(workbench));
    workbench.deployed().names().stream()
        .filter(name -> !defined.contains(name))
        .forEach(name -> found.add(new Completion(name, "action", name + " : deployed", "")));
    return found;
  }

  /** Actions that cells define. */
  static List<Completion> defined(Workbench workbench) {
    return workbench.actions().stream()
        .map(action -> new Completion(action.name(), "action", action.name() + " : defined", ""))
        .toList();
  }

  /** Targets that have names. */
  static List<Completion> targets(Workbench workbench) {
    return workbench.targets().names().stream()
        .map(name -> new Completion(name, "target", name, ""))
        .toList();
  }

  /** Runs of this notebook, newest first. */
  static List<Completion> runs(Workbench workbench) {
    return workbench.runs().reversed().stream()
        .map(run -> new Completion(run.id(), "run", run.id() + " : " + summary(run), ""))
        .toList();
  }

  private static String summary(Run run) {
    return run.n() + " × " + run.action();
  }

  /** Java variables of these types, by the first word of the type as it is declared. */
  static List<Completion> variables(Session session, String... types) {
    return session.variables().stream()
        .filter(variable -> Stream.of(types).anyMatch(variable.type()::equals))
        .map(v -> new Completion(v.name(), "variable", v.name() + " : " + v.type(), ""))
        .toList();
  }
}
