"""Weighing one good against another: money over time, order, debt, options, benchmarks.

>>> from leadlab.models import tradeoffs
>>> tradeoffs.by_cost_of_delay([10, 30, 8], [2, 10, 1])
(2, 0, 1)
"""

from leadlab.models.tradeoffs.benchmarks import (
    BenchmarkDifference,
    compare_benchmarks,
    compare_pairs,
)
from leadlab.models.tradeoffs.debt import (
    DebtRun,
    best_share,
    interest_share,
    refactor_payback_weeks,
    repay,
)
from leadlab.models.tradeoffs.memo import DebtSums, debt_sums
from leadlab.models.tradeoffs.money import (
    OwnershipCost,
    break_even_volume,
    net_present_value,
    payback_period,
    total_cost_of_ownership,
)
from leadlab.models.tradeoffs.ordering import (
    by_cost_of_delay,
    by_moscow,
    by_wsjf_scores,
    delay_cost,
    waiting_steps,
)
from leadlab.models.tradeoffs.sensitivity import Bar, break_point, tornado
from leadlab.models.tradeoffs.staging import option_value

__all__ = [
    "Bar",
    "BenchmarkDifference",
    "DebtRun",
    "DebtSums",
    "OwnershipCost",
    "best_share",
    "break_even_volume",
    "break_point",
    "by_cost_of_delay",
    "by_moscow",
    "by_wsjf_scores",
    "compare_benchmarks",
    "compare_pairs",
    "debt_sums",
    "delay_cost",
    "interest_share",
    "net_present_value",
    "option_value",
    "payback_period",
    "refactor_payback_weeks",
    "repay",
    "tornado",
    "total_cost_of_ownership",
    "waiting_steps",
]
