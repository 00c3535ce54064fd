"""The parts of the protocol that a notebook's user does not see, as jupyter_client sees them."""

import os
import signal
import stat
from datetime import datetime, timedelta, timezone

import pytest
import zmq
from conftest import PATIENCE_S, Notebook, open_notebook
from test_kernel import ask, results_of, text_of

pytestmark = pytest.mark.usefixtures("without_openwhisk")


def send(notebook, msg_type, content, subshell=None, channel="shell"):
    message = notebook.client.session.msg(msg_type, content)
    if subshell:
        message["header"]["subshell_id"] = subshell
    getattr(notebook.client, f"{channel}_channel").send(message)
    return message["header"]["msg_id"]


def execute_in(notebook, subshell, code):
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
    return send(notebook, "execute_request", content, subshell)


def history(notebook, **asked):
    return notebook.reply(notebook.client.history(**{"raw": True, "output": False, **asked}))["history"]


def test_headers_are_the_kernels_own(notebook):
    request = notebook.client.execute("1")
    reply = notebook.client.get_shell_msg(timeout=PATIENCE_S)
    while reply["parent_header"].get("msg_id") != request:
        reply = notebook.client.get_shell_msg(timeout=PATIENCE_S)
    header = reply["header"]
    assert header["version"] == "5.5"
    assert header["session"] != notebook.client.session.session
    assert reply["parent_header"]["session"] == notebook.client.session.session
    sent = header["date"]
    if isinstance(sent, str):
        sent = datetime.fromisoformat(sent)
    assert abs(datetime.now(timezone.utc) - sent) < timedelta(minutes=5)


def test_the_heartbeat_answers_while_a_cell_runs(notebook):
    request = notebook.client.execute('System.out.println("on"); while (true) {}')
    while notebook.next_output(request)[0] != "stream":
        pass
    with zmq.Context() as context, context.socket(zmq.REQ) as heartbeat:
        heartbeat.rcvtimeo = PATIENCE_S * 1000
        heartbeat.connect(f"tcp://{notebook.client.ip}:{notebook.client.hb_port}")
        for beat in (b"one", b"two"):
            heartbeat.send(beat)
            assert heartbeat.recv() == beat
    notebook.manager.interrupt_kernel()
    assert notebook.reply(request)["status"] == "error"


def test_a_signal_interrupts_as_a_message_does(notebook):
    request = notebook.client.execute('System.out.println("on"); while (true) {}')
    while notebook.next_output(request)[0] != "stream":
        pass
    os.kill(notebook.manager.provisioner.process.pid, signal.SIGINT)
    assert notebook.reply(request)["status"] == "error"
    assert results_of(notebook.execute("2 + 2")[1]) == ["4"]


def test_the_payload_proposes_the_next_cell(notebook):
    reply, _ = notebook.execute('setNextInput("1 + 2");')
    assert reply["payload"] == [{"source": "set_next_input", "text": "1 + 2", "replace": False}]


def test_a_subshell_executes_while_the_main_shell_is_busy(notebook):
    assert "kernel subshells" in ask(notebook, "kernel_info_request", {}, "shell")["supported_features"]
    subshell = ask(notebook, "create_subshell_request", {}, "control")["subshell_id"]
    assert ask(notebook, "list_subshell_request", {}, "control")["subshell_id"] == [subshell]
    notebook.execute("var proceed = new java.util.concurrent.CountDownLatch(1); int seen = 0;")
    busy = notebook.client.execute("proceed.await(); seen")

    beside = execute_in(notebook, subshell, "seen = 7; seen + 1")
    assert notebook.reply(beside)["status"] == "ok"
    assert results_of(notebook.outputs(beside)) == ["8"]
    last = execute_in(notebook, subshell, "proceed.countDown();")
    assert notebook.reply(last)["status"] == "ok"

    assert notebook.reply(busy)["status"] == "ok"
    assert ask(notebook, "delete_subshell_request", {"subshell_id": subshell}, "control")["status"] == "ok"
    gone = execute_in(notebook, subshell, "1")
    assert notebook.reply(gone)["status"] == "error"
    assert ask(notebook, "list_subshell_request", {}, "control")["subshell_id"] == []


