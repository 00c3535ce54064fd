"""The notebook on limits and retries: executed by our runner and by nbclient, and whole in spite of all faults."""

import os
import re
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
WHISKBOOK = os.environ.get("WHISKBOOK", str(ROOT / "whiskbook"))
NOTEBOOK = ROOT / "notebooks" / "limits-and-retries.ipynb"
PATIENCE_S = 300
N = 200
SUM = str(sum(i * i for i in range(N)))


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    out = tmp_path_factory.mktemp("limits") / "out.ipynb"
    result = subprocess.run(
        [WHISKBOOK, "run", str(NOTEBOOK), "-o", str(out)], capture_output=True, text=True, timeout=PATIENCE_S
    )
    assert result.returncode == 0, result.stderr
    return nbformat.read(out, as_version=4)


@pytest.fixture(scope="module")
def nbclients(tmp_path_factory):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=PATIENCE_S, kernel_name="whiskbook")
    client.execute(cwd=str(tmp_path_factory.mktemp("nbclient")))
    return notebook


@pytest.fixture(params=["ours", "nbclients"])
def texts(request):
    """What each cell shows, by the cell's id."""
    notebook = request.getfixturevalue(request.param)
    nbformat.validate(notebook)
    return {cell.id: shown(cell) for cell in notebook.cells if cell.cell_type == "code"}


def shown(cell):
    assert not [o for o in cell.outputs if o.output_type == "error"], cell.source
    return "\n".join(o.text if o.output_type == "stream" else o.data.get("text/plain", "") for o in cell.outputs)


def ends(text):
    """The counts of a line such as {success=200, throttled=51}."""
    found = re.search(r"\{([^}]*)\}", text).group(1)
    return {name: int(count) for name, count in (end.split("=") for end in found.split(", "))}


def test_a_calm_day_takes_an_attempt_for_each_number(texts):
    assert ends(texts["calm"]) == {"success": N}
    assert SUM in texts["calm"]


def test_refused_attempts_are_made_again_and_cost_no_result(texts):
    assert ends(texts["throttled"])["success"] == N
    assert ends(texts["throttled"])["throttled"] > 0
    assert SUM in texts["throttled"]


def test_without_retries_the_reduction_says_what_is_missing(texts):
    missing = N - ends(texts["fragile"])["success"]
    assert missing > 0
    assert f"Reduced without {missing} of {N} results" in texts["fragile"]
    assert SUM not in texts["fragile"]


def test_with_retries_nothing_is_missing(texts):
    assert ends(texts["retried"])["success"] == N
    assert sum(ends(texts["retried"]).values()) > N
    assert SUM in texts["retried"]


def test_what_may_have_run_is_tried_again_only_if_that_is_wanted(texts):
    twice, once = (ends(line) for line in texts["ambiguous"].splitlines() if "tried again:" in line)
    assert twice["success"] == N
    assert once["success"] == N - once["connection failed"] < N


def test_what_never_comes_back_has_a_reason(texts):
    assert ends(texts["lost"])["no record"] > 0
    assert "no record of it turned up" in texts["lost"]


def test_all_faults_together_change_no_result(texts):
    assert ends(texts["all"])["success"] == N
    assert "the same sum: true" in texts["all"]
