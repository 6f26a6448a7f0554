"""The decision room: a quarter of decisions under uncertainty, as a pure state machine.

`begin` opens a quarter, `step` does one thing, `state.view` is all that a lead could know.
Payoffs in thousand euro, time in weeks, effort in hours of the lead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.simulation.decision_room_knowledge import (
    Finding,
    Hidden,
    Statement,
    draw,
    found_by,
    knowable_chance,
    said_by,
)
from leadlab.simulation.decision_room_records import (
    Action,
    Adviser,
    Decision,
    Room,
    RoomAssumptions,
    ask,
    decide,
    defer,
    look,
    meet,
)
from leadlab.simulation.decision_room_steps import steps

__all__ = [
    "Action",
    "Case",
    "RoomFault",
    "RoomState",
    "RoomView",
    "ask",
    "begin",
    "decide",
    "defer",
    "look",
    "meet",
    "step",
]

SPECK = 1e-9


class RoomFault(LeadlabError):  # noqa: N818 - reads as a sentence: "raise RoomFault"
    """An action that cannot be done now, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One decision and all that was heard and done about it.

    `truth`, `result` and `undone` stay None until week `seen_week`. `lapsed` means that nobody
    decided in time and the default happened. `knowable` is the chance of the claim that a perfect
    judge would have formed when it was decided, `unlooked` the net value of the best look or
    question that was still to be had then.
    """

    decision: Decision
    status: Literal["coming", "open", "decided"] = "coming"
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    spent: float = 0.0
    option: str | None = None
    probability: float | None = None
    knowable: float | None = None
    unlooked: float | None = None
    decided_week: int | None = None
    seen_week: int | None = None
    lapsed: bool = False
    truth: bool | None = None
    result: float | None = None
    undone: bool | None = None

    @property
    def id(self) -> str:
        """Id of the decision."""
        return self.decision.id

    @property
    def waiting(self) -> bool:
        """Whether a look that was bought has not arrived."""
        return any(finding.says is None for finding in self.findings)

    @property
    def unheard(self) -> tuple[str, ...]:
        """Advisers who have not spoken yet."""
        heard = {statement.adviser for statement in self.statements}
        return tuple(name for name in self.decision.advisers if name not in heard)

    @property
    def unbought(self) -> tuple[str, ...]:
        """Looks that were not bought yet."""
        bought = {finding.look for finding in self.findings}
        return tuple(each.id for each in self.decision.looks if each.id not in bought)

    @property
    def delay_cost(self) -> float:
        """What the weeks of waiting cost, once decided."""
        waited = (self.decided_week or self.decision.week) - self.decision.week
        return waited * self.decision.delay_per_week


@dataclass(frozen=True, kw_only=True)
class RoomView:
    """What a lead could know: the calendar, the purse, and every case on the table or behind."""

    week: int
    weeks: int
    money_left: float
    hours_left: float
    cases: tuple[Case, ...]
    advisers: tuple[Adviser, ...]
    assumptions: RoomAssumptions

    @property
    def open(self) -> tuple[Case, ...]:
        """Cases that wait for a decision, dearest first."""
        found = [case for case in self.cases if case.status == "open"]
        return tuple(sorted(found, key=lambda case: -case.decision.stakes))

    def case(self, decision: str) -> Case:
        """Case of this decision."""
        for case in self.cases:
            if case.id == decision:
                return case
        raise UnknownName("decision on the table", decision, [case.id for case in self.cases])

    def chance(self, case: Case) -> float:
        """Chance of the claim for a perfect judge of all that was heard so far."""
        return knowable_chance(
            case.decision,
            case.statements,
            case.findings,
            advisers=self.advisers,
            assumptions=self.assumptions,
        )

    def why_not(self, action: Action) -> str | None:
        """Reason why an action cannot be done now, or None if it can."""
        if action.kind == "defer":
            return None
        try:
            case = self.case(action.decision)
            hours, money = _price(self, case, action)
        except LeadlabError as error:
            return str(error)
        if case.status != "open":
            return f"{case.id!r} is {case.status}; only open decisions can be worked on."
        if hours > self.hours_left + SPECK:
            return (
                f"{action} takes {hours:g} hours and {self.hours_left:g} are left this week. "
                "Defer, or do something shorter."
            )
        if money > self.money_left + SPECK:
            return f"{action} costs {money:g} thousand and {self.money_left:g} are left."
        return None

    def allows(self, action: Action) -> bool:
        """Whether an action can be done now."""
        return self.why_not(action) is None


@dataclass(frozen=True, kw_only=True)
class RoomState:
    """A quarter in progress; `hidden` is for the machine, `view` for the lead."""

    room: Room
    week: int
    money_left: float
    hours_left: float
    cases: tuple[Case, ...]
    hidden: Hidden = field(repr=False)
    actions: tuple[Action, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the quarter has ended."""
        return self.week > self.room.weeks

    @cached_property
    def view(self) -> RoomView:
        """All that a lead could know now."""
        return RoomView(
            week=self.week,
            weeks=self.room.weeks,
            money_left=self.money_left,
            hours_left=self.hours_left,
            cases=tuple(case for case in self.cases if case.status != "coming"),
            advisers=self.room.advisers,
            assumptions=self.room.assumptions,
        )


Policy = Callable[[RoomView], Action]


def begin(seed: int, room: Room) -> RoomState:
    """First morning of a quarter drawn from the seed."""
    return opening(room, next(draw(room, replications=1, seed=seed)))


