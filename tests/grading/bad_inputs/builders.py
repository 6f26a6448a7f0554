"""Bad inputs, one builder each: what a learner's folder may hold, and what must come of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plain_course import ADD, PATH, answered, code, folder_of, hand_in, role

from leadlab.grading.course import Course

Build = Callable[[Course, str], "str | None"]


@dataclass(frozen=True, slots=True)
class BadInput:
    """One way to hand in something odd."""

    number: int
    """In the list of inputs that must not stop a grader."""
    name: str
    build: Build
    """Puts it in place; returns the student's id where it is not the one that was given."""
    said: str
    """A part of the sentence about it."""
    refused: bool
    """Whether nothing of it can be graded."""

    def __str__(self) -> str:
        return f"{self.number:02d}-{self.name.replace(' ', '-')}"


KEPT_BACK = "marks.db"
"""Lies in the course folder, and is not for learners."""
INPUTS: list[BadInput] = []


def bad(number: int, name: str, said: str, *, graded: bool = False) -> Callable[[Build], Build]:
    """Add a builder to the list."""

    def add(build: Build) -> Build:
        INPUTS.append(BadInput(number, name, build, said, refused=not graded))
        return build

    return add


def as_bytes(number: int, name: str, content: bytes, said: str, *, graded: bool = False) -> None:
    """A notebook that is these bytes."""

    def build(course: Course, student: str) -> None:
        hand_in(course, student, content=content)

    bad(number, name, said, graded=graded)(build)


def changed(number: int, name: str, said: str, *, graded: bool = False) -> Any:
    """A right notebook after a change to its document."""

    def add(change: Callable[[dict[str, Any]], None]) -> None:
        def build(course: Course, student: str) -> None:
            document = answered(course)
            change(document)
            hand_in(course, student, document)

        bad(number, name, said, graded=graded)(build)

    return add


def cell(document: dict[str, Any], grade_id: str) -> dict[str, Any]:
    """The cell of an id."""
    for each in document["cells"]:
        if each["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
            found: dict[str, Any] = each
            return found
    raise KeyError(grade_id)


as_bytes(1, "empty file", b"", "is empty")
as_bytes(2, "truncated", b'{\n "cells": [\n  {"cell_type": "co', "line 3, column 17")
as_bytes(3, "only zero bytes", bytes(5_000), "zero bytes")
as_bytes(5, "a hundred thousand brackets", b"[" * 100_000, "100000 deep")
as_bytes(5, "brackets in an open string", b'{"a": "' + b'\\"[' * 400_000, "damaged at line 1")
as_bytes(7, "a list at the top", b"[1, 2]", "a list at its top, not a notebook")
as_bytes(7, "a number at the top", b"12", "a number at its top, not a notebook")
as_bytes(9, "no format", b'{"cells": []}', "which notebook format")
as_bytes(10, "cells are no list", b'{"nbformat": 4, "cells": 7}', "no list of cells")
as_bytes(12, "Latin letters", b'{"nbformat": 4, "x": "\xe9"}', "byte 23 cannot be read")
as_bytes(14, "30 MB", b'{"x": "' + b" " * 30_000_000 + b'"}', "30 MB, more than 10 MB")
as_bytes(14, "a number of 10000 digits", b'{"nbformat": ' + b"9" * 10_000 + b"}", "cannot be read")


@changed(4, "zero byte in a cell", "", graded=True)
def _zero_byte(document: dict[str, Any]) -> None:
    cell(document, ADD)["source"] = "add = '\0'"


@changed(6, "metadata 2000 deep", "deep")
def _deep(document: dict[str, Any]) -> None:
    nested: dict[str, Any] = {}
    for _ in range(500):  # the writer of JSON in the standard library goes no deeper
        nested = {"a": nested}
    document["metadata"] = nested


@bad(8, "format 3", "the old notebook format 3 and was converted", graded=True)
def _format_3(course: Course, student: str) -> None:
    cells = []
    for each in answered(course)["cells"]:
        old = {**each, "input": each["source"], "language": "python"}
        cells.append(old)
    sheet = {"cells": cells, "metadata": {}}
    document = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}
    hand_in(course, student, document)


as_bytes(8, "format 3 without sheets", b'{"nbformat": 3, "worksheets": 5}', "save it again")
as_bytes(8, "format 1", b'{"nbformat": 1}', "save it again")
as_bytes(8, "format -1", b'{"nbformat": -1}', "save it again")


@changed(9, "format 9", "notebook format 9, which is too new")
def _format_9(document: dict[str, Any]) -> None:
    document["nbformat"] = 9


