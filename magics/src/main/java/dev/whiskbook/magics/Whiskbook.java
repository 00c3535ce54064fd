package dev.whiskbook.magics;

import dev.whiskbook.kernel.Renderers;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.command.ActionMagic;
import dev.whiskbook.magics.command.ArgsMagic;
import dev.whiskbook.magics.command.FanOutMagic;
import dev.whiskbook.magics.command.PlotMagic;
import dev.whiskbook.magics.command.ReduceCellMagic;
import dev.whiskbook.magics.command.ReduceMagic;
import dev.whiskbook.magics.command.TimingsMagic;
import dev.whiskbook.magics.command.WhiskMagic;
import dev.whiskbook.magics.show.HtmlTable;
import dev.whiskbook.magics.show.Summaries;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.ServerStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * A session as a notebook user knows it: with the magics, the imports, and an OpenWhisk to talk to.
 *
 * @param session where cells are executed
 * @param workbench what its magics remember
 */
public record Whiskbook(Session session, Workbench workbench) implements AutoCloseable {

  /** How the Java variables of a session find its workbench: several sessions share a JVM. */
  private static final Map<String, Workbench> OPEN = new ConcurrentHashMap<>();

  private static final List<String> IMPORTS =
      List.of(
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "java.util.concurrent.*",
          "java.math.*",
          "java.time.*",
          "java.nio.file.*",
          "java.io.*",
          "tech.tablesaw.api.*",
          "tools.jackson.databind.JsonNode",
          "dev.whiskbook.whisk.*",
          "dev.whiskbook.magics.*",
          "static dev.whiskbook.kernel.Display.*");

  /**
   * Opens a session. The OpenWhisk that {@code wsk} would use is its target if one is configured;
   * else the embedded one, which starts now, in the background.
   *
   * @param standaloneCommand the command line that starts the embedded OpenWhisk
   */
  public static Whiskbook open(List<String> standaloneCommand) {
    return open(
        Session.builder(),
        new Targets(standaloneCommand, System.getenv(), Path.of(System.getProperty("user.home"))));
  }

  /**
   * Opens a session for these targets.
   *
   * @param builder with what else the session shall have; its magics, renderers and startup code
   *     are set here
   */
  public static Whiskbook open(Session.Builder builder, Targets targets) {
    Workbench workbench = new Workbench(targets);
    Session session =
        builder.magics(magics(workbench)).renderers(renderers()).startup(startup(workbench)).open();
    return new Whiskbook(session, workbench);
  }

  /** The workbench of an open session. Called by the startup code of that session. */
  public static Workbench workbench(String key) {
    return OPEN.get(key);
  }

  /** Ends the session, and the embedded OpenWhisk if it was started. */
  @Override
  public void close() {
    session.close();
    OPEN.values().remove(workbench);
    workbench.close();
  }

  private static Magics magics(Workbench workbench) {
    return new Magics()
        .cell("action", () -> new ActionMagic(workbench))
        .cell("args", () -> new ArgsMagic(workbench))
        .cell("reduce", () -> new ReduceCellMagic(workbench))
        .add(FanOutMagic.entry(workbench))
        .line("reduce", Object.class, () -> new ReduceMagic(workbench))
        .line("timings", Table.class, () -> new TimingsMagic(workbench))
        .line("plot", Chart.class, () -> new PlotMagic(workbench))
        .add(WhiskMagic.entry(workbench));
  }

  private static Renderers renderers() {
    return new Renderers()
        .register(Table.class, HtmlTable::render)
        .register(Run.class, Summaries::of)
        .register(ServerStatus.class, Summaries::of)
        .register(Limits.class, Summaries::of);
  }

  private static List<String> startup(Workbench workbench) {
    String key = UUID.randomUUID().toString();
    OPEN.put(key, workbench);
    return Stream.concat(
            IMPORTS.stream().map(name -> "import %s;".formatted(name)),
            Stream.of(
                "Workbench workbench = Whiskbook.workbench(\"%s\");".formatted(key),
                "Whisk whisk = workbench.whisk();"))
        .toList();
  }
}
