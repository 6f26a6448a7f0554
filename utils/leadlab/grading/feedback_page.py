"""What a learner is shown of a graded notebook: the tasks in order, each with what became of it.

A section begins at each heading of the notebook. In it stand the task's text, the learner's
answer, and for each check its own explanation, on top, with the technical output folded below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from markupsafe import Markup

from leadlab.grading.feedback_marks import Mark, Marks
from leadlab.grading.feedback_safe import code, picture, plain, prose, table
from leadlab.grading.feedback_secrets import Secrets

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*(?:\n|\Z)")
INLINE = re.compile(r"[*_`]|!?\[([^\]]*)\]\([^)]*\)|<[^>]*>")
POINTS = re.compile(r"\s*\(\d+ points?[^()]*\)\s*\Z")
"""What a list that has the points beside it need not repeat."""
NO_RESPONSE = "No response."
"""nbgrader's own comment on an answer that was left as it was."""
MOST_OUTPUTS = 40
"""Outputs of one cell that are shown."""


class Status(Enum):
    """What became of a graded cell: a sign and words; the colour only repeats them."""

    HOLDS = ("✓", "holds", "good")
    PARTLY = ("◐", "holds in part", "look")
    LOOK = ("✗", "worth another look", "look")
    WAITS = ("…", "waits for a person", "quiet")

    @property
    def sign(self) -> str:
        """A sign for the eye."""
        return self.value[0]

    @property
    def words(self) -> str:
        """The same in words."""
        return self.value[1]

    @property
    def look(self) -> str:
        """Class for the style sheet."""
        return self.value[2]


@dataclass(slots=True, kw_only=True)
class Result:
    """One graded cell."""

    anchor: str
    name: str
    status: Status
    score: float
    most: float
    extra: float = 0.0
    said: list[str] = field(default_factory=list)
    """The check's own explanation."""
    technical: list[Piece] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Piece:
    """One thing on the page, in the order of the notebook."""

    kind: str
    """`prose`, `code`, `text`, `table`, `figure`, `note`, `comment` or `result`."""
    html: Markup | str = ""
    label: str = ""
    folded: bool = False
    source: str = ""
    """Address of a figure."""
    result: Result | None = None


@dataclass(slots=True, kw_only=True)
class Section:
    """What stands under one heading."""

    anchor: str
    title: str
    top: bool = False
    """Whether its heading is the notebook's own."""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def results(self) -> list[Result]:
        """The graded cells in it."""
        return [piece.result for piece in self.pieces if piece.result is not None]


@dataclass(slots=True, kw_only=True)
class Page:
    """What a learner is shown."""

    title: str
    student: str
    notebook: str
    sections: list[Section]
    penalty: float = 0.0
    submitted: str = ""

    @property
    def results(self) -> list[Result]:
        """All graded cells, in order."""
        return [result for section in self.sections for result in section.results]

    @property
    def score(self) -> float:
        """Points after a late penalty."""
        return sum(result.score for result in self.results) - self.penalty

    @property
    def most(self) -> float:
        """Points that could be earned."""
        return sum(result.most for result in self.results)

    def with_status(self, *wanted: Status) -> list[Result]:
        """Graded cells of which this became."""
        return [result for result in self.results if result.status in wanted]


def page_of(
    document: Mapping[str, Any], marks: Marks, secrets: Secrets, *, student: str, notebook: str
) -> Page:
    """The page for one graded notebook, as nbformat has it."""
    cells: Sequence[Mapping[str, Any]] = document.get("cells", ())
    secrets = secrets.of([_text(cell.get("source", "")) for cell in cells])
    sections = [Section(anchor="beginning", title="")]
    for cell in cells:
        _add(cell, sections, marks, secrets)
    title = next((section.title for section in sections if section.top), "")
    return Page(
        title=title or notebook,
        student=student,
        notebook=notebook,
        sections=[each for each in sections if each.pieces or each.title],
        penalty=marks.penalty,
    )


def _add(cell: Mapping[str, Any], sections: list[Section], marks: Marks, secrets: Secrets) -> None:
    """Put one cell into the last section, or begin a new one with it."""
    own = cell.get("metadata", {}).get("nbgrader") or {}
    source = _text(cell.get("source", ""))
    kind = cell.get("cell_type")
    graded, answer = bool(own.get("grade")), bool(own.get("solution"))
    if kind == "markdown" and not answer and (found := HEADING.match(source)):
        source = source[found.end() :]
        _begin(found, sections)
    pieces = sections[-1].pieces
    if kind == "markdown":
        shown = prose(source if answer else secrets.visible(source))
        pieces.append(Piece(kind="prose", html=shown, label="Your answer" if answer else ""))
    elif kind == "code" and graded and not answer:
        pieces.append(_checked(cell, own, source, sections, marks, secrets))
        return
    elif kind == "code":
        pieces += _ran(cell, own, source, secrets)
    grade_id = str(own.get("grade_id", ""))
    if graded or own.get("task"):
        pieces.append(Piece(kind="result", result=_result(own, sections, marks)))
    comment = marks.comments.get(grade_id)
    if comment == NO_RESPONSE:
        pieces.append(Piece(kind="note", html="No response: this is as it was handed out."))
    elif comment:
        pieces.append(Piece(kind="comment", html=prose(comment), label="From your instructor"))


