"""The course as data: modules, lessons, and what each lesson promises."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from leadlab.catalog_files import Document, Path, cached, read_document
from leadlab.catalog_records import Loaded, Record, Sentence, Text, entries, make_record
from leadlab.errors import ContentError, UnknownName

COURSE_FILE = "course.yaml"

Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]

VERBS: dict[str, tuple[str, ...]] = {
    "remember": ("list", "name", "recall", "recognise"),
    "understand": ("describe", "explain", "illustrate", "interpret", "paraphrase", "summarise"),
    "apply": (
        "adapt", "apply", "calculate", "compute", "demonstrate", "estimate", "predict", "solve",
        "use",
    ),
    "analyse": (
        "analyse", "classify", "compare", "contrast", "distinguish", "examine", "find", "order",
        "relate", "separate", "trace",
    ),
    "evaluate": (
        "appraise", "assess", "choose", "criticise", "decide", "defend", "judge", "justify",
        "rank", "weigh",
    ),
    "create": (
        "build", "compose", "construct", "design", "draft", "formulate", "plan", "propose", "write",
    ),
}  # fmt: skip


def _two_sentences(text: str) -> str:
    count = len(re.findall(r"[.?!](?=\s|$)", text))
    if count != 2:
        msg = f"Monday takes two sentences, here are {count}"
        raise ValueError(msg)
    return text


class Outcome(Record):
    """What a learner can do afterwards: one verb of Bloom's, with its level.

    >>> print(Outcome(level="apply", verb="estimate", what="a range"))
    Estimate a range.
    """

    level: Level
    verb: Text
    what: Text

    @model_validator(mode="after")
    def _verb_belongs_to_its_level(self) -> Self:
        if self.verb not in VERBS[self.level]:
            allowed = ", ".join(VERBS[self.level])
            msg = f"{self.verb!r} is no verb of {self.level!r}; allowed: {allowed}"
            raise ValueError(msg)
        return self

    def __str__(self) -> str:
        return f"{self.verb.capitalize()} {self.what}."


class Term(Record):
    """A word of the trade, in one sentence."""

    term: Text
    meaning: Sentence


class Reading(Record):
    """Something to read further, and why."""

    text: Text
    why: Sentence
    evidence: str | None = None


class Lesson(Record):
    """One lesson; `id` is `module/name`, as in `01_decision_making/02_doors`."""

    id: Annotated[str, Field(pattern=r"^\d\d_[a-z0-9_]+/\d\d_[a-z0-9_]+$")]
    title: Text
    minutes: Annotated[int, Field(ge=5, le=45)]
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1, max_length=5)]
    prerequisites: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    key_points: Annotated[tuple[Sentence, ...], Field(min_length=3, max_length=3)]
    terms: tuple[Term, ...] = ()
    reading: tuple[Reading, ...] = ()
    monday: Annotated[Text, AfterValidator(_two_sentences)]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")]
    finished: bool = False

    @property
    def module(self) -> str:
        """Id of the module."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """Short name, as in `02_doors`."""
        return self.id.partition("/")[2]

    @property
    def word(self) -> str:
        """Name without its number, as in `doors`."""
        return self.name.partition("_")[2]

    @property
    def notebook(self) -> str:
        """Path of the notebook from the top of the repository."""
        return f"course/{self.id}.ipynb"

    def metadata(self) -> dict[str, Any]:
        """Block `leadlab` of the notebook's metadata."""
        kept = {"id", "title", "minutes", "outcomes", "prerequisites", "concepts", "version"}
        return self.model_dump(mode="json", include=kept)


class Module(Record):
    """One module of the course, with its lessons in order."""

    id: Annotated[str, Field(pattern=r"^\d\d_[a-z0-9_]+$")]
    number: Annotated[int, Field(ge=0, le=99)]
    title: Text
    summary: Sentence
    finished: bool = False
    lessons: tuple[Lesson, ...] = ()

    @model_validator(mode="after")
    def _number_leads_the_id(self) -> Self:
        if self.id[:2] != f"{self.number:02}":
            msg = f"the id {self.id!r} does not begin with the number {self.number:02}"
            raise ValueError(msg)
        return self

    @property
    def word(self) -> str:
        """Id without its number, as in `decision_making`."""
        return self.id.partition("_")[2]

    @property
    def folder(self) -> str:
        """Path of the module's notebooks from the top of the repository."""
        return f"course/{self.id}"


