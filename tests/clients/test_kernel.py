"""The kernel as jupyter_client sees it."""

import os

import psutil
import pytest
from conftest import PATIENCE_S

pytestmark = pytest.mark.usefixtures("without_openwhisk")


def text_of(outputs, stream):
    return "".join(c["text"] for t, c in outputs if t == "stream" and c["name"] == stream)


def results_of(outputs):
    return [c["data"]["text/plain"] for t, c in outputs if t == "execute_result"]


def test_kernel_info_says_what_it_is(notebook):
    for channel in ("shell", "control"):
        info = ask(notebook, "kernel_info_request", {}, channel)
        assert info["status"] == "ok"
        assert info["protocol_version"] == "5.5"
        assert info["implementation"] == "whiskbook"
        assert info["language_info"]["name"] == "java"
        assert int(info["language_info"]["version"].split(".")[0].split("+")[0]) >= 25


def test_an_expression_has_a_result(notebook):
    reply, outputs = notebook.execute("1 + 1")
    assert reply["status"] == "ok"
    assert [t for t, _ in outputs] == ["execute_input", "execute_result"]
    assert outputs[1][1]["data"]["text/plain"] == "2"
    assert outputs[0][1]["execution_count"] == outputs[1][1]["execution_count"]
    assert outputs[0][1]["execution_count"] == reply["execution_count"]


def test_variables_stay_between_cells(notebook):
    notebook.execute("int kept = 41;")
    assert results_of(notebook.execute("kept + 1")[1]) == ["42"]


def test_a_cell_holds_several_snippets(notebook):
    reply, outputs = notebook.execute(
        "record Point(int x, int y) {}\nint area(Point p) { return p.x() * p.y(); }\narea(new Point(6, 7))"
    )
    assert reply["status"] == "ok"
    assert results_of(outputs) == ["42"]


def test_both_streams_arrive_whole(notebook):
    _, outputs = notebook.execute('System.out.println("out"); System.err.println("err");')
    assert text_of(outputs, "stdout") == "out\n"
    assert text_of(outputs, "stderr") == "err\n"


def test_ten_thousand_lines_are_few_messages(notebook):
    _, outputs = notebook.execute("for (int i = 0; i < 10_000; i++) System.out.println(i);")
    assert text_of(outputs, "stdout").split() == [str(i) for i in range(10_000)]
    assert sum(t == "stream" for t, _ in outputs) < 100


def test_what_a_thread_prints_later_belongs_to_its_cell(notebook):
    first = notebook.client.execute(
        """
        var goOn = new java.util.concurrent.CountDownLatch(1);
        var later = new Thread(() -> {
          try { goOn.await(); } catch (InterruptedException e) { return; }
          System.out.println("late");
        });
        later.start();
        """
    )
    assert notebook.reply(first)["status"] == "ok"
    notebook.outputs(first)
    notebook.client.execute("goOn.countDown(); later.join();")
    assert notebook.next_output(first) == ("stream", {"name": "stdout", "text": "late\n"})


def test_an_exception_is_an_error(notebook):
    reply, outputs = notebook.execute('throw new IllegalStateException("boom");')
    assert reply["status"] == "error"
    assert reply["ename"].endswith("IllegalStateException")
    assert reply["evalue"] == "boom"
    assert reply["traceback"]
    (error,) = [c for t, c in outputs if t == "error"]
    assert error["ename"] == reply["ename"]


def test_code_that_does_not_compile_is_an_error_and_the_session_lives(notebook):
    reply, _ = notebook.execute("int wrong = nowhere;")
    assert reply["status"] == "error"
    assert "nowhere" in "".join(reply["traceback"])
    assert results_of(notebook.execute("1 + 2")[1]) == ["3"]


def fail_before_another(notebook, tmp_path, **options):
    """A cell that fails when another one is waiting behind it; the requests of both."""
    go = tmp_path / "go"
    os.mkfifo(go)
    code = f'Files.readString(Path.of("{go}")); Thread.sleep(500); throw new RuntimeException("stop");'
    requests = notebook.client.execute(code, **options), notebook.client.execute("1")
    go.write_text("both are sent")
    return requests


def test_a_failure_aborts_the_cells_behind_it(notebook, tmp_path):
    failing, behind = fail_before_another(notebook, tmp_path)
    assert notebook.reply(failing)["status"] == "error"
    assert notebook.reply(behind)["status"] == "aborted"
    assert notebook.execute("1")[0]["status"] == "ok"


def test_a_failure_aborts_nothing_without_stop_on_error(notebook, tmp_path):
    failing, behind = fail_before_another(notebook, tmp_path, stop_on_error=False)
    assert notebook.reply(failing)["status"] == "error"
    assert notebook.reply(behind)["status"] == "ok"


def test_a_silent_cell_leaves_no_trace(notebook):
    before = notebook.execute("0")[0]["execution_count"]
    reply, outputs = notebook.execute("System.out.println(5); 5", silent=True)
    assert reply["status"] == "ok"
    assert outputs == []
    assert notebook.execute("0")[0]["execution_count"] == before + 1


def test_without_store_history_the_count_stays(notebook):
    before = notebook.execute("0")[0]["execution_count"]
    _, outputs = notebook.execute("7", store_history=False)
    assert results_of(outputs) == ["7"]
    assert notebook.execute("0")[0]["execution_count"] == before + 1


