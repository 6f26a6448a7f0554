"""Other branches of the same story: one decision changed, everything else as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.scenario.machine import Playthrough, begin, choose, skip_forecast
from leadlab.models.scenario.replay import follow
from leadlab.models.scenario.scene import Consequence, Gauge, gauges
from leadlab.models.scenario.text import fill

OTHER_WORLDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Where another choice at one decision would have led."""

    beat: str
    title: str
    choice: str
    act: str
    ending: str
    changes_ending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One branch in short: the act, what followed at once, and how it ended."""

    choice: str
    act: str
    consequences: tuple[Consequence, ...]
    ending: str
    gauges: tuple[Gauge, ...]
    learned: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two branches of one decision, side by side; they share their luck."""

    beat: str
    title: str
    yours: Branch
    other: Branch


def decisions(play: Playthrough) -> Iterator[tuple[Playthrough, str]]:
    """Story as it stood before each decision of a run, with the choice that was taken."""
    here = _restart(play, play.seed)
    for _, taken in play.taken:
        here = _past_forecasts(here)
        yield here, taken
        here = choose(here, taken)


def alternatives(play: Playthrough) -> tuple[Alternative, ...]:
    """Every other choice at every decision, followed to its end with the same later choices."""
    found = []
    wanted = dict(play.taken)
    for here, taken in decisions(play):
        beat = here.scenario.beats[here.position]
        for choice in here.offered:
            if choice.id == taken:
                continue
            other = follow(choose(here, choice.id), wanted)
            found.append(
                Alternative(
                    beat=beat.id,
                    title=fill(beat.title, here.moment, play.cast),
                    choice=choice.id,
                    act=fill(choice.act, here.moment, play.cast),
                    ending=other.scene.title,
                    changes_ending=_ending(other) != _ending(play),
                )
            )
    return tuple(found)


def same_choices_elsewhere(play: Playthrough, *, worlds: int = OTHER_WORLDS) -> Mapping[str, float]:
    """Share of other worlds in which the same choices end in each ending, the commonest first."""
    wanted = dict(play.taken)
    counts: Counter[str] = Counter()
    for seed in range(worlds):
        other = follow(_restart(play, play.seed + 1_000_003 * (seed + 1)), wanted)
        counts[other.scene.title] += 1
    return {title: count / worlds for title, count in counts.most_common()}


def compare_branch(play: Playthrough, beat_id: str, other_choice: str) -> Comparison:
    """Branch that was taken at a beat beside another one, in the same world with the same luck."""
    taken = dict(play.taken)
    if not play.finished:
        raise LeadlabError("Branches are compared after the end; this story is still going.")
    if beat_id not in taken:
        raise UnknownName("decision in this run", beat_id, taken)
    here = _restart(play, play.seed)
    for beat, choice in play.taken:
        here = _past_forecasts(here)
        if beat == beat_id:
            break
        here = choose(here, choice)
    offered = {choice.id for choice in here.offered}
    if other_choice not in offered:
        raise UnknownName(f"choice at {beat_id!r}", other_choice, offered)
    return Comparison(
        beat=beat_id,
        title=here.scene.title,
        yours=_branch(here, taken[beat_id], taken),
        other=_branch(here, other_choice, taken),
    )


def _branch(here: Playthrough, choice_id: str, wanted: Mapping[str, str]) -> Branch:
    act = dict(here.scene.choices)[choice_id]
    after = choose(here, choice_id)
    end = follow(after, wanted)
    facts = [name for name in end.scenario.facts if name in end.moment.known]
    return Branch(
        choice=choice_id,
        act=act,
        consequences=after.scene.consequences,
        ending=end.scene.title,
        gauges=gauges(end),
        learned=tuple(fill(end.scenario.facts[name].text, end.moment, end.cast) for name in facts),
    )


def _restart(play: Playthrough, seed: int) -> Playthrough:
    return begin(
        play.scenario, play.world, seed=seed, threads=play.moment.threads, cast=play.cast.name
    )


def _past_forecasts(play: Playthrough) -> Playthrough:
    while play.due is not None:
        play = skip_forecast(play)
    return play


def _ending(play: Playthrough) -> str | None:
    return play.ending.id if play.ending else None
