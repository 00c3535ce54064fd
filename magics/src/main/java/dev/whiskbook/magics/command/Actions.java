package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Action;

/** Which action is meant, where its code must be known. */
final class Actions {

  private Actions() {}

  /**
   * The action of this name that a cell or a Java variable defines.
   *
   * @param name null for the newest
   * @throws MagicException if there is none
   */
  static Action defined(String name, Workbench workbench, Session session) {
    if (name == null) {
      return workbench
          .newestAction()
          .orElseThrow(
              () ->
                  new MagicException(
                      "There is no action yet: define one in a cell that begins with %%action NAME."));
    }
    return workbench
        .action(name)
        .or(() -> Names.variable(name, Action.class, session))
        .orElseThrow(
            () ->
                new MagicException(
                    "Neither a cell nor a Java variable defines an action %s.".formatted(name)));
  }
}
