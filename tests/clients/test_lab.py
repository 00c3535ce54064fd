"""The pi notebook in JupyterLab, in a real browser."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / ".whiskbook" / "screenshots"
PATIENCE_MS = 300_000


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab on the loopback interface, in a folder with a copy of the notebook; its address."""
    shutil.copy(ROOT / "notebooks" / "pi.ipynb", tmp_path)
    token = secrets.token_hex()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    options = ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={tmp_path}"]
    log = tmp_path / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command + options,
            env={**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_CONFIG_DIR": str(tmp_path / "config")},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}/lab/tree/pi.ipynb?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        # High enough for the whole notebook, as JupyterLab renders only what is in sight.
        yield browser.new_page(viewport={"width": 1200, "height": 6000})
        browser.close()


def open_page(page, address):
    """Opens a page as soon as the server, which has just been started, takes connections."""
    for _ in range(120):
        try:
            return page.goto(address)
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(500)
    raise AssertionError("JupyterLab has not started within a minute")


def test_the_whole_notebook_runs_in_jupyterlab(lab, page):
    open_page(page, lab)
    page.set_default_timeout(PATIENCE_MS)
    page.wait_for_function(
        """() => {
          const panel = window.jupyterapp?.shell?.currentWidget;
          return panel?.sessionContext?.session?.kernel?.info && panel.content?.model?.cells?.length > 1;
        }"""
    )
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells
             .every(c => c.cell_type !== 'code' || c.execution_count !== null
                         || c.outputs.some(o => o.output_type === 'error'))"""
    )
    page.wait_for_timeout(2000)  # for the picture alone: the last chart is still being drawn
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "pi-in-jupyterlab.png")

    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells")
    errors = [o["evalue"] for c in cells for o in c.get("outputs", []) if o["output_type"] == "error"]
    assert errors == []
    charts = page.locator(".jp-OutputArea-output").locator("svg, img, canvas")
    assert charts.count() >= 2
    assert charts.first.is_visible()
    assert page.locator(".jp-OutputArea-output table").first.is_visible()
