"""Ways to lead the garden: all to the strongest, spread, and pair and delegate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from leadlab.simulation.garden_records import COVERED, Assignment, Garden, Month
from leadlab.simulation.garden_views import AreaView, GardenPolicy, GardenView, PersonView
from leadlab.simulation.garden_ways import most_finished

USUAL_LEVEL = 4
WANTED = 2
"""People who should be able to keep each area, at least."""
SAFE = 0.6
"""Skill from which somebody keeps an area for some months, even unused."""
EASY = 0.45
"""Admitted exhaustion from which somebody is left in peace."""
FAR = 0.3
"""How far above a skill work lies when it takes a guide."""


def usual(garden: Garden) -> Month:
    """What would finish most at first, level 4, no pairs, no feedback.

    >>> from leadlab.catalog_garden import default_garden
    >>> usual(default_garden())["Leila"].area
    'app'
    """
    skills = {each.name: each.skills for each in garden.people}
    areas = most_finished(skills, {each.name: each.demand for each in garden.areas}, {})
    return {name: Assignment(area=area) for name, area in areas.items()}


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
    return {name: _alone(area) for name, area in view.most_finished().items()}


@cache
def _alone(area: str) -> Assignment:
    """An area and nothing else; there are few, and each is looked at when it is made."""
    return Assignment(area=area)


def spread(view: GardenView) -> Month:
    """Everybody gets every area in turn, alone and on level 4."""
    names = [each.name for each in view.areas]
    return {
        each.name: Assignment(area=names[(at + view.month) % len(names)])
        for at, each in enumerate(view.people)
    }


def pair_and_delegate(view: GardenView) -> Month:
    """What finishes most, at fitting levels; a learner for each thin area, beside a guide if far.

    Feedback is on the task, after asking, every third month for each person.
    """
    learners = learners_of(view)
    areas = view.most_finished({name: area for name, (area, _) in learners.items()})
    guides = {name: guide for name, (_, guide) in learners.items() if guide}
    return {
        each.name: Assignment(
            area=areas[each.name],
            guide=guides.get(each.name),
            level=fitting_level(each, areas[each.name], guided=each.name in guides),
            feedback="task_asked" if (view.month + at) % 3 == 0 else "none",
        )
        for at, each in enumerate(view.people)
    }


def learners_of(view: GardenView, *, most: int = 2) -> dict[str, tuple[str, str]]:
    """Who learns which area, and beside whom ("" for alone), thinnest areas first.

    A learner is nearest to keeping the area, and not tired; a guide is needed by those whom its
    work would overtax.
    """
    found: dict[str, tuple[str, str]] = {}

    def keepers(area: AreaView) -> int:
        return sum(each.skills[area.name] >= SAFE for each in view.people)

    for area in sorted(view.areas, key=lambda each: (keepers(each), each.name)):
        taken = {*found, *(guide for _, guide in found.values())}
        free = [each for each in view.people if each.name not in taken]
        near = [each for each in free
                if each.skills[area.name] < SAFE and each.exhaustion_admitted < EASY]  # fmt: skip
        if keepers(area) >= WANTED or not near:
            continue
        learner = max(near, key=lambda each: each.skills[area.name])
        found[learner.name] = (area.name, _guide(learner, area, free))
        if len(found) == most:
            break
    return found


def _guide(learner: PersonView, area: AreaView, free: Sequence[PersonView]) -> str:
    """The best keeper who is free, if the work lies far above the learner's skill."""
    skill = learner.skills[area.name]
    known = [each for each in free if each.skills[area.name] >= max(COVERED, skill + 0.1)]
    if skill >= area.difficulty - FAR or not known:
        return ""
    return max(known, key=lambda each: each.skills[area.name]).name


RIVALS: Mapping[str, GardenPolicy] = {
    "all to the strongest": strongest,
    "spread": spread,
    "pair and delegate": pair_and_delegate,
}