@changed(10, "source is a number", "Cell 4 of p1.ipynb has a number in place of its text")
def _number(document: dict[str, Any]) -> None:
    cell(document, ADD)["source"] = 5


@changed(10, "metadata are null", "Cell 4 of p1.ipynb has a null in place of its metadata")
def _null(document: dict[str, Any]) -> None:
    cell(document, ADD)["metadata"] = None


@changed(10, "metadata are text", "Cell 4 of p1.ipynb has a text in place of its metadata")
def _text(document: dict[str, Any]) -> None:
    cell(document, ADD)["metadata"] = "x"


@changed(10, "a cell is text", "Cell 1 of p1.ipynb is a text, not a cell")
def _no_cell(document: dict[str, Any]) -> None:
    document["cells"][0] = "x"


@changed(10, "nbgrader metadata are a list", "without an id", graded=True)
def _no_mapping(document: dict[str, Any]) -> None:
    cell(document, "add_test")["metadata"]["nbgrader"] = [1]


def _points(points: Any) -> None:
    @changed(11, f"points {points}", "", graded=True)
    def change(document: dict[str, Any]) -> None:
        cell(document, "add_test")["metadata"]["nbgrader"]["points"] = points


for each_points in (float("nan"), 100, -5, "many", None):
    _points(each_points)


@bad(12, "UTF-16", "read as utf-16", graded=True)
def _utf_16(course: Course, student: str) -> None:
    hand_in(course, student, content=json.dumps(answered(course)).encode("utf-16"))


@bad(12, "byte order mark", "byte order mark", graded=True)
def _mark(course: Course, student: str) -> None:
    hand_in(course, student, content=json.dumps(answered(course)).encode("utf-8-sig"))


@changed(13, "lone surrogate", "half a character", graded=True)
def _surrogate(document: dict[str, Any]) -> None:
    document["cells"].append(code("name = '\ud800'"))


@changed(15, "800 cells", "", graded=True)
def _many(document: dict[str, Any]) -> None:
    document["cells"] += [code(f"x = {number}") for number in range(800)]


@changed(15, "6000 cells", "6009 cells, more than 5000")
def _too_many(document: dict[str, Any]) -> None:
    document["cells"] += [code("1")] * 6_000


@changed(16, "duplicate id", "has the id 'add' a second time; the last of them counts", graded=True)
def _duplicate(document: dict[str, Any]) -> None:
    document["cells"].insert(2, {**cell(document, ADD), "source": "add = None"})


@changed(17, "missing test", "'add_test' is missing from p1.ipynb; it was put back", graded=True)
def _no_test(document: dict[str, Any]) -> None:
    document["cells"].remove(cell(document, "add_test"))


@changed(18, "missing answer", "'add' is missing from p1.ipynb; its question has", graded=True)
def _no_answer(document: dict[str, Any]) -> None:
    document["cells"].remove(cell(document, ADD))


def _schema(version: Any) -> None:
    @changed(19, f"schema version {version}", f"of version {version}", graded=True)
    def change(document: dict[str, Any]) -> None:
        cell(document, "add_test")["metadata"]["nbgrader"]["schema_version"] = version


for each_version in (1, 99, "x"):
    _schema(each_version)


@changed(20, "changed kind", "was made a markdown cell; it is code again", graded=True)
def _kind(document: dict[str, Any]) -> None:
    cell(document, ADD)["cell_type"] = "markdown"


@changed(20, "unknown kind", "of the unknown kind 'quantum'")
def _unknown_kind(document: dict[str, Any]) -> None:
    cell(document, ADD)["cell_type"] = "quantum"


@changed(21, "unknown graded cell", "has the unknown id 'extra'", graded=True)
def _extra(document: dict[str, Any]) -> None:
    document["cells"].append(code("1", **role("extra", grade=True, locked=True, points=50)))


