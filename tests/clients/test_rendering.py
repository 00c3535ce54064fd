"""What values look like without any set-up, as nbclient stores it in a notebook, and in a browser."""

import hashlib
import re

import nbformat
import pytest
from conftest import PATIENCE_S, execute
from lab import ROOT, browser_page, screenshot
from nbconvert import HTMLExporter

pytestmark = pytest.mark.usefixtures("without_openwhisk")


def run(*cells):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    execute(notebook, timeout=PATIENCE_S)
    return notebook


def bundles(notebook):
    """The representations of each cell's result."""
    return [cell.outputs[-1]["data"] if cell.outputs else {} for cell in notebook.cells]


def test_collections_arrays_records_and_streams():
    shown = bundles(
        run(
            'new LinkedHashMap<>(Map.of("a", 1))',
            "new int[] {1, 2, 3}",
            "new double[][] {{1, 2}, {3, 4}}",
            'record Point(int x, int y) {}\nList.of(new Point(1, 2), new Point(3, 4))',
            "new Point(5, 6)",
            "Optional.of(new Point(7, 8))",
            "Optional.empty()",
            "Stream.iterate(1, i -> i + 1)",
            "IntStream.range(0, 3)",
            'List.of(List.of(1, 2), Map.of("k", new int[] {3}))',
            'List.of(Map.of("name", "n", "size", 1), Map.of("name", "m"))',
            "CompletableFuture.completedFuture(5)",
            '"<b>text</b>"',
            "new Object[] {null, 1}",
        )
    )
    plain = [bundle["text/plain"] for bundle in shown]
    html = [bundle.get("text/html", "") for bundle in shown]
    assert plain[0] == "{a=1}" and "<table" in html[0]
    assert plain[1] == "[1, 2, 3]"
    assert plain[2] == "[[1.0, 2.0], [3.0, 4.0]]" and html[2].count("<tr>") == 2
    assert ">x</th>" in html[3] and html[3].count("<td") == 4
    assert plain[4] == "Point[x=5, y=6]" and ">5</td>" in html[4]
    assert plain[5] == "Optional[Point[x=7, y=8]]" and ">7</td>" in html[5]
    assert plain[6] == "Optional.empty"
    assert plain[7].startswith("[1, 2, 3,") and "the first 100 elements" in plain[7]
    assert plain[8].startswith("[0, 1, 2]")
    assert plain[9] == "[[1, 2], {k=[3]}]"
    assert ">name</th>" in html[10] and ">size</th>" in html[10]
    assert plain[11].endswith("5")
    assert plain[12] == "<b>text</b>" and not html[12]
    assert plain[13] == "[null, 1]"


def test_large_values_are_cut_and_say_how_much_there_is():
    shown = bundles(
        run(
            "IntStream.range(0, 1_000_000).boxed().toList()",
            "new int[5_000_000]",
            'record Row(int i, String text) {}\nIntStream.range(0, 5_000).mapToObj(i -> new Row(i, "x")).toList()',
            'Table.create("t", IntColumn.create("i", IntStream.range(0, 100_000).toArray()))',
            "var self = new ArrayList<Object>(); self.add(self); self",
        )
    )
    assert "1,000,000 in all" in shown[0]["text/plain"] and len(shown[0]["text/plain"]) < 20_000
    assert "5,000,000 in all" in shown[1]["text/plain"]
    assert "of 5,000 rows" in shown[2]["text/html"] and len(shown[2]["text/html"]) < 50_000
    assert "100,000" in shown[3]["text/html"]
    assert len(shown[3]["text/html"]) < 3_000_000
    assert shown[4]["text/plain"] == "[(this Collection)]"


def test_images_and_what_draws_itself(tmp_path):
    file = tmp_path / "dot.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    shown = bundles(
        run(
            "import java.awt.image.BufferedImage;\nnew BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB)",
            f'Path.of("{file}")',
            f'image(Path.of("{file}"))',
            'class Own { public String toHtml() { return "<i>own</i>"; } public String toString() { return "own"; } }\nnew Own()',
            'json("{\\"a\\": [1]}")',
        )
    )
    assert shown[0]["image/png"].startswith("iVBOR")
    assert "<svg" in shown[1]["image/svg+xml"] and "<svg" in shown[2]["image/svg+xml"]
    assert shown[3] == {"text/plain": "own", "text/html": "<i>own</i>"}
    assert shown[4]["application/json"] == {"a": [1]}


def test_a_tablesaw_table():
    (bundle,) = bundles(
        run('Table.create("points", StringColumn.create("who", "a", "<b>"), DoubleColumn.create("x", 1.5, 2.5))')
    )
    assert ">who" in bundle["text/html"] and "&lt;b&gt;" in bundle["text/html"]
    assert "1.5" in bundle["text/plain"]


FIGURES = """
import tech.tablesaw.plotly.api.*;
Table t = Table.create("t", StringColumn.create("kind", "a", "b", "</script>"), DoubleColumn.create("x", 1, 2, 3),
    DoubleColumn.create("y", 3, 5, 4));
"""


