"""What the linter finds by walking the story: dead ends, and parts that nobody can reach.

The first world is walked path by path, equal states once; when there are too many states, and in
all other worlds, paths are sampled, and the summary says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from leadlab.errors import LeadlabError
from leadlab.models.scenario.chance import chance
from leadlab.models.scenario.events import Arrived, Learned
from leadlab.models.scenario.faults import Fault
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.machine import Playthrough, begin, choose, skip_forecast
from leadlab.models.scenario.world import World

EXACT_STATES = 4_000
FEWEST_RUNS, MOST_RUNS = 200, 2_500


@dataclass(slots=True, kw_only=True)
class Walk:
    """What was met on the way; filled while walking."""

    scenes: set[str] = field(default_factory=set)
    choices: set[tuple[str, str]] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    endings: dict[str, int] = field(default_factory=dict)
    stops: dict[str, str] = field(default_factory=dict)
    paths: int | None = None
    states: int = 0
    runs: int = 0

    def meet(self, play: Playthrough) -> None:
        """Note what stands at this point."""
        if play.beat is not None:
            self.scenes.add(play.beat.id)
            self.choices |= {(play.beat.id, choice.id) for choice in play.offered}

    def end(self, play: Playthrough) -> None:
        """Note what a finished story has met."""
        if play.ending is not None:
            self.endings[play.ending.id] = self.endings.get(play.ending.id, 0) + 1
        for event in play.events:
            if isinstance(event, Arrived):
                self.late.add(event.late)
            elif isinstance(event, Learned):
                self.facts.add(event.fact)

    def stop(self, error: Exception) -> None:
        """Note a story that could not go on; one of each kind is enough."""
        text = str(error)
        self.stops.setdefault(text.partition("(seed")[0], text)

    def __str__(self) -> str:
        """How thoroughly the story was walked, in one sentence."""
        if self.paths is not None:
            first = f"{self.paths:,} paths of the first world walked ({self.states:,} states)"
        else:
            first = f"more than {EXACT_STATES:,} states in the first world, so paths were sampled"
        return f"{first}; {self.runs:,} runs in other worlds sampled"


def walk(scenario: Scenario, world: World) -> Walk:
    """Walk a story: all paths of one world where they are few, and samples of many worlds."""
    found = Walk()
    for seed in range(MOST_RUNS):
        found.runs = seed + 1
        _sample(scenario, world, seed, found)
        if found.runs >= FEWEST_RUNS and not list(unreached(scenario, found)):
            break
    found.paths = _exact(scenario, world, found)
    return found


def walk_faults(scenario: Scenario, world: World) -> Iterator[Fault]:
    """Dead ends, and scenes, choices, endings, facts and late consequences that never come."""
    found = walk(scenario, world)
    for text in found.stops.values():
        yield Fault((), text)
    if not found.stops:
        yield from unreached(scenario, found)
    yield Fault((), str(found), "note")


def unreached(scenario: Scenario, found: Walk) -> Iterator[Fault]:
    """Everything of the file that no walk has met."""
    for i, beat in enumerate(scenario.beats):
        if beat.id not in found.scenes:
            yield Fault(("beats", i), f"no path reaches beat {beat.id!r}")
            continue
        for j, choice in enumerate(beat.choices):
            if (beat.id, choice.id) not in found.choices:
                text = f"choice {choice.id!r} of {beat.id!r} is never offered"
                yield Fault(("beats", i, "choices", j), text)
    for i, ending in enumerate(scenario.endings):
        if ending.id not in found.endings:
            yield Fault(("endings", i), f"no path ends in {ending.id!r}")
    for i, late in enumerate(scenario.late):
        if late.id not in found.late:
            yield Fault(("late", i), f"{late.id!r} never arrives")
    for name, fact in scenario.facts.items():
        if name not in found.facts and not fact.not_to_ask:
            yield Fault(("facts", name), "no path lets this fact be learned")


def preferred(play: Playthrough, policy: object) -> str:
    """Choice that a random policy takes: the same one in every branch where it is offered."""
    beat = play.scenario.beats[play.position].id
    return max(play.offered, key=lambda choice: chance("policy", policy, beat, choice.id)).id


def settled(play: Playthrough) -> Playthrough:
    """Playthrough with every due forecast passed over."""
    while play.due is not None:
        play = skip_forecast(play)
    return play


def _sample(scenario: Scenario, world: World, seed: int, found: Walk) -> None:
    try:
        play = settled(begin(scenario, world, seed=seed))
        while not play.finished:
            found.meet(play)
            play = settled(choose(play, preferred(play, seed)))
        found.end(play)
    except LeadlabError as error:
        found.stop(error)


def _exact(scenario: Scenario, world: World, found: Walk) -> int | None:
    """Number of paths of the first world, equal states walked once; nothing if too many."""
    counted: dict[object, int] = {}
    try:
        paths = _count(settled(begin(scenario, world, seed=0)), counted, found)
    except LeadlabError as error:
        found.stop(error)
        return None
    found.states = len(counted)
    return None if math.isinf(paths) else int(paths)


def _count(play: Playthrough, counted: dict[object, int], found: Walk) -> float:
    if play.finished:
        found.end(play)
        return 1
    key = _key(play)
    if key in counted:
        return counted[key]
    if len(counted) >= EXACT_STATES:
        return math.inf
    found.meet(play)
    total = 0.0
    for choice in play.offered:
        total += _count(settled(choose(play, choice.id)), counted, found)
        if math.isinf(total):
            return total
    counted[key] = int(total)
    return total


def _key(play: Playthrough) -> object:
    """Everything that the rest of the story can depend on."""
    now = play.moment
    chosen = tuple(pair for pair in now.chosen.items() if pair[0] in play.scenario.asked_beats)
    visited = now.visited & play.scenario.asked_beats
    values = tuple(now.values.items())
    return (play.position, values, now.known, chosen, visited, play.armed, play.passed)
