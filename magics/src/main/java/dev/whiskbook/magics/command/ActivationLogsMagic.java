package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Activation;
import dev.whiskbook.whisk.ActivationQuery;
import dev.whiskbook.whisk.ActivationTail;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %whisk logs}: what activations logged, once or as they end. */
@Command(
    description = {
      "What the newest activations logged, oldest first: a line for each activation, and its own lines",
      "below it. With --follow also what comes, until the cell is interrupted. For those of a run see",
      "%%logs."
    },
    footer = {"", "Java: whisk.activations(ActivationQuery.newest(20).withDocs()), whisk.tail(…)"})
public final class ActivationLogsMagic implements Magic {
  private static final int MOST = 200;

  /** As wsk's poll; OpenWhisk has no way to be told, so it is asked again and again. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "ACTIVATION",
      description = "Only this activation, by its id.")
  String activation;

  @Option(
      names = {"-a", "--action"},
      paramLabel = "NAME",
      description = "Only activations of this action.")
  String action;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "The newest N activations, 0 to 200 (${DEFAULT-VALUE}).")
  int limit;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what ends from now on.")
  boolean follow;

  @Option(names = "--for", paramLabel = "SECONDS", description = "Follows for so long only.")
  Double seconds;

  public ActivationLogsMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    if (limit < 0 || limit > MOST) {
      throw new MagicException(
          "--limit %d: 0 to %d activations can be asked for.".formatted(limit, MOST));
    }
    if (seconds != null && !(seconds >= 0 && seconds <= 1e6)) {
      throw new MagicException(
          "--for %s: a number of seconds from 0 on is expected.".formatted(seconds));
    }
    try {
      if (activation != null) {
        show(call, workbench.whisk().activation(activation));
        return null;
      }
      if (follow || seconds != null) {
        follow(call);
      } else {
        newest().forEach(a -> show(call, a));
      }
      return null;
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  private List<Activation> newest() {
    if (limit == 0) {
      return List.of();
    }
    ActivationQuery query = ActivationQuery.newest(limit).withDocs();
    return workbench.whisk().activations(action == null ? query : query.of(action)).reversed();
  }

  private void follow(MagicCall call) throws InterruptedException {
    // Made first, so that nothing is missed in between; what comes twice is shown once.
    ActivationTail tail = workbench.whisk().tail(Optional.ofNullable(action));
    List<Activation> before = newest();
    before.forEach(a -> show(call, a));
    Set<String> shown = before.stream().map(Activation::id).collect(Collectors.toSet());
    long endNanos =
        seconds == null ? Long.MAX_VALUE : System.nanoTime() + Math.round(seconds * 1e9);
    while (true) {
      tail.next().stream().filter(a -> !shown.contains(a.id())).forEach(a -> show(call, a));
      long leftMs = (endNanos - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return;
      }
      Thread.sleep(Math.min(leftMs, BETWEEN.toMillis()));
    }
  }

  private static void show(MagicCall call, Activation a) {
    var text = new StringBuilder();
    text.append(time(a.start()))
        .append("  ")
        .append(a.name())
        .append("  ")
        .append(a.id())
        .append("  ")
        .append(a.status().text())
        .append(", %,d ms%s%n".formatted(a.durationMs(), a.cold() ? ", cold" : ""));
    a.logs().forEach(line -> text.append("  ").append(line).append('\n'));
    if (a.status() != Status.SUCCESS) {
      text.append("  ").append(a.result()).append('\n');
    }
    call.output().stream(StreamName.STDOUT, text.toString());
  }

  private static String time(Instant instant) {
    return TIME.format(LocalTime.ofInstant(instant, ZoneId.systemDefault()));
  }
}