def test_a_comm_goes_both_ways(notebook):
    notebook.execute(
        """
        Comms.current().register("adder", (comm, opened) -> comm.onMessage(message -> {
          System.out.print("adding");
          comm.send(Map.of("sum", message.data().path("a").asInt() + message.data().path("b").asInt()));
        }));
        """
    )
    opened = send(notebook, "comm_open", {"comm_id": "c1", "target_name": "adder", "data": {}})
    assert notebook.outputs(opened) == []
    comms = ask(notebook, "comm_info_request", {"target_name": "adder"}, "shell")["comms"]
    assert comms == {"c1": {"target_name": "adder"}}
    added = send(notebook, "comm_msg", {"comm_id": "c1", "data": {"a": 2, "b": 3}})
    outputs = notebook.outputs(added)
    assert text_of(outputs, "stdout") == "adding"
    assert outputs[-1] == ("comm_msg", {"comm_id": "c1", "data": {"sum": 5}})
    notebook.outputs(send(notebook, "comm_close", {"comm_id": "c1", "data": {}}))
    assert ask(notebook, "comm_info_request", {}, "shell")["comms"] == {}

    unknown = send(notebook, "comm_open", {"comm_id": "c2", "target_name": "nobody", "data": {}})
    assert notebook.outputs(unknown) == [("comm_close", {"comm_id": "c2", "data": {}})]


def test_a_comm_opened_by_a_cell_belongs_to_it(notebook):
    _, outputs = notebook.execute('var mine = Comms.current().open("view", Map.of("x", 1)); mine.close();')
    types = [t for t, _ in outputs]
    assert types == ["execute_input", "comm_open", "comm_close"]
    assert outputs[1][1]["target_name"] == "view"
    assert outputs[1][1]["data"] == {"x": 1}


def test_the_history_outlives_the_kernel(own_notebook, state_home):
    own_notebook.execute("int lastOfTheFirst = 1;")
    own_notebook.execute("lastOfTheFirst + 1")
    own_notebook.client.stop_channels()
    own_notebook.manager.restart_kernel()
    own_notebook.connect()
    before = history(own_notebook, hist_access_type="tail", n=2)
    assert [row[2] for row in before] == ["int lastOfTheFirst = 1;", "lastOfTheFirst + 1"]
    own_notebook.execute("int now = 2;")
    (now,) = history(own_notebook, hist_access_type="range", session=0, start=1)
    assert now == [0, 1, "int now = 2;"]
    assert history(own_notebook, hist_access_type="range", session=before[0][0], start=1, stop=2) == [before[0]]
    found = history(own_notebook, hist_access_type="search", pattern="int last?fThe*", unique=True)
    assert found == [before[0]]
    (file,) = state_home.rglob("history.jsonl")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_restart_works_while_a_cell_runs(own_notebook):
    request = own_notebook.client.execute('int before = 1; System.out.println("on"); while (true) {}')
    while own_notebook.next_output(request)[0] != "stream":
        pass
    own_notebook.client.stop_channels()
    own_notebook.manager.restart_kernel()
    own_notebook.connect()
    reply, _ = own_notebook.execute("before")
    assert reply["status"] == "error"
    assert reply["execution_count"] == 1


def test_two_kernels_share_the_history():
    one, other = open_notebook(), open_notebook()
    try:
        one.execute("int inTheOne = 1;")
        other.execute("int inTheOther = 2;")
        history(other, hist_access_type="tail", n=1)  # a history is written beside the cells
        found = history(one, hist_access_type="search", pattern="int inThe*e*")
        assert {row[2] for row in found} == {"int inTheOne = 1;", "int inTheOther = 2;"}
        assert len({row[0] for row in found}) == 2
    finally:
        one.close()
        other.close()


def test_two_front_ends_share_a_kernel(notebook):
    other = Notebook(notebook.manager)
    try:
        request = other.client.execute("System.out.println(1);")
        assert other.reply(request)["status"] == "ok"
        assert ("stream", {"name": "stdout", "text": "1\n"}) in notebook.outputs(request)
    finally:
        other.client.stop_channels()
