"""The first plot in a fresh kernel: seconds from its cell to the chart on IOPub, and to the end of the cell."""

import json
import sys
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

CHART = "application/vnd.vegalite.v5+json"
PATIENCE_S = 120


def execute(client, code):
    """Runs a cell; when its first chart came, and when it had ended."""
    begun = time.perf_counter()
    request = client.execute(code)
    seen = None
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE_S)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "error":
            raise RuntimeError("\n".join(content["traceback"]))
        if seen is None and CHART in content.get("data", {}):
            seen = time.perf_counter() - begun
        if content.get("execution_state") == "idle":
            return seen, time.perf_counter() - begun


def main(rounds, folder):
    for _ in range(rounds):
        specs = KernelSpecManager(kernel_dirs=[folder], ensure_native_kernel=False)
        manager = KernelManager(kernel_name="whiskbook", kernel_spec_manager=specs)
        manager.start_kernel()
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE_S)
        execute(client, "%%action noop\nfunction main() { return {}; }")
        execute(client, "Run run = %fanout 100 noop")
        seen, ended = execute(client, "%plot timeline")
        print(json.dumps({"seen": seen, "ended": ended}), flush=True)
        client.stop_channels()
        manager.shutdown_kernel(now=True)


main(int(sys.argv[1]), sys.argv[2])
