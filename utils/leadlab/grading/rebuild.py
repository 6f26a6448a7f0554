"""The learner's source, and nothing else of theirs, put into the released notebook.

The learner's order of cells is kept, as are cells that they added: an answer may stand on a
helper of their own. By grade id:

- a cell to fill has the learner's text; everything else about it is as released;
- a locked cell and a test have the instructor's text, whatever became of them;
- of cells with the same id the last one counts, as nbgrader's `DeduplicateIds` has it; the
  others stay as plain cells of the learner's;
- a test, a cell that a person marks, a task and a locked cell that are missing are put back after
  the cell that came before them in the released notebook;
- a cell to fill that is missing stays away where tests grade it: the answer may stand in a cell
  of the learner's own, and a stub put back could replace it;
- an id that was never released makes a plain cell.

For honest learners this is what nbgrader's own steps make of the same file. Where it differs, and
why, is listed in tests/grading/test_differences.py, which runs both.
"""

from __future__ import annotations

from collections.abc import Iterable

from leadlab.errors import shortened
from leadlab.grading.assignment import Assignment, SetCell, SetNotebook
from leadlab.grading.intake import HandedIn
from leadlab.grading.reading import WrittenCell, WrittenNotebook
from leadlab.grading.records import Cell, Role, Submission


def rebuild(
    assignment: Assignment, handed_in: HandedIn, *, classmates: tuple[str, ...] = ()
) -> list[Submission]:
    """One submission for each notebook that was handed in, in the order they were set."""
    own = {
        name: path
        for name, path in handed_in.files.items()
        if name not in assignment.files or name in assignment.kept_files
    }
    return [
        Submission(
            student=handed_in.student,
            assignment=assignment.name,
            notebook=name,
            cells=rebuilt(notebook, handed_in.notebooks[name]),
            classmates=classmates,
            files={**assignment.files, **own},
            own_files=frozenset(own),
            reference=notebook.reference,
        )
        for name, notebook in assignment.notebooks.items()
        if name in handed_in.notebooks
    ]


def rebuilt(released: SetNotebook, written: WrittenNotebook) -> tuple[Cell, ...]:
    """Cells of one notebook as they are run and marked."""
    known = released.by_id()
    counting = _last_of_each(written.cells, known)
    given = {(cell.kind, cell.source) for cell in released.cells if cell.grade_id is None}
    cells = [
        _cell(cell, known[str(cell.grade_id)])
        if at in counting
        else _plain(cell, given=(cell.kind, cell.source) in given)
        for at, cell in enumerate(written.cells)
    ]
    return tuple(_put_back(cells, known))


def remarks(released: SetNotebook, written: WrittenNotebook) -> tuple[str, ...]:
    """What differs from what was released, a sentence each, for learner and instructor."""
    known, file = released.by_id(), f"{released.name}.ipynb"
    counting = _last_of_each(written.cells, known)
    said = []
    for at, cell in enumerate(written.cells):
        where = f"Cell {at + 1} of {file}"
        if cell.grade_id is None:
            continue
        shown = repr(shortened(cell.grade_id))
        if cell.grade_id not in known:
            said.append(f"{where} has the unknown id {shown}; it counts as a plain cell.")
        elif at not in counting:
            said.append(f"{where} has the id {shown} a second time; the last of them counts.")
        elif cell.kind != known[cell.grade_id].kind:
            kind = known[cell.grade_id].kind
            said.append(f"{where} ({shown}) was made a {cell.kind} cell; it is {kind} again.")
    present = {cell.grade_id for cell in written.cells}
    for grade_id, cell_set in known.items():
        if grade_id not in present:
            done = "it was put back" if _comes_back(cell_set) else "its question has no answer"
            said.append(f"The cell {grade_id!r} is missing from {file}; {done}.")
    return tuple(said)


def _last_of_each(cells: Iterable[WrittenCell], known: dict[str, SetCell]) -> set[int]:
    """Positions of the cells that count."""
    last = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id in known}
    return set(last.values())


def _plain(cell: WrittenCell, *, given: bool) -> Cell:
    return Cell(kind=cell.kind, role=Role.GIVEN if given else Role.ANSWER, source=cell.source)


def _cell(written: WrittenCell, released: SetCell) -> Cell:
    source = released.marked if released.locked or released.test else written.source
    return _of(released, source)


def _of(released: SetCell, source: str) -> Cell:
    given = Role.GIVEN if released.locked else Role.ANSWER
    return Cell(
        kind=released.kind,
        role=Role.TEST if released.test else given,
        source=source,
        grade_id=released.grade_id,
        points=released.points,
    )


def _comes_back(released: SetCell) -> bool:
    return released.grade or released.task or released.locked


def _put_back(cells: list[Cell], known: dict[str, SetCell]) -> list[Cell]:
    """The cells, with those that are missing after the one that came before them."""
    places = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id is not None}
    after: dict[int, list[Cell]] = {}
    place = -1
    for grade_id, released in known.items():
        if grade_id in places:
            place = places[grade_id]
        elif _comes_back(released):
            source = released.marked if released.locked or released.test else released.source
            after.setdefault(place, []).append(_of(released, source))
    complete = list(after.get(-1, ()))
    for at, cell in enumerate(cells):
        complete += [cell, *after.get(at, ())]
    return complete