def _begin(found: re.Match[str], sections: list[Section]) -> None:
    title = plain(INLINE.sub(r"\1", found.group(2)), 200)
    top = len(found.group(1)) == 1 and not any(section.top for section in sections)
    sections.append(Section(anchor=f"part-{len(sections)}", title=title, top=top))


def _ran(
    cell: Mapping[str, Any], own: Mapping[str, Any], source: str, secrets: Secrets
) -> Iterator[Piece]:
    """A cell that ran in the learner's process: the code, and what came of it."""
    if source.strip():
        answer = bool(own.get("solution"))
        label = "Your answer" if answer else "Code around it"
        yield Piece(kind="code", html=code(source), label=label, folded=not answer)
    outputs = cell.get("outputs", ())
    for output in outputs[:MOST_OUTPUTS]:
        yield from _shown(output, secrets)
    if len(outputs) > MOST_OUTPUTS:
        yield Piece(kind="note", html=f"{len(outputs) - MOST_OUTPUTS} more outputs were left out.")


def _shown(output: Mapping[str, Any], secrets: Secrets) -> Iterator[Piece]:
    """One output, in the best form that is safe."""
    kind = output.get("output_type")
    data = output.get("data") or {}
    if kind == "stream":
        yield Piece(kind="text", html=secrets.guard(plain(_text(output.get("text", "")))))
    elif kind == "error":
        yield Piece(kind="text", html=secrets.guard(_error(output)), label="Error")
        trace = plain("\n".join(map(str, output.get("traceback", ()))))
        yield Piece(
            kind="text", html=secrets.guard(trace), label="Where it was raised", folded=True
        )
    elif isinstance(data, dict):
        text = plain(_text(data.get("text/plain", "")))
        address, fault = picture(data)
        if address:
            said = text if text and not text.startswith("<") else "Picture that your code drew"
            yield Piece(kind="figure", source=address, label=secrets.guard(said)[:300])
        elif fault:
            yield Piece(kind="note", html=fault)
        elif "text/html" in data:
            yield Piece(kind="table", html=table(secrets.guard(_text(data["text/html"]))))
        elif text:
            yield Piece(kind="text", html=secrets.guard(text))


def _checked(
    cell: Mapping[str, Any],
    own: Mapping[str, Any],
    source: str,
    sections: list[Section],
    marks: Marks,
    secrets: Secrets,
) -> Piece:
    """A cell of tests: its explanation, and folded below it what it consists of."""
    result = _result(own, sections, marks)
    for output in cell.get("outputs", ())[:MOST_OUTPUTS]:
        if output.get("output_type") == "error":
            result.said.append(secrets.error(source, plain(_error(output))))
            if not secrets.hides(source):
                trace = plain("\n".join(map(str, output.get("traceback", ()))))
                result.technical.append(Piece(kind="text", html=trace, label="Where it was raised"))
        elif output.get("output_type") == "stream":
            text = plain(_text(output.get("text", "")))
            result.said.append(secrets.printed(source, text))
        elif not secrets.hides(source):
            result.technical += _shown(output, secrets)
    result.said = [each for each in result.said if each.strip()] or [_without_words(result.status)]
    visible = secrets.visible(source)
    if visible.strip():
        result.technical.append(Piece(kind="code", html=code(visible), label="The check"))
    return Piece(kind="result", result=result)


def _without_words(status: Status) -> str:
    if status is Status.HOLDS:
        return "Everything that was checked here holds."
    return "The check gave no explanation of its own."


def _result(own: Mapping[str, Any], sections: list[Section], marks: Marks) -> Result:
    grade_id = str(own.get("grade_id", ""))
    mark = marks.cells.get(grade_id, Mark(0.0))
    most = marks.most.get(grade_id, 0.0)
    number = sum(len(section.results) for section in sections)
    others = sections[-1].results
    name = POINTS.sub("", sections[-1].title) or plain(grade_id, 100)
    return Result(
        anchor=f"task-{number + 1}",
        name=f"{name} ({plain(grade_id, 100)})" if others else name,
        status=_status(mark, most),
        score=mark.score,
        most=most,
        extra=mark.extra,
    )


def _status(mark: Mark, most: float) -> Status:
    if mark.waits:
        return Status.WAITS
    if mark.score >= most:
        return Status.HOLDS
    return Status.PARTLY if mark.score > 0 else Status.LOOK


def _error(output: Mapping[str, Any]) -> str:
    said = str(output.get("evalue", ""))
    return plain(f"{output.get('ename', 'Error')}: {said}" if said else str(output.get("ename")))


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
