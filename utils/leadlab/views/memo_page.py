"""A debt memo on one page, as Markdown and as HTML, from the learner's own words and numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from leadlab.errors import LeadlabError, shortened
from leadlab.models.tradeoffs.memo import WEEKS_A_YEAR, DebtSums, Span
from leadlab.views.markup import escape

NAME = "debt_memo"
HEAD = ("", "low", "middle", "high")
Row = tuple[str, str, str, str]

STYLE = """
body{font:1rem/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:44rem;
margin:2rem auto;padding:0 1rem}h1{font-size:1.45rem}h2{font-size:1.1rem;margin:1.1rem 0 .2rem}
p,ul{margin:.2rem 0 .6rem}table{border-collapse:collapse;margin:.6rem 0;width:100%}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
th,td{border-bottom:1px solid #767676;padding:.25rem .5rem;text-align:right}
th[scope=row]{text-align:left;font-weight:400}th[scope=col]{font-weight:600}
@media print{body{margin:0;max-width:none}}
"""


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


class Memo(str):
    """The memo as Markdown; it shows itself as a page and saves both forms.

    >>> from leadlab.models.tradeoffs.memo import debt_sums
    >>> memo = Memo.of(Words(debt="The jobs table"), debt_sums(hours_a_week=10, weeks_to_repay=4))
    >>> memo.splitlines()[0]
    '# Debt memo: The jobs table'
    """

    html: str

    @classmethod
    def of(cls, words: Words, sums: DebtSums) -> Memo:
        """The memo from words and sums."""
        parts, rows = _parts(words, sums), _rows(sums)
        title = _line(words.debt).rstrip(".") or "what was left undone"
        memo = cls(_markdown(title, parts, rows))
        memo.html = _html(title, parts, rows)
        return memo

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        frame = 'style="border:1px solid #767676;width:100%;height:40rem;background:#fff"'
        return f'<iframe title="Debt memo" sandbox {frame} srcdoc="{escape(self.html)}"></iframe>'

    def save(self, folder: str | Path = ".") -> tuple[Path, Path]:
        """Write debt_memo.md and debt_memo.html; earlier ones with other words are kept.

        Returns:
            The paths of the Markdown and of the HTML file.
        """
        place = Path(folder).expanduser()
        try:
            place.mkdir(parents=True, exist_ok=True)
            texts = {".md": str(self), ".html": self.html}
            stem = next(each for each in _stems() if _is_free(place, each, texts))
            paths = tuple(place / f"{stem}{ending}" for ending in texts)
            for path, text in zip(paths, texts.values(), strict=True):
                path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise LeadlabError(
                f"The memo could not be written to {place}: {error.strerror or error}. "
                "Name a folder that you may write to."
            ) from error
        return paths[0], paths[1]


def _stems() -> Iterator[str]:
    """debt_memo, debt_memo_2, debt_memo_3, and so on."""
    yield NAME
    yield from (f"{NAME}_{number}" for number in itertools.count(2))


def _is_free(place: Path, stem: str, texts: dict[str, str]) -> bool:
    """Whether nothing stands there, or only what would be written anyway."""
    there = [(place / f"{stem}{ending}", text) for ending, text in texts.items()]
    return all(
        not path.exists() or path.read_text(encoding="utf-8", errors="replace") == text
        for path, text in there
    )


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
    asks = _line(words.ask) or _open("what you ask, and of whom")
    if words.by.strip():
        asks += f" I need the decision by {_line(words.by)}."
    return (
        ("What it is", (_line(words.debt) or _open("what was left undone, and where"),)),
        ("What it costs today", (costs,)),
        ("What repaying takes", (takes,)),
        ("When it has paid", (_payback_told(sums),)),
        ("What may happen if it stays", (_risk_told(words, sums),)),
        ("Other ways", (*(_line(each) for each in words.other_ways), leave)),
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
    told = _line(words.risk) or _open("what may go wrong")
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


def _open(what: str) -> str:
    return f"[still to write: {what}]"


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _markdown(title: str, parts: Sequence[tuple[str, tuple[str, ...]]], rows: Sequence[Row]) -> str:
    lines = [f"# Debt memo: {_plain(title)}", ""]
    lines += ["| " + " | ".join(HEAD) + " |", "|---|--:|--:|--:|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    for heading, sentences in parts:
        lines += ["", f"## {heading}", ""]
        mark = "- " if len(sentences) > 1 else ""
        lines += [f"{mark}{_plain(sentence)}" for sentence in sentences]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text whose markup is shown and not obeyed, wherever the Markdown is read."""
    return escape(text) if "<" in text else text


def _html(title: str, parts: Sequence[tuple[str, tuple[str, ...]]], rows: Sequence[Row]) -> str:
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
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Debt memo: {escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>Debt memo: {escape(title)}</h1>\n"
        f"<table><caption>The numbers</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>\n{''.join(sections)}</main></body></html>\n"
    )
