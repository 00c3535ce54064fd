package dev.whiskbook.magics;

import com.google.common.collect.ListMultimap;
import com.univocity.parsers.common.Format;
import dev.whiskbook.kernel.Renderers;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.SharedLibrary;
import dev.whiskbook.kernel.jshell.StartupCode;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.magic.standard.StandardMagics;
import dev.whiskbook.kernel.startup.StartupSettings;
import dev.whiskbook.magics.command.ActionMagic;
import dev.whiskbook.magics.command.ArgsMagic;
import dev.whiskbook.magics.command.CompareMagic;
import dev.whiskbook.magics.command.FanOutMagic;
import dev.whiskbook.magics.command.LatencyMagic;
import dev.whiskbook.magics.command.LogsMagic;
import dev.whiskbook.magics.command.MonitorCellMagic;
import dev.whiskbook.magics.command.MonitorMagic;
import dev.whiskbook.magics.command.PlotMagic;
import dev.whiskbook.magics.command.ReduceCellMagic;
import dev.whiskbook.magics.command.ReduceMagic;
import dev.whiskbook.magics.command.RunsMagic;
import dev.whiskbook.magics.command.SqlMagic;
import dev.whiskbook.magics.command.SweepMagic;
import dev.whiskbook.magics.command.ThroughputMagic;
import dev.whiskbook.magics.command.TimingsMagic;
import dev.whiskbook.magics.command.WhatIfMagic;
import dev.whiskbook.magics.command.WhiskMagic;
import dev.whiskbook.magics.command.WorkloadMagic;
import dev.whiskbook.magics.experiment.Comparison;
import dev.whiskbook.magics.experiment.LatencyResult;
import dev.whiskbook.magics.experiment.Prediction;
import dev.whiskbook.magics.show.FigureRendering;
import dev.whiskbook.magics.show.HtmlTable;
import dev.whiskbook.magics.show.Summaries;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.ServerStatus;
import dev.whiskbook.whisk.StandaloneStatus;
import dev.whiskbook.whisk.Whisk;
import it.unimi.dsi.fastutil.ints.IntIterator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/** A session as a notebook user knows it: with magics, imports, and an OpenWhisk to talk to. */
public final class Whiskbook {

  /** How the Java variables of a session find its workbench: several sessions share a JVM. */
  private static final Map<String, Workbench> OPEN = new ConcurrentHashMap<>();

  /** What cells find imported; the first is one that no cell repeats. */
  private static final List<String> IMPORTS =
      List.of(
          "dev.whiskbook.magics.Whiskbook",
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "java.util.regex.*",
          "java.util.prefs.*",
          "java.net.*",
          "java.util.concurrent.*",
          "java.math.*",
          "java.time.*",
          "java.nio.file.*",
          "java.io.*",
          "tech.tablesaw.api.*",
          "tools.jackson.databind.JsonNode",
          "dev.whiskbook.whisk.*",
          "dev.whiskbook.magics.*",
          "dev.whiskbook.magics.experiment.*",
          "dev.whiskbook.magics.monitor.*",
          "dev.whiskbook.kernel.Comms",
          "dev.whiskbook.kernel.Input",
          "dev.whiskbook.kernel.Display",
          "dev.whiskbook.kernel.ProgressBar",
          "dev.whiskbook.kernel.Timing",
          "dev.whiskbook.kernel.widget.IntSlider",
          "dev.whiskbook.kernel.widget.FloatSlider",
          "static dev.whiskbook.kernel.widget.Interact.interact",
          "static dev.whiskbook.kernel.Display.*",
          "static dev.whiskbook.kernel.Kernel.*");

  /**
   * What cells see: our own API, and Tablesaw with the libraries whose types its API shows. The
   * last few are free for a user's other version, as nothing that Whiskbook itself returns is made
   * of them.
   */
  private static final List<SharedLibrary> LIBRARIES =
      List.of(
          SharedLibrary.fixed("dev.whiskbook", Whiskbook.class, Whisk.class),
          SharedLibrary.fixed("tech.tablesaw", Table.class),
          SharedLibrary.fixed("it.unimi.dsi.fastutil", IntIterator.class),
          SharedLibrary.replaceable("com.google.common", ListMultimap.class),
          SharedLibrary.replaceable("org.roaringbitmap", RoaringBitmap.class),
          SharedLibrary.replaceable("com.univocity.parsers", Format.class));

