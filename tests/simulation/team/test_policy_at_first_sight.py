"""A plan that is allowed at first sight is one that a close look allows."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.simulation.team_policy import LIMITS, SHARES, Policy

odd = st.sampled_from(
    [math.nan, math.inf, -math.inf, True, False, None, "0.1", Fraction(1, 10), 1e300, -0.0, 10**400]
)
near_shares = st.sampled_from([0, 1, 0.0, 0.2, 0.25, 1.0, 1 + 1e-10, 1.1, -1e-12, 30])
near_others = st.sampled_from([0, 1, 0.5, 1.5, 2, 200, 500, 501, 0.5 + 1e-9, 3.0])


def levers_near_the_limits() -> st.SearchStrategy[dict[str, Any]]:
    """Some levers, each at, inside or beyond its limits, or of a strange type."""
    each = {name: (near_shares if name in SHARES else near_others) | odd for name in LIMITS}
    more = {
        "review": st.sampled_from(["one", "two", "three", None, ["one"], 1]),
        "bad_news": st.sampled_from(["ask", "shout", None, ("ask",)]),
        "headcount": st.sampled_from([None, 7, 7.5, 0, "7"]),
        "promise": st.sampled_from([None, 7, 7.5, -1, "7"]),
    }
    return st.fixed_dictionaries({}, optional={**each, **more})


def closely(levers: dict[str, Any]) -> str:
    """What a close look alone makes of the levers: the plan, or what is said against it."""

    class Doubted(Policy):
        __slots__ = ()

        def _plainly_allowed(self) -> bool:
            return False

    try:
        return repr(Doubted(**levers)).replace(Doubted.__qualname__, "Policy")
    except LeadlabError as error:
        return str(error)


@given(levers_near_the_limits())
@example({})
@example({"features": 0.85})
@example({"features": 0.8, "debt": 0.2, "reliability": 0, "mentoring": 0, "learning": 0})
@example({"features": 0.8 + 2e-10, "debt": 0.2, "reliability": 0, "mentoring": 0, "learning": 0})
def test_both_allow_and_refuse_the_same(levers: dict[str, Any]) -> None:
    """Whatever the levers, the plan is the same, or what is said against it."""
    try:
        said = repr(Policy(**levers))
    except LeadlabError as error:
        said = str(error)

    assert closely(levers) == said
