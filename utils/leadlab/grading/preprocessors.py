"""Steps that we add to nbgrader's own; `nbgrader_config.py` puts them in their places."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor

INSTRUCTOR = "instructor"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
KEPT_OF_NOTEBOOK = ("leadlab",)
KEPT_OF_CELL = ("deletable", "editable", "nbgrader", "tags")
SHOWN_IN_PLACE = "(The rest of this message would show the tests of the marker.)"


class MakeRelease(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Drop the cells for instructors, and what differs from machine to machine.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("1", metadata={"tags": ["instructor"]})
    >>> release, _ = MakeRelease().preprocess(new_notebook(cells=[cell]), {})
    >>> len(release.cells), release.metadata["kernelspec"]["name"]
    (0, 'python3')
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook without them."""
        kept = {
            name: notebook.metadata[name] for name in KEPT_OF_NOTEBOOK if name in notebook.metadata
        }
        notebook.metadata = type(notebook)(
            {**kept, "kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
        )
        notebook.cells = [
            cell for cell in notebook.cells if INSTRUCTOR not in cell.metadata.get("tags", ())
        ]
        for cell in notebook.cells:
            for name in set(cell.metadata) - set(KEPT_OF_CELL):
                del cell.metadata[name]
        return notebook, resources


class ForgetTags(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Drop the tags of a submission's cells; one of them would keep a test from running.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("1", metadata={"tags": ["skip-execution"]})
    >>> notebook, _ = ForgetTags().preprocess(new_notebook(cells=[cell]), {})
    >>> dict(notebook.cells[0].metadata)
    {}
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook without tags."""
        for cell in notebook.cells:
            cell.metadata.pop("tags", None)
        return notebook, resources


class HideTests(ClearHiddenTests):  # type: ignore[misc]  # nbgrader ships no types
    r"""Take the hidden tests out of a page for a learner, and out of error messages that show them.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> hidden = "### BEGIN HIDDEN TESTS\nkey = 7\n### END HIDDEN TESTS"
    >>> cell = new_code_cell(hidden, metadata={"nbgrader": {"grade": True}})
    >>> notebook, _ = HideTests().preprocess(new_notebook(cells=[cell]), {})
    >>> notebook.cells[0].source
    ''
    """

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """The cell without its hidden tests."""
        before = cell.source
        cell, resources = super().preprocess_cell(cell, resources, index)
        if cell.source != before:
            for output in cell.get("outputs", ()):
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}", SHOWN_IN_PLACE]
        return cell, resources
