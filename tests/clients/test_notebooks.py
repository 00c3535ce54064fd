"""Every notebook, executed by our runner as a reader would, with checks of what it says."""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
VEGA_LITE = "application/vnd.vegalite.v5+json"


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request, runner):
    _, out = runner(request.param)
    notebook = nbformat.read(out, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    return request.param.stem, notebook


def outputs(notebook):
    return [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]


def shown(notebook):
    """The text of everything that it shows."""
    return "\n".join(shown_by(cell) for cell in notebook.cells if cell.cell_type == "code")


def shown_by(cell):
    return "\n".join(o.get("text", "") + o.get("data", {}).get("text/plain", "") for o in cell.outputs)


def pi(notebook):
    assert re.search(r"Estimate\[pi=3\.1\d+", shown(notebook))


def stragglers(notebook):
    text = shown(notebook)
    mean, slowest, expected = map(
        float, re.search(r"mean ([\d.]+) ms, slowest (\d+) ms, expected for the slowest of 150: (\d+) ms", text).groups()
    )
    # The times are drawn from a fixed seed: 20 ms and, on average, 40 ms more.
    assert 50 < mean < 70
    assert slowest > 3 * mean
    assert 200 < expected < 280
    assert re.search(r"\d+ second attempts", text)
    assert "times the median" in text
    assert "option speculate" in text


def map_reduce(notebook):
    text = shown(notebook)
    total, different = map(int, re.search(r"(\d+) words, (\d+) different ones", text).groups())
    assert 26_000 < total < 28_000
    assert 2_500 < different < 3_000
    assert re.search(r"the +1,?6\d\d", text)
    assert re.search(r"alice +3\d\d", text)
    assert "the same" in text and "NOT the same" not in text
    per_chapter = re.search(r"\[(\d+(?:, \d+){12})\]", text).group(1).split(", ")
    assert sum(map(int, per_chapter)) == int(re.search(r"alice +(\d+)", text).group(1))


def your_cluster(notebook):
    text = shown(notebook)
    assert "round trip" in text
    assert "Hello, number 59!" in text
    assert re.search(r"hello × 100: .* at once", text)
    assert re.search(r"success\s+true", text) and re.search(r"success\s+false", text)
    assert "Times, by the test of Mann and Whitney" in text


def speedup(notebook):
    text = shown(notebook)
    for words in ("Karp–Flatt", "Amdahl", "Gustafson", "Universal Scalability Law", "Best n: ", "Precision: "):
        assert words in text
    assert re.search(r"γ = .*σ = .*κ = .*R² = ", text)
    charts = [o.data[VEGA_LITE] for o in outputs(notebook) if VEGA_LITE in o.get("data", {})]
    overlay = {v["what"] for v in charts[-1]["data"]["values"]}
    assert overlay == {"here: pi", *(f"published 2018, {cores}" for cores in ("1 core", "2 cores", "4 cores"))}
    assert max(v["n"] for v in charts[-1]["data"]["values"] if v["what"] == "here: pi") == 5000
    assert "45.85 s" in text
    assert "up to n = 5,000 each further action took" in text
    assert "σ = 0.05\nκ = 1.0E-4" in text, "without a page, sliders are their values"


def cold_start(notebook):
    text = shown(notebook)
    assert re.search(r"published 2018: docker +720 +764 +787 +1,?017", text)
    assert re.search(r"published 2018: docker +7 +8 +11 +36", text)
    first, second = map(int, re.search(r"(\d+) in the first run, (\d+) in the second", text).groups())
    assert second < first


def heavy_workloads(notebook):
    text = shown(notebook)
    assert "MFLOP/s" in text and "All downloads share 20" in text
    for program in ("matmul", "bintree", "memory", "download", "files"):
        assert re.search(rf"{program} +from n = 1 to n = 8: each × \d", text)


def compare_targets(notebook):
    text = shown(notebook)
    assert "All targets gave the same results." in text
    assert re.search(r"gathering records takes [\d.]+ times", text)


def what_if(notebook):
    text = shown(notebook)
    assert "Simulated: 100,000 activations on 64 containers" in text
    assert "Simulated: 1,000,000 activations on 1,000 containers" in text
    assert "held-out runs, predicted" in text
    seconds = [float(s.replace(",", "")) for s in re.findall(r"a minute +([\d,.]+) s", text)]
    assert seconds[0] > 80 * 60 > seconds[2]


def limits_and_retries(notebook):
    texts = {cell.id: shown_by(cell) for cell in notebook.cells if cell.cell_type == "code"}
    n = 200
    total = str(sum(i * i for i in range(n)))

    def ends(text):
        """The counts of a line such as {success=200, throttled=51}."""
        found = re.search(r"\{([^}]*)\}", text).group(1)
        return {name: int(count) for name, count in (end.split("=") for end in found.split(", "))}

    # A calm day takes an attempt for each number; refused ones are made again, and cost no result.
    assert ends(texts["calm"]) == {"success": n}
    assert ends(texts["throttled"])["success"] == n and ends(texts["throttled"])["throttled"] > 0
    # Without retries the reduction says what is missing; with them nothing is.
    missing = n - ends(texts["fragile"])["success"]
    assert missing > 0 and total not in texts["fragile"]
    assert f"Reduced without {missing} of {n} results" in texts["fragile"]
    assert ends(texts["retried"])["success"] == n and sum(ends(texts["retried"]).values()) > n
    # What may have run is tried again only if that is wanted.
    twice, once = (ends(line) for line in texts["ambiguous"].splitlines() if "tried again:" in line)
    assert twice["success"] == n and once["success"] == n - once["connection failed"] < n
    # What never comes back has a reason; all faults together change no result.
    assert ends(texts["lost"])["no record"] > 0 and "no record of it turned up" in texts["lost"]
    assert ends(texts["all"])["success"] == n and "the same sum: true" in texts["all"]
    assert all(total in texts[cell] for cell in ("calm", "throttled", "retried"))


CHECKS = {
    "pi": pi,
    "stragglers": stragglers,
    "map-reduce": map_reduce,
    "your-cluster": your_cluster,
    "speedup": speedup,
    "cold-start": cold_start,
    "heavy-workloads": heavy_workloads,
    "compare-targets": compare_targets,
    "what-if": what_if,
    "limits-and-retries": limits_and_retries,
}


def test_it_runs_without_errors_and_says_what_it_promises(executed):
    name, notebook = executed
    assert not [o for o in outputs(notebook) if o.output_type == "error"]
    assert name in CHECKS, f"There is no check of what {name} shows: add one."
    CHECKS[name](notebook)


def test_each_of_its_charts_has_a_picture_a_text_and_a_specification(executed):
    _, notebook = executed
    charts = [o.data for o in outputs(notebook) if VEGA_LITE in o.get("data", {})]
    assert charts
    for chart in charts:
        assert chart["image/svg+xml"].startswith("<svg"), chart["text/plain"]
        assert "aria-label" in chart["image/svg+xml"]
        assert chart["text/plain"]
        assert "url" not in chart[VEGA_LITE].get("data", {})


def test_nothing_in_it_loads_from_elsewhere_or_shows_a_key(executed):
    _, notebook = executed
    for output in outputs(notebook):
        html = output.get("data", {}).get("text/html", "")
        assert not re.search(r"(src|href)=[\"']https?:", html)
    assert not re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:\w{20}", nbformat.writes(notebook))


def test_it_is_prose_with_questions_at_the_end(executed):
    name, notebook = executed
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert prose[0].startswith("# ")
    assert "Questions" in prose[-1] or "change something" in prose[-1]


def test_it_is_kept_without_outputs(executed):
    name, _ = executed
    source = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=nbformat.NO_CONVERT)
    assert not outputs(source)
    assert all(cell.execution_count is None for cell in source.cells if cell.cell_type == "code")
