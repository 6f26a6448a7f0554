"""Read the content folder: YAML with line numbers, records with explained faults.

Nothing here knows what a lesson or a card is. A file becomes a `Document`; its entries become
records; every entry that cannot is a `ContentError` that names file, line and path.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Generic, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from leadlab.errors import ContentError, UnknownName, shortened

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


class Record(BaseModel):
    """One entry of a content file: frozen, and without fields that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


R = TypeVar("R", bound=Record)


def _ends_like_a_sentence(text: str) -> str:
    if not re.search(r"[.?!…][”\"')\]]*$", text):
        msg = "a sentence ends with a full stop"
        raise ValueError(msg)
    return text


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Sentence = Annotated[Text, AfterValidator(_ends_like_a_sentence)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


# --- Where the content lies --------------------------------------------------------------

_root: list[Traversable] = []
_caches: list[Callable[[], None]] = []


def content_root() -> Traversable:
    """Folder that holds the content files.

    >>> content_root().joinpath("course.yaml").is_file()
    True
    """
    return _root[-1] if _root else files("leadlab") / "content"


@contextmanager
def use_root(folder: Traversable) -> Iterator[None]:
    """Read content from another folder for a while."""
    _root.append(folder)
    clear()
    try:
        yield
    finally:
        _root.pop()
        clear()


T = TypeVar("T")


def cached(load: Callable[[], T]) -> Callable[[], T]:
    """Load once, until `clear` is called."""
    kept = functools.cache(load)
    _caches.append(kept.cache_clear)
    return functools.wraps(load)(kept)


def clear() -> None:
    """Forget everything that was loaded."""
    for forget in _caches:
        forget()


def content_file(file: str) -> Traversable:
    """Path of one file below the content folder, which need not exist."""
    return content_root().joinpath(*file.split("/"))


def content_files(folder: str, suffix: str) -> tuple[str, ...]:
    """Names of all files with this ending below a folder, sorted.

    >>> content_files("no_such_folder", ".yaml")
    ()
    """
    return tuple(sorted(_walk(content_file(folder), folder, suffix)))


def _walk(folder: Traversable, name: str, suffix: str) -> Iterator[str]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{name}/{entry.name}", suffix)
        elif entry.name.endswith(suffix):
            yield f"{name}/{entry.name}"


# --- One YAML file -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A YAML file as plain data, with the line on which each part begins."""

    file: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    faults: tuple[ContentError, ...] = ()

    def fault(self, path: Path, says: str) -> ContentError:
        """Fault at a place in this file, with its line."""
        line = next(
            (self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), None
        )
        return ContentError(self.file, self.spell(path), says, line=line)

    def spell(self, path: Path) -> str:
        """Path in words, entries of a list by their id.

        >>> document = Document(file="x.yaml", data=[{"id": "brier", "mark": "W"}])
        >>> document.spell((0, "mark"))
        '[brier].mark'
        """
        spelled, here = "", self.data
        for step in path:
            if isinstance(here, list) and isinstance(step, int):
                here = here[step] if step < len(here) else None
                name = here.get("id") if isinstance(here, dict) else None
                spelled += f"[{name if isinstance(name, str) else step}]"
            else:
                here = here.get(step) if isinstance(here, dict) else None
                spelled += f".{step}" if spelled else str(step)
        return spelled


def read_document(file: str) -> Document:
    """Read one YAML file; what cannot be read becomes a fault of the document.

    >>> read_document("nowhere.yaml").faults[0].fault
    'the file is missing'
    """
    source = content_file(file)
    if not source.is_file():
        return _unreadable(file, "the file is missing")
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return _unreadable(file, f"the file cannot be read: {error}")
    return parse_document(file, text)


def parse_document(file: str, text: str) -> Document:
    """Parse YAML text, keeping the line of every part."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        return _unreadable(file, f"not YAML: {problem}", mark.line + 1 if mark else None)
    lines: dict[Path, int] = {}
    twice: list[tuple[Path, str]] = []
    if node is not None:
        _note_lines(node, (), lines, twice)
    document = Document(file=file, data=data, lines=lines)
    faults = tuple(document.fault(path, f"{key!r} stands here twice") for path, key in twice)
    return Document(file=file, data=data, lines=lines, faults=faults)


def _unreadable(file: str, says: str, line: int | None = None) -> Document:
    return Document(file=file, data=None, faults=(ContentError(file, "", says, line=line),))


def _note_lines(
    node: yaml.Node, path: Path, lines: dict[Path, int], twice: list[tuple[Path, str]]
) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _note_lines(child, (*path, index), lines, twice)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            if name in seen:
                twice.append(((*path, name), name))
            seen.add(name)
            _note_lines(child, (*path, name), lines, twice)
            lines[(*path, name)] = key.start_mark.line + 1


# --- Records and their faults ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Generic[R]):
    """Records by id, and the faults of those that could not be made."""

    kind: str
    records: Mapping[str, R]
    faults: tuple[ContentError, ...] = ()
    faults_of: Mapping[str, ContentError] = field(default_factory=dict)

    def __getitem__(self, name: object) -> R:
        """Record of this id; a faulty one raises its fault, an unknown one the nearest name."""
        if isinstance(name, str):
            if name in self.records:
                return self.records[name]
            if name in self.faults_of:
                raise self.faults_of[name]
        raise UnknownName(self.kind, name, {*self.records, *self.faults_of})


def make_record(
    model: type[R], document: Document, path: Path, data: object
) -> R | tuple[ContentError, ...]:
    """Record from plain data, or every fault that stops it."""
    if not isinstance(data, dict):
        says = f"{_spoken(data)} where a mapping of fields belongs"
        return (document.fault(path, says),)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        return tuple(
            document.fault((*path, *_plain(each["loc"])), explain(each, model))
            for each in found
            if not (each["type"] == "too_short" and _has_deeper(found, each["loc"]))
        )


def make_records(model: type[R], kind: str, *documents: Document) -> Loaded[R]:
    """Records from files that hold a list of entries with an `id` each.

    One bad entry does not spoil the others.
    """
    records: dict[str, R] = {}
    faults: list[ContentError] = []
    faults_of: dict[str, ContentError] = {}
    for document in documents:
        faults.extend(document.faults)
        for path, data in entries(document, (), faults):
            name = data.get("id") if isinstance(data, dict) else None
            made = make_record(model, document, path, data)
            if isinstance(made, tuple):
                faults.extend(made)
                if isinstance(name, str):
                    faults_of[name] = made[0]
            elif name in records:
                faults.append(document.fault((*path, "id"), f"the id {name!r} stands here twice"))
            else:
                records[str(name)] = made
    return Loaded(kind=kind, records=records, faults=tuple(faults), faults_of=faults_of)


def entries(
    document: Document, path: Path, faults: list[ContentError]
) -> Iterator[tuple[Path, object]]:
    """Entries of a list at a path; anything but a list is a fault, nothing is no entry."""
    here = document.data
    for step in path:
        here = here[step]
    if here is None:
        return
    if not isinstance(here, list):
        faults.append(document.fault(path, f"{_spoken(here)} where a list belongs"))
        return
    for index, data in enumerate(here):
        yield (*path, index), data


def _has_deeper(found: Sequence[Mapping[str, Any]], loc: Sequence[object]) -> bool:
    """A list looks too short when one of its entries is at fault; then the entry is the news."""
    return any(tuple(each["loc"][: len(loc)]) == tuple(loc) != each["loc"] for each in found)


def explain(error: Mapping[str, Any], model: type[BaseModel]) -> str:
    """One sentence for a fault found by pydantic: what was seen and what is allowed."""
    seen = shortened(error.get("input"))
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "this field is missing"
        case "extra_forbidden":
            return _unknown_field(str(error["loc"][-1]), model, error["loc"][:-1])
        case "literal_error" | "enum":
            return f"{seen} is not allowed; allowed: {context['expected']}"
        case "value_error":
            return f"{context['error']}; seen {seen}"
        case "string_pattern_mismatch":
            return f"{seen} does not have the form {context['pattern']}"
        case "too_short" | "too_long":
            return f"{error['msg'].replace('Tuple', 'the list')}".replace(" after validation", "")
        case _:
            return f"{error['msg'][0].lower()}{error['msg'][1:]}; seen {seen}"


def _unknown_field(name: str, model: type[BaseModel], loc: Sequence[object]) -> str:
    known = list(model.model_fields) if not loc else []
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"there is no field {shortened(name)!r}; did you mean {near[0]!r}?"
    listed = f"; the fields are: {', '.join(known)}" if known else ""
    return f"there is no field {shortened(name)!r}{listed}"


def unknown_reference(kind: str, name: str, known: Iterable[str]) -> str:
    """Fault of a reference to something that does not exist."""
    return str(UnknownName(kind, name, known))


def _plain(loc: Sequence[object]) -> Path:
    return tuple(step for step in loc if isinstance(step, str | int))


def _spoken(data: object) -> str:
    return "nothing" if data is None else shortened(data)
