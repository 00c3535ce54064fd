"""What stays and what changes between cells, as users of Java kernels have asked for it."""

import pytest
from test_kernel import results_of, text_of

pytestmark = pytest.mark.usefixtures("without_openwhisk")


def result(notebook, code):
    (value,) = results_of(notebook.execute(code)[1])
    return value


def test_redefinition_leaves_the_values_of_other_variables(notebook):
    notebook.execute('String dt = "2020-01-02"; var d1 = dt.substring(2); String d2 = dt.substring(4);')
    notebook.execute("int f() { return 5; }")
    notebook.execute("var v = f(); int w = f();")
    notebook.execute('String dt = "other"; int f() { return 6; }')
    assert result(notebook, 'd1 + " " + d2 + " " + v + " " + w') == "20-01-02 -01-02 5 5"


def test_classes_may_need_each_other_across_cells(notebook):
    notebook.execute("class Even { boolean is(int n) { return n == 0 || new Odd().is(n - 1); } }")
    notebook.execute("class Odd { boolean is(int n) { return n != 0 && new Even().is(n - 1); } }")
    assert result(notebook, "new Even().is(10)") == "true"


def test_an_interrupted_cell_leaves_what_was_there(notebook):
    notebook.execute("var kept = new ArrayList<>(List.of(1, 2));")
    request = notebook.client.execute('System.out.println("on"); while (true) {}')
    while notebook.next_output(request)[0] != "stream":
        pass
    notebook.manager.interrupt_kernel()
    assert notebook.reply(request)["status"] == "error"
    assert result(notebook, "kept") == "[1, 2]"


def test_another_cell_is_run_from_code(notebook):
    assert result(notebook, '(int) eval("1 + 2") + 3') == "6"
    notebook.execute('eval("int evaluated = 7;");')
    assert result(notebook, "evaluated") == "7"


def test_the_jshell_underneath_and_its_commands(notebook):
    notebook.execute("int shown = 5; int twice(int n) { return 2 * n; }")
    assert result(notebook, 'jshell().variables().anyMatch(v -> v.name().equals("shown"))') == "true"
    for command, name in {"/vars": "shown", "/methods": "twice", "/imports": "java.util.*", "%vars": "shown"}.items():
        reply, outputs = notebook.execute(command)
        assert reply["status"] == "ok", command
        assert name in str(outputs[1:]), command


def test_shell_escapes(notebook):
    _, outputs = notebook.execute("!echo one; echo two >&2")
    assert text_of(outputs, "stdout") == "one\n"
    assert "two" in text_of(outputs, "stderr") + text_of(outputs, "stdout")
    _, outputs = notebook.execute("%%bash\nfor i in 1 2; do echo $i; done")
    assert text_of(outputs, "stdout") == "1\n2\n"
    assert result(notebook, "List<String> lines = !printf 'a\\nb\\n'\nlines") == "[a, b]"
    _, outputs = notebook.execute("!exit 3")
    assert "exit code 3" in text_of(outputs, "stderr")
