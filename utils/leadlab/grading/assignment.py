"""What was set: the cells of an assignment with their roles, points and tests, and its files.

The tests come from the instructor's source, with their hidden parts; the cells, in their order,
from what was released. Both are made by nbgrader's own steps, so that a course with headers,
generated tests or steps of its own comes out as it does there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils as nbgrader_rules
from nbgrader.api import Assignment as EnteredAssignment
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, SaveCells
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from leadlab.errors import LeadlabError, shortened
from leadlab.grading.course import Course
from leadlab.grading.records import Cell, Role

NOTEBOOK = ".ipynb"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """One cell of a released notebook."""

    kind: str
    source: str
    """As learners got it."""
    marked: str
    """As the marker has it: with the hidden tests, without the solution."""
    grade_id: str | None = None
    grade: bool = False
    """Earns points: by its tests, or by a person where it is a `solution` as well."""
    solution: bool = False
    """The learner's to fill."""
    task: bool = False
    """Sets a task that a person marks."""
    locked: bool = False
    """Not the learner's to change: put back before it runs."""
    points: float | None = None

    @property
    def test(self) -> bool:
        """Whether it earns its points by running."""
        return self.grade and not self.solution and self.kind == "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNotebook:
    """One released notebook."""

    name: str
    cells: tuple[SetCell, ...]
    reference: tuple[Cell, ...] = ()
    """The instructor's own notebook, with the solutions; it never leaves the judge."""

    def by_id(self) -> dict[str, SetCell]:
        """The cells that nbgrader knows, by their grade ids, in order."""
        return {cell.grade_id: cell for cell in self.cells if cell.grade_id is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What was set."""

    name: str
    notebooks: Mapping[str, SetNotebook]
    """By name, without `.ipynb`, in alphabetical order."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Data files beside the notebooks: name within the assignment to path on this machine."""
    kept_files: tuple[str, ...] = ()
    """Names of files that a learner may replace (`Autograde.exclude_overwriting`)."""

    @property
    def points(self) -> float:
        """Most that the assignment earns."""
        cells = (cell for notebook in self.notebooks.values() for cell in notebook.cells)
        return sum(cell.points or 0.0 for cell in cells)


def load(course: Course | Path | str, name: str) -> Assignment:
    """Read an assignment of a course.

    Raises:
        UnknownName: the course has no assignment of this name.
        LeadlabError: its source cannot be used; the sentence says where.
    """
    course = course if isinstance(course, Course) else Course.read(course)
    source = course.folder("source", course.known(name))
    paths = sorted(source.glob(f"*{NOTEBOOK}"))
    if not paths:
        msg = f"There is no notebook in {source}; grading needs the source, which has the tests."
        raise LeadlabError(msg)
    points = points_in_gradebook(course, name)
    notebooks = {
        path.stem: _notebook(course, name, path, points.get(path.stem, {})) for path in paths
    }
    settings = course.config.get("Autograde", {})
    kept = settings.get("exclude_overwriting", {}).get(name, ())
    return Assignment(
        name=name, notebooks=notebooks, files=_files(course, source), kept_files=tuple(kept)
    )


def points_in_gradebook(course: Course, name: str) -> dict[str, dict[str, float]]:
    """Most points of each graded cell, by notebook and grade id, as the gradebook has them.

    Empty where there is no gradebook yet; none is made.
    """
    if not _has_gradebook(course.gradebook_url):
        return {}
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        try:
            notebooks = book.find_assignment(name).notebooks
        except MissingEntry:
            return {}
        return {
            notebook.name: {
                cell.name: float(cell.max_score)
                for cell in (*notebook.grade_cells, *notebook.task_cells)
            }
            for notebook in notebooks
        }


def _has_gradebook(address: str) -> bool:
    """Whether there is a gradebook; to open one that is not there would make it."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "").is_file()
    engine = create_engine(url)
    try:
        return bool(inspect(engine).has_table(EnteredAssignment.__tablename__))
    except DatabaseError as error:
        said = shortened(str(error.orig), limit=200)
        raise LeadlabError(f"The gradebook cannot be reached: {said}.") from error
    finally:
        engine.dispose()


def _files(course: Course, source: Path) -> dict[str, str]:
    ignored = [*course.ignored, f"*{NOTEBOOK}"]
    found = nbgrader_rules.find_all_files(str(source), ignored)
    return {Path(path).relative_to(source).as_posix(): path for path in sorted(found)}


def _notebook(course: Course, name: str, path: Path, points: Mapping[str, float]) -> SetNotebook:
    marked, derived = _derive(course, name, path)
    release = course.folder("release", name) / path.name
    released = _read(release) if release.is_file() else derived
    tests = {key: cell for cell in marked.cells if (key := _grade_id(cell))}
    missing = set(tests) - {_grade_id(cell) for cell in released.cells}
    if missing:
        msg = (
            f"{release} lacks {', '.join(sorted(missing))}, which {path} has: it was released "
            f"before that was written. Run `nbgrader generate_assignment {name} --force`."
        )
        raise LeadlabError(msg)
    cells = [_cell(each, tests.get(_grade_id(each) or ""), points) for each in released.cells]
    reference = tuple(_solved(each) for each in _read(path).cells)
    return SetNotebook(name=path.stem, cells=tuple(cells), reference=reference)


def _solved(cell: Any) -> Cell:
    """A cell of the source, with its solution."""
    grade, solution = nbgrader_rules.is_grade(cell), nbgrader_rules.is_solution(cell)
    given = Role.ANSWER if solution else Role.GIVEN
    return Cell(
        kind=cell.cell_type,
        role=Role.TEST if grade and not solution and cell.cell_type == "code" else given,
        source=cell.source,
        grade_id=_grade_id(cell),
    )


def _cell(released: Any, marked: Any | None, points: Mapping[str, float]) -> SetCell:
    if marked is None:  # plain, or of an older source that no longer has it
        return SetCell(kind=released.cell_type, source=released.source, marked=released.source)
    grade_id = str(_grade_id(marked))
    earns = nbgrader_rules.is_grade(marked) or nbgrader_rules.is_task(marked)
    own = float(marked.metadata.nbgrader.get("points", 0.0))
    return SetCell(
        kind=marked.cell_type,
        source=released.source,
        marked=marked.source,
        grade_id=grade_id,
        grade=bool(nbgrader_rules.is_grade(marked)),
        solution=bool(nbgrader_rules.is_solution(marked)),
        task=bool(nbgrader_rules.is_task(marked)),
        locked=bool(nbgrader_rules.is_locked(marked)),
        points=points.get(grade_id, own) if earns else None,
    )


def _grade_id(cell: Any) -> str | None:
    """Id of a cell that nbgrader keeps in its gradebook; None for any other."""
    roles = (
        nbgrader_rules.is_grade,
        nbgrader_rules.is_solution,
        nbgrader_rules.is_locked,
        nbgrader_rules.is_task,
    )
    if any(role(cell) for role in roles):
        return str(cell.metadata.nbgrader["grade_id"])
    return None


def enter(course: Course, name: str) -> None:
    """Enter an assignment into the gradebook as `nbgrader generate_assignment` does.

    Nothing is released anew. What is entered already is brought to what the source has now.

    Raises:
        LeadlabError: nbgrader refuses: cells were added or removed after learners had handed in.
    """
    url = course.gradebook_url
    with Gradebook(url, course.directory.course_id) as book:
        book.update_or_create_assignment(name)
    to_marker, _ = _steps(course)
    for path in sorted(course.folder("source", course.known(name)).glob(f"*{NOTEBOOK}")):
        resources = _resources(name, path)
        resources["nbgrader"]["db_url"] = url
        _apply(to_marker, _read(path), resources, course, path)


def _derive(course: Course, name: str, path: Path) -> tuple[Any, Any]:
    """The marker's version of a source, and the learners', by nbgrader's steps."""
    steps, to_learner = _steps(course)
    to_marker = [step for step in steps if step is not SaveCells]
    resources = _resources(name, path)
    marked = _apply(to_marker, _read(path), resources, course, path)
    derived = _apply(to_learner, nbformat.from_dict(dict(marked)), resources, course, path)
    return marked, derived


def _steps(course: Course) -> tuple[list[Any], list[Any]]:
    """Nbgrader's steps from the source to the marker's version, and from there to the learners'."""
    converter = GenerateAssignment(coursedir=course.directory, config=course.config)
    steps = list(converter.preprocessors)
    first = next(
        (at for at, step in enumerate(steps) if step in (ClearHiddenTests, ClearMarkScheme)),
        len(steps),
    )
    return steps[:first], steps[first:]


def _resources(name: str, path: Path) -> dict[str, Any]:
    return {
        "nbgrader": {"notebook": path.stem, "assignment": name, "student": "."},
        "metadata": {"path": str(path.parent)},
        "unique_key": path.stem,
    }


def _apply(
    steps: Iterable[Any], notebook: Any, resources: dict[str, Any], course: Course, path: Path
) -> Any:
    log = logging.getLogger("leadlab.grading")
    for step in steps:
        ready = step(config=course.config, log=log) if isinstance(step, type) else step
        try:
            notebook, resources = ready(notebook, resources)
        except Exception as error:  # whatever a course's own step raises
            cause = error.__context__ or error  # nbgrader says "failed to validate" over the reason
            said = shortened(f"{type(cause).__name__}: {cause}", limit=300)
            raise LeadlabError(f"{path}: nbgrader cannot use it: {said}") from error
    return notebook


def _read(path: Path) -> Any:
    try:
        return nbformat.read(path, as_version=nbformat.NO_CONVERT)
    except Exception as error:  # json, schema, encoding: nbformat raises them all
        said = shortened(f"{type(error).__name__}: {error}", limit=300)
        raise LeadlabError(f"{path} cannot be read as a notebook: {said}") from error