def test_a_click_on_a_header_sorts_all_rows_of_a_table_and_more_can_be_shown(tmp_path):
    notebook = run(
        'Table.create("many", IntColumn.create("n", IntStream.range(0, 120).map(i -> (i * 7) % 120).toArray()),'
        ' StringColumn.create("status", IntStream.range(0, 120).mapToObj(i -> i % 2 == 0 ? "success" : "no record").toList()))'
    )
    page_file = tmp_path / "table.html"
    page_file.write_text(HTMLExporter().from_notebook_node(notebook)[0])
    with browser_page(900, 700) as page:
        page.context.set_offline(True)
        page.goto(page_file.as_uri(), wait_until="domcontentloaded")
        rows = page.locator(".whiskbook-table tbody tr")
        column = page.locator(".whiskbook-table tbody tr td:first-child")
        assert rows.count() == 50 and column.first.inner_text() == "0"
        header = page.locator(".whiskbook-table th").first
        header.click()
        assert column.all_inner_texts() == [str(n) for n in range(50)]
        header.click()
        assert column.all_inner_texts() == [str(n) for n in range(119, 69, -1)]
        assert header.get_attribute("aria-sort") == "descending"
        page.get_by_role("button", name="Show more").click()
        assert column.all_inner_texts() == [str(n) for n in range(119, -1, -1)]
        assert "●" in rows.first.inner_text()
        screenshot(page, "sorted-table.png")


def test_what_is_only_known_to_be_less_is_sorted_as_a_number(tmp_path):
    notebook = run(
        'DoubleColumn p = DoubleColumn.create("p", 0.5, 1e-9, 0.002, 0.9);\n'
        'p.setPrintFormatter(new dev.whiskbook.magics.show.ColumnFormat(x -> x < 0.001 ? "< 0.001" : "" + x));\n'
        'Table.create("tests", p)'
    )
    page_file = tmp_path / "table.html"
    page_file.write_text(HTMLExporter().from_notebook_node(notebook)[0])
    with browser_page(900, 700) as page:
        page.goto(page_file.as_uri(), wait_until="domcontentloaded")
        page.locator(".whiskbook-table th").first.click()
        column = page.locator(".whiskbook-table tbody tr td:first-child")
        assert column.all_inner_texts() == ["< 0.001", "0.002", "0.5", "0.9"]


@pytest.fixture(scope="module")
def figures():
    return run(
        "%maven tech.tablesaw:tablesaw-jsplot:0.44.4",
        FIGURES + 'ScatterPlot.create("Scatter", t, "x", "y")',
        'VerticalBarPlot.create("Bars", t, "kind", "y")',
        'PiePlot.create("Pie", t, "kind", "y")',
        'Histogram.create("Histogram", t, "y")',
        'BoxPlot.create("Box", t, "kind", "y")',
        'Scatter3DPlot.create("In space", t, "x", "y", "y")',
    )


def test_tablesaw_figures_carry_all_that_they_need(figures):
    shown = bundles(figures)[1:]
    for bundle in shown:
        assert "cdn" not in re.sub(r"atob\('[^']*'\)", "", bundle["text/html"]).lower()
        assert 'src="' not in re.sub(r"atob\('[^']*'\)", "", bundle["text/html"])
    assert shown[0]["text/plain"] == "Figure of 1 trace: scatter"
    assert "scatter3d" in shown[-1]["text/html"] and "<script" not in shown[-1]["text/html"]


def test_tablesaw_figures_are_drawn_without_a_network(figures, tmp_path):
    # nbconvert's own template asks for a script of MathJax; the page is cut off from all networks.
    html, _ = HTMLExporter().from_notebook_node(figures)
    (tmp_path / "figures.html").write_text(html)
    with browser_page(1000, 4000) as page:
        asked = []
        page.context.set_offline(True)
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "figures.html").as_uri(), wait_until="domcontentloaded")
        page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 5", timeout=200_000)
        assert page.locator(".scatterlayer .point").count() >= 3
        assert page.locator(".pielayer .slice").count() == 3
        screenshot(page, "figures.png")
    assert not [url for url in asked if "plotly" in url]


def test_the_copy_of_plotly_is_the_one_that_its_readme_names():
    folder = ROOT / "magics/src/main/resources/dev/whiskbook/magics/show/plotly"
    sums = re.findall(r"`([0-9a-f]{64})`", (folder / "README.md").read_text())
    assert sums == [hashlib.sha256((folder / "plotly-cartesian.min.js").read_bytes()).hexdigest()]


def test_a_progress_bar_is_one_output_that_is_updated():
    notebook = run(
        "try (var bar = progress(50)) { for (int i = 0; i < 50; i++) { Thread.sleep(5); bar.advance(); } }",
        "int sum = 0;\nfor (int i : progress(List.of(1, 2, 3))) { sum += i; }\nsum",
        "try (var bar = new ProgressBar(10, \"half\")) { bar.set(5); }",
    )
    bar, (over, result), (half,) = (cell.outputs for cell in notebook.cells)
    assert len(bar) == 1
    assert bar[0]["data"]["text/plain"].startswith("50 of 50 (100 %)")
    assert '<progress max="50" value="50"' in bar[0]["data"]["text/html"]
    assert over["data"]["text/plain"].startswith("3 of 3 (100 %)")
    assert result["data"]["text/plain"] == "6"
    assert half["data"]["text/plain"].startswith("half: 5 of 10 (50 %)")


