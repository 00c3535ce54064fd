"""JupyterLab's debugger on a notebook in Java, in a real browser."""

import nbformat
import pytest
from lab import browser_page, jupyterlab, open_page, screenshot, wait_for_notebook
from playwright.sync_api import TimeoutError, expect

pytestmark = pytest.mark.usefixtures("without_openwhisk")

PATIENCE_MS = 120_000

DECLARATIONS = """int fibonacci(int n) {
  int before = 0, last = 1;
  for (int i = 1; i < n; i++) {
    int next = before + last;
    before = last;
    last = next;
  }
  return last;
}"""

CALLS = """var words = List.of("warm", "cold");
int tenth = fibonacci(10);
tenth * words.size()"""


@pytest.fixture
def page(tmp_path):
    """JupyterLab with a notebook of two cells, of which the first has run."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in (DECLARATIONS, CALLS)])
    notebook.metadata.kernelspec = {"name": "whiskbook", "display_name": "Java (Whiskbook)", "language": "java"}
    nbformat.write(notebook, tmp_path / "debug.ipynb")
    with jupyterlab(tmp_path, tmp_path / "config") as address, browser_page(1500, 1000) as page:
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        questions = debugger_questions(page)
        open_page(page, address("debug.ipynb"))
        wait_for_notebook(page)
        run(page, 0)
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.content.widgets[0].model.executionCount === 1"
        )
        wait_until_silent(page, questions)
        yield page


def debugger_questions(page):
    """What JupyterLab asks the kernel's debugger from now on."""
    questions = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: b"debug_request" in frame and questions.append(frame)))
    return questions


def wait_until_silent(page, questions):
    """JupyterLab asks for the debugger's state several times when it opens a notebook; what a user does in between is undone."""
    seen = None
    while not questions or seen != len(questions):
        seen = len(questions)
        page.wait_for_timeout(2_000)


def run(page, cell):
    """Runs a cell, without waiting for its end."""
    page.evaluate(
        """cell => {
          const notebook = window.jupyterapp.shell.currentWidget.content;
          notebook.activeCellIndex = cell;
          window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        cell,
    )


def break_at(page, cell, line):
    """Clicks into the gutter of a cell, and waits for the dot."""
    gutter = page.locator(".jp-Notebook-cell").nth(cell).locator(".cm-breakpoint-gutter")
    gutter.locator(".cm-gutterElement:visible").nth(line - 1).click()
    expect(gutter.locator(".cm-breakpoint-icon:visible")).to_have_count(1)


def press(page, command):
    """Presses a button of the debugger's side panel."""
    page.locator(f".jp-SidePanel jp-button[data-command='debugger:{command}']").click()


def stack(page):
    return page.locator(".jp-DebuggerCallstackFrame")


def stopped_line(page):
    return page.locator(".jp-Notebook .jp-DebuggerEditor-highlight")


def variable(page, name):
    return page.get_by_role("treeitem", name=f"{name}:")


def unfold(page, name, member):
    """Opens a variable until a member shows: JupyterLab draws its tree anew after a stop, and folds what was opened meanwhile."""
    inside = variable(page, member)
    expect(variable(page, name)).to_be_visible()
    for _ in range(PATIENCE_MS // 5_000):
        variable(page, name).click()
        try:
            inside.wait_for(timeout=5_000)
            return inside
        except TimeoutError:
            continue
    raise AssertionError(f"{name} does not open, so that {member} cannot be seen.")


def test_a_cell_is_debugged(page):
    bug = page.locator(".jp-DebuggerBugButton")
    bug.click()
    expect(bug).to_have_attribute("aria-pressed", "true")
    break_at(page, 1, 2)
    break_at(page, 0, 5)

    run(page, 1)
    expect(stopped_line(page)).to_have_text("int tenth = fibonacci(10);")
    expect(stack(page)).to_have_count(1)
    expect(stack(page)).to_contain_text("Cell [*]:2")
    expect(variable(page, "words")).to_contain_text("List<String>")
    expect(unfold(page, "words", "[1]")).to_contain_text('"cold"')
    screenshot(page, "debugger-breakpoint.png")

    press(page, "continue")
    expect(stopped_line(page)).to_have_text("    before = last;")
    expect(stack(page)).to_have_count(2)
    expect(stack(page).first).to_contain_text("fibonacci")
    expect(variable(page, "next")).to_contain_text("1")

    press(page, "next")
    expect(stopped_line(page)).to_have_text("    last = next;")
    expect(variable(page, "before")).to_contain_text("1")
    screenshot(page, "debugger-in-an-earlier-cell.png")

    dot = page.locator(".jp-Notebook-cell").nth(0).locator(".cm-breakpoint-icon:visible")
    dot.click()
    expect(dot).to_have_count(0)
    press(page, "stepOut")
    expect(stopped_line(page)).to_have_text("int tenth = fibonacci(10);")
    press(page, "continue")
    output = page.locator(".jp-Notebook-cell").nth(1).locator(".jp-OutputArea-output")
    expect(output).to_have_text("110")
    expect(stack(page)).to_have_count(0)
    expect(variable(page, "tenth")).to_contain_text("55")
    screenshot(page, "debugger-after-the-cell.png")

    bug.click()
    expect(bug).to_have_attribute("aria-pressed", "false")
    run(page, 1)
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.content.widgets[1].model.executionCount === 3"
    )
    expect(output).to_have_text("110")
