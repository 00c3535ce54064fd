package dev.whiskbook.magics.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Makes SVG of Vega-Lite specifications, by running Vega and Vega-Lite themselves in a GraalJS
 * context without access to files, network or Java classes.
 *
 * <p>Loading them takes seconds without a compiler (about 3 s on a 2-core machine), the first chart
 * as long, any other a few tenths of a second; so one context is loaded once and kept. A single
 * daemon thread owns it.
 */
public final class VegaSvg {

  private static final String[] SCRIPTS = {"headless.js", "vega.min.js", "vega-lite.min.js"};
  private static final VegaSvg SHARED = new VegaSvg(Duration.ofSeconds(60));

  private final Duration limit;
  private final ExecutorService owner =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("vega-svg").daemon().factory());

  /** Written by the owner thread alone; others read it only to close what it is running. */
  private volatile Context context;

  /** Whether this context has drawn: loading it is half of the first chart's time. */
  private volatile boolean warm;

  /**
   * A renderer of its own; most use {@link #shared()}.
   *
   * @param limit how much of a processor's time one chart may take, loading included
   */
  public VegaSvg(Duration limit) {
    this.limit = limit;
  }

  /** The renderer of this JVM, with a limit of 60 s of a processor's time for a chart. */
  public static VegaSvg shared() {
    return SHARED;
  }

  /** Whether the next chart takes a few tenths of a second, not seconds. */
  public boolean isWarm() {
    return warm;
  }

  /**
   * Loads Vega in the background, if it is not loaded yet, and draws a small chart of what charts
   * have in common: the first one takes as long as loading does, as none of its code is compiled.
   */
  public void warmUp() {
    owner.execute(
        () -> {
          if (context == null) {
            renderHere(text("warm-up.vl.json"));
          }
        });
  }

  /**
   * Renders one specification.
   *
   * @param specification Vega-Lite JSON with its data inline; nothing is fetched
   * @return a whole SVG document
   * @throws IllegalArgumentException if Vega cannot make a picture of it
   * @throws TimeoutException if it took longer than the limit
   * @throws InterruptedException if this thread was interrupted meanwhile
   */
  public String render(String specification) throws TimeoutException, InterruptedException {
    var svg = ProcessorTimeLimit.submit(owner, () -> renderHere(specification));
    try {
      return svg.get(limit);
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(
          "Vega cannot draw this chart: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      Context running = context;
      if (!svg.cancelBeforeStart() && running != null) {
        running.close(true);
      }
      throw e;
    }
  }

  private String renderHere(String specification) {
    Value outcome;
    try {
      outcome = loaded().getBindings("js").getMember("renderSvg").execute(specification);
    } catch (RuntimeException e) {
      // A mistake in the specification leaves the context sound; closed or broken, it is given up.
      if (!(e instanceof PolyglotException js) || !js.isGuestException() || js.isCancelled()) {
        context = null;
        warm = false;
      }
      throw e;
    }
    warm = true;
    if (outcome.getMember("svg").isString()) {
      return outcome.getMember("svg").asString();
    }
    throw new IllegalArgumentException(outcome.getMember("error").toString());
  }

  private Context loaded() {
    if (context == null) {
      Context fresh =
          Context.newBuilder("js")
              .option("engine.WarnInterpreterOnly", "false")
              .out(OutputStream.nullOutputStream())
              .err(OutputStream.nullOutputStream())
              .build();
      context = fresh;
      try {
        for (String script : SCRIPTS) {
          fresh.eval(Source.newBuilder("js", text("vega/" + script), script).buildLiteral());
        }
      } catch (PolyglotException e) {
        context = null;
        throw e;
      }
    }
    return context;
  }

  private static String text(String name) {
    try (InputStream in = VegaSvg.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
