"""Completion, inspection and is_complete, as jupyter_client and JupyterLab ask for them."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import TimeoutError, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / ".whiskbook" / "screenshots"


def complete(notebook, code, cursor=None):
    reply = notebook.reply(notebook.client.complete(code, cursor))
    assert reply["status"] == "ok"
    return reply


def types(reply):
    return {t["text"]: t for t in reply["metadata"]["_jupyter_types_experimental"]}


def inspect(notebook, code, cursor=None, detail=0):
    reply = notebook.reply(notebook.client.inspect(code, cursor, detail))
    assert reply["status"] == "ok"
    return reply


def test_completions_have_types_signatures_and_positions(notebook):
    notebook.execute('String word = "w";')
    reply = complete(notebook, "int n = word.len")
    assert reply["matches"] == ["length()"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (13, 16)
    entry = types(reply)["length()"]
    assert entry == {"text": "length()", "type": "method", "start": 13, "end": 16, "signature": "length() : int"}


@pytest.mark.parametrize(
    "code, text, type",
    [
        ("new ArrayDeq", "ArrayDeque", "class"),
        ("new AtomicInteg", "java.util.concurrent.atomic.AtomicInteger", "class"),
        ("Math.P", "PI", "field"),
        ("whil", "while", "keyword"),
        ("java.uti", "util.", "package"),
        ("%fano", "%fanout", "magic"),
        ("%%act", "%%action", "magic"),
        ("%fanout --see", "--seed", "option"),
        ("%whisk dep", "deploy", "command"),
        ("var s = word.substr", "substring(", "method"),
    ],
)
def test_what_is_completed(notebook, code, text, type):
    notebook.execute('String word = "w";')
    reply = complete(notebook, code)
    assert text in reply["matches"]
    assert types(reply)[text]["type"] == type


def test_positions_are_code_points(notebook):
    notebook.execute('String word = "w";')
    reply = complete(notebook, '"😀😀" + word.len + 1', 15)
    assert reply["matches"] == ["length()"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (12, 15)


def test_the_cell_itself_is_known_before_it_runs(notebook):
    code = 'record Pair(String left, int right) {}\nvar pairs = List.of(new Pair("a", 1));\npairs.get(0).le'
    assert complete(notebook, code)["matches"] == ["left()"]


def test_names_of_actions(notebook):
    notebook.execute("%%action halves\nfunction main(args) { return { half: args.n / 2 }; }")
    reply = complete(notebook, "%fanout 16 hal")
    assert reply["matches"] == ["halves"]
    assert types(reply)["halves"]["type"] == "action"
    assert complete(notebook, "%whisk deploy hal")["matches"] == ["halves"]


def test_names_of_files(notebook, tmp_path):
    (tmp_path / "config.js").write_text("")
    (tmp_path / "configs").mkdir()
    found = complete(notebook, f"%whisk load {tmp_path}/conf")
    assert found["matches"] == [f"{tmp_path}/config.js", f"{tmp_path}/configs/"]
    assert {t["type"] for t in types(found).values()} == {"file", "folder"}
    code = f'Path.of("{tmp_path}/conf'
    assert complete(notebook, code)["matches"] == found["matches"]


def test_answers_come_while_a_cell_runs(notebook):
    notebook.execute("var go = new java.util.concurrent.CountDownLatch(1);")
    running = notebook.client.execute('System.out.println("on"); go.await();')
    while notebook.next_output(running)[0] != "stream":
        pass
    assert complete(notebook, "Math.ma")["matches"] == ["max("]
    assert inspect(notebook, "Math.max")["found"]
    assert notebook.reply(notebook.client.is_complete("if (x) {"))["status"] == "incomplete"
    notebook.manager.interrupt_kernel()
    assert notebook.reply(running)["status"] == "error"
    assert complete(notebook, "Math.ma")["matches"] == ["max("]


def test_inspection_has_three_formats(notebook):
    reply = inspect(notebook, 'String word = "w";\nword.substring(1)', 30)
    assert reply["found"]
    data = reply["data"]
    assert data["text/plain"].startswith("String String.substring(int beginIndex)")
    assert "Returns a string that is a substring" in data["text/plain"]
    assert data["text/markdown"].startswith("```java\nString String.substring(int beginIndex)")
    assert "<dt>Returns</dt>" in data["text/html"]
    assert "<script" not in data["text/html"]


def test_inspection_of_our_own_api_and_of_variables(notebook):
    notebook.execute("int answer = 42;")
    assert inspect(notebook, "answer")["data"]["text/plain"] == "int answer = 42"
    assert "Brings the action onto the server" in inspect(notebook, "whisk.deploy")["data"]["text/plain"]
    assert "--seed" in inspect(notebook, "%fanout 64")["data"]["text/plain"]


def test_detail_shows_the_source(notebook):
    assert "public static int max(" in inspect(notebook, "Math.max(1, 2)", 8, 1)["data"]["text/plain"]


def test_nothing_is_found_of_what_is_nothing(notebook):
    reply = inspect(notebook, "nosuch")
    assert not reply["found"]
    assert reply["data"] == {}


@pytest.mark.parametrize("code", ["Math.max?", "?Math.max", "int x = 1;\nMath.max?", "%pinfo Math.max"])
def test_a_question_mark_shows_what_is_known(notebook, code):
    reply, outputs = notebook.execute(code)
    assert reply["status"] == "ok"
    (shown,) = [c for t, c in outputs if t == "display_data"]
    assert "Math.max" in shown["data"]["text/plain"]
    assert "text/html" in shown["data"]


def test_two_question_marks_show_the_source(notebook):
    notebook.execute("int twice(int i) { return 2 * i; }")
    _, outputs = notebook.execute("twice??")
    (shown,) = [c for t, c in outputs if t == "display_data"]
    assert "return 2 * i;" in shown["data"]["text/plain"]


def test_a_question_about_nothing_is_an_error(notebook):
    reply, _ = notebook.execute("nosuch?")
    assert reply["status"] == "error"
    assert "nosuch" in reply["evalue"]


@pytest.mark.parametrize(
    "code, status, indent",
    [
        ("int x = 1;", "complete", None),
        ("class A {\n    void f() {", "incomplete", "        "),
        ('var s = """', "incomplete", ""),
        ("int = 3 )", "invalid", None),
        ("%fanout 16", "complete", None),
        ("%%action pi", "incomplete", ""),
    ],
)
def test_is_complete(notebook, code, status, indent):
    reply = notebook.reply(notebook.client.is_complete(code))
    assert reply["status"] == status
    assert reply.get("indent") == indent


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab in a folder with an empty notebook of this kernel; its address."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("")],
        metadata={"kernelspec": {"name": "whiskbook", "display_name": "Java (Whiskbook)"}},
    )
    nbformat.write(notebook, tmp_path / "empty.ipynb")
    token = secrets.token_hex()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    options = ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={tmp_path}"]
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(
            command + options,
            env={**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_CONFIG_DIR": str(tmp_path / "config")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}/lab/tree/empty.ipynb?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=200)


@pytest.fixture
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        yield browser.new_page(viewport={"width": 1200, "height": 800})
        browser.close()


def press_until(page, key, wanted):
    """Presses a key until what it asks for is shown: JupyterLab drops answers that take over a second."""
    for _ in range(40):
        page.keyboard.press(key)
        try:
            return wanted.wait_for(timeout=3000)
        except TimeoutError:
            pass
    raise AssertionError(f"{key} has shown nothing")


def test_completer_and_tooltip_in_jupyterlab(lab, page):
    for _ in range(400):
        try:
            page.goto(lab)
            break
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(500)
    page.set_default_timeout(120_000)
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.info"
    )
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    editor = page.locator(".jp-Notebook .cm-content").first
    editor.click()
    page.keyboard.type('var text = "a,b";\ntext.s', delay=10)
    completer = page.locator(".jp-Completer")
    press_until(page, "Tab", completer.get_by_text("substring(", exact=True))
    page.screenshot(path=SCREENSHOTS / "completer.png")
    assert "method" in completer.inner_text()
    page.keyboard.press("Escape")
    page.keyboard.type("plit", delay=10)
    tooltip = page.locator(".jp-Tooltip")
    press_until(page, "Shift+Tab", tooltip.get_by_text("Splits this string around matches").first)
    page.screenshot(path=SCREENSHOTS / "tooltip.png")
