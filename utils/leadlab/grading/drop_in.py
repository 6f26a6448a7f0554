"""The sealed executor in the place of nbgrader's own, for those who stay with `nbgrader autograde`.

One line in `nbgrader_config.py`, below `c = get_config()`:

    import leadlab.grading.drop_in; leadlab.grading.drop_in.seal(c)

Everything else is nbgrader's: its command, its steps, its gradebook, its formgrader.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import from_dict
from nbgrader import utils as nbgrader_rules
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Enum, Integer

from leadlab.grading.assignment import NOTEBOOK, Assignment, load
from leadlab.grading.course import Course
from leadlab.grading.gradebook_outputs import outputs_of
from leadlab.grading.intake import NOT_DATA
from leadlab.grading.judge import judge
from leadlab.grading.records import Cell, Level, Limits, Role, Submission
from leadlab.grading.run_work import held

OWN = "leadlab.grading.drop_in.SealedExecute"


def seal(config: Any) -> None:
    """Put the sealed executor in the place of `Execute`.

    >>> from traitlets.config import Config
    >>> settings = Config()
    >>> seal(settings)
    >>> settings.Autograde.autograde_preprocessors[0]
    'leadlab.grading.drop_in.SealedExecute'
    """
    steps = config.Autograde.get("autograde_preprocessors") or list(
        Autograde().autograde_preprocessors
    )
    named = ("nbgrader.preprocessors.Execute", "nbgrader.preprocessors.execute.Execute")
    config.Autograde.autograde_preprocessors = [
        OWN if step is Execute or step in named else step for step in steps
    ]


class SealedExecute(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Runs a notebook shut in, with its tests outside, and writes the outputs that give points."""

    timeout = Integer(30, allow_none=True, help="Seconds for each cell.").tag(config=True)
    allow_level = Enum(
        ("B", "C", "D"), "B", help="The least isolation level at which submissions are run."
    ).tag(config=True)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        settings = self.config.get("Execute", {})
        if "timeout" in settings and "timeout" not in self.config.get("SealedExecute", {}):
            self.timeout = settings["timeout"]

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with the outputs of its run.

        Raises:
            LeadlabError: it cannot be run here; nbgrader names the learner and goes on.
        """
        level = held(Level(self.allow_level))
        seconds = float(self.timeout) if self.timeout and self.timeout > 0 else 300.0
        limits = Limits(cell_seconds=seconds, notebook_seconds=max(300.0, seconds))
        own = resources["nbgrader"]
        assignment = self._assignment(own["assignment"])
        released = assignment.notebooks[own["notebook"]]
        given = {(cell.kind, cell.source) for cell in released.cells if cell.grade_id is None}
        cells = tuple(_cell(cell, given) for cell in notebook.cells)
        theirs = _files(Path(resources["metadata"]["path"]), assignment)
        submission = Submission(
            student=own["student"],
            assignment=own["assignment"],
            notebook=own["notebook"],
            cells=cells,
            files={**assignment.files, **theirs},
            own_files=frozenset(theirs),
            reference=released.reference,
        )
        verdict = judge(submission, level=level, limits=limits)
        results = {result.index: result for result in verdict.results}
        count = 0
        for at, (cell, judged) in enumerate(zip(notebook.cells, cells, strict=True)):
            if judged.kind == "code":
                count += 1
                cell.execution_count = count
                cell.outputs = [
                    from_dict(each) for each in outputs_of(judged, results.get(at), count)
                ]
        for fault in verdict.faults:
            self.log.warning("%s: %s", own["student"], fault)
        self.log.info("%s ran at isolation level %s, seed %s", own["student"], level, verdict.seed)
        return notebook, resources

    def _assignment(self, name: str) -> Assignment:
        """What was set; read once for all learners of a command."""
        directory = self.parent.parent.coursedir  # of the converter, above the exporter
        key = str(directory.root), name
        if key not in _assignments:
            course = Course(directory=directory, config=self.config)
            _assignments[key] = load(course, name)
        return _assignments[key]


_assignments: dict[tuple[str, str], Assignment] = {}


def _files(folder: Path, assignment: Assignment) -> dict[str, str]:
    """The learner's own files beside the notebook, as nbgrader has copied them."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        ours = name in assignment.files and name not in assignment.kept_files
        if path.suffix == NOTEBOOK or path.is_symlink() or not path.is_file():
            continue
        if not ours and name not in NOT_DATA:
            found[name] = str(path)
    return found


def _cell(cell: Any, released: set[tuple[str, str]]) -> Cell:
    """A cell of a notebook that nbgrader has sanitised: its tests are the instructor's."""
    grade, solution = nbgrader_rules.is_grade(cell), nbgrader_rules.is_solution(cell)
    locked = nbgrader_rules.is_locked(cell)
    given = locked or (cell.cell_type, cell.source) in released
    role = Role.GIVEN if given else Role.ANSWER
    if grade and not solution and cell.cell_type == "code":
        role = Role.TEST
    own = cell.metadata.get("nbgrader", {})
    return Cell(
        kind=cell.cell_type,
        role=role,
        source=cell.source,
        grade_id=own.get("grade_id") if grade or solution or locked else None,
        points=float(own["points"]) if grade else None,
    )
