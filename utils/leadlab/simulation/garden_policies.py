"""Ways to lead the garden: all to the strongest, spread, and pair and delegate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from leadlab.simulation.garden_records import COVERED, Assignment, Garden, Month
from leadlab.simulation.garden_views import GardenPolicy, GardenView, PersonView
from leadlab.simulation.policies import FloatArray

USUAL_LEVEL = 4
WANTED = 2
"""People who should be able to keep each area, at least."""
EASY = 0.35
"""Exhaustion from which somebody is left in peace."""
UNSKILLED = 0.15


@cache
def _ways(people: int, areas: int) -> FloatArray:
    """Every way to give each person one area (ways, people, areas)."""
    places = np.stack(np.unravel_index(np.arange(areas**people), (areas,) * people), axis=1)
    return np.asarray(places[:, :, None] == np.arange(areas), dtype=np.float64)


def usual(garden: Garden) -> Month:
    """What would finish most at first, level 4, no pairs, no feedback.

    >>> from leadlab.catalog_garden import default_garden
    >>> usual(default_garden())["Leila"].area
    'app'
    """
    skills = {each.name: each.skills for each in garden.people}
    areas = _most_finished(skills, {each.name: each.demand for each in garden.areas}, {})
    return {name: Assignment(area=area) for name, area in areas.items()}


def best_now(view: GardenView, fixed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Who should do what to finish most this month, by trying every way; some may be fixed."""
    wanted = {each.name: each.demand + each.waiting / 8 for each in view.areas}
    return _most_finished({each.name: each.skills for each in view.people}, wanted, fixed or {})


def _most_finished(
    skills: Mapping[str, Mapping[str, float]], wanted: Mapping[str, float], fixed: Mapping[str, str]
) -> dict[str, str]:
    names = list(wanted)
    rates = np.array([[UNSKILLED + (1 - UNSKILLED) * each[name] for name in names]
                      for each in skills.values()])  # fmt: skip
    ways = _ways(len(skills), len(names))
    allowed = np.ones(len(ways), dtype=np.bool_)
    for at, person in enumerate(skills):
        if person in fixed:
            allowed &= ways[:, at, names.index(fixed[person])] > 0
    ways = ways[allowed]
    by_area = (rates[:, :, None] * np.eye(len(names))).reshape(-1, len(names))
    made = ways.reshape(len(ways), -1) @ by_area
    done = np.minimum(made, np.array(list(wanted.values()))).sum(axis=1)
    chosen = ways[int(done.argmax())].argmax(axis=1)
    return {person: names[at] for person, at in zip(skills, chosen, strict=True)}


def fitting_level(person: PersonView, area: str, *, guided: bool = False) -> int:
    """The level that fits somebody's skill in an area; a guide carries one more.

    >>> rui = PersonView(name="Rui", skills={"web": 0.4}, confidence=0.5, exhaustion_admitted=0.2,
    ...                  trust=0.6, load=1.0, feedback_row=0)
    >>> fitting_level(rui, "web")
    3
    """
    return min(round(1 + 6 * person.skills[area]) + guided, 7)


def strongest(view: GardenView) -> Month:
    """All to the strongest: what finishes most now, level 4, no pairs and no feedback."""
    areas = best_now(view)
    return {each.name: Assignment(area=areas[each.name]) for each in view.people}


def spread(view: GardenView) -> Month:
    """Everybody gets every area in turn, alone and on level 4."""
    names = [each.name for each in view.areas]
    return {
        each.name: Assignment(area=names[(at + view.month) % len(names)])
        for at, each in enumerate(view.people)
    }


def pair_and_delegate(view: GardenView) -> Month:
    """What finishes most, at fitting levels; the thinnest areas get a learner beside a keeper.

    Feedback is on the task, after asking, every third month for each person.
    """
    guides = pairs(view)
    areas = best_now(view, {learner: area for learner, (area, _) in guides.items()})
    return {
        each.name: Assignment(
            area=areas[each.name],
            guide=guides[each.name][1] if each.name in guides else None,
            level=fitting_level(each, areas[each.name], guided=each.name in guides),
            feedback="task_asked" if (view.month + at) % 3 == 0 else "none",
        )
        for at, each in enumerate(view.people)
    }


def pairs(view: GardenView, *, most: int = 2, safe: float = 0.65) -> dict[str, tuple[str, str]]:
    """Who learns which area beside whom, thinnest areas first, until enough people are safe in it.

    A learner is nearest to keeping the area, and not tired; a guide is the best who is not tired.
    """
    found: dict[str, tuple[str, str]] = {}
    for area in sorted(view.areas, key=lambda each: (each.keepers, each.name)):
        name = area.name
        strong = sum(each.skills[name] >= safe for each in view.people)
        free = [each for each in view.people
                if each.name not in {*found, *(guide for _, guide in found.values())}]  # fmt: skip
        learners = [each for each in free
                    if each.skills[name] < safe and each.exhaustion_admitted < EASY]  # fmt: skip
        keepers = [each for each in free if each.skills[name] >= COVERED]
        if strong >= WANTED or not learners or not keepers:
            continue
        learner = max(learners, key=lambda each: each.skills[name])
        guide = max(keepers, key=lambda each: each.skills[name] - each.exhaustion_admitted)
        if guide.name != learner.name:
            found[learner.name] = (name, guide.name)
        if len(found) == most:
            break
    return found


RIVALS: Mapping[str, GardenPolicy] = {
    "all to the strongest": strongest,
    "spread": spread,
    "pair and delegate": pair_and_delegate,
}
