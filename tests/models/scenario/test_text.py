"""Texts: pronouns and verbs, values, dates, money, bands, casts."""

from __future__ import annotations

import pytest

from leadlab.models.scenario import World
from leadlab.models.scenario.conditions import Moment
from leadlab.models.scenario.text import cast_of, fill, slots

MOMENT = Moment(values={"days": 7.5, "cause": "lock", "cost": 12500, "risks": ("a", "b")})


@pytest.mark.parametrize(
    ("text", "cast", "filled"),
    [
        ("{ada.They} know{ada.s} {ada.their} door.", "base", "She knows her door."),
        ("{ada.They} know{ada.s} {ada.their} door.", "second", "They know their door."),
        ("{rui.They} {rui.is} here.", "base", "They are here."),
        ("{ada} and Ada Brook, Ada's.", "second", "Ben and Ben Lake, Ben's."),
        ("{ada.full}", "base", "Ada Brook"),
        ("{=days:.1f} or {=days}", "base", "7.5 or 8"),
        ("{=cause}: {=risks}", "base", "lock: a, b"),
        ("{date:week=12,day=sun}", "base", "Sunday 29 March"),
        ("{money:1600} or {money:=cost}", "base", "1,600 euro or 12,500 euro"),
    ],
)
def test_a_slot_is_filled_from_the_world_and_the_moment(
    world: World, text: str, cast: str, filled: str
) -> None:
    """Names, pronouns and verbs follow the cast; values follow the moment."""
    assert filled == fill(text, MOMENT, cast_of(world, cast, seed=1))


@pytest.mark.parametrize("text", ["{", "a } b", "{Ada}", "{ada.}", "{date:week=1}", "{=9}", "{}"])
def test_a_slot_that_cannot_be_read_is_refused(text: str) -> None:
    """Braces always mean a slot."""
    with pytest.raises(ValueError, match=r"brace|slot"):
        slots(text)


def test_a_cast_can_be_drawn_from_the_seed(world: World) -> None:
    """Over some seeds every cast comes up, and the same seed gives the same cast."""
    drawn = [cast_of(world, "seed", seed=seed).name for seed in range(30)]

    assert {"base", "second"} == set(drawn)
    assert drawn == [cast_of(world, "seed", seed=seed).name for seed in range(30)]
