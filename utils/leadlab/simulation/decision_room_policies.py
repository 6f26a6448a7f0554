"""Named policies for the decision room: rivals to beat, and a reference that computes.

All of them state the chance that they act on, so that their forecasts can be scored.
"""

from __future__ import annotations

import math

from leadlab.simulation.decision_room import Case, Policy, RoomView
from leadlab.simulation.decision_room_records import (
    Action,
    Decision,
    ask,
    decide,
    defer,
    look,
    meet,
)


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
        steps = [pair for pair in _steps(view, case, chance) if view.allows(pair[1])]
        best = max(steps, key=lambda pair: pair[0], default=None)
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


def value_of_look(
    decision: Decision, chance: float, *, yes_if_true: float, yes_if_false: float
) -> float:
    """EVSI of a yes/no look at the present chance, thousand euro, before its price.

    Formula as `decisions.evsi`, for two states and two signals.
    """
    table = decision.table
    now = max(chance * good + (1 - chance) * bad for good, bad in table)
    after = 0.0
    for true, false in ((yes_if_true, yes_if_false), (1 - yes_if_true, 1 - yes_if_false)):
        weight_true, weight_false = chance * true, (1 - chance) * false
        after += max(weight_true * good + weight_false * bad for good, bad in table)
    return max(after - now, 0.0)


def _settle(case: Case, chance: float) -> Action:
    return decide(case.id, best_option(case.decision, chance), probability=round(chance, 4))


def _steps(view: RoomView, case: Case, chance: float) -> list[tuple[float, Action]]:
    """Net value and action of each look and each adviser that is left."""
    assumed, decision = view.assumptions, case.decision
    found = []
    for name in case.unbought:
        bought = decision.look(name)
        if view.week + bought.weeks > decision.due:
            continue
        gain = value_of_look(
            decision, chance, yes_if_true=bought.yes_if_true, yes_if_false=bought.yes_if_false
        )
        price = bought.cost + bought.hours * assumed.hour_price
        found.append((gain - price - bought.weeks * decision.delay_per_week, look(case.id, name)))
    for adviser in view.advisers:
        if adviser.id in case.unheard:
            # an adviser taken as a yes/no look: yes if the impression lies above 0
            spread = math.hypot(adviser.noise, assumed.bias_spread)
            right = 0.5 * (1 + math.erf(assumed.signal / spread / math.sqrt(2)))
            gain = value_of_look(decision, chance, yes_if_true=right, yes_if_false=1 - right)
            net = gain - assumed.ask_hours * assumed.hour_price
            found.append((net, ask(case.id, adviser.id)))
    return found
