"""Run lessons and store the outputs that nbval compares: what `make outputs` calls.

Use: python tests/store_outputs.py [--tidy] [NOTEBOOK ...]

Look at the difference before you commit it: the prose relies on these numbers.
With --tidy nothing is run; only tags and counters are put right, as before a commit.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
COMPARED = "nbval-check-output"
KEPT = "keep_output"  # the tag that nbstripout knows


def main(arguments: list[str]) -> int:
    """Store the outputs of the notebooks named, or of every lesson; 0 when all of them ran."""
    only_tidy = "--tidy" in arguments
    names = [Path(name) for name in arguments if name != "--tidy"]
    broken = 0
    with tempfile.TemporaryDirectory(prefix="leadlab-outputs-") as home:
        for path in names or sorted((ROOT / "course").glob("[!.]*/[!.]*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            if not only_tidy:
                error = run(notebook, path.resolve().parent, Path(home) / path.stem)
                if error:
                    broken += 1
                    print(f"{path.name}: {error}", flush=True)
                    continue
            changed = write(tidy(notebook), path)
            print(f"{path.name}: {'changed' if changed else 'unchanged'}", flush=True)
    return 1 if broken else 0


def run(notebook: nbformat.NotebookNode, folder: Path, home: Path) -> str:
    """Fill a notebook with the outputs of a run with an empty logbook; what broke, if anything."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    environment = {**os.environ, "LEADLAB_HOME": str(home), "MPLBACKEND": "Agg"}
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue}"
    return ""


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep the text outputs of tagged cells and nothing else of a run.

    nbval compares no cell that has no counter, so a compared cell counts as the first.
    """
    for name in set(notebook.metadata) - {"kernelspec", "language_info", "leadlab"}:
        del notebook.metadata[name]
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tags = [tag for tag in cell.metadata.get("tags", []) if tag != KEPT]
        compared = COMPARED in tags
        if tags or "tags" in cell.metadata:
            cell.metadata["tags"] = [*tags, KEPT] if compared else tags
        cell.metadata.pop("execution", None)
        cell.execution_count = 1 if compared else None
        cell.outputs = [plain(output) for output in cell.outputs] if compared else []
    notebook.metadata["language_info"] = nbformat.from_dict({"name": "python"})
    return notebook


def plain(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The output in its text form only."""
    if "data" in output:
        output["data"] = nbformat.from_dict({"text/plain": output["data"].get("text/plain", "")})
    if "execution_count" in output:
        output["execution_count"] = 1
    return output


def write(notebook: nbformat.NotebookNode, path: Path) -> bool:
    """Write a notebook where it differs from the file; whether it did."""
    text = nbformat.writes(notebook).rstrip() + "\n"
    if text == path.read_text(encoding="utf-8"):
        return False
    path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