def test_user_expressions_are_evaluated(notebook):
    reply, _ = notebook.execute("int six = 6;", user_expressions={"a": "six * 7", "b": "seven"})
    values = reply["user_expressions"]
    assert values["a"]["status"] == "ok"
    assert values["a"]["data"]["text/plain"] == "42"
    assert values["b"]["status"] == "error"


def test_a_display_is_updated_from_a_later_cell(notebook):
    _, outputs = notebook.execute('var shown = displayUpdatable("first");')
    (display,) = [c for t, c in outputs if t == "display_data"]
    assert display["data"]["text/plain"] == "first"
    _, outputs = notebook.execute('shown.update("second");')
    (update,) = [c for t, c in outputs if t == "update_display_data"]
    assert update["data"]["text/plain"] == "second"
    assert update["transient"] == display["transient"]


def test_outputs_can_be_cleared(notebook):
    _, outputs = notebook.execute("clearOutput(true);")
    assert ("clear_output", {"wait": True}) in outputs


@pytest.mark.parametrize(
    "code, status",
    [
        ("int x = 1;", "complete"),
        ("1 + 1", "complete"),
        ("for (int i = 0; i < 3; i++) {", "incomplete"),
        ("class A { void f() {", "incomplete"),
    ],
)
def test_completeness(notebook, code, status):
    request = notebook.client.is_complete(code)
    assert notebook.reply(request)["status"] == status


def test_completion_counts_code_points(notebook):
    notebook.execute('String greeting = "hello";')
    code = 'String s = "😀"; greet'
    request = notebook.client.complete(code, len(code))
    reply = notebook.reply(request)
    assert reply["status"] == "ok"
    assert "greeting" in reply["matches"]
    assert code[reply["cursor_start"] : reply["cursor_end"]] == "greet"


def test_inspection_finds_a_method(notebook):
    code = "Math.max"
    request = notebook.client.inspect(code, len(code))
    reply = notebook.reply(request)
    assert reply["found"]
    assert "max" in reply["data"]["text/plain"]


def test_history_has_the_cells_that_ran(notebook):
    notebook.execute("int inHistory = 1;")
    request = notebook.client.history(hist_access_type="tail", n=1, raw=True, output=False)
    assert notebook.reply(request)["history"][0][2] == "int inHistory = 1;"


def test_interrupt_stops_an_endless_loop_and_frees_the_processor(notebook):
    request = notebook.client.execute('System.out.println("on"); while (true) {}')
    while notebook.next_output(request)[0] != "stream":
        pass
    notebook.manager.interrupt_kernel()
    assert notebook.reply(request)["status"] == "error"
    kernel = psutil.Process(notebook.manager.provisioner.process.pid)
    # An endless loop uses whole seconds; the compiler may still be busy in the first ones.
    assert any(kernel.cpu_percent(interval=1) < 50 for _ in range(5))
    assert results_of(notebook.execute("2 + 2")[1]) == ["4"]


def test_interrupt_stops_a_sleep(notebook):
    request = notebook.client.execute('System.out.println("on"); Thread.sleep(600_000);')
    while notebook.next_output(request)[0] != "stream":
        pass
    notebook.manager.interrupt_kernel()
    assert notebook.reply(request)["status"] == "error"


def test_a_badly_signed_message_is_ignored(notebook):
    notebook.execute("0")  # and reads what earlier cells have left on IOPub
    key = notebook.client.session.key
    notebook.client.session.key = b"not the key"
    unsigned = notebook.client.execute("1")
    notebook.client.session.key = key
    published = []
    request = notebook.client.execute("1")
    while not published or published[-1]["parent_header"]["msg_id"] != request:
        published.append(notebook.client.get_iopub_msg(timeout=PATIENCE_S))
    # The interrupt of an earlier test may still turn idle, on the thread of the control channel.
    assert {m["msg_type"] for m in published} == {"status"}, "nothing shows up in a cell"
    assert unsigned not in [m["parent_header"]["msg_id"] for m in published]
    assert notebook.reply(request)["status"] == "ok"


def test_shutdown_ends_the_process(own_notebook):
    request = own_notebook.client.shutdown()
    assert own_notebook.reply(request, "control") == {"status": "ok", "restart": False}
    own_notebook.manager.provisioner.process.wait(PATIENCE_S)


def test_shutdown_works_while_a_cell_runs(own_notebook):
    request = own_notebook.client.execute('System.out.println("on"); while (true) {}')
    while own_notebook.next_output(request)[0] != "stream":
        pass
    own_notebook.client.shutdown()
    own_notebook.manager.provisioner.process.wait(PATIENCE_S)


def test_restart_begins_anew(own_notebook):
    own_notebook.execute("int gone = 1;")
    own_notebook.client.stop_channels()
    own_notebook.manager.restart_kernel()
    own_notebook.connect()
    reply, _ = own_notebook.execute("gone")
    assert reply["status"] == "error"
    assert reply["execution_count"] == 1


def ask(notebook, msg_type, content, channel):
    message = notebook.client.session.msg(msg_type, content)
    getattr(notebook.client, f"{channel}_channel").send(message)
    return notebook.reply(message["header"]["msg_id"], channel)
