"""Every kind of chart and table, in JupyterLab's light and dark theme and in nbconvert's HTML: drawn, and to be looked at."""

import json

import nbformat
import pytest
from conftest import PATIENCE_S, execute
from lab import browser_page, jupyterlab, open_page, screenshot, wait_for_notebook
from nbconvert import HTMLExporter

PATIENCE_MS = 180_000

SETUP = """record Hits(long hits, long points) {}
record Estimate(double value, double standardError) {}
Estimate pi(List<Hits> all) {
  double hits = all.stream().mapToLong(Hits::hits).sum(), points = all.stream().mapToLong(Hits::points).sum();
  return new Estimate(4 * hits / points, 4 * Math.sqrt(hits / points * (1 - hits / points) / points));
}
Map<String, Object> share(int i, int n) { return Map.of("points", 400_000 / n, "i", i); }"""

ACTION = """%%action hits --memory 128
function main({points, i}) {
  if (i === 5 && points > 10000) throw new Error('five');
  let hits = 0;
  for (let k = 0; k < points; k++) if (Math.random() ** 2 + Math.random() ** 2 < 1) hits++;
  return {hits, points};
}"""

PRECISION = """Table p = Table.create("hits",
    IntColumn.create("n", 1, 4, 16, 64),
    DoubleColumn.create("error", 4e-2, 3e-2, 8e-3, 6e-3),
    DoubleColumn.create("standardError", 5e-2, 2.5e-2, 1.25e-2, 6.25e-3),
    DoubleColumn.create("wallMs", 800, 420, 250, 260));"""

# The name under which it is looked at, the cell, and how many charts it shows.
CELLS = [
    ("setup", SETUP, 0),
    ("action", ACTION, 0),
    ("run", "Run r = %fanout 32 hits --args share --concurrency 8 --monitor", 0),
    ("timeline", "%plot timeline r", 1),
    ("latency", "%plot latency r", 1),
    ("concurrency", "%plot concurrency r", 1),
    ("containers", "%plot containers r", 1),
    ("cpu", "%plot cpu r", 1),
    ("monitor", "%monitor r", 1),
    ("cost", "%plot cost r", 1),
    ("stragglers", "%plot stragglers r", 1),
    ("convergence", "%plot convergence r --reduce pi --actual Math.PI", 1),
    ("attempts", "%timings r", 0),
    ("results", "r.results().table()", 0),
    ("sweep", "SweepResult s = %sweep n=1,2,4,8,16 hits --args share --repeat 3 --reduce pi --actual Math.PI", 3),
    ("precision", PRECISION + "\n%plot precision p", 1),
    ("walltime", "%plot walltime p", 1),
    ("speedup", "%plot speedup p", 1),
    ("efficiency", "%plot efficiency p", 1),
    ("whatif", "%whatif n=2000 containers=16 cold=500ms", 1),
    ("latency-warm", "%latency warm --count 60", 1),
    ("throughput", "%throughput concurrency=1,8 --count 12 --repeat 2 --ways blocking,polling", 1),
    ("workload", "%workload cpu n=1,4", 1),
    ("compare", "%compare embedded current --action hits --args share -n 8 --repeat 4", 1),
    ("diff", "Run q = %fanout 32 hits --args share\n%runs diff {r.id()} {q.id()}", 0),
]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    """The executed notebook, in a folder of its own."""
    cells = [nbformat.v4.new_code_cell(code, id=name) for name, code, _ in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "whiskbook", "display_name": "Java (Whiskbook)"}
    execute(notebook, timeout=2 * PATIENCE_S, allow_errors=True)
    folder = tmp_path_factory.mktemp("gallery")
    nbformat.write(notebook, folder / "gallery.ipynb")
    return notebook, folder


def test_each_cell_has_its_charts_as_specification_and_as_picture(gallery):
    notebook, _ = gallery
    for cell, (name, _, charts) in zip(notebook.cells, CELLS):
        assert not [o for o in cell.outputs if o.output_type == "error"], cell.outputs[-1]
        bundles = [o["data"] for o in cell.outputs if "data" in o]
        drawn = [b for b in bundles if any("vegalite" in kind for kind in b)]
        assert len(drawn) == charts, name
        assert all(b["text/plain"].strip() and ("image/svg+xml" in b or "image/png" in b) for b in drawn), name


def pictures(page, cells, prefix):
    """Each cell's outputs as a picture."""
    for k, (name, _, _) in enumerate(CELLS[2:], 2):
        cell = page.locator(cells).nth(k)
        cell.scroll_into_view_if_needed()
        page.wait_for_timeout(150)
        screenshot(cell, f"{prefix}-{name}.png")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_jupyterlab_draws_all_charts(gallery, theme, tmp_path):
    _, folder = gallery
    settings = tmp_path / "config" / "lab" / "user-settings" / "@jupyterlab"
    for plugin, wanted in {
        "apputils-extension/themes": {"theme": theme},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "notebook-extension/tracker": {"windowingMode": "none"},
    }.items():
        file = settings / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(wanted))
    with jupyterlab(folder, tmp_path / "config") as address, browser_page(1200, 1400) as page:
        page.set_default_timeout(PATIENCE_MS)
        open_page(page, address("gallery.ipynb"))
        wait_for_notebook(page)
        wanted = sum(charts for _, _, charts in CELLS)
        page.wait_for_function(f"() => document.querySelectorAll('.vega-embed svg.marks, .vega-embed canvas.marks').length >= {wanted}")
        assert page.evaluate("document.body.dataset.jpThemeName") == theme
        pictures(page, ".jp-Notebook .jp-CodeCell", "gallery-" + theme.split()[-1].lower())


def test_nbconvert_shows_all_charts_without_a_network(gallery):
    notebook, folder = gallery
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (folder / "gallery.html").write_text(html)
    with browser_page(1000, 1400) as page:
        page.context.set_offline(True)
        page.goto((folder / "gallery.html").as_uri(), wait_until="domcontentloaded")
        page.wait_for_timeout(500)
        charts = page.locator(".jp-OutputArea-output").locator("svg, img")
        assert charts.count() >= sum(charts for _, _, charts in CELLS)
        pictures(page, ".jp-CodeCell", "gallery-html")