  private Whiskbook() {}

  /** When the embedded OpenWhisk starts, where it is the target; it does so in the background. */
  public enum EmbeddedStart {
    /** For work that will need it, and waits for nothing before. */
    AT_ONCE,

    /**
     * After the first cell, or when none has come for a second: until then the processors are for
     * the compiler.
     */
    AFTER_FIRST_CELL,

    /** When something is first asked of it: it may be that nothing ever is. */
    WHEN_USED
  }

  /**
   * Opens a session. The OpenWhisk that {@code wsk} would use is its target if one is configured;
   * else the embedded one.
   *
   * @param standaloneCommand the command line that starts the embedded OpenWhisk
   */
  public static Session open(List<String> standaloneCommand, EmbeddedStart start) {
    Path home = Path.of(System.getProperty("user.home"));
    Map<String, String> environment = System.getenv();
    var targets = new Targets(standaloneCommand, environment, home);
    if (start == EmbeddedStart.AT_ONCE) {
      targets.prepare();
    }
    Journal journal = Journal.at(Journal.place(environment, home, Path.of("")));
    var builder = Session.builder().environment(StartupSettings.from(environment, Path.of("")));
    Session session = open(builder, new Workbench(targets, journal));
    if (start == EmbeddedStart.AFTER_FIRST_CELL) {
      session.afterNextCell(targets::prepare);
    }
    return session;
  }

  /**
   * Opens a session over a workbench, which is closed with it.
   *
   * @param builder with what else the session shall have; its magics, renderers, startup code,
   *     shared libraries and end are set here
   */
  public static Session open(Session.Builder builder, Workbench workbench) {
    String key = UUID.randomUUID().toString();
    OPEN.put(key, workbench);
    return builder
        .magics(magics(workbench))
        .renderers(renderers(workbench))
        .shared(LIBRARIES)
        .startup(startup(key))
        .onClose(
            () -> {
              OPEN.remove(key);
              workbench.close();
            })
        .open();
  }

  /** The workbench of an open session. Called by the startup code of that session. */
  public static Workbench workbench(String key) {
    return OPEN.get(key);
  }

  private static Magics magics(Workbench workbench) {
    return StandardMagics.addTo(new Magics())
        .cell("action", () -> new ActionMagic(workbench))
        .cell("args", () -> new ArgsMagic(workbench))
        .cell("monitor", () -> new MonitorCellMagic(workbench))
        .cell("reduce", () -> new ReduceCellMagic(workbench))
        .cell("sql", () -> new SqlMagic(workbench))
        .add(FanOutMagic.entry(workbench))
        .line("reduce", Object.class, () -> new ReduceMagic(workbench))
        .add(RunsMagic.entry(workbench))
        .add(SweepMagic.entry(workbench))
        .add(MonitorMagic.entry(workbench))
        .line("logs", Table.class, () -> new LogsMagic(workbench))
        .line("compare", Comparison.class, () -> new CompareMagic(workbench))
        .line("latency", LatencyResult.class, () -> new LatencyMagic(workbench))
        .add(ThroughputMagic.entry(workbench))
        .line("whatif", Prediction.class, () -> new WhatIfMagic(workbench))
        .add(WorkloadMagic.entry(workbench))
        .line("timings", Table.class, () -> new TimingsMagic(workbench))
        .line("plot", Chart.class, () -> new PlotMagic(workbench))
        .add(WhiskMagic.entry(workbench));
  }

  private static Renderers renderers(Workbench workbench) {
    return new Renderers()
        .register(Table.class, HtmlTable::render)
        .register(FigureRendering.FIGURE, FigureRendering::render)
        .register(Run.class, run -> Summaries.of(run, workbench.failures(run)))
        .register(ServerStatus.class, Summaries::of)
        .register(StandaloneStatus.class, Summaries::of)
        .register(Limits.class, Summaries::of);
  }

  private static StartupCode startup(String key) {
    return new StartupCode(
        IMPORTS,
        List.of(
            new StartupCode.Variable(
                "Workbench", "workbench", "Whiskbook.workbench(\"%s\")".formatted(key)),
            new StartupCode.Variable("Whisk", "whisk", "workbench.whisk()")));
  }
}
