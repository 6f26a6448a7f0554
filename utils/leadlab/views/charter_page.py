"""A team's metric charter, as Markdown and as HTML, read part by part as metric cards are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.models.writing import check_metric_card
from leadlab.models.writing.findings import TextReport
from leadlab.views.markup import escape, table_html
from leadlab.views.saved_page import SavedPage, html_page, one_line, plain, still_open

NAME = "metric_charter"
PARTS = {
    "decides": ("Decides", "decision", "who decides what with it, and when"),
    "counted": ("Counted", "definition", "what is counted over what, from when to when"),
    "data": ("Data", "source", "the log, tool or table, and the weeks"),
    "owner": ("Owner", "owner", "one name"),
    "action": ("Action", "action", "above or below which value who does what"),
    "guard": ("Guard", "guard", "a second number that moves when this one is fooled"),
    "not_for": ("Not for", "not_for", "what it is not used for"),
    "ends": ("Ends", "stop", "the day on which it is dropped unless somebody renews it"),
}
"""Part of a card: its label, its name for the reader of metric cards, and what belongs there."""
WORDS = ("team", "until", "left_out", "review")
HEAD = ("number", "owner", "guard", "ends")


@dataclass(frozen=True, slots=True)
class Card:
    """One number of the charter; `parts` are its words, `report` what the reader found in them."""

    name: str
    parts: Mapping[str, str]
    report: TextReport

    @classmethod
    def of(cls, name: str, given: object) -> Card:
        """A card from a text with labels, or from its parts by name."""
        if isinstance(given, str):
            report = check_metric_card(given)
            spans = {key: one_line(report[each].span) for key, (_, each, _) in PARTS.items()}
            return cls(name, spans, report)
        if not isinstance(given, Mapping):
            raise LeadlabError(
                f"{name}: give a card as a text or as its parts, not {shortened(repr(given))}."
            )
        for key, words in given.items():
            if key not in PARTS:
                raise UnknownName(f"part of the card {name!r}", str(key), PARTS)
            if not isinstance(words, str):
                raise LeadlabError(f"{name}, {key}: give a text, not {shortened(repr(words))}.")
        parts = {key: one_line(given.get(key, "")) for key in PARTS}
        text = "\n".join(f"{PARTS[key][0]}: {words}" for key, words in parts.items() if words)
        return cls(name, parts, check_metric_card(text))

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of the parts that the reader does not find."""
        return tuple(
            label for label, finding, _ in PARTS.values() if not self.report[finding].present
        )

    def shown(self, key: str) -> str:
        """Words of a part; what is absent is marked, what the reader misses in them is asked."""
        _, finding, asked = PARTS[key]
        words = self.parts[key]
        if not words:
            return still_open(asked)
        found = self.report[finding]
        return words if found.present else f"{words} {still_open(found.advice.rstrip('.'))}"


class Charter(SavedPage):
    """The charter as Markdown; it shows itself as a page and saves both forms.

    >>> charter = metric_charter({"team": "Visits", "metrics": {"Age": {"owner": "Imani Diallo"}}})
    >>> charter.splitlines()[0]
    '# Metric charter: Visits'
    >>> charter.missing["Age"]
    ('Decides', 'Counted', 'Data', 'Action', 'Guard', 'Not for', 'Ends')
    """

    kind = "charter"
    missing: Mapping[str, tuple[str, ...]]
    """For each number the labels of what its card lacks."""


def metric_charter(given: Mapping[str, Any]) -> Charter:
    """The charter from the learner's own cards.

    Args:
        given: `metrics`, a card for each name of a number: its parts (`decides`, `counted`,
            `data`, `owner`, `action`, `guard`, `not_for`, `ends`) or a text with such labels; and
            the words `team`, `until`, `left_out` and `review`.
    """
    for key in given:
        if key not in ("metrics", *WORDS):
            raise UnknownName("part of the metric charter", key, ("metrics", *WORDS))
    metrics = given.get("metrics", {})
    if not isinstance(metrics, Mapping) or not metrics:
        raise LeadlabError(
            "metrics: give a card for each number, as in "
            'metrics={"Failed deployments": {"owner": "Imani Diallo", "ends": "31 August"}}.'
        )
    cards = [Card.of(one_line(name), card) for name, card in metrics.items()]
    team = _words(given, "team")[0] if given.get("team") else still_open("whose")
    until = f", until {one_line(given['until'])}" if given.get("until") else ""
    title = f"Metric charter: {team}{until}"
    ends = (
        ("What we leave out", _words(given, "left_out") or (still_open("what decides nothing"),)),
        ("When we look again", _words(given, "review") or (still_open("the day, and who"),)),
    )
    charter = Charter.made(
        _markdown(title, cards, ends), title=title, stem=NAME,
        html=html_page(title, _body(title, cards, ends), css="th,td{text-align:left}"),
    )  # fmt: skip
    charter.missing = {card.name: card.missing for card in cards}
    return charter


Ends = Sequence[tuple[str, tuple[str, ...]]]


def _words(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    words = given.get(key, ())
    lines = (words,) if isinstance(words, str) else words
    if not isinstance(lines, list | tuple) or not all(isinstance(each, str) for each in lines):
        raise LeadlabError(f"{key}: give a text or a list of texts, not {shortened(repr(words))}.")
    return tuple(line for each in lines if (line := one_line(each)))


def _rows(cards: Sequence[Card]) -> list[tuple[str, ...]]:
    return [(card.name, *(card.shown(key) for key in ("owner", "guard", "ends"))) for card in cards]


def _cell(text: str) -> str:
    """Text in a table of Markdown, where an upright line would open a column."""
    return plain(text).replace("|", "\\|")


def _markdown(title: str, cards: Sequence[Card], ends: Ends) -> str:
    lines = [f"# {plain(title)}", "", f"| {' | '.join(HEAD)} |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in _rows(cards)]
    for card in cards:
        lines += ["", f"## {plain(card.name)}", ""]
        lines += [f"- {PARTS[key][0]}: {plain(card.shown(key))}" for key in PARTS]
    for heading, told in ends:
        mark = "- " if len(told) > 1 else ""
        lines += ["", f"## {heading}", "", *(f"{mark}{plain(each)}" for each in told)]
    return "\n".join(lines) + "\n"


def _body(title: str, cards: Sequence[Card], ends: Ends) -> str:
    blocks = [f"<h1>{escape(title)}</h1>", table_html([HEAD, *_rows(cards)], caption="At a glance")]
    for card in cards:
        parts = "".join(
            f"<li><strong>{label}:</strong> {escape(card.shown(key))}</li>"
            for key, (label, _, _) in PARTS.items()
        )
        blocks.append(f"<h2>{escape(card.name)}</h2><ul>{parts}</ul>")
    for heading, told in ends:
        items = "".join(f"<li>{escape(each)}</li>" for each in told)
        blocks.append(f"<h2>{heading}</h2><ul>{items}</ul>")
    return "\n".join(blocks)
