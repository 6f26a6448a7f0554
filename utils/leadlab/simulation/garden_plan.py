"""What a way to lead answers before a month, checked and as numbers."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.garden_records import (
    MOST_LEARNERS,
    Assignment,
    Garden,
    Month,
    checked,
)
from leadlab.simulation.garden_state import KINDS, NO_GUIDE, MonthPlan
from leadlab.simulation.garden_views import GardenPolicy, GardenView
from leadlab.simulation.policies import PolicyFault, each_answer, stopped

PLAIN_BYTES = 2
"""The form of `marshal` in which equal values of equal types have equal bytes."""
Numbers = tuple[int, int, int, int]
"""Places of an area and of a guide, a level, and the place of a kind of feedback."""


def plan_of(garden: Garden, months: Sequence[Month]) -> MonthPlan:
    """One month's plan from what each replication says.

    >>> from leadlab.catalog_garden import default_garden
    >>> from leadlab.simulation.garden_policies import usual
    >>> garden = default_garden()
    >>> plan_of(garden, [usual(garden)]).level.tolist()
    [[4, 4, 4, 4, 4, 4]]
    """
    return _plan([_row(garden, month) for month in months])


def _plan(rows: Sequence[Sequence[Numbers]]) -> MonthPlan:
    table = np.asarray(rows, dtype=np.int64)
    area, guide, level, feedback = (table[:, :, at] for at in range(4))
    return MonthPlan(area=area, guide=guide, level=level, feedback=feedback)


def _row(garden: Garden, month: Month) -> list[Numbers]:
    return [_numbers(garden, month[each.name]) for each in garden.people]


def _numbers(garden: Garden, each: Assignment) -> Numbers:
    guide = NO_GUIDE if each.guide is None else garden.person(each.guide)
    return garden.area(each.area), guide, int(each.level), KINDS.index(each.feedback)


class Asked:
    """A policy that is asked month by month, about all worlds in one go.

    What somebody gets is looked at once: in hundreds of worlds it is the same few things.

    >>> from leadlab.catalog_garden import default_garden
    >>> from leadlab.simulation.garden_policies import strongest
    >>> from leadlab.simulation.garden_worlds import first_view
    >>> garden = default_garden()
    >>> Asked(strongest, garden).plan([first_view(garden)], 0).level.tolist()
    [[4, 4, 4, 4, 4, 4]]
    """

    def __init__(self, policy: GardenPolicy, garden: Garden) -> None:
        self.policy, self.garden = policy, garden
        self._names = [each.name for each in garden.people]
        self._known: dict[object, Numbers] = {}

    def plan(self, seen: Sequence[GardenView], month: int) -> MonthPlan:
        """What the policy answers to the views of a month, each of another world; the first is 0.

        Raises:
            PolicyFault: it stopped, or answered with something that is no answer.
        """
        answers, when = each_answer(self.policy, seen), f"before month {month + 1}"
        return _plan([self._next(answers, when) for _ in range(len(seen))])

    def _next(self, answers: Iterator[Any], when: str) -> list[Numbers]:
        try:
            answer = next(answers)
        except Exception as error:  # the learner's own code may fail in any way
            raise stopped(when, error) from error
        return self._read(answer) or self._looked_at(answer, when)

    def _read(self, answer: Any) -> list[Numbers] | None:
        """An answer of which every part has been looked at; None for any other."""
        if type(answer) is not dict or len(answer) != len(self._names):
            return None
        try:
            row = [self._known[_key(name, answer[name])] for name in self._names]
        except (KeyError, TypeError):
            return None
        guides = [guide for _, guide, _, _ in row if guide != NO_GUIDE]
        crowded = len(guides) > MOST_LEARNERS and max(map(guides.count, guides)) > MOST_LEARNERS
        return None if crowded else row

    def _looked_at(self, answer: Any, when: str) -> list[Numbers]:
        row = _row(self.garden, _month(answer, self.garden, when))
        for name, numbers in zip(self._names, row, strict=True):
            key = _key(name, answer[name])
            if key is not None:
                self._known[key] = numbers
        return row


def _key(name: str, each: Any) -> object:
    """What somebody gets, with the types: True equals 1, and is no level; None for odd types."""
    if type(each) is Assignment:  # which looks at its own level
        return name, each
    try:
        return (name, marshal.dumps(each, PLAIN_BYTES)) if type(each) is dict else None
    except ValueError:  # of a type that Python itself does not write
        return None


def _month(answer: Any, garden: Garden, when: str) -> Month:
    if not isinstance(answer, Mapping) or not all(
        isinstance(each, Assignment | Mapping) for each in answer.values()
    ):
        hint = ". Did you forget a return statement?" if answer is None else ""
        raise PolicyFault(
            when,
            f"it returned {shortened(repr(answer))} where a dictionary from each name to what that "
            f'person gets was expected, such as {{"Rui": {{"area": "web", "level": 3}}}}{hint}',
            came_back=answer,
        )
    try:
        return checked(garden, {name: _assignment(each) for name, each in answer.items()})
    except LeadlabError as error:
        raise PolicyFault(when, str(error), came_back=answer) from error
    except TypeError as error:
        fault = f"what a person gets has an area, a guide, a level and feedback; {error}"
        raise PolicyFault(when, fault, came_back=answer) from error


def _assignment(each: Any) -> Assignment:
    return each if isinstance(each, Assignment) else Assignment(**each)
