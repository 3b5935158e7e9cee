"""Every notebook runs from a clean kernel on the lake, and is kept with pictures that are small."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1]
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def outputs(notebook: Any, kind: str) -> list[Any]:
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if kind in output.get("data", {})
    ]


def of_java(root: Path) -> dict[str, str]:
    """What a Java kernel needs, from the clone that made the lake."""
    told = subprocess.run(
        [root.parents[1] / "notebooks/java-kernel", "env", "-0"], check=True, capture_output=True
    ).stdout.decode()
    # Seconds of work do not repay the optimizing compiler.
    return dict(line.split("=", 1) for line in told.split("\0") if "=" in line) | {
        "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_from_a_clean_kernel_and_shows_what_it_was_kept_with(
    path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    java = fresh.metadata.kernelspec.name == "java"
    if java:
        for name, value in of_java(root).items():
            monkeypatch.setenv(name, value)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    monkeypatch.setenv("LAKEPRINT_LAKE", str(root))

    NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()

    assert outputs(fresh, "text/html" if java else "image/png"), "a picture"
    assert [len(outputs(fresh, kind)) for kind in ("image/png", "text/html")] == [
        len(outputs(kept, kind)) for kind in ("image/png", "text/html")
    ]
    assert path.stat().st_size < 100_000
    assert not [o for c in fresh.cells for o in c.get("outputs", []) if o.get("name") == "stderr"]


def test_there_are_the_notebooks_that_the_docs_name() -> None:
    page = (FOLDER.parent / "docs/bi.md").read_text(encoding="utf-8")
    assert NOTEBOOKS
    for path in NOTEBOOKS:
        assert f"notebooks/{path.name}" in page
