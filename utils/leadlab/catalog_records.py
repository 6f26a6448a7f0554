"""Make records from content: frozen, validated, every fault explained with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from leadlab.catalog_files import Document, Path
from leadlab.errors import ContentError, UnknownName, shortened


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
