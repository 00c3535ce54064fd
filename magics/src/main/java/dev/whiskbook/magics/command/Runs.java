package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.WhiskException;

/** Which run is meant. */
final class Runs {

  private Runs() {}

  /**
   * The run of an id or of a Java variable; the last one where neither is given.
   *
   * @param idOrVariable null for the last run
   * @throws MagicException if there is none
   */
  static Run find(String idOrVariable, Workbench workbench, Session session) {
    if (idOrVariable == null) {
      return workbench
          .lastRun()
          .orElseThrow(
              () ->
                  new MagicException(
                      "There is no run in this session yet: a fan-out makes one, and '%runs' lists those of earlier ones, which go by their ids."));
    }
    return workbench
        .run(idOrVariable)
        .or(() -> Names.variable(idOrVariable, Run.class, session))
        .orElseGet(() -> stored(idOrVariable, workbench));
  }

  private static Run stored(String id, Workbench workbench) {
    try {
      return workbench.journal().run(id);
    } catch (WhiskException e) {
      throw new MagicException(
          e.problem() == WhiskException.Problem.NOT_FOUND
              ? "%s is neither the id of a run nor a variable that holds a Run. '%%runs' lists the runs in the journal."
                  .formatted(id)
              : e.getMessage(),
          e);
    }
  }
}
