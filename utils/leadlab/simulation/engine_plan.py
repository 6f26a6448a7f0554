"""The week's plan in numbers: one policy for all replications, or another for each."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.engine_patience import OutOfPatience, Watch
from leadlab.simulation.policies import FloatArray, PolicyFault, each_answer, stopped
from leadlab.simulation.records import first_again
from leadlab.simulation.team_policy import SHARES, Policy, PolicyFunction, TeamView

PATIENCE_SECONDS = 120.0
MARGIN = 2  # a call that does not come back is given so much more, since a machine may be busy
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
    rows: dict[int, int] = {}  # most are the very same plan over and over
    places = [rows.setdefault(id(policy), len(rows)) for policy in policies]
    unlike = [policies[places.index(row)] for row in range(len(rows))]
    table = np.asarray([_numbers(policy) for policy in unlike], dtype=np.float64)
    columns = table[0] if len(policies) == 1 else table.T.take(places, axis=1)
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
        self._patience = _patience_of(patience)
        self._watch: Watch | None = None
        if self.constant is not None:
            self._plan = plan_of([self.constant])
        elif callable(policy):
            _refuse_uncallable(policy)
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

    @contextmanager
    def watched(self, weeks: int) -> Iterator[None]:
        """While so many weeks are asked for, an answer that does not come is not waited for."""
        if self._function is None:
            yield
            return
        with Watch(MARGIN * self._patience / weeks + 1) as self._watch:
            yield

    def week(self, week: int, weeks: int, views: Callable[[], Sequence[TeamView]]) -> Plan:
        """Plan of a week, from what the policy says to each view; to be asked while `watched`."""
        if self._function is None:
            return self._plan
        seen = views()
        limit = self._patience / weeks
        assert self._watch is not None
        try:
            with self._watch.call():
                said = self._answers(seen, week, limit)
        except OutOfPatience:
            raise self._slow(week, f"it did not come back in {limit:.2g} seconds", limit) from None
        return plan_of(said)

    def _answers(self, seen: Sequence[TeamView], week: int, limit: float) -> list[Policy]:
        assert self._function is not None
        latest = time.perf_counter() + limit
        said: list[Policy] = []
        answers = each_answer(self._function, first_again(seen))
        for _ in range(len(seen)):
            said.append(self._answer(answers, week))
            if time.perf_counter() > latest:
                spent = time.perf_counter() - latest + limit
                done = f"{len(said):,} of {len(seen):,} replications"
                raise self._slow(week, f"it took {spent:.2g} seconds for {done}", limit)
        if len(seen) > 1 and self._answer(answers, week) != said[0]:
            raise PolicyFault(
                f"in week {week}",
                f"it returned {_short(said[0])} and, asked again with the same view, another "
                "plan; it keeps something between replications or draws its own luck, and "
                "allowed is a plan that follows from the view alone",
                came_back=said[0],
            )
        return said

    def _answer(self, answers: Iterator[Any], week: int) -> Policy:
        when = f"in week {week}"
        try:
            found = next(answers)
        except LeadlabError as error:
            raise PolicyFault(
                when, f"it asked for something that is not allowed. {error}"
            ) from error
        except (Exception, SystemExit) as error:  # the learner's own code may fail in any way
            raise stopped(when, error) from error
        if not isinstance(found, Policy):
            hint = _hint(found)
            raise PolicyFault(when, f"it returned {_seen(found)}; {ALLOWED}{hint}", came_back=found)
        return found

    @staticmethod
    def _slow(week: int, took: str, limit: float) -> PolicyFault:
        return PolicyFault(
            f"in week {week}",
            f"{took}; allowed are {limit:.2g} seconds a week. Do less in it, or ask for fewer "
            "replications",
        )


def _patience_of(seconds: object) -> float:
    if seconds is None:
        return PATIENCE_SECONDS
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
        raise LeadlabError(
            f"patience_seconds: expected a number above 0, but saw {shortened(seconds)}."
        )
    return float(seconds)


def _refuse_uncallable(policy: Any) -> None:
    """A class, or a function that takes something else than the view."""
    if policy is Policy:
        raise PolicyFault("before week 1", "Policy is the class itself; write Policy()")
    try:
        inspect.signature(policy).bind("view")
    except TypeError as error:
        raise PolicyFault(
            "before week 1",
            f"it cannot be called with the view alone ({error}); allowed is a function of one "
            "value, as in def plan(view): return Policy()",
        ) from error
    except ValueError:  # a function without a signature, from a library in C
        return


def _seen(found: object) -> str:
    return shortened(repr(found)) if isinstance(found, str) else shortened(found)


def _hint(found: object) -> str:
    """What usually brings this back instead of a plan."""
    if found is None:
        return ". Did you forget a return statement?"
    if inspect.isgenerator(found):
        return ". Did you write yield in place of return?"
    if inspect.iscoroutine(found):
        found.close()
        return ". Write def in place of async def"
    if found is Policy:
        return ". Did you forget the brackets of Policy()?"
    return ""


def _short(policy: Policy) -> str:
    default = Policy()
    changed = [
        f"{name}={getattr(policy, name)!r}"
        for name in Policy.__dataclass_fields__
        if getattr(policy, name) != getattr(default, name)
    ]
    return f"Policy({', '.join(changed)})"
