package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.WhiskException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %%sql}: asks the journal. */
@Command(
    description = {
      "Asks the journal of runs in SQL (SQLite's); it can be read only. The value is a table.",
      "",
      "  runs      run, action, target, apihost, namespace, n, seed, start_ms, wall_ms, state, ok,",
      "            plan, definition, settings, environment (the last four as JSON)",
      "  attempts  run, i, attempt, activation_id, status, cold, container, submit_ms, start_ms,",
      "            wait_ms, init_ms, run_ms, end_ms, seen_ms, payload_bytes, result_bytes, error",
      "  results   run, i, status, value (as JSON), error",
      "  samples   run, start_ms, end_ms, processors, cpu_host, cpu_kernel, cpu_server,",
      "            memory_host_mb, memory_kernel_mb, memory_server_mb, in_kb_s, out_kb_s, loopback_kb_s",
      "",
      "Times are ms since 1970 or lengths in ms; -1 stands for what was not told. A field of a",
      "result is value ->> 'hits'."
    },
    footer = {"", "Java: Table table = whisk.journal().get().query(\"SELECT …\")"})
public final class SqlMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  public SqlMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    if (call.body().isBlank()) {
      throw new MagicException(
          "%%sql: write a SELECT in the lines below. '%%sql --help' says which tables there are.");
    }
    try {
      return workbench.journal().query(call.body());
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
