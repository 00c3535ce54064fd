"""Widgets in JupyterLab with its own widget manager, in a real browser."""

import re

import nbformat
import pytest
from lab import browser_page, jupyterlab, open_page, screenshot, wait_for_notebook
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("without_openwhisk")

PATIENCE_MS = 200_000
A_MOMENT_MS = 10_000

CELLS = [
    """var sigma = FloatSlider.of("contention σ", 0, 0.2).step(0.01).value(0.05);
interact(sigma, s -> html("<b id='limit'>a share of %.2f cannot be shared</b>".formatted(s)))""",
    """import dev.whiskbook.kernel.widget.*;
var bar = IntProgress.of("done", 3);
var run = Button.of("Run it").onClick(() -> {
  bar.value(bar.value() + 1);
  System.out.println("clicked " + bar.value());
});
VBox.of(HBox.of(run, bar), HBox.of(Checkbox.of("cold starts"), Text.of("name of the action")),
    Dropdown.of("kind", "nodejs:20", "java:21"), ToggleButtons.of("memory", 128, 256, 512),
    SelectMultiple.of("plots", "timeline", "latency"), IntText.of("seed"), FloatText.of("share"),
    HTML.of("<i>an aside</i>"), Label.of("a label"))""",
]


@pytest.fixture
def page(tmp_path):
    """JupyterLab with a notebook whose cells have run."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    notebook.metadata.kernelspec = {"name": "whiskbook", "display_name": "Java (Whiskbook)", "language": "java"}
    nbformat.write(notebook, tmp_path / "widgets.ipynb")
    with jupyterlab(tmp_path, tmp_path / "config") as address, browser_page(1100, 1200) as page:
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        open_page(page, address("widgets.ipynb"))
        wait_for_notebook(page)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        yield page


def drag(page, handle, distance):
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(x + distance * step / 20, y)
    page.mouse.up()


def readout(page):
    return float(page.locator(".widget-readout").first.text_content())


def press(page, key, change, count=1):
    """
    Moves the slider by a key, waits until the newest result is that of the new value, and returns that. A page that was just
    connected anew may take the focus away, and may show on the slider the value that the kernel had before.
    """
    before = readout(page)
    expected = f"{before + change:.2f}"
    limits = page.locator("#limit")
    for _ in range(PATIENCE_MS // A_MOMENT_MS):
        if readout(page) == before:
            page.locator(".noUi-handle").first.focus()
            page.keyboard.press(key)
        try:
            expect(limits.first).to_have_text(f"a share of {expected} cannot be shared", timeout=A_MOMENT_MS)
            break
        except AssertionError:
            continue
    expect(limits.first).to_have_text(f"a share of {expected} cannot be shared")
    expect(limits).to_have_count(count)
    return expected


def test_widgets_live_in_jupyterlab(page):
    handle = page.locator(".noUi-handle").first
    expect(page.locator("#limit")).to_have_text("a share of 0.05 cannot be shared")
    expect(page.locator(".widget-readout").first).to_have_text(press(page, "ArrowRight", 0.01))
    drag(page, handle, 60)
    page.wait_for_function(
        """() => {
          const shown = document.querySelector('.widget-readout').textContent;
          return Number(shown) > 0.06 && document.querySelector('#limit').textContent.includes(` ${shown} `);
        }"""
    )

    page.get_by_role("button", name="Run it").click()
    cell = page.locator(".jp-CodeCell").nth(1)
    expect(cell.locator(".jp-OutputArea-output", has_text="clicked 1")).to_be_visible()
    expect(page.locator(".progress-bar")).to_have_attribute("style", re.compile(r"width: 33\.3"))
    for kind in ("checkbox", "text", "dropdown", "toggle-buttons", "select-multiple", "html", "label"):
        expect(page.locator(f".widget-{kind}").first).to_be_visible()
    expect(page.locator(".jupyter-widgets").filter(has_text="error")).to_have_count(0)
    screenshot(page, "widgets.png")
    page.evaluate("() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_timeout(2000)  # for the picture alone
    screenshot(page, "widgets-dark.png")

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.reconnect()")
    value = press(page, "ArrowLeft", -0.01)

    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    wait_for_notebook(page)
    expect(page.locator(".widget-readout").first).to_have_text(value)
    expect(page.locator(".widget-readout").first).to_have_text(press(page, "ArrowLeft", -0.01, count=2))
