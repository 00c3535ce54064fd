"""Starts kernels in turns: seconds from the start of the process to its kernel_info_reply, a line a start."""

import json
import sys
import time

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager


def start(kernel_dirs, name):
    context = zmq.Context()
    context.RECONNECT_IVL = 2  # ms; the default of 100 would hide what is measured
    specs = KernelSpecManager(kernel_dirs=kernel_dirs)
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs, context=context)
    begun = time.perf_counter()
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels(iopub=False, stdin=False, hb=False, control=False)
    client.kernel_info()
    client.get_shell_msg(timeout=60)
    seconds = time.perf_counter() - begun
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return seconds


def main(rounds, kernels):
    for round_ in range(rounds + 1):  # the first is not counted: it fills the file cache
        for name, folder in kernels.items():
            seconds = start([folder], name)
            if round_ > 0:
                print(json.dumps({"kernel": name, "seconds": seconds}), flush=True)


main(int(sys.argv[1]), json.loads(sys.argv[2]))
