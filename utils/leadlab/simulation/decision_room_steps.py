"""What one more look or one more question would be worth before a decision."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from leadlab.simulation.decision_room_records import Action, Decision, ask, look

if TYPE_CHECKING:
    from leadlab.simulation.decision_room import Case, RoomView


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


def steps(view: RoomView, case: Case, chance: float) -> list[tuple[float, Action]]:
    """Net value, thousand euro, and action of each look and each adviser that is left.

    Net value = EVSI at the present chance - money - hours x hour_price - weeks x delay_per_week.
    An adviser counts as a yes/no look: yes if the impression lies above 0.
    """
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
            spread = math.hypot(adviser.noise, assumed.bias_spread)
            right = 0.5 * (1 + math.erf(assumed.signal / spread / math.sqrt(2)))
            gain = value_of_look(decision, chance, yes_if_true=right, yes_if_false=1 - right)
            net = gain - assumed.ask_hours * assumed.hour_price
            found.append((net, ask(case.id, adviser.id)))
    return found
