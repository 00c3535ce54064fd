"""What the traceback of a cell shows, as jupyter_client gets it."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("without_openwhisk")

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def fails(notebook, code):
    """The reply to a cell that fails, with its traceback as lines without colours."""
    reply, outputs = notebook.execute(code)
    assert reply["status"] == "error"
    (error,) = [c for t, c in outputs if t == "error"]
    assert {k: error[k] for k in ("ename", "evalue", "traceback")} == {
        k: reply[k] for k in ("ename", "evalue", "traceback")
    }
    lines = ANSI.sub("", "\n".join(reply["traceback"])).split("\n")
    assert not [line for line in lines if "dev.whiskbook" in line or "jdk.jshell" in line or "REPL." in line]
    return reply, lines


def test_the_exceptions_own_class_and_message(notebook):
    reply, _ = fails(notebook, 'throw new IllegalStateException("boom");')
    assert reply["ename"] == "java.lang.IllegalStateException"
    assert reply["evalue"] == "boom"


def test_the_traceback_marks_the_line_of_the_cell(notebook):
    notebook.execute("int half(int i) {\n  return 10 / i;\n}")
    reply, lines = fails(notebook, "int before = 1;\n\nint after = half(0);\n")
    assert reply["ename"] == "java.lang.ArithmeticException"
    here = reply["execution_count"]
    assert any(f"cell {here}, line 3" in line.lower() for line in lines), lines
    assert any(f"cell {here - 1}, line 2" in line.lower() for line in lines), lines
    assert any("return 10 / i;" in line for line in lines), lines
    assert any("half(0)" in line for line in lines), lines


def test_the_chain_of_causes_is_shown(notebook):
    code = 'throw new RuntimeException("outer", new java.io.IOException("middle", new Error("inner")));'
    reply, lines = fails(notebook, code)
    assert (reply["ename"], reply["evalue"]) == ("java.lang.RuntimeException", "outer")
    text = "\n".join(lines)
    assert re.search(r"(?is)caused by.*java\.io\.IOException: middle.*caused by.*java\.lang\.Error: inner", text)


def test_an_exception_of_the_users_own_class(notebook):
    notebook.execute("class Broken extends Exception { Broken(String m) { super(m); } }")
    reply, _ = fails(notebook, 'throw new Broken("mine");')
    assert (reply["ename"], reply["evalue"]) == ("Broken", "mine")


def test_compile_errors_have_line_column_and_caret_several_at_once(notebook):
    reply, lines = fails(notebook, 'int ok = 1;\nString s = 5;\nint i = "x";')
    text = "\n".join(lines)
    assert "String s = 5;" in text
    assert 'int i = "x";' in text
    assert "line 2" in text.lower() and "line 3" in text.lower()
    assert [line for line in lines if line.strip(" |").startswith("^")]
    assert "int cannot be converted to" in text and "String cannot be converted to int" in text
    assert reply["evalue"]


def test_a_syntax_error_leaves_the_kernel_alive(notebook):
    for code in ("int = 3 )", "class {", '"never closed', "if (true", ")", "@", "%%nosuch\nx", "%nosuch"):
        reply, _ = notebook.execute(code)
        assert reply["status"] == "error", code
        assert reply["traceback"], code
    assert notebook.execute("1 + 1")[0]["status"] == "ok"


def test_a_name_that_is_not_there_yet_is_said(notebook):
    reply, outputs = notebook.execute("int later() { return soon() + 1; }")
    assert reply["status"] == "ok"
    assert any("soon()" in c["text"] for t, c in outputs if t == "stream")
    reply, lines = fails(notebook, "later()")
    assert "soon()" in "\n".join(lines)
    notebook.execute("int soon() { return 1; }")
    _, outputs = notebook.execute("later()")
    assert [c["data"]["text/plain"] for t, c in outputs if t == "execute_result"] == ["2"]


def test_colours_are_of_the_terminals_own_palette(notebook):
    reply, _ = notebook.execute('throw new Error("x");')
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", "".join(reply["traceback"])))
    assert codes
    shades = {part for code in codes for part in code.split(";")}
    assert not shades & {"30", "37", "38", "40", "47", "48", "90", "97"}, "black, white and fixed shades"


@pytest.mark.parametrize(
    "code, name",
    [
        ("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)", "java.lang.StackOverflowError"),
        ("long[] huge = new long[Integer.MAX_VALUE - 8];", "java.lang.OutOfMemoryError"),
        ('class T { public String toString() { return toString() + "x"; } }\nnew T()', "java.lang.StackOverflowError"),
    ],
)
def test_what_exhausts_the_jvm_is_an_error_and_the_next_cell_works(notebook, code, name):
    reply, outputs = notebook.execute(code)
    assert name in str(reply) + str(outputs)
    notebook.execute("%drop all")
    _, outputs = notebook.execute("40 + 2")
    assert [c["data"]["text/plain"] for t, c in outputs if t == "execute_result"] == ["42"]
