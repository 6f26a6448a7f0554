"""Choosing under uncertainty: options, criteria, chances, doors and the log of decisions.

>>> from leadlab.models import decisions
>>> decisions.evpi([[500, -300], [0, 0]], [0.6, 0.4])
120.0
"""

from leadlab.models.decisions.criteria import (
    Flip,
    WeightSensitivity,
    dominated,
    pareto_front,
    ranking,
    smallest_flip,
    weight_sensitivity,
    weighted_scores,
    winning_weights,
)
from leadlab.models.decisions.doors import (
    DoorComparison,
    cost_of_delay,
    reversal_cost,
    reversibility_value,
    try_or_analyse,
)
from leadlab.models.decisions.fronts import FrontReading, read_front
from leadlab.models.decisions.information import SampleInformation, evpi, evsi, posterior
from leadlab.models.decisions.latency import (
    DecisionLatency,
    decision_latency,
    decision_latency_by,
    decision_times,
)
from leadlab.models.decisions.payoffs import (
    best_action,
    break_even,
    break_even_chance,
    expected_value,
    expected_values,
    maximin,
    minimax_regret,
    regrets,
)

__all__ = [
    "DecisionLatency",
    "DoorComparison",
    "Flip",
    "FrontReading",
    "SampleInformation",
    "WeightSensitivity",
    "best_action",
    "break_even",
    "break_even_chance",
    "cost_of_delay",
    "decision_latency",
    "decision_latency_by",
    "decision_times",
    "dominated",
    "evpi",
    "evsi",
    "expected_value",
    "expected_values",
    "maximin",
    "minimax_regret",
    "pareto_front",
    "posterior",
    "ranking",
    "read_front",
    "regrets",
    "reversal_cost",
    "reversibility_value",
    "smallest_flip",
    "try_or_analyse",
    "weight_sensitivity",
    "weighted_scores",
    "winning_weights",
]
