package dev.whiskbook.magics.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stack of a failed JavaScript action, as far as it is the action's own code.
 *
 * @param message the error's class and message, such as {@code TypeError: x is undefined}
 * @param frames innermost first; those of Node.js and of the runtime are left out
 */
public record ActionStack(String message, List<Frame> frames) {

  /**
   * A place in the code that was deployed.
   *
   * @param function empty at the top level
   * @param line from 1
   * @param column from 1, in UTF-16 units
   */
  public record Frame(String function, int line, int column) {}

  /**
   * OpenWhisk's nodejs runtime evaluates the code from this column of the second line of a text of
   * its own (nodejsActionBase/runner.js).
   */
  private static final int EVAL_INDENT = 15;

  private static final Pattern LOG_PREFIX =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+\\s(?:(?:stderr|stdout):\\s?)?");
  private static final Pattern FRAME =
      Pattern.compile("^\\s*at (?:async )?(?:(?:new )?([^\\s(]+)(?: \\[as [^]]+])? \\()?(.*)$");
  private static final Pattern EVALUATED =
      Pattern.compile("eval at .*<anonymous>:(\\d+):(\\d+)\\)?$");

  public ActionStack {
    frames = List.copyOf(frames);
  }

  /**
   * The last stack in what an activation logged.
   *
   * @param action the action's name, bare or qualified
   * @param lines of a log, {@code time stream: text} or {@code time text}, or of a stack alone
   * @return empty if there is no frame of the action's code
   */
  public static Optional<ActionStack> of(String action, List<String> lines) {
    String file = action.substring(action.lastIndexOf('/') + 1) + ".js";
    Pattern own = Pattern.compile("(?:^|.*/)" + Pattern.quote(file) + ":(\\d+):(\\d+)\\)?$");
    Optional<ActionStack> last = Optional.empty();
    String message = "";
    List<Frame> frames = new ArrayList<>();
    boolean within = false;
    for (String line : lines) {
      String text = LOG_PREFIX.matcher(line).replaceFirst("");
      Matcher frame = FRAME.matcher(text);
      if (frame.matches()) {
        within = true;
        place(frame, own).ifPresent(frames::add);
        if (!frames.isEmpty()) {
          last = Optional.of(new ActionStack(message, frames));
        }
      } else if (!text.isBlank()) {
        if (within) {
          frames.clear();
          within = false;
        }
        message = text.strip();
      }
    }
    return last;
  }

  private static Optional<Frame> place(Matcher frame, Pattern own) {
    String function = frame.group(1) == null ? "" : frame.group(1);
    String place = frame.group(2);
    Matcher named = own.matcher(place);
    if (named.matches()) {
      return Optional.of(new Frame(function, number(named, 1), number(named, 2)));
    }
    Matcher evaluated = EVALUATED.matcher(place);
    if (evaluated.find() && number(evaluated, 1) > 1) {
      int line = number(evaluated, 1) - 1;
      int column = number(evaluated, 2) - (line == 1 ? EVAL_INDENT : 0);
      return Optional.of(new Frame(function, line, Math.max(1, column)));
    }
    return Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
