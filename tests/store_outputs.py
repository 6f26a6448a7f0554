"""Run lessons and store the outputs that nbval compares: what `make outputs` calls.

Use: python tests/store_outputs.py [NOTEBOOK ...]

Look at the difference before you commit it: the prose relies on these numbers.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parent.parent
COMPARED = "nbval-check-output"
KEPT = "keep_output"


def main(names: list[str]) -> int:
    """Store the outputs of the notebooks named, or of every lesson; 0 when all of them ran."""
    paths = [Path(name).resolve() for name in names] or sorted(
        (ROOT / "course").rglob("[!.]*.ipynb")
    )
    broken = 0
    with tempfile.TemporaryDirectory(prefix="leadlab-outputs-") as home:
        for at, path in enumerate(paths, start=1):
            try:
                changed = store(path, Path(home) / str(at))
            except CellExecutionError as error:
                broken += 1
                print(f"{at}/{len(paths)} {path.name}: {error.ename}: {error.evalue}", flush=True)
            else:
                print(
                    f"{at}/{len(paths)} {path.name}: {'stored' if changed else 'unchanged'}",
                    flush=True,
                )
    return 1 if broken else 0


def store(path: Path, home: Path) -> bool:
    """Run a notebook and write back the outputs of its tagged cells; whether the file changed.

    The logbook of the run lies in `home`.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    ran = nbformat.reads(before, as_version=4)
    environment = {**os.environ, "LEADLAB_HOME": str(home), "MPLBACKEND": "Agg"}
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(ran, timeout=300, resources=resources).execute(env=environment)
    for cell, seen in zip(notebook.cells, ran.cells, strict=True):
        if cell.cell_type != "code":
            continue
        tags = [tag for tag in cell.metadata.get("tags", []) if tag != KEPT]
        if COMPARED in tags:
            tags.append(KEPT)
        if tags or "tags" in cell.metadata:
            cell.metadata["tags"] = tags
        cell.outputs = [plain(output) for output in seen.outputs] if COMPARED in tags else []
        cell.execution_count = None
    after = nbformat.writes(notebook) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8")
    return after != before


def plain(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The output in its text form only, without a counter."""
    if "data" in output:
        output["data"] = nbformat.from_dict({"text/plain": output["data"].get("text/plain", "")})
    if "execution_count" in output:
        output["execution_count"] = None
    return output


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
