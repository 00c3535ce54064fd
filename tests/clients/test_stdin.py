"""Cells that ask for input, as a console or a notebook answers them."""

import pytest
from test_kernel import results_of, text_of

pytestmark = pytest.mark.usefixtures("without_openwhisk")

PATIENCE_S = 200


def asks(notebook, code):
    """Executes a cell that asks; returns the request and the question."""
    request = notebook.client.execute(code, allow_stdin=True)
    question = notebook.client.get_stdin_msg(timeout=PATIENCE_S)
    assert question["msg_type"] == "input_request"
    assert question["parent_header"]["msg_id"] == request
    return request, question


@pytest.mark.parametrize(
    "read",
    [
        "new Scanner(System.in).nextLine()",
        "new BufferedReader(new InputStreamReader(System.in)).readLine()",
        "IO.readln()",
        'Input.readLine("")',
    ],
)
def test_a_line_is_read(notebook, read):
    request, question = asks(notebook, read)
    assert question["content"] == {"prompt": "", "password": False}
    notebook.client.input("Grüße, 😀")
    assert notebook.reply(request)["status"] == "ok"
    assert results_of(notebook.outputs(request)) == ["Grüße, 😀"]


def test_a_password_is_asked_for_as_one(notebook):
    request, question = asks(notebook, 'Input.readPassword("Token: ").length')
    assert question["content"] == {"prompt": "Token: ", "password": True}
    notebook.client.input("secret")
    assert notebook.reply(request)["status"] == "ok"
    assert results_of(notebook.outputs(request)) == ["6"]


def test_what_was_printed_before_is_shown_before(notebook):
    notebook.execute("0")
    request = notebook.client.execute('System.out.print("Your name? "); IO.readln()', allow_stdin=True)
    notebook.client.get_stdin_msg(timeout=PATIENCE_S)
    published = []
    while True:
        message = notebook.client.get_iopub_msg(timeout=PATIENCE_S)
        if message["parent_header"].get("msg_id") == request:
            published.append((message["msg_type"], message["content"]))
            if message["msg_type"] == "stream":
                break
    assert text_of(published, "stdout") == "Your name? "
    notebook.client.input("Ada")
    assert notebook.reply(request)["status"] == "ok"


def test_the_end_of_the_input_is_an_end(notebook):
    request, _ = asks(notebook, "System.in.read()")
    notebook.client.input("\x04")
    assert notebook.reply(request)["status"] == "ok"
    assert results_of(notebook.outputs(request)) == ["-1"]


@pytest.mark.parametrize("read", ["System.in.read()", "new Scanner(System.in).next()", "IO.readln()"])
def test_a_front_end_that_cannot_be_asked_is_an_error_at_once(notebook, read):
    reply, _ = notebook.execute(read, allow_stdin=False)
    assert reply["ename"].endswith("StdinNotImplementedException")
    assert "allow_stdin is false" in reply["evalue"]


def test_an_interrupt_ends_the_read_and_the_next_cell_can_read(notebook):
    request, stale = asks(notebook, "new Scanner(System.in).nextLine()")
    notebook.manager.interrupt_kernel()
    assert notebook.reply(request)["status"] == "error"
    notebook.outputs(request)
    request, _ = asks(notebook, "new Scanner(System.in).nextLine()")
    answer = notebook.client.session.msg("input_reply", {"value": "stale"}, parent=stale)
    notebook.client.stdin_channel.send(answer)
    notebook.client.input("fresh")
    assert notebook.reply(request)["status"] == "ok"
    assert results_of(notebook.outputs(request)) == ["fresh"]
