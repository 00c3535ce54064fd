"""Drives kernels in turns, as a front end does, and prints what it measures: a JSON object a line.

Arguments: what to measure, as JSON: {"rounds": n, "blocks": n, "cells": n, "kernels": {name: {"folder": kernelspecs}}}.
Each line has a row, a kernel, and a value in seconds, bytes or percent.
"""

import json
import queue
import statistics
import sys
import time

import psutil
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PATIENCE = 120
BLOCK = 40  # requests of one kind before it is the next kernel's turn
LINES = 10_000
OURS = "whiskbook"
PYTHON = "python3"
OPEN = []  # kernels that are to be ended, whatever happens


def out(row, kernel, value):
    print(json.dumps({"row": row, "kernel": kernel, "value": value}), flush=True)


class Kernel:
    """A kernel and a client of it, from the start of the process on."""

    def __init__(self, name, folder):
        self.name = name
        self.python = name == PYTHON
        context = zmq.Context()
        context.RECONNECT_IVL = 2  # ms; the default of 100 would hide what is measured
        context.RCVHWM = 0  # by default the client drops what is more than 1,000 messages
        specs = KernelSpecManager(kernel_dirs=[folder], ensure_native_kernel=False)
        self.manager = KernelManager(kernel_name=name, kernel_spec_manager=specs, context=context)
        self.begun = time.perf_counter()
        OPEN.append(self)
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels(stdin=False, hb=False)
        self.ask(self.client.kernel_info())
        self.info_seconds = time.perf_counter() - self.begun
        self.process = psutil.Process(self.manager.provisioner.pid)

    def ask(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def subscribe(self):
        """Waits until what the kernel publishes arrives: its replies come sooner."""
        while True:
            self.ask(self.client.kernel_info())
            try:
                self.client.get_iopub_msg(timeout=0.2)
                return self
            except queue.Empty:
                pass

    def until_idle(self, request):
        texts = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "stream":
                texts.append(message["content"]["text"])
            if message["content"].get("execution_state") == "idle":
                return "".join(texts)

    def seconds(self, send):
        """From sending a request to its reply; what is published for it is taken off before the next."""
        start = time.perf_counter()
        request = send()
        reply = self.ask(request)
        seconds = time.perf_counter() - start
        self.until_idle(request)
        if reply.get("status") == "error":
            raise RuntimeError(f"{self.name}: {reply.get('ename')}: {reply.get('evalue')}")
        return seconds

    def cell(self, code):
        return self.seconds(lambda: self.client.execute(code))

    def printed(self, code):
        request = self.client.execute(code)
        text = self.until_idle(request)
        reply = self.ask(request)
        if reply["status"] != "ok":
            raise RuntimeError(f"{self.name}: {reply['ename']}: {reply['evalue']}")
        return text

    def processes(self):
        return [self.process, *self.process.children(recursive=True)]

    def close(self):
        OPEN.remove(self)
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def starts(rounds, kernels):
    for turn in range(rounds + 1):  # the first is not counted: it fills the file cache
        for name, folder in kernels.items():
            kernel = Kernel(name, folder)
            kernel.ask(kernel.client.execute("1+1"))
            first = time.perf_counter() - kernel.begun
            resident = [p.memory_info().rss for p in kernel.processes()]
            time.sleep(2)
            later = [p.memory_info().rss for p in kernel.processes()]
            if turn > 0:
                out("info", name, kernel.info_seconds)
                out("first", name, first)
                # JJava's first process is a launcher, and the kernel a child of it.
                out("resident", name, resident[0] if name in (OURS, PYTHON) else sum(resident))
                out("resident_all", name, sum(later))
            kernel.close()


def blocks(count, kernels):
    """What a warm kernel takes, a block of requests at a time."""
    for kernel in kernels:
        kernel.cell("i = 1" if kernel.python else "int i = 1;")
        kernel.cell('greeting = "hello"' if kernel.python else 'String greeting = "hello";')
        if kernel.name == OURS:
            kernel.cell(RAW_JSHELL)
    for turn in range(count + 2):  # two to warm up
        for kernel in kernels:
            client = kernel.client
            upper = "greeting.upp" if kernel.python else "greeting.toUpp"
            known = "greeting.upper()" if kernel.python else "greeting.substring(1)"
            rows = {
                "noop": client.kernel_info,
                "cell": lambda: client.execute("i+1"),
                "completion": lambda: client.complete(upper, len(upper)),
                "inspection": lambda: client.inspect(known, known.index("(") - 1),
            }
            for row, send in rows.items():
                times = sorted(kernel.seconds(send) for _ in range(BLOCK))
                if turn > 1:
                    out(row, kernel.name, statistics.median(times))
                    out(row + "_p95", kernel.name, times[int(0.95 * BLOCK)])
            for raw, name in {"raw": "jshell", "rawWithImports": "jshell_imports"}.items() if kernel.name == OURS else []:
                p50, p95 = kernel.printed(f"System.out.println(rawBlock({raw}));").split()
                if turn > 1:
                    out("cell", name, float(p50))
                    out("cell_p95", name, float(p95))


def lines(count, kernels):
    """JJava has no part in this: of its 10,000 messages its socket drops hundreds, often the idle among them."""
    kernels = [kernel for kernel in kernels if kernel.name in (OURS, PYTHON)]
    for turn in range(count + 1):
        for kernel in kernels:
            code = (
                f"for line in range({LINES}): print(line)"
                if kernel.python
                else f"for (int line = 0; line < {LINES}; line++) System.out.println(line);"
            )
            start = time.perf_counter()
            text = kernel.printed(code)
            seconds = time.perf_counter() - start
            if kernel.name == OURS and text.split() != [str(n) for n in range(LINES)]:
                raise RuntimeError(f"of {LINES} lines {len(text.split())} came, or out of order")
            if turn > 0:
                out("println", kernel.name, seconds)


def interrupts(count, kernels):
    for _ in range(count):
        for kernel in kernels:
            request = kernel.client.execute("while True: pass" if kernel.python else "while (true) {}")
            time.sleep(0.5)
            start = time.perf_counter()
            kernel.manager.interrupt_kernel()
            kernel.ask(request)
            out("interrupt", kernel.name, time.perf_counter() - start)
            kernel.until_idle(request)
            time.sleep(0.5)  # what ends with the interrupt, such as its report, is not the loop
            before = sum(sum(p.cpu_times()[:2]) for p in kernel.processes())
            time.sleep(1)
            out("interrupt_cpu", kernel.name, 100 * (sum(sum(p.cpu_times()[:2]) for p in kernel.processes()) - before))


def many_cells(cells, folder):
    """Medians of the cells around the 100th and around the last."""
    kinds = {
        "expressions": lambda n: "i+1",
        "assignments": lambda n: "i += 2",
        "statements": lambda n: "if (i > 0) { i = 0; }",
        "declarations": lambda n: f"int v{n % 50} = {n};",
    }
    for kind, code in kinds.items():
        kernel = Kernel(OURS, folder).subscribe()
        kernel.cell("int i = 1;")
        times = [kernel.cell(code(n)) for n in range(cells)]
        kernel.close()
        out("many_" + kind, "early", statistics.median(times[75:125]))
        out("many_" + kind, "late", statistics.median(times[-50:]))


RAW_JSHELL = """
jdk.jshell.JShell rawJShell(List<String> imports) {
  var engine = new jdk.jshell.execution.LocalExecutionControlProvider();
  var raw = jdk.jshell.JShell.builder().executionEngine(engine, Map.of()).build();
  raw.addToClasspath(System.getProperty("java.class.path"));
  imports.forEach(name -> raw.eval("import " + name + ";"));
  raw.eval("int i = 1;");
  return raw;
}
String rawBlock(jdk.jshell.JShell raw) {
  var times = new double[%d];
  for (int n = 0; n < times.length; n++) {
    long start = System.nanoTime();
    var events = raw.eval("i+1");
    times[n] = (System.nanoTime() - start) / 1e9;
    raw.drop(events.getFirst().snippet());
  }
  Arrays.sort(times);
  return times[times.length / 2] + " " + times[(int) (0.95 * times.length)];
}
var raw = rawJShell(List.of());
var rawWithImports = rawJShell(jshell().imports().map(i -> i.source().split(";")).flatMap(Arrays::stream)
    .map(i -> i.strip().substring("import ".length())).toList());
""" % BLOCK

HOT_LOOP = """
static long hot(int[] a, int rounds) {
  long sum = 0;
  for (int r = 0; r < rounds; r++) for (int i = 0; i < a.length; i++) sum += (long) a[i] * a[i] ^ r;
  return sum;
}
"""

HOT_RATIO = """
var folder = Files.createTempDirectory("whiskbook-hot");
Files.writeString(folder.resolve("Compiled.java"), "public class Compiled { public " + HOT + "}");
javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, folder.resolve("Compiled.java").toString());
var compiled = java.net.URLClassLoader.newInstance(new java.net.URL[] {folder.toUri().toURL()})
    .loadClass("Compiled").getMethod("hot", int[].class, int.class);
int[] data = IntStream.range(0, 10_000).toArray();
var cellTimes = new double[21];
var classTimes = new double[21];
for (int n = -10; n < 21; n++) {
  long a = System.nanoTime();
  hot(data, 2000);
  long b = System.nanoTime();
  compiled.invoke(null, data, 2000);
  long c = System.nanoTime();
  if (n >= 0) { cellTimes[n] = (b - a) / 1e9; classTimes[n] = (c - b) / 1e9; }
}
Arrays.sort(cellTimes);
Arrays.sort(classTimes);
System.out.println(cellTimes[10] + " " + classTimes[10]);
"""


def in_our_jvm(kernel):
    kernel.cell("String HOT = " + json.dumps(HOT_LOOP) + ";")
    kernel.cell(HOT_LOOP.replace("static ", ""))
    cell, compiled = kernel.printed(HOT_RATIO).split()
    out("hot", OURS, float(cell))
    out("hot", "compiled", float(compiled))


def main(task):
    folders = task["kernels"]
    starts(task["rounds"], folders)
    kernels = [Kernel(name, folder).subscribe() for name, folder in folders.items()]
    blocks(task["blocks"], kernels)
    lines(task["blocks"], kernels)
    in_our_jvm(next(k for k in kernels if k.name == OURS))
    interrupts(task["blocks"], kernels)
    for kernel in kernels:
        kernel.close()
    many_cells(task["cells"], folders[OURS])


try:
    main(json.loads(sys.argv[1]))
finally:
    for kernel in list(OPEN):
        kernel.close()
