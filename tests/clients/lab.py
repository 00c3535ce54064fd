"""A JupyterLab of the tests' own, and a real browser that looks at it."""

import os
import secrets
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / ".whiskbook" / "screenshots"


@contextmanager
def jupyterlab(folder, config):
    """A JupyterLab on the loopback interface; gives the function that tells a notebook's address."""
    token = secrets.token_hex()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    options = ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    with (folder / "lab.log").open("w") as out:
        server = subprocess.Popen(
            command + options,
            env={**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_CONFIG_DIR": str(config)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield lambda notebook: f"http://127.0.0.1:{port}/lab/tree/{notebook}?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=200)


@contextmanager
def browser_page(width, height):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        yield browser.new_page(viewport={"width": width, "height": height})
        browser.close()


def open_page(page, address):
    """Opens a page as soon as the server, which has just been started, takes connections."""
    for _ in range(400):
        try:
            return page.goto(address)
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(500)
    raise AssertionError("JupyterLab has not started within 200 s")


def wait_for_notebook(page):
    """Waits until the notebook is shown and its kernel has told what it is."""
    page.wait_for_function(
        """() => {
          const panel = window.jupyterapp?.shell?.currentWidget;
          return panel?.sessionContext?.session?.kernel?.info && panel.content?.model?.cells?.length > 0;
        }"""
    )


def screenshot(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / name)
