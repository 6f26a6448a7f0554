"""Named policies for the decision room: rivals to beat, and a reference that computes.

All of them state the chance that they act on, so that their forecasts can be scored.
"""

from __future__ import annotations

from leadlab.simulation.decision_room import Case, Policy, RoomView
from leadlab.simulation.decision_room_records import (
    Action,
    Decision,
    decide,
    defer,
    look,
    meet,
)
from leadlab.simulation.decision_room_steps import steps


def decide_at_once(view: RoomView) -> Action:
    """Decide everything in the week in which it comes up, on the base rate."""
    for case in view.open:
        action = _settle(case, case.decision.base_rate)
        if view.allows(action):
            return action
    return defer()


def always_buy(view: RoomView) -> Action:
    """Buy every look that can be paid, wait for it, ask nobody, then weigh it exactly."""
    for case in view.open:
        if case.decision.due <= view.week:
            action = _settle(case, view.chance(case))
            if view.allows(action):
                return action
        for name in case.unbought:
            buy = look(case.id, name)
            if view.week + case.decision.look(name).weeks <= case.decision.due and view.allows(buy):
                return buy
        action = _settle(case, view.chance(case))
        if not case.waiting and view.allows(action):
            return action
    return defer()


def popular_rule(view: RoomView) -> Action:
    """Call a meeting on everything and follow the average of what is said there."""
    for case in view.open:
        call = meet(case.id)
        if case.unheard and view.allows(call):
            return call
        if case.statements or not case.decision.advisers or case.decision.due <= view.week:
            said = [statement.chance for statement in case.statements]
            chance = sum(said) / len(said) if said else case.decision.base_rate
            action = _settle(case, chance)
            if view.allows(action):
                return action
    return defer()


def reference(view: RoomView) -> Action:
    """Take the step of highest net value of information; decide when none pays for itself.

    A step is one look or one adviser alone; its value is the EVSI at the present chance, less
    money, hours at `hour_price`, and delay. Looking only one step ahead makes it a strong rule,
    not an optimal one.
    """
    for case in view.open:
        if case.waiting and case.decision.due > view.week:
            continue
        chance = view.chance(case)
        left = [pair for pair in steps(view, case, chance) if view.allows(pair[1])]
        best = max(left, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] > 0:
            return best[1]
        action = _settle(case, chance)
        if view.allows(action):
            return action
    return defer()


BASELINES: dict[str, Policy] = {
    "decide at once": decide_at_once,
    "always buy": always_buy,
    "popular rule": popular_rule,
    "reference": reference,
}


def best_option(decision: Decision, chance: float) -> str:
    """Option of highest expected value when the claim holds with this chance."""
    values = [chance * yes + (1 - chance) * no for yes, no in decision.table]
    return decision.options[values.index(max(values))].id


def _settle(case: Case, chance: float) -> Action:
    return decide(case.id, best_option(case.decision, chance), probability=round(chance, 4))
