"""What a decision room is made of: decisions, options, looks, advisers and assumptions.

Money in thousand euro, time in weeks of the quarter, effort in hours of the lead.
Each decision hangs on one claim that is true or false; a column of payoffs is (true, false).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Literal, TypeVar

from leadlab.errors import LeadlabError, UnknownName, shortened

Payoffs = tuple[float, float]


def _assumed(default: float, low: float, high: float, says: str) -> float:
    """A coefficient that nobody measured: default, range of its slider, and what it means."""
    metadata = {"range": (low, high), "says": says, "mark": "design assumption"}
    found: float = field(default=default, metadata=metadata)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAssumptions:
    """The coefficients of the room; all are design assumptions with a range.

    >>> RoomAssumptions(echo=0.9).echo
    0.9
    """

    ask_hours: float = _assumed(0.5, 0.1, 2, "hours to ask one person alone")
    meet_hours: float = _assumed(1.0, 0.25, 4, "hours of a meeting with all advisers")
    decide_hours: float = _assumed(0.5, 0.1, 4, "hours to decide and say so")
    echo: float = _assumed(0.6, 0, 0.95, "share of noise that people who hear each other share")
    signal: float = _assumed(1.0, 0.2, 3, "how strongly the truth shows to an adviser")
    bias_spread: float = _assumed(0.6, 0, 2, "spread of the advisers' hidden lean, per quarter")
    reveal_weeks: float = _assumed(2, 0, 8, "weeks from a decision until its truth is seen")
    hour_price: float = _assumed(0.2, 0, 2, "worth of an hour of the lead, thousand euro")

    def __post_init__(self) -> None:
        faults = []
        for each in fields(self):
            low, high = each.metadata["range"]
            found = getattr(self, each.name)
            if not isinstance(found, int | float) or not low <= found <= high:
                faults.append(f"{each.name} is {shortened(found)}, allowed {low:g} to {high:g}")
        if faults:
            raise LeadlabError(f"Room assumptions: {'; '.join(faults)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something one can do; `undo_cost` is None for a one-way door."""

    id: str
    text: str
    payoffs: Payoffs
    undo_cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Information for sale: it says yes or no to the claim after `weeks`."""

    id: str
    text: str
    cost: float
    hours: float
    weeks: int
    yes_if_true: float
    yes_if_false: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """Somebody to ask; `noise` is how much the same person would differ from day to day."""

    id: str
    name: str
    noise: float


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision, as a lead finds it on the table in week `week`.

    `base_rate` is how often such a claim held before. `default` is what happens if nobody
    decides by the end of week `due`. `delay_per_week` is lost for each week that it waits.
    """

    id: str
    title: str
    text: str
    claim: str
    base_rate: float
    week: int
    due: int
    delay_per_week: float
    options: tuple[Option, ...]
    default: str
    looks: tuple[Look, ...] = ()
    advisers: tuple[str, ...] = ()

    def option(self, name: str) -> Option:
        """Option of this id."""
        return _named(self.options, name, f"option of {self.id!r}")

    def look(self, name: str) -> Look:
        """Look of this id."""
        return _named(self.looks, name, f"look for {self.id!r}")

    @cached_property
    def table(self) -> tuple[Payoffs, ...]:
        """Payoffs (options, states) when what can be undone is undone where that pays."""
        return tuple(
            (self.final(option, truth=True)[0], self.final(option, truth=False)[0])
            for option in self.options
        )

    @property
    def stakes(self) -> float:
        """Distance between the best and the worst that can happen, thousand euro."""
        flat = [value for row in self.table for value in row]
        return max(flat) - min(flat)

    def final(self, option: Option, *, truth: bool) -> tuple[float, bool]:
        """Payoff of an option once the truth is known, and whether it was undone."""
        state = 0 if truth else 1
        kept = option.payoffs[state]
        if option.undo_cost is None:
            return kept, False
        others = [other.payoffs[state] for other in self.options if other.id != option.id]
        switched = max(others, default=kept) - option.undo_cost
        return (switched, True) if switched > kept else (kept, False)


