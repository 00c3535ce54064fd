"""Output from threads, much of it, and soon, as jupyter_client gets it."""

import pytest
from conftest import PATIENCE_S
from test_kernel import results_of, text_of

pytestmark = pytest.mark.usefixtures("without_openwhisk")


def test_a_thread_prints_into_its_cell_while_that_runs(notebook):
    _, outputs = notebook.execute(
        'var t = new Thread(() -> System.out.println("from a thread")); t.start(); t.join();'
    )
    assert text_of(outputs, "stdout") == "from a thread\n"
    _, outputs = notebook.execute(
        "try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {\n"
        '  for (int i = 0; i < 50; i++) pool.submit(() -> System.out.println("whole line of a thread"));\n'
        "}"
    )
    assert text_of(outputs, "stdout").splitlines() == ["whole line of a thread"] * 50


def test_output_comes_while_the_cell_runs_and_partial_lines_too(notebook):
    notebook.execute("var proceed = new CountDownLatch(1);")
    request = notebook.client.execute('System.out.print("so far"); proceed.await(); System.out.println(" so good");')
    while (output := notebook.next_output(request))[0] != "stream":
        pass
    assert output[1] == {"name": "stdout", "text": "so far"}
    subshell = notebook.client.session.msg("create_subshell_request", {})
    notebook.client.control_channel.send(subshell)
    name = notebook.reply(subshell["header"]["msg_id"], "control")["subshell_id"]
    release = notebook.client.session.msg("execute_request", {"code": "proceed.countDown();"})
    release["header"]["subshell_id"] = name
    notebook.client.shell_channel.send(release)
    assert notebook.reply(request)["status"] == "ok"


def test_a_flood_of_output_is_cut_with_a_note_and_the_kernel_lives(notebook):
    reply, outputs = notebook.execute(
        'String line = "x".repeat(999); for (int i = 0; i < 100_000; i++) System.out.println(line);'
    )
    assert reply["status"] == "ok"
    size = sum(len(c["text"]) for t, c in outputs if t == "stream")
    assert size < 100_000_000
    assert "cut" in outputs[-1][1]["text"] or "limit" in outputs[-1][1]["text"]
    assert results_of(notebook.execute("1 + 1")[1]) == ["2"]


def test_displays_are_updated_from_many_threads(notebook):
    request = notebook.client.execute(
        "try (var pool = Executors.newFixedThreadPool(8)) {\n"
        "  for (int t = 0; t < 8; t++) {\n"
        "    int me = t;\n"
        '    pool.submit(() -> { String id = display("t" + me); for (int i = 0; i < 200; i++) updateDisplay(id, me + ":" + i); });\n'
        "  }\n"
        "}"
    )
    outputs = notebook.outputs(request)
    assert notebook.reply(request)["status"] == "ok"
    latest = {}
    for kind, content in outputs:
        if kind in ("display_data", "update_display_data"):
            latest[content["transient"]["display_id"]] = content["data"]["text/plain"]
    assert sorted(latest.values()) == [f"{t}:199" for t in range(8)]


def test_the_result_is_a_bundle_with_text(notebook):
    _, outputs = notebook.execute('Map.of("key", 1)')
    (result,) = [c for t, c in outputs if t == "execute_result"]
    assert result["data"]["text/plain"] == "{key=1}"
    assert "<table" in result["data"]["text/html"]


def test_a_display_in_the_last_line_is_shown_once(notebook):
    _, outputs = notebook.execute('display("once")')
    assert [t for t, _ in outputs] == ["execute_input", "display_data"]
    _, outputs = notebook.execute('String id = display("named"); id')
    assert [t for t, _ in outputs] == ["execute_input", "display_data"]
    assert len(results_of(notebook.execute("id")[1])) == 1, "in a later cell an id is a value like others"


def test_an_interrupt_is_answered_on_control_under_its_own_name(notebook):
    cell = notebook.client.execute('System.out.println("on"); while (true) {}')
    while notebook.next_output(cell)[0] != "stream":
        pass
    interrupt = notebook.client.session.msg("interrupt_request", {})
    notebook.client.control_channel.send(interrupt)
    answer = notebook.client.get_control_msg(timeout=PATIENCE_S)
    assert answer["msg_type"] == "interrupt_reply"
    assert answer["parent_header"]["msg_id"] == interrupt["header"]["msg_id"]
    assert answer["content"]["status"] == "ok"
    assert notebook.reply(cell)["status"] == "error"


def test_control_is_served_while_a_cell_runs(notebook):
    cell = notebook.client.execute('System.out.println("on"); while (true) {}')
    while notebook.next_output(cell)[0] != "stream":
        pass
    question = notebook.client.session.msg("kernel_info_request", {})
    notebook.client.control_channel.send(question)
    assert notebook.reply(question["header"]["msg_id"], "control")["implementation"] == "whiskbook"
    notebook.manager.interrupt_kernel()
    assert notebook.reply(cell)["status"] == "error"
