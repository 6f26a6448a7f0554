"""A template with headings, filled in with the learner's own words, as Markdown and as HTML.

A template is a Markdown file. Its comment, `<!-- … -->`, says what belongs under a heading and
gives way to the learner's words; other lines under a heading stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.views.markup import escape
from leadlab.views.saved_page import SavedPage, html_page, one_line, plain, still_open

COMMENT = re.compile(r"<!--\s*(.*?)\s*-->")
TITLE = "title"
"""The part that stands in the first line."""


class FormPage(SavedPage):
    """A filled form; see `filled_form`."""

    kind = "page"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stays below it, and what is asked for.

    >>> Section("First step", (), "What, and on which day.").key
    'first_step'
    """

    heading: str
    standing: tuple[str, ...]
    asked: str
    """What the learner writes; empty where nothing is asked."""

    @property
    def key(self) -> str:
        """The name by which a learner fills it."""
        return re.sub(r"\W+", "_", self.heading.lower()).strip("_")


@dataclass(frozen=True, slots=True)
class Form:
    r"""A template as its parts.

    >>> form = Form.read("# Plan: <!-- who -->\n\n## Goal\n\n<!-- what -->\n")
    >>> form.name, form.asked, form.keys
    ('Plan', 'who', ('title', 'goal'))
    """

    name: str
    asked: str
    sections: tuple[Section, ...]

    @classmethod
    def read(cls, text: str) -> Form:
        """The parts of a Markdown template."""
        head, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
        first = head.splitlines()[0].removeprefix("# ")
        return cls(
            COMMENT.sub("", first).strip().rstrip(":"), _asked(first), tuple(map(_section, rest))
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of what a learner may fill in."""
        own = (section.key for section in self.sections if section.asked)
        return (TITLE, *own) if self.asked else tuple(own)


def filled_form(stem: str, template: str, given: Mapping[str, object]) -> FormPage:
    r"""A template with words in the place of its comments; what is left out is marked as open.

    >>> page = filled_form("plan", "# Plan: <!-- who -->\n\n## Goal\n\n<!-- what -->\n",
    ...                    {"title": "Rui"})
    >>> print(page)
    # Plan: Rui
    <BLANKLINE>
    ## Goal
    <BLANKLINE>
    [still to write: what]
    <BLANKLINE>

    Args:
        stem: Name of the template, and of the files that are saved.
        template: Its text.
        given: A text or a list of texts, by the heading in small letters; `title` for the first
            line.
    """
    form = Form.read(template)
    for key, words in given.items():
        if key not in form.keys:
            raise UnknownName(f"part of the template {stem}", key, form.keys)
        if not _is_words(words):
            raise LeadlabError(
                f"{key}: give a text or a list of texts, not {shortened(repr(words))}."
            )
    title = f"{form.name}: {_words(given, TITLE, form.asked)[0]}" if form.asked else form.name
    parts = [
        (
            part.heading,
            (*part.standing, *(_words(given, part.key, part.asked) if part.asked else ())),
        )
        for part in form.sections
    ]
    return FormPage.made(
        _markdown(title, parts), title=title, html=html_page(title, _html(title, parts)), stem=stem
    )


def _section(text: str) -> Section:
    heading, *lines = text.splitlines()
    kept = (COMMENT.sub("", line).strip() for line in lines)
    return Section(heading.strip(), tuple(line for line in kept if line), _asked(text))


def _asked(text: str) -> str:
    found = COMMENT.search(text)
    return found.group(1) if found else ""


def _is_words(words: object) -> bool:
    if isinstance(words, list | tuple):
        return bool(words) and all(isinstance(each, str) for each in words)
    return isinstance(words, str)


def _words(given: Mapping[str, object], key: str, asked: str) -> tuple[str, ...]:
    words = given.get(key, "")
    lines = [words] if isinstance(words, str) else list(words)  # type: ignore[call-overload]
    told = tuple(line for each in lines if (line := one_line(each)))
    if len(told) > 1:
        told = tuple(f"- {each}" for each in told)
    return told or (still_open(asked.rstrip(".")),)


def _markdown(title: str, parts: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    lines = [f"# {plain(title)}"]
    for heading, told in parts:
        lines += ["", f"## {heading}", ""]
        lines += [plain(each) for each in told]
    return "\n".join(lines) + "\n"


def _html(title: str, parts: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    return f"<h1>{escape(title)}</h1>\n" + "\n".join(
        f"<h2>{escape(heading)}</h2>{''.join(_blocks(told))}" for heading, told in parts
    )


def _blocks(told: Sequence[str]) -> Iterator[str]:
    """Paragraphs, and lines that begin with a dash as lists."""
    items: list[str] = []
    for line in (*told, ""):
        if line.startswith("- "):
            items.append(f"<li>{escape(line[2:])}</li>")
            continue
        if items:
            yield f"<ul>{''.join(items)}</ul>"
            items = []
        if line:
            yield f"<p>{escape(line)}</p>"