@dataclass(frozen=True, kw_only=True)
class Room:
    """A quarter of decisions, with the money and the hours that one lead has for them."""

    title: str
    weeks: int
    money: float
    hours_per_week: float
    decisions: tuple[Decision, ...]
    advisers: tuple[Adviser, ...]
    assumptions: RoomAssumptions = field(default_factory=RoomAssumptions)

    def __post_init__(self) -> None:
        faults = [*_room_faults(self)]
        for decision in self.decisions:
            faults += [
                f"decision {decision.id!r}: {fault}" for fault in _decision_faults(decision, self)
            ]
        if faults:
            raise LeadlabError(f"Decision room {self.title!r}: {'; '.join(faults)}.")

    def decision(self, name: str) -> Decision:
        """Decision of this id."""
        return _named(self.decisions, name, "decision")

    def adviser(self, name: str) -> Adviser:
        """Adviser of this id."""
        return _named(self.advisers, name, "adviser")


ActionKind = Literal["decide", "ask", "meet", "look", "defer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that a lead does; made by `decide`, `ask`, `meet`, `look` or `defer`."""

    kind: ActionKind
    decision: str = ""
    what: str = ""
    probability: float | None = None

    def __str__(self) -> str:
        parts = ", ".join(repr(part) for part in (self.decision, self.what) if part)
        said = f", probability={self.probability}" if self.probability is not None else ""
        return f"{self.kind}({parts}{said})"


def decide(decision: str, option: str, *, probability: float | None = None) -> Action:
    """Choose an option; `probability` is how likely you think the claim is.

    >>> print(decide("jobs_table", "move_export", probability=0.8))
    decide('jobs_table', 'move_export', probability=0.8)
    """
    return Action(kind="decide", decision=decision, what=option, probability=probability)


def ask(decision: str, adviser: str) -> Action:
    """Ask one person alone."""
    return Action(kind="ask", decision=decision, what=adviser)


def meet(decision: str) -> Action:
    """Hear all advisers who have not spoken yet, in one meeting where they hear each other."""
    return Action(kind="meet", decision=decision)


def look(decision: str, name: str) -> Action:
    """Buy information; it arrives after the weeks that it takes."""
    return Action(kind="look", decision=decision, what=name)


def defer() -> Action:
    """Leave the rest until next week."""
    return Action(kind="defer")


_T = TypeVar("_T", Option, Look, Adviser, Decision)


def _named(records: tuple[_T, ...], name: str, kind: str) -> _T:
    for record in records:
        if record.id == name:
            return record
    raise UnknownName(kind, name, [record.id for record in records])


def _room_faults(room: Room) -> Iterator[str]:
    if not 1 <= room.weeks <= 52:
        yield f"weeks is {shortened(room.weeks)}, allowed 1 to 52"
    if room.money < 0 or room.hours_per_week <= 0:
        yield "money must not be negative and hours_per_week must be above 0"
    if not room.decisions:
        yield "there is no decision"
    for kind, records in (("decision", room.decisions), ("adviser", room.advisers)):
        yield from _twice(kind, [record.id for record in records])
    for adviser in room.advisers:
        if not adviser.noise > 0:
            yield f"adviser {adviser.id!r}: noise must be above 0"


def _decision_faults(decision: Decision, room: Room) -> Iterator[str]:
    if not 0 < decision.base_rate < 1:
        yield f"base_rate {decision.base_rate:g} must lie between 0 and 1"
    if not 1 <= decision.week <= decision.due <= room.weeks:
        yield f"weeks {decision.week} to {decision.due} do not lie in 1 to {room.weeks}"
    if decision.delay_per_week < 0:
        yield "delay_per_week must not be negative"
    if len(decision.options) < 2:
        yield "there are fewer than two options"
    if decision.default not in [option.id for option in decision.options]:
        yield f"the default {decision.default!r} is not among the options"
    yield from _twice("option", [option.id for option in decision.options])
    yield from _twice("look", [each.id for each in decision.looks])
    known = {adviser.id for adviser in room.advisers}
    for name in decision.advisers:
        if name not in known:
            yield str(UnknownName("adviser", name, known))
    for each in decision.looks:
        if not (0 <= each.yes_if_true <= 1 and 0 <= each.yes_if_false <= 1):
            yield f"look {each.id!r}: its chances must lie between 0 and 1"
        if each.cost < 0 or each.hours < 0 or each.weeks < 0:
            yield f"look {each.id!r}: cost, hours and weeks must not be negative"


def _twice(kind: str, names: list[str]) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{kind} {name!r} stands there twice"
