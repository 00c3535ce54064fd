/**
 * The debugger: the Debug Adapter Protocol over a {@link dev.whiskbook.kernel.Session}, as
 * Jupyter's {@code debug_request} carries it. Start reading at {@link
 * dev.whiskbook.kernel.debug.DebugAdapter}.
 *
 * <pre>{@code
 * debug_request ─► DebugAdapter ─► Debugger ─► Breakpoints, Stops        any thread of a front
 *                                     │            ▲    │ stopped
 *                       ProbeWeaver ◄─┘            │    ▼
 *                            │               ┌───────────────────┐
 *                            └─ woven code ─►│ Frame, Probe      │      the threads of cells
 *                                            │ (DebuggedThread)  │
 *                                            └───────────────────┘
 * }</pre>
 *
 * <p><b>Why not JDWP.</b> A kernel that debugs itself by {@code -agentlib:jdwp} must load that
 * agent when it starts, debugger or not: measured, the time to the first {@code 1+1} grows, since
 * the agent's capabilities switch off parts of the ahead-of-time cache (JDK 25's agent knows no
 * {@code onjcmd}, so it cannot wait until it is asked for). Its socket lets every user of the
 * machine run code in the kernel, for JDWP has no authentication. And it stops threads that must go
 * on, those that answer the front end. So, while a debugger is attached, probes are woven into the
 * code of cells, and of cells only: at each line, where a local variable is written, where a method
 * ends, where an exception passes. A thread that is to stop waits there, on a lock of ours.
 * Attaching and detaching redefine the classes of earlier cells in place; before and after, nothing
 * is woven, and nothing costs anything.
 *
 * <p>What is shown of a value is found without calling code of the user's: looking at a variable
 * changes nothing, and cannot hang.
 *
 * <p>May import: the package root of the kernel, {@code jshell}, Jackson's tree nodes.
 */
package dev.whiskbook.kernel.debug;