@changed(22, "wrong kernel", "", graded=True)
def _kernel(document: dict[str, Any]) -> None:
    document["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}


def _in_place(number: int, name: str, said: str, make: Callable[[Course, Path], None]) -> None:
    """Something else where the notebook should be."""

    def build(course: Course, student: str) -> None:
        path = hand_in(course, student) / PATH
        path.unlink()
        make(course, path)

    bad(number, name, said)(build)


_in_place(23, "the notebook is a folder", "is a folder, not a file", lambda _, path: path.mkdir())
_in_place(23, "the notebook is a pipe", "is a pipe, not a file", lambda _, path: os.mkfifo(path))
_in_place(
    23,
    "the notebook is a link to a device",
    "is a link, not a file",
    lambda _, path: path.symlink_to("/dev/zero"),
)
_in_place(
    23,
    "the notebook is a link to that of a classmate",
    "is a link, not a file",
    lambda course, path: path.symlink_to(folder_of(course, "bea") / PATH),
)
_in_place(
    25,
    "the notebook is a link to the gradebook",
    "is a link, not a file",
    lambda course, path: path.symlink_to(course.root / KEPT_BACK),
)
_in_place(26, "no notebook", "No notebook was handed in; expected p1.ipynb", lambda *_: None)


@bad(23, "the folder is a link to that of a classmate", "is a link, and links are not followed")
def _linked_folder(course: Course, student: str) -> None:
    folder = folder_of(course, student)
    folder.parent.mkdir(parents=True)
    folder.symlink_to(folder_of(course, "bea"))


@bad(23, "the student is a link to a classmate", "is a link, and links are not followed")
def _linked_student(course: Course, student: str) -> None:
    folder = folder_of(course, student)
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.symlink_to(folder_of(course, "bea").parent)


@bad(23, "the folder is a file", "is a file, and links are not followed")
def _file(course: Course, student: str) -> None:
    folder = folder_of(course, student)
    folder.parent.mkdir(parents=True)
    folder.write_text("x")


def _beside(number: int, name: str, said: str, make: Callable[[Course, Path], None]) -> None:
    """Something odd beside a right notebook."""

    def build(course: Course, student: str) -> None:
        make(course, hand_in(course, student))

    bad(number, name, said, graded=True)(build)


_beside(
    24,
    "dangling link",
    "'gone.csv' is a link and was left out",
    lambda _, folder: (folder / "gone.csv").symlink_to("nowhere"),
)
_beside(
    24,
    "looping link",
    "'loop' is a link and was left out",
    lambda _, folder: (folder / "loop").symlink_to("loop"),
)
_beside(
    24,
    "link to the folder above",
    "'up' is a link and was left out",
    lambda _, folder: (folder / "up").symlink_to(".."),
)
_beside(
    25,
    "link to the gradebook",
    "'book.db' is a link and was left out",
    lambda course, folder: (folder / "book.db").symlink_to(course.root / KEPT_BACK),
)
_beside(
    23,
    "a pipe beside it",
    "'pipe' is a pipe and was left out",
    lambda _, folder: os.mkfifo(folder / "pipe"),
)
_beside(
    24,
    "a name with a newline",
    r"'a\nb.csv' has a name that cannot be printed",
    lambda _, folder: (folder / "a\nb.csv").write_text("1"),
)
_beside(
    26,
    "another notebook beside it",
    "'mine.ipynb' is not part of the assignment",
    lambda _, folder: shutil.copy(folder / PATH, folder / "mine.ipynb"),
)


@bad(24, "600 files beside it", "More was handed in than 500 files")
def _files(course: Course, student: str) -> None:
    folder = hand_in(course, student)
    for number in range(600):
        (folder / f"{number}.txt").write_text("")


def _renamed(name: str) -> None:
    @bad(26, f"renamed to {name}", f"Found {name}, expected p1.ipynb")
    def build(course: Course, student: str) -> None:
        hand_in(course, student, name=name)


for each_name in ("P1.ipynb", "p1 (2).ipynb", "p1-Copy1.ipynb"):
    _renamed(each_name)


def _timestamp(text: str, said: str) -> None:
    @bad(27, f"timestamp {text[:12]!a}", said)
    def build(course: Course, student: str) -> None:
        (hand_in(course, student) / "timestamp.txt").write_text(text)


_timestamp("yesterday", "The time in timestamp.txt, 'yesterday', cannot be read")
_timestamp("x" * 2_000, "timestamp.txt has 0.002 MB, more than 0.001 MB")
_timestamp("99999-99-99", "cannot be read")


@bad(27, "timestamp is a link", "'timestamp.txt' is a link and was left out", graded=True)
def _linked_time(course: Course, student: str) -> None:
    (hand_in(course, student) / "timestamp.txt").symlink_to("/etc/hostname")


def _id(ending: str) -> None:
    @bad(28, f"id with {ending!a}", "cannot be used")
    def build(course: Course, student: str) -> str:
        hand_in(course, student + ending)
        return student + ending


for each_ending in ("\nroot", " b", "'", '"', "..", ";rm -rf", "\u202egnp", "\x1b[31m", "\udcff"):
    _id(each_ending)


@bad(28, "id -rf", "cannot be used")
def _minus(course: Course, student: str) -> str:
    hand_in(course, "-rf")
    return "-rf"


@bad(28, "id of 200 letters", "cannot be used")
def _long(course: Course, student: str) -> str:
    hand_in(course, student.ljust(200, "x"))
    return student.ljust(200, "x")
