"""The week's plan in numbers: one policy for all replications, or another for each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.policies import FloatArray, PolicyFault, stopped
from leadlab.simulation.team_policy import SHARES, Policy, PolicyFunction, TeamView

PATIENCE_SECONDS = 120.0
ALLOWED = "allowed is a Policy, such as Policy(features=0.6, debt=0.2)"

PLANNED = (
    *SHARES, "wip_limit", "batch_size", "overtime", "delegation",
    "reviews", "single", "headcount", "promise", "thanks", "asks", "ignores", "blames",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Levers of a week, each one number or an array (replications,).

    `reviews` counts colleagues, the answers to bad news are 0 or 1, what was left open is NaN.
    """

    features: FloatArray
    debt: FloatArray
    reliability: FloatArray
    mentoring: FloatArray
    learning: FloatArray
    wip_limit: FloatArray
    batch_size: FloatArray
    overtime: FloatArray
    delegation: FloatArray
    reviews: FloatArray
    single: FloatArray
    headcount: FloatArray
    promise: FloatArray
    thanks: FloatArray
    asks: FloatArray
    ignores: FloatArray
    blames: FloatArray


def plan_of(policies: Sequence[Policy]) -> Plan:
    """Levers of one policy for all, or of one policy for each replication."""
    table = np.asarray([_numbers(policy) for policy in policies], dtype=np.float64)
    columns = table[0] if len(policies) == 1 else table.T
    return Plan(**{name: np.array(column) for name, column in zip(PLANNED, columns, strict=True)})


def _numbers(policy: Policy) -> tuple[float, ...]:
    answer = policy.bad_news
    return (
        policy.features, policy.debt, policy.reliability, policy.mentoring, policy.learning,
        policy.wip_limit, policy.batch_size, policy.overtime, policy.delegation,
        {"none": 0, "one": 1, "two": 2, "single": 1}[policy.review],
        policy.review == "single",
        np.nan if policy.headcount is None else policy.headcount,
        np.nan if policy.promise is None else policy.promise,
        answer in ("thank", "ask"), answer == "ask", answer == "ignore", answer == "blame",
    )  # fmt: skip


class Asked:
    """A policy, asked for the plan of each week.

    A function is asked once for each replication and week. The first replication is asked again
    after all the others: another answer to the same view means that something is remembered.
    """

    def __init__(self, policy: Policy | PolicyFunction, *, patience: float | None = None) -> None:
        self.constant = policy if isinstance(policy, Policy) else None
        self._function: PolicyFunction | None = None
        self._patience = PATIENCE_SECONDS if patience is None else patience
        if self.constant is not None:
            self._plan = plan_of([self.constant])
        elif callable(policy):
            self._function = policy
        else:
            raise PolicyFault(
                "before week 1",
                f"{shortened(policy)} is no policy; {ALLOWED}, or a function that returns one",
            )

    @property
    def title(self) -> str:
        """What to call the policy."""
        if self._function is None:
            return "constant plan"
        return getattr(self._function, "__name__", type(self._function).__name__)

    def week(self, week: int, weeks: int, views: Callable[[], Iterator[TeamView]]) -> Plan:
        """Plan of a week, from what the policy says to each view."""
        if self._function is None:
            return self._plan
        started = time.perf_counter()
        seen = list(views())
        said = []
        for number, view in enumerate(seen, start=1):
            said.append(self._answer(view, week))
            spent = time.perf_counter() - started
            if spent * weeks > self._patience and number * spent > 0:
                self._refuse_slow(week, weeks, spent, number, len(seen))
        if len(seen) > 1 and self._answer(seen[0], week) != said[0]:
            raise PolicyFault(
                f"in week {week}",
                f"it returned {_short(said[0])} and, asked again with the same view, another "
                "plan; it keeps something between replications or draws its own luck, and "
                "allowed is a plan that follows from the view alone",
                came_back=said[0],
            )
        return plan_of(said)

    def _answer(self, view: TeamView, week: int) -> Policy:
        assert self._function is not None
        when = f"in week {week}"
        try:
            found: Any = self._function(view)
        except LeadlabError as error:
            raise PolicyFault(
                when, f"it asked for something that is not allowed. {error}"
            ) from error
        except Exception as error:  # the learner's own code may fail in any way
            raise stopped(when, error) from error
        if not isinstance(found, Policy):
            hint = ". Did you forget a return statement?" if found is None else ""
            raise PolicyFault(
                when, f"it returned {shortened(repr(found))}; {ALLOWED}{hint}", came_back=found
            )
        return found

    def _refuse_slow(self, week: int, weeks: int, spent: float, number: int, total: int) -> None:
        raise PolicyFault(
            f"in week {week}",
            f"it took {spent:.1f} seconds for {number:,} of {total:,} replications; allowed are "
            f"{self._patience / weeks:.1f} seconds a week. Do less in it, or ask for fewer "
            "replications",
        )


def _short(policy: Policy) -> str:
    default = Policy()
    changed = [
        f"{name}={getattr(policy, name)!r}"
        for name in Policy.__dataclass_fields__
        if getattr(policy, name) != getattr(default, name)
    ]
    return f"Policy({', '.join(changed)})"
