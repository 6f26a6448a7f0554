"""A run played again from what a logbook stores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.machine import (
    Playthrough,
    begin,
    choose,
    commit_forecast,
    skip_forecast,
    write,
)
from leadlab.models.scenario.world import World

Interval = tuple[float, float]


def replay(
    scenario: Scenario,
    world: World,
    *,
    seed: int,
    choices: Iterable[str],
    forecasts: Mapping[str, Interval] | None = None,
    threads: Mapping[str, Any] | None = None,
    cast: str = "base",
    words: Mapping[str, str] | None = None,
) -> Playthrough:
    """Playthrough after these choices; forecasts that are not given are passed over.

    A forecast that is due after the last choice stays due, unless it is given. `words` are the
    learner's own sentences by beat; a beat that asks for none ignores them.
    """
    given = dict(forecasts or {})
    play = begin(scenario, world, seed=seed, threads=threads, cast=cast)
    for choice in choices:
        play = choose(_worded(_answered(play, given, skip=True), words or {}), choice)
    return _answered(play, given, skip=False)


def _answered(play: Playthrough, given: Mapping[str, Interval], *, skip: bool) -> Playthrough:
    while play.due is not None:
        if play.due.id in given:
            play = commit_forecast(play, *given[play.due.id])
        elif skip:
            play = skip_forecast(play)
        else:
            break
    return play


def _worded(play: Playthrough, words: Mapping[str, str]) -> Playthrough:
    beat = play.beat
    if beat is None or beat.own_words is None or beat.id not in words:
        return play
    return write(play, words[beat.id])


def intervals(play: Playthrough) -> dict[str, Interval]:
    """Forecasts that were given, in the form that `replay` takes."""
    return {
        each.id: (each.low, each.high)
        for each in play.forecasts
        if each.low is not None and each.high is not None
    }


def follow(play: Playthrough, wanted: Mapping[str, str]) -> Playthrough:
    """Play on to the end, with the wanted choice of each beat where offered, else the first."""
    while not play.finished:
        if play.due is not None:
            play = skip_forecast(play)
            continue
        offered = [choice.id for choice in play.offered]
        beat = play.scenario.beats[play.position].id
        play = choose(play, wanted[beat] if wanted.get(beat) in offered else offered[0])
    return play
