"""jupyter_kernel_test, the Jupyter project's own check of kernels, with samples for all of its tests."""

from contextlib import contextmanager
from unittest import mock

import jupyter_kernel_test
import pytest
from conftest import PATIENCE_S, new_manager

pytestmark = pytest.mark.usefixtures("without_openwhisk")


class TestConformance(jupyter_kernel_test.KernelTests):
    language_name = "java"
    file_extension = ".jsh"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oh");'
    completion_samples = [
        {"text": "System.ou", "matches": {"out"}},
        {"text": "java.util.Arr", "matches": {"ArrayDeque", "ArrayList", "Arrays"}},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "void f() { return; }", "// only a comment"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {", "class A {", "int x = (1 +", '"""\ntext']
    invalid_code_samples = ["int x = ;", "}"]
    code_page_something = 'page("to be looked at");'
    code_generate_error = 'throw new IllegalStateException("boom");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
    ]
    code_display_data = [{"code": 'display("shown");', "mime": "text/plain"}]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.floor"
    code_clear_output = "clearOutput(false);"

    @classmethod
    def setUpClass(cls):
        cls.km = new_manager()
        cls.km.start_kernel()
        cls.kc = cls.km.blocking_client()
        cls.kc.start_channels()
        cls.kc.wait_for_ready(timeout=PATIENCE_S)

    def execute_helper(self, *arguments, **options):
        """As it is, but not failing where a message takes more than a tenth of a second."""
        with patience(self.kc.iopub_channel):
            return super().execute_helper(*arguments, **options)


class TestWelcome(jupyter_kernel_test.IopubWelcomeTests):
    support_iopub_welcome = True

    @classmethod
    def setUpClass(cls):
        cls.km = new_manager()
        cls.km.start_kernel()
        cls.kc = cls.km.blocking_client()


@contextmanager
def patience(channel):
    get_msg = channel.get_msg
    with mock.patch.object(channel, "get_msg", lambda timeout: get_msg(timeout=PATIENCE_S)):
        yield
