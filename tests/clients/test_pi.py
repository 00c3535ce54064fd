"""The pi notebook: executed by our runner and by nbconvert, with the same answer."""

import math
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
WHISKBOOK = os.environ.get("WHISKBOOK", str(ROOT / "whiskbook"))
PI = ROOT / "notebooks" / "pi.ipynb"
PATIENCE_S = 300


def run(*arguments):
    return subprocess.run(
        [WHISKBOOK, "run", *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE_S
    )


def read(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    return notebook


def outputs(notebook):
    return [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]


def check_pi(notebook):
    """Every estimate of the notebook that says its points is within 4 standard errors."""
    text = "\n".join(o.data["text/plain"] for o in outputs(notebook) if "text/plain" in o.get("data", {}))
    found = re.findall(r"Estimate\[pi=([\d.]+), .*points=(\d+)\]", text)
    assert found
    quarter = math.pi / 4
    for estimate, points in found:
        standard_error = 4 * math.sqrt(quarter * (1 - quarter) / int(points))
        assert 0 < abs(float(estimate) - math.pi) < 4 * standard_error
    assert not [o for o in outputs(notebook) if o.output_type == "error"]
    return found


@pytest.fixture
def ours(runner):
    result, out = runner(PI)
    return read(out), result, out


@pytest.fixture(scope="module")
def nbconverts(tmp_path_factory):
    out = tmp_path_factory.mktemp("nbconvert")
    subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", PI, "--output-dir", out],
        check=True,
        timeout=PATIENCE_S,
    )
    return read(out / "pi.ipynb")


def test_the_runner_finds_pi_and_shows_it(ours):
    notebook, result, _ = ours
    [(estimate, _)] = check_pi(notebook)[:1]
    assert estimate in result.stdout
    assert notebook.metadata.kernelspec.name == "whiskbook"


def test_nbconvert_finds_the_same_pi(ours, nbconverts):
    assert check_pi(nbconverts) == check_pi(ours[0])


def test_runner_and_nbconvert_write_the_same_outputs(ours, nbconverts):
    def kinds(notebook):
        return [
            [(o.output_type, sorted(o.get("data", {}))) for o in cell.outputs]
            for cell in notebook.cells
            if cell.cell_type == "code"
        ]

    assert kinds(ours[0]) == kinds(nbconverts)
    assert ours[0].metadata.language_info == nbconverts.metadata.language_info


def test_parameters_are_set_from_outside(tmp_path):
    source = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("int n = 1; String who = \"\";", metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell('who + " " + 2 * n'),
        ]
    )
    path = tmp_path / "parameters.ipynb"
    nbformat.write(source, path)

    result = run(path, "-p", "n=21", "-p", "who=answer")
    assert result.returncode == 0, result.stderr
    executed = read(tmp_path / "parameters.out.ipynb")
    assert executed.cells[1].metadata.tags == ["injected-parameters"]
    assert executed.cells[2].outputs[0].data["text/plain"] == "answer 42"

    unknown = run(path, "-p", "m=1")
    assert unknown.returncode == 2
    assert "declares no m; it declares n, who." in unknown.stderr


def test_a_failing_cell_ends_the_run_and_the_error_is_in_the_notebook(tmp_path):
    source = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in ("int zero = 0;", "\n1 / zero", "zero")]
    )
    path = tmp_path / "failing.ipynb"
    nbformat.write(source, path)

    result = run(path)
    assert result.returncode == 1
    assert "cell 2, line 2: ArithmeticException: / by zero" in result.stderr
    executed = read(tmp_path / "failing.out.ipynb")
    assert executed.cells[1].outputs[-1].output_type == "error"
    assert executed.cells[2].execution_count is None


def test_the_file_is_written_as_nbformat_writes_it(ours, tmp_path):
    nbformat.write(ours[0], tmp_path / "again.ipynb")
    assert ours[2].read_text() == (tmp_path / "again.ipynb").read_text()