def opening(room: Room, hidden: Hidden) -> RoomState:
    """First morning of a quarter whose hidden facts are given."""
    state = RoomState(
        room=room,
        week=0,
        money_left=room.money,
        hours_left=0.0,
        cases=tuple(Case(decision=decision) for decision in room.decisions),
        hidden=hidden,
    )
    return _next_week(state)


def step(state: RoomState, action: Action) -> RoomState:
    """State after one action; the given state stays as it is."""
    if state.over:
        raise RoomFault("The quarter is over; nothing more can be done in it.")
    if not isinstance(action, Action):
        raise RoomFault(
            f"An action comes from decide, ask, meet, look or defer, but saw {shortened(action)}."
        )
    if (reason := state.view.why_not(action)) is not None:
        raise RoomFault(reason)
    done = replace(state, actions=(*state.actions, action))
    if action.kind == "defer":
        return _next_week(done)
    case = state.view.case(action.decision)
    hours, money = _price(state.view, case, action)
    after = _acted(state, case, action, money)
    return replace(
        done,
        hours_left=state.hours_left - hours,
        money_left=state.money_left - money,
        cases=tuple(after if each.id == case.id else each for each in state.cases),
    )


def _price(view: RoomView, case: Case, action: Action) -> tuple[float, float]:
    """Hours and money of an action; faults of names and of repetition."""
    assumed = view.assumptions
    match action.kind:
        case "decide":
            case.decision.option(action.what)
            said = action.probability
            if said is not None and not (isinstance(said, int | float) and 0 <= said <= 1):
                raise RoomFault(f"probability: a chance lies in 0 to 1, not {shortened(said)}.")
            return assumed.decide_hours, 0.0
        case "ask":
            if action.what not in case.decision.advisers:
                raise UnknownName(f"adviser on {case.id!r}", action.what, case.decision.advisers)
            if action.what not in case.unheard:
                raise RoomFault(f"{action.what!r} has already spoken about {case.id!r}.")
            return assumed.ask_hours, 0.0
        case "meet":
            if not case.unheard:
                raise RoomFault(f"Everybody has already spoken about {case.id!r}.")
            return assumed.meet_hours, 0.0
        case "look":
            found = case.decision.look(action.what)
            if found.id not in case.unbought:
                raise RoomFault(f"{found.id!r} was already bought for {case.id!r}.")
            return found.hours, found.cost
        case _:
            raise RoomFault(f"There is no action {shortened(action.kind)!r}.")


def _acted(state: RoomState, case: Case, action: Action, money: float) -> Case:
    room, hidden, decision = state.room, state.hidden, case.decision
    match action.kind:
        case "decide":
            return _settled(state, case, action.what, probability=action.probability)
        case "look":
            bought = decision.look(action.what)
            ready = state.week + bought.weeks
            says = found_by(bought, room=room, hidden=hidden, decision=decision)
            finding = Finding(
                look=bought.id, ready=ready, says=says if ready <= state.week else None
            )
            return replace(case, findings=(*case.findings, finding), spent=case.spent + money)
        case _:
            together = action.kind == "meet"
            heard = tuple(
                Statement(
                    adviser=name,
                    chance=said_by(
                        room.adviser(name),
                        room=room,
                        hidden=hidden,
                        decision=decision,
                        together=together,
                    ),
                    together=together,
                    week=state.week,
                )
                for name in (case.unheard if together else (action.what,))
            )
            return replace(case, statements=(*case.statements, *heard))


def _settled(
    state: RoomState,
    case: Case,
    option: str,
    *,
    probability: float | None = None,
    lapsed: bool = False,
) -> Case:
    seen = state.week + round(state.room.assumptions.reveal_weeks)
    chance = state.view.chance(case)
    left = [value for value, action in steps(state.view, case, chance) if state.view.allows(action)]
    settled = replace(
        case,
        status="decided",
        option=option,
        probability=probability,
        knowable=chance,
        unlooked=max([0.0, *left]),
        decided_week=state.week,
        seen_week=seen,
        lapsed=lapsed,
    )
    return _shown(settled, state) if seen <= state.week else settled


def _shown(case: Case, state: RoomState) -> Case:
    truth = state.hidden.truth[state.room.decisions.index(case.decision)]
    chosen = case.decision.option(case.option or case.decision.default)
    payoff, undone = case.decision.final(chosen, truth=truth)
    result = payoff - case.delay_cost - case.spent
    return replace(case, truth=truth, result=result, undone=undone)


def _next_week(state: RoomState) -> RoomState:
    """Overdue decisions lapse, the week turns, looks arrive, truths show, new questions open."""
    week = state.week + 1
    cases = []
    for case in state.cases:
        after = case
        if after.status == "open" and after.decision.due <= state.week:
            after = _settled(state, after, after.decision.default, lapsed=True)
        if after.status == "coming" and after.decision.week <= week:
            after = replace(after, status="open")
        if after.status == "open" and after.waiting:
            after = replace(after, findings=_arrived(after, state, week))
        if after.status == "decided" and after.truth is None:
            last = week > state.room.weeks  # after the quarter everything comes to light
            if last or (after.seen_week or 0) <= week:
                after = _shown(after, state)
        cases.append(after)
    return replace(state, week=week, hours_left=state.room.hours_per_week, cases=tuple(cases))


def _arrived(case: Case, state: RoomState, week: int) -> tuple[Finding, ...]:
    return tuple(
        finding
        if finding.says is not None or finding.ready > week
        else replace(
            finding,
            says=found_by(
                case.decision.look(finding.look),
                room=state.room,
                hidden=state.hidden,
                decision=case.decision,
            ),
        )
        for finding in case.findings
    )
