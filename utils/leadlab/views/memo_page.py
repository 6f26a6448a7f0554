"""A debt memo on one page, as Markdown and as HTML, from the learner's own words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from leadlab.errors import LeadlabError, shortened
from leadlab.models.tradeoffs.memo import WEEKS_A_YEAR, DebtSums, Span
from leadlab.views.markup import escape
from leadlab.views.saved_page import SavedPage, html_page, one_line, plain, still_open

NAME = "debt_memo"
HEAD = ("", "low", "middle", "high")
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the numbers cannot say; what is left empty is marked on the page as still to fill in."""

    debt: str = ""
    """What was left undone and where, for somebody outside."""
    risk: str = ""
    """What may happen if it stays."""
    other_ways: Sequence[str] = field(default=())
    ask: str = ""
    """What you ask, of whom."""
    by: str = ""
    """The day by which you need it."""

    def __post_init__(self) -> None:
        if isinstance(self.other_ways, str):
            object.__setattr__(self, "other_ways", (self.other_ways,))
        for name in ("debt", "risk", "ask", "by"):
            seen = getattr(self, name)
            if not isinstance(seen, str):
                raise LeadlabError(f"{name}: give a text, not {shortened(repr(seen))}.")


class Memo(SavedPage):
    """The memo as Markdown; it shows itself as a page and saves both forms.

    >>> from leadlab.models.tradeoffs.memo import debt_sums
    >>> memo = Memo.of(Words(debt="The jobs table"), debt_sums(hours_a_week=10, weeks_to_repay=4))
    >>> memo.splitlines()[0]
    '# Debt memo: The jobs table'
    """

    kind = "memo"

    @classmethod
    def of(cls, words: Words, sums: DebtSums) -> Memo:
        """The memo from words and sums."""
        parts, rows = _parts(words, sums), _rows(sums)
        title = "Debt memo: " + (one_line(words.debt).rstrip(".") or "what was left undone")
        html = html_page(title, _body(title, parts, rows))
        return cls.made(_markdown(title, parts, rows), title="Debt memo", html=html, stem=NAME)


def _euro(value: float) -> str:
    """Euro with three digits that mean something."""
    return f"{float(f'{value:.3g}'):,.0f}"


def _weeks(value: float) -> str:
    return f"{value:,.0f}"


def _row(name: str, found: Span, middle: float | None = None) -> Row:
    centre = found.middle if middle is None else middle
    return name, _euro(found.low), _euro(centre), _euro(found.high)


def _rows(sums: DebtSums) -> tuple[Row, ...]:
    told = ("never", "never", "never")
    if sums.payback is not None:
        ends = (sums.payback.low, sums.payback_middle or 0.0, sums.payback.high)
        told = (_weeks(ends[0]), _weeks(ends[1]), _weeks(ends[2]))
    rows: list[Row] = [
        _row("It costs a week, in euro", sums.cost_a_week),
        _row("Repaying it takes, once, in euro", sums.repaying),
        ("It has paid for itself after, in weeks", *told),
        _row(
            f"Left over {_weeks(sums.horizon_weeks)} weeks later, in euro", sums.left_over,
            sums.left_over_middle,
        ),
    ]  # fmt: skip
    if sums.incidents_a_year:
        rows.append(_row("Loss by what goes wrong, a year, in euro", sums.loss_a_year))
    return tuple(rows)


def _parts(words: Words, sums: DebtSums) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings and their sentences; several are a list."""
    cost, once = sums.cost_a_week, sums.repaying
    year = cost.middle * WEEKS_A_YEAR
    leave = f"Leave it, and go on paying about {_euro(year)} euro a year."
    costs = (
        f"Between {_euro(cost.low)} and {_euro(cost.high)} euro a week; in the middle "
        f"{_euro(cost.middle)} a week, or {_euro(year)} a year."
    )
    takes = f"Between {_euro(once.low)} and {_euro(once.high)} euro of work, once."
    asks = one_line(words.ask) or still_open("what you ask, and of whom")
    if words.by.strip():
        asks += f" I need the decision by {one_line(words.by)}."
    return (
        ("What it is", (one_line(words.debt) or still_open("what was left undone, and where"),)),
        ("What it costs today", (costs,)),
        ("What repaying takes", (takes,)),
        ("When it has paid", (_payback_told(sums),)),
        ("What may happen if it stays", (_risk_told(words, sums),)),
        ("Other ways", (*(one_line(each) for each in words.other_ways), leave)),
        ("What I ask", (asks,)),
    )


def _payback_told(sums: DebtSums) -> str:
    if sums.payback is None or sums.payback_middle is None:
        return "Never by what it saves; if it is repaid, then for the risk alone."
    paid, left = sums.payback, sums.left_over
    return (
        f"In the middle it has paid back after {_weeks(sums.payback_middle)} weeks, at best after "
        f"{_weeks(paid.low)}, at worst after {_weeks(paid.high)}; the weeks "
        f"count from the day on which the work is done. {_weeks(sums.horizon_weeks)} weeks later "
        f"{_euro(sums.left_over_middle)} euro are left over, between {_euro(left.low)} and "
        f"{_euro(left.high)}."
    )


def _risk_told(words: Words, sums: DebtSums) -> str:
    told = one_line(words.risk) or still_open("what may go wrong")
    if not sums.incidents_a_year:
        return told
    loss = sums.loss_a_year
    often = f"{sums.incidents_a_year:g} times a year"
    if loss.high <= 0:
        return f"{told} It has happened {often}."
    return (
        f"{told} It has happened {often}, and costs between {_euro(loss.low)} and "
        f"{_euro(loss.high)} euro a year. That is not counted in the payback."
    )


def _markdown(title: str, parts: Sequence[tuple[str, tuple[str, ...]]], rows: Sequence[Row]) -> str:
    lines = [f"# {plain(title)}", ""]
    lines += ["| " + " | ".join(HEAD) + " |", "|---|--:|--:|--:|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    for heading, sentences in parts:
        lines += ["", f"## {heading}", ""]
        mark = "- " if len(sentences) > 1 else ""
        lines += [f"{mark}{plain(sentence)}" for sentence in sentences]
    return "\n".join(lines) + "\n"


def _body(title: str, parts: Sequence[tuple[str, tuple[str, ...]]], rows: Sequence[Row]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in HEAD)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(value)}</td>" for value in row[1:])
        + "</tr>"
        for row in rows
    )
    sections = []
    for heading, sentences in parts:
        told = (
            "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"
            if len(sentences) > 1
            else f"<p>{escape(sentences[0])}</p>"
        )
        sections.append(f"<h2>{escape(heading)}</h2>{told}")
    return (
        f"<h1>{escape(title)}</h1>\n"
        f"<table><caption>The numbers</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>\n{''.join(sections)}"
    )
