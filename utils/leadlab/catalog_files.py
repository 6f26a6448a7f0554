"""Read the content folder: find its files, and read YAML with the line of every part.

Nothing here knows what a lesson or a card is. A file becomes a `Document`; what cannot be read is
a fault of the document.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml

from leadlab.errors import ContentError

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


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


def read_document(file: str, loader: Any = _Loader) -> Document:
    """Read one YAML file; what cannot be read becomes a fault of the document.

    >>> read_document("nowhere.yaml").faults[0].fault
    'the file is missing'

    Args:
        file: Its place in the content folder.
        loader: How PyYAML is to read plain words.
    """
    source = content_file(file)
    if not source.is_file():
        return _unreadable(file, "the file is missing")
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return _unreadable(file, f"the file cannot be read: {error}")
    return parse_document(file, text, loader)


def parse_document(file: str, text: str, loader: Any = _Loader) -> Document:
    """Parse YAML text, keeping the line of every part."""
    lines: dict[Path, int] = {}
    twice: list[tuple[Path, str]] = []
    try:
        data = _data(loader(text), lines, twice)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        return _unreadable(file, f"not YAML: {problem}", mark.line + 1 if mark else None)
    document = Document(file=file, data=data, lines=lines)
    faults = tuple(document.fault(path, f"{key!r} stands here twice") for path, key in twice)
    return Document(file=file, data=data, lines=lines, faults=faults)


def _data(reader: Any, lines: dict[Path, int], twice: list[tuple[Path, str]]) -> Any:
    """Data of a document, and on which lines its parts begin, from one reading of its text."""
    try:
        node = reader.get_single_node()
        if node is None:
            return None
        _note_lines(node, (), lines, twice)
        return reader.construct_document(node)
    finally:
        reader.dispose()


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
