package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.failure.ActionFailure;
import dev.whiskbook.magics.failure.ActionFailures;
import dev.whiskbook.magics.failure.ActionSource;
import dev.whiskbook.whisk.LogQuery;
import dev.whiskbook.whisk.Logs;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %logs}: what the activations of a run logged. */
@Command(
    description = {
      "What a run's activations logged, a row for each line, in the order of action numbers; for an",
      "attempt that failed, also why. Each activation costs a request."
    },
    footer = {"", "Java: Table logs = whisk.logs(run).failed().gather().table()"})
public final class LogsMagic implements Magic {
  private static final String ANY_ERROR = "error";

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The id of a run or a Java variable; the last run if left out.")
  String run;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = {
        "Only of attempts that ended so: error for all that failed, or success, 'application error',",
        "'action developer error', 'whisk internal error' and so on, or the first words of these."
      })
  String status;

  @Option(
      names = {"-i", "--action"},
      paramLabel = "I",
      description = "Only of this action number, from 0.")
  Integer action;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "LINES",
      description = "At most so many lines (1000).")
  Integer limit;

  public LogsMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "RUN" -> Candidates.runs(workbench);
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    Run of = Runs.find(run, workbench, call.session());
    try {
      LogQuery query = workbench.whisk().logs(of);
      query = action == null ? query : query.action(action);
      query = limit == null ? query : query.limit(limit);
      Logs logs = narrowed(query).gather();
      logs.warning()
          .map(warning -> warning + elsewhere(of, logs))
          .ifPresent(warning -> call.output().stream(StreamName.STDERR, warning + "\n"));
      explain(of, call);
      return logs.table();
    } catch (WhiskException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  /** Shows the failures of its own code with the lines of the cell that they came from. */
  private void explain(Run of, MagicCall call) throws InterruptedException {
    Optional<ActionSource> source = workbench.source(of.action());
    if (source.isEmpty()) {
      return;
    }
    for (ActionFailure failure : ActionFailures.of(of, source, workbench.whisk())) {
      if (!failure.places().isEmpty() && (action == null || failure.numbers().contains(action))) {
        call.output().stream(StreamName.STDERR, failure.text() + "\n");
      }
    }
  }

  private LogQuery narrowed(LogQuery query) {
    if (status == null) {
      return query;
    }
    return status.equalsIgnoreCase(ANY_ERROR) ? query.failed() : query.status(named(status));
  }

  private static Status named(String text) {
    return Arrays.stream(Status.values())
        .filter(s -> s.text().startsWith(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new MagicException(
                    "--status %s: there is no such status. There are error, %s."
                        .formatted(
                            text,
                            Arrays.stream(Status.values())
                                .map(Status::text)
                                .collect(Collectors.joining(", ")))));
  }

  /** Why the server may know nothing of them. */
  private String elsewhere(Run of, Logs logs) {
    String now = workbench.whisk().target().name();
    return logs.withoutRecord() == 0 || of.target().equals(now)
        ? ""
        : " The run was on %s, and the target now is %s.".formatted(of.target(), now);
  }
}
