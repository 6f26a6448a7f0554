"""What a leg is told in: every sentence is made from its facts, as they are printed."""

from __future__ import annotations

from leadlab.simulation.flight import LegFacts


def told(facts: LegFacts, before: LegFacts | None = None) -> list[str]:
    """A leg in sentences; a direction is that of the printed numbers.

    >>> facts = LegFacts(number=1, finished=70, deployments=90, failed=9, interest=(0.19, 0.24),
    ...     exhaustion=(0.3, 0.3), trust=(0.5, 0.48), debt=(19, 26), held=True, score=20,
    ...     causes={"feature work": 12, "rush": 1, "old debt": 1, "repair": -7})
    >>> told(facts)[1]
    'Debt took 24 % of time at its end, up from 19 %, which is worse.'
    """
    finished = f"Quarter {facts.number}: {facts.finished} items were finished"
    if before is not None:
        finished += f", {_than(facts.finished - before.finished)} in the quarter before"
    start, end = (round(100 * each) for each in facts.interest)
    causes = facts.causes
    tired = [round(each, 2) for each in facts.exhaustion]
    made = f"Feature work added {causes['feature work']:.1f} engineer-weeks of debt"
    grown = f"{made}, rush {causes['rush']:.1f} and old debt {causes['old debt']:.1f}"
    return [
        f"{finished}.",
        f"Debt took {end} % of time at its end, {_moved(start, end, ' %')}.",
        f"{grown}; repair took {abs(causes['repair']):.1f} away.",
        f"{facts.failed} of {facts.deployments} deployments failed.",
        f"Exhaustion stood at {tired[1]:.2f}, {_moved(tired[0], tired[1], '')}.",
    ]


def _than(more: int) -> str:
    if more == 0:
        return "as many as"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than"


def _moved(start: float, end: float, unit: str) -> str:
    """Both gauges are better when they are low."""
    if start == end:
        return "as before"
    shown = f"{start:.2f}" if isinstance(start, float) else f"{start}"
    up = end > start
    return f"{'up' if up else 'down'} from {shown}{unit}, which is {'worse' if up else 'better'}"
