/**
 * The Jupyter messaging protocol, 5.5, over ZeroMQ: a front over {@link
 * dev.whiskbook.kernel.Session}. Start reading at {@link
 * dev.whiskbook.kernel.jupyter.JupyterKernel}, and at {@link dev.whiskbook.kernel.jupyter.Handlers}
 * for the whole protocol in one table.
 *
 * <pre>{@code
 * front end        thread "jupyter-sockets"                        threads of their own
 *
 * shell   ─────►  ROUTER ─┐                     ┌─► "jupyter-shell"    one request after the other
 * control ─────►  ROUTER ─┤  one Selector       ├─► "jupyter-control"  interrupt, shutdown: while a
 * stdin   ◄────►  ROUTER ─┤  waits for all of   │                      cell runs
 * hb      ◄────►  REP    ─┤  them               │
 * iopub   ◄─────  XPUB   ─┘                     │   any thread: a cell's output
 *                    ▲                          │        │
 *                    └───────── Outbox ◄────────┴────────┘
 *                       (bytes bounded: printing threads wait)
 * }</pre>
 *
 * One thread owns all sockets, since ZeroMQ sockets are not thread-safe. It moves frames and does
 * nothing else: a message is verified and parsed by the thread that handles it, and serialised and
 * signed by the thread that sends it, so that the heartbeat answers at once whatever else goes on.
 *
 * <p>May import: the package root of the kernel, JeroMQ, Jackson.
 */
package dev.whiskbook.kernel.jupyter;
