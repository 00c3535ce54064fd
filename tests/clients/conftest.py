"""Kernels for the tests: started by jupyter_client, as every front end starts them.

WHISKBOOK_KERNELSPEC_DIR names the folder with the kernel.json to test, such as
PREFIX/share/jupyter/kernels/whiskbook after `./whiskbook install --prefix PREFIX`.
Without it, the kernelspec named whiskbook is looked up as Jupyter does (JUPYTER_PATH).
"""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

PATIENCE_S = 200

# Where the tests run in the background SIGINT is ignored, which kernels would inherit, and a JVM abides by.
signal.signal(signal.SIGINT, signal.default_int_handler)


# At the end of all, one process would wait for another one that runs these.
LONGEST_FIRST = ["test_notebooks", "test_gallery", "test_pi", "test_fanout", "test_schemathesis", "test_lab", "test_ijava"]


def pytest_collection_modifyitems(items):
    order = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Processes share the tests by files, but for the notebooks, each of which is by itself."""
    from xdist.scheduler import LoadScopeScheduling

    class ByNotebook(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file, _, test = nodeid.partition("::")
            file = Path(file).stem.removeprefix("test_")
            return test.partition("[")[2].removesuffix("]") if file == "notebooks" else file

    return ByNotebook(config, log)


@pytest.fixture(scope="session", autouse=True)
def journal(tmp_path_factory):
    """The tests' runs do not belong into the journal of whoever runs them."""
    os.environ["WHISKBOOK_JOURNAL"] = str(tmp_path_factory.mktemp("runs") / "journal.db")


@pytest.fixture(scope="session", autouse=True)
def state_home(tmp_path_factory):
    """Kernels of the tests keep their history here, not in the user's own."""
    home = tmp_path_factory.mktemp("state")
    os.environ["XDG_STATE_HOME"] = str(home)
    os.environ.pop("WHISKBOOK_HISTORY", None)
    return home


@pytest.fixture(scope="session")
def runner(tmp_path_factory):
    """Executes a notebook by our runner, once for all tests: how that ended, and the notebook with its outputs."""
    executed = {}

    def run(path):
        if path not in executed:
            out = tmp_path_factory.mktemp("executed") / path.name
            command = [os.environ["WHISKBOOK"], "run", str(path), "-o", str(out)]
            ended = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=path.parent)
            assert ended.returncode == 0, ended.stderr
            executed[path] = ended, out
        return executed[path]

    return run


@pytest.fixture(scope="module")
def without_openwhisk():
    """For files whose cells use no OpenWhisk: kernels with another target than the embedded one do not start that."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WHISK_APIHOST", "http://openwhisk.invalid")
        environment.setenv("WHISK_AUTH", "nobody:nothing")
        yield


def new_manager():
    folder = os.environ.get("WHISKBOOK_KERNELSPEC_DIR")
    if not folder:
        return KernelManager(kernel_name="whiskbook")
    folder = Path(folder).resolve()
    specs = KernelSpecManager(kernel_dirs=[str(folder.parent)], ensure_native_kernel=False)
    return KernelManager(kernel_name=folder.name, kernel_spec_manager=specs)


def execute(notebook, **options):
    """Executes a notebook as nbconvert does, in a kernel that ends with it."""
    manager = new_manager()
    try:
        NotebookClient(notebook, km=manager, **options).execute()
    finally:
        manager.shutdown_kernel(now=True)


class Notebook:
    """A kernel and a client of it, written so that a test reads like a notebook."""

    def __init__(self, manager):
        self.manager = manager
        self.connect()

    def connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE_S)

    def execute(self, code, **options):
        """Runs a cell; returns the content of its reply, and its outputs as (type, content)."""
        request = self.client.execute(code, **options)
        return self.reply(request), self.outputs(request)

    def reply(self, request, channel="shell"):
        while True:
            message = getattr(self.client, f"get_{channel}_msg")(timeout=PATIENCE_S)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def next_output(self, request):
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE_S)
            if message["parent_header"].get("msg_id") == request:
                return message["msg_type"], message["content"]

    def outputs(self, request):
        """What is published from busy to idle, without these two."""
        outputs = []
        while True:
            output = self.next_output(request)
            if output == ("status", {"execution_state": "idle"}):
                return outputs[1:]
            outputs.append(output)
            assert outputs[0] == ("status", {"execution_state": "busy"})

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def open_notebook():
    manager = new_manager()
    manager.start_kernel()
    try:
        return Notebook(manager)
    except BaseException:
        manager.shutdown_kernel(now=True)
        raise


@pytest.fixture(scope="module")
def notebook():
    """A kernel that the tests of one file share."""
    shared = open_notebook()
    yield shared
    shared.close()


@pytest.fixture
def own_notebook():
    """A kernel that a test may end."""
    own = open_notebook()
    yield own
    own.close()
