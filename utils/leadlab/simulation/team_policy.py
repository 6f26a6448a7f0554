"""What a lead decides each week, and what a lead could know when deciding."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any, Self

from leadlab.errors import LeadlabError, UnknownName, shortened

SHARES = ("features", "debt", "reliability", "mentoring", "learning")
REVIEWS = ("none", "one", "two", "single")
ANSWERS = ("thank", "ask", "ignore", "blame")
LIMITS: dict[str, tuple[float, float]] = {
    **dict.fromkeys(SHARES, (0, 1)),
    "wip_limit": (1, 500),
    "batch_size": (1, 200),
    "overtime": (0, 0.5),
    "delegation": (0, 1),
}
LOWEST, HIGHEST = zip(*LIMITS.values(), strict=True)
PLAIN_NUMBERS = {int, float}
USUAL_REST = 0.05
LEFT_OVER = float("nan")  # this very object stands for "what the others leave"
WHOLE = ("wip_limit", "batch_size", "headcount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The plan for a week.

    Shares are of the time that interruptions leave; what is left over is rest. `features` is what
    the other shares leave but a twentieth, unless it is given. `wip_limit` counts
    items from start to finish, `batch_size` changes in one deployment. `review` is "one" or "two"
    colleagues, a "single" named reviewer, or "none". `headcount` is hired up to (None: nobody is
    hired). `bad_news` is "thank", "ask" (thank and go looking), "ignore" or "blame". `promise` is
    what stakeholders are told, items a week (None: what the last weeks brought).

    >>> import leadlab as lab
    >>> lab.Policy(debt=0.25).features
    0.6
    """

    features: float = LEFT_OVER
    debt: float = 0.10
    reliability: float = 0.05
    mentoring: float = 0.03
    learning: float = 0.02
    wip_limit: int = 14
    batch_size: int = 3
    review: str = "one"
    overtime: float = 0.0
    headcount: int | None = None
    delegation: float = 0.5
    bad_news: str = "thank"
    promise: float | None = None

    def __new__(cls, *levers: Any, **named: Any) -> Self:
        """Refuse unknown and unnamed levers in a sentence, before the language does."""
        if levers:
            raise LeadlabError(
                f"Policy: {shortened(levers[0])} has no name; each lever is named, "
                "as in Policy(debt=0.2)."
            )
        for name in named:
            if name not in cls.__dataclass_fields__:
                raise UnknownName("lever", name, cls.__dataclass_fields__)
        return object.__new__(cls)

    def __post_init__(self) -> None:
        if self.features is LEFT_OVER:
            object.__setattr__(self, "features", self._left())
        if not self._plainly_allowed():
            self._refuse_what_is_not_allowed()

    def _plainly_allowed(self) -> bool:
        """Whether all is well at first sight; most plans are, and there are very many."""
        levers = _levers(self)
        return (
            PLAIN_NUMBERS.issuperset(map(type, levers))
            and all(map(operator.le, LOWEST, levers))
            and all(map(operator.le, levers, HIGHEST))
            and sum(levers[: len(SHARES)]) <= 1
            and self.wip_limit % 1 == 0 == self.batch_size % 1
            and self.headcount is None
            and self.promise is None
            and type(self.review) is str
            and self.review in REVIEWS
            and type(self.bad_news) is str
            and self.bad_news in ANSWERS
        )

    def _refuse_what_is_not_allowed(self) -> None:
        faults = []
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if not _fits(value, low, high):
                hint = ""
                if _is_percent(value, high):
                    hint = f" ({float(value):g} % is {float(value) / 100:g})"
                faults.append(f"{name} is {shortened(value)}, allowed {low:g} to {high:g}{hint}")
        if self.headcount is not None and not _fits(self.headcount, 1, 40):
            faults.append(f"headcount is {shortened(self.headcount)}, allowed 1 to 40, or None")
        if self.promise is not None and not _fits(self.promise, 0, 1000):
            faults.append(f"promise is {shortened(self.promise)}, allowed 0 to 1000, or None")
        for name in WHOLE:
            value = getattr(self, name)
            if _fits(value, -1e9, 1e9) and value != int(value):
                faults.append(f"{name} is {float(value):g}, expected a whole number")
        for name, known in (("review", REVIEWS), ("bad_news", ANSWERS)):
            if getattr(self, name) not in known:
                faults.append(str(UnknownName(name, getattr(self, name), known)).rstrip("."))
        if not faults and self.shares > 1 + 1e-9:
            each = ", ".join(f"{name} {float(getattr(self, name)):g}" for name in SHARES)
            faults.append(f"the shares add up to {self.shares:.3g}, allowed at most 1: {each}")
        if faults:
            raise LeadlabError(f"Policy: {'; '.join(faults)}.")

    def _left(self) -> float:
        """Share for features if nobody says: all that the others leave but a twentieth."""
        others = (self.debt, self.reliability, self.mentoring, self.learning)
        if PLAIN_NUMBERS.issuperset(map(type, others)):
            return _left_by(others)
        return left_for_features(others) if all(_fits(each, 0, 1) for each in others) else 0.0

    def changed(self, **values: Any) -> Policy:
        """This plan with other values; unless named, features get what the other shares leave.

        >>> Policy(features=0.5).changed(debt=0.3).features
        0.55
        """
        return Policy(**{**{name: getattr(self, name) for name in LEVER_NAMES}, **values})

    @property
    def shares(self) -> float:
        """Sum of the five shares."""
        return math.fsum(getattr(self, name) for name in SHARES)

    @property
    def rest(self) -> float:
        """Share of time that is planned for nothing.

        >>> Policy(features=0.5, debt=0.1).rest
        0.3
        """
        return round(max(1 - self.shares, 0.0), 12)


def left_for_features(others: Iterable[float]) -> float:
    """Share of time that the other four shares leave to features, but for a usual rest.

    >>> left_for_features([0.25, 0.05, 0.03, 0.02])
    0.6
    """
    return max(round(1 - USUAL_REST - math.fsum(others), 12), 0.0)


@functools.lru_cache(maxsize=1_000)
def _left_by(others: tuple[float, ...]) -> float:
    return left_for_features(others) if all(_fits(each, 0, 1) for each in others) else 0.0


_levers = operator.attrgetter(*LIMITS)
LEVER_NAMES = tuple(each.name for each in fields(Policy) if each.name != "features")


def _fits(value: object, low: float, high: float) -> bool:
    if type(value) is float or type(value) is int:  # most are, and there are very many
        return low <= value <= high
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return math.isfinite(value) and low <= float(value) <= high


def _is_percent(value: object, high: float) -> bool:
    return high <= 1 and _fits(value, 1.5, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """What a lead could know on Monday morning of `week` (1 is the first).

    Debt is what people say it costs them (share of time), exhaustion what they admit: both are
    noisy, and the second sinks where safety is low. Flows are those of the week before.
    """

    week: int
    weeks: int
    people: int
    backlog: int
    in_progress: int
    finished: int
    deployments: int
    failed_deployments: int
    pages: int
    known_risks: float
    debt_interest_felt: float
    exhaustion_admitted: float
    safety_felt: float
    error_budget: float
    stakeholder_trust: float
    cash: float


PolicyFunction = Callable[[TeamView], Policy]
