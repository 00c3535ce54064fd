"""The pi notebook in JupyterLab, in a real browser."""

import shutil

import pytest
from lab import ROOT, browser_page, jupyterlab, open_page, screenshot, wait_for_notebook

PATIENCE_MS = 300_000


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab in a folder with a copy of the notebook; the notebook's address."""
    shutil.copy(ROOT / "notebooks" / "pi.ipynb", tmp_path)
    with jupyterlab(tmp_path, tmp_path / "config") as address:
        yield address("pi.ipynb")


@pytest.fixture
def page():
    # High enough for the whole notebook, as JupyterLab renders only what is in sight.
    with browser_page(1200, 6000) as page:
        yield page


def test_the_whole_notebook_runs_in_jupyterlab(lab, page):
    open_page(page, lab)
    page.set_default_timeout(PATIENCE_MS)
    wait_for_notebook(page)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells
             .every(c => c.cell_type !== 'code' || c.execution_count !== null
                         || c.outputs.some(o => o.output_type === 'error'))"""
    )
    page.wait_for_timeout(2000)  # for the picture alone: the last chart is still being drawn
    screenshot(page, "pi-in-jupyterlab.png")

    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells")
    errors = [o["evalue"] for c in cells for o in c.get("outputs", []) if o["output_type"] == "error"]
    assert errors == []
    charts = page.locator(".jp-OutputArea-output").locator("svg, img, canvas")
    assert charts.count() >= 2
    assert charts.first.is_visible()
    assert page.locator(".jp-OutputArea-output table").first.is_visible()