class Course(Record):
    """All modules in order."""

    modules: tuple[Module, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)


@cached
def course_document() -> Document:
    """The course file as plain data."""
    return read_document(COURSE_FILE)


@cached
def _load() -> tuple[Loaded[Module], Loaded[Lesson]]:
    document = course_document()
    faults = list(document.faults)
    modules: dict[str, Module] = {}
    lessons: dict[str, Lesson] = {}
    faults_of: dict[str, ContentError] = {}
    if isinstance(document.data, dict) and "modules" in document.data:
        for path, data in entries(document, ("modules",), faults):
            _load_module(document, path, data, modules, lessons, faults, faults_of)
    elif not faults:
        faults.append(document.fault((), "the list `modules` is missing"))
    return (
        Loaded(
            kind="module",
            records=modules,
            faults=tuple(faults),
            faults_of={name: fault for name, fault in faults_of.items() if "/" not in name},
        ),
        Loaded(
            kind="lesson",
            records=lessons,
            faults_of={name: fault for name, fault in faults_of.items() if "/" in name},
        ),
    )


def _load_module(
    document: Document,
    path: Path,
    data: Any,
    modules: dict[str, Module],
    lessons: dict[str, Lesson],
    faults: list[ContentError],
    faults_of: dict[str, ContentError],
) -> None:
    own = {key: value for key, value in data.items() if key != "lessons"} if _is_map(data) else data
    module = make_record(Module, document, path, own)
    if isinstance(module, tuple):
        faults.extend(module)
        if _is_map(data) and isinstance(data.get("id"), str):
            faults_of[data["id"]] = module[0]
        return
    if module.id in modules:
        faults.append(document.fault((*path, "id"), f"the module {module.id!r} stands here twice"))
        return
    own_lessons = []
    if "lessons" in data:
        for where, entry in entries(document, (*path, "lessons"), faults):
            lesson = _load_lesson(document, where, entry, module.id, lessons, faults, faults_of)
            own_lessons += [lesson] if lesson else []
    modules[module.id] = module.model_copy(update={"lessons": tuple(own_lessons)})


def _load_lesson(
    document: Document,
    path: Path,
    data: Any,
    module: str,
    lessons: dict[str, Lesson],
    faults: list[ContentError],
    faults_of: dict[str, ContentError],
) -> Lesson | None:
    full = f"{module}/{data.get('id')}" if _is_map(data) else ""
    lesson = make_record(Lesson, document, path, {**data, "id": full} if full else data)
    if isinstance(lesson, tuple):
        faults.extend(lesson)
        faults_of[full] = lesson[0]
        return None
    if full in lessons:
        faults.append(document.fault((*path, "id"), f"the lesson {full!r} stands here twice"))
        return None
    lessons[full] = lesson
    return lesson


def _is_map(data: object) -> bool:
    return isinstance(data, dict)


def course() -> Course:
    """All modules that can be read, in order.

    >>> course().modules[1].title
    'Decision making'
    """
    return Course(modules=tuple(_load()[0].records.values()))


def module(name: str) -> Module:
    """Module of this id.

    >>> module("01_decision_making").number
    1
    """
    return _load()[0][name]


def lesson(name: str) -> Lesson:
    """Lesson of this id, or of its short name when only one module has it.

    >>> lesson("02_doors").id
    '01_decision_making/02_doors'
    """
    loaded = _load()[1]
    alike = [each for each in loaded.records.values() if each.name == name]
    if len(alike) == 1:
        return alike[0]
    if isinstance(name, str) and name and "/" not in name:
        raise UnknownName("lesson", name, {each.name for each in loaded.records.values()})
    return loaded[name]


def lesson_ids() -> tuple[str, ...]:
    """Ids of all lessons, in order.

    >>> lesson_ids()[0]
    '00_start_here/01_welcome'
    """
    return tuple(_load()[1].records)


def next_lesson(name: str) -> Lesson | None:
    """Lesson that follows, or None after the last.

    >>> next_lesson("00_start_here/01_welcome").name
    '01_framing'
    """
    here = lesson(name).id
    following = lesson_ids()[lesson_ids().index(here) + 1 :]
    return lesson(following[0]) if following else None


def course_faults() -> tuple[ContentError, ...]:
    """Faults of the course file itself; references are checked in `catalog`."""
    return _load()[0].faults
