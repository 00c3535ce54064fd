"""One peer of `bench fanout`: for each line of standard input it runs a round of no-ops and prints the milliseconds.

Arguments: the peer (ray, dask, lithops), how many no-ops a round has, how many workers there are.
"""

import os
import sys
import time


def noop(_):
    return {}


def ray_rounds(count, workers):
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    task = ray.remote(noop)
    return lambda: ray.get([task.remote(i) for i in range(count)])


def dask_rounds(count, workers):
    from dask.distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    client = Client(cluster)
    return lambda: client.gather(client.map(noop, range(count), pure=False))


def lithops_rounds(count, workers):
    import lithops

    # Its workers are started as "python".
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
    executor = lithops.LocalhostExecutor(
        config={"lithops": {"backend": "localhost", "storage": "localhost", "telemetry": False},
                "localhost": {"worker_processes": workers}},
        log_level="ERROR",
    )

    def run():
        executor.map(noop, list(range(count)))
        results = executor.get_result()
        assert len(results) == count

    return run


def main():
    peer, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the peer prints is none of our answers
    run = {"ray": ray_rounds, "dask": dask_rounds, "lithops": lithops_rounds}[peer](count, workers)
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        answers.write(f"{1000 * (time.perf_counter() - start)}\n")
        answers.flush()


if __name__ == "__main__":
    main()
