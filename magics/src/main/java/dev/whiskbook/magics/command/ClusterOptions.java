package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.show.LevelsDisplay;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ClusterReduction;
import dev.whiskbook.whisk.FanOutInterrupted;
import dev.whiskbook.whisk.Reduction;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Whisk;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.js.JsAction;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Reductions that are done on the cluster. */
final class ClusterOptions {

  @Option(
      names = "--on-cluster",
      description = {
        "Reduces by a tree of activations: results in groups, then the groups' values in groups, in",
        "order, until one is left. The JavaScript gets (results, {level, last}), and an action gets",
        "{results, level, last} and returns {value: ...}. Above level 0 the results are its own values,",
        "so that f([f([a, b]), f([c])]) must be f([a, b, c])."
      })
  boolean onCluster;

  @Option(
      names = "--arity",
      paramLabel = "K",
      description = "At most K values for an activation (256), and fewer where they are too large.")
  Integer arity;

  boolean isWanted() {
    if (arity != null && !onCluster) {
      throw new MagicException("--arity is for reductions with --on-cluster.");
    }
    return onCluster;
  }

  /**
   * Reduces a run there.
   *
   * @param name of an action; null for the last reducer cell
   */
  Object reduce(String name, Run run, Workbench workbench, MagicCall call)
      throws InterruptedException {
    LevelsDisplay levels = new LevelsDisplay(call.output());
    try (levels) {
      ClusterReduction reduction = reduction(name, run, workbench).listener(levels);
      Reduction<JsonNode> reduced = (arity == null ? reduction : reduction.arity(arity)).of(run);
      levels.done();
      reduced.warning().ifPresent(w -> call.output().stream(StreamName.STDERR, w + "\n"));
      return Reducing.plain(reduced.value());
    } catch (FanOutInterrupted e) {
      throw new InterruptedException(
          "The reduction was interrupted; run %s is kept.".formatted(run.id()));
    } catch (WhiskException | IllegalStateException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  private static ClusterReduction reduction(String name, Run run, Workbench workbench) {
    Whisk whisk = workbench.whisk();
    if (name != null) {
      Optional<Action> defined = workbench.action(name);
      return defined.isPresent() ? whisk.reduction(defined.get()) : whisk.reduction(name);
    }
    String source =
        workbench
            .reducerSource()
            .orElseThrow(
                () ->
                    new MagicException(
                        "There is no reducer that a cluster could run: write one in JavaScript in a %%reduce cell, or name an action."));
    String ofRun = run.action().substring(run.action().lastIndexOf('/') + 1);
    return whisk.reduction(Action.js(ofRun + "-reduce", JsAction.reducing(source)));
  }
}
