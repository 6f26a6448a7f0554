"""What the linter says about a conversation: can each fact be told, missed, and at what price.

In many worlds a random path is walked, and at each of its scenes every choice is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from leadlab.errors import LeadlabError
from leadlab.models.scenario.conditions import holds
from leadlab.models.scenario.events import Change, Learned
from leadlab.models.scenario.faults import Fault
from leadlab.models.scenario.format import Choice, Scenario
from leadlab.models.scenario.lint_walk import preferred, settled
from leadlab.models.scenario.machine import Playthrough, begin, choose
from leadlab.models.scenario.scene import goodness
from leadlab.models.scenario.world import World

WORLDS = 300
FEWEST_MEETINGS = 20
Key = tuple[str, str]


@dataclass(slots=True)
class Found:
    """What was met in all worlds: facts told, missed, told by every choice; prices of choices."""

    told: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    by_all: set[Key] = field(default_factory=set)
    met: dict[Key, int] = field(default_factory=dict)
    gained: set[Key] = field(default_factory=set)
    paid: set[Key] = field(default_factory=set)


def conversation_faults(scenario: Scenario, world: World) -> Iterator[Fault]:
    """Facts that are always or never told, and choices of a conversation that cost nothing."""
    if not scenario.private_facts:
        return
    found = Found()
    try:
        for seed in range(WORLDS):
            _walk(scenario, world, seed, found)
    except LeadlabError:
        return  # the walk has told what stops the story
    for name in scenario.private_facts:
        if name not in found.told:
            yield Fault(("facts", name), "in no world that was walked is this fact told")
        elif name not in found.missed:
            yield Fault(("facts", name), "nobody can miss this fact; let some way pass it by")
    for i, beat in enumerate(scenario.beats):
        for fact in sorted(fact for at, fact in found.by_all if at == beat.id):
            text = f"every choice tells {fact!r}; a question that cannot be missed is none"
            yield Fault(("beats", i, "choices"), text)
        for j, choice in enumerate(beat.choices):
            if _is_nicer(found, (beat.id, choice.id)):
                text = (
                    f"{choice.id!r} gains and costs nothing: no state gets worse, nothing is "
                    "closed or comes late; give it a price"
                )
                yield Fault(("beats", i, "choices", j), text)


def _is_nicer(found: Found, key: Key) -> bool:
    return (
        found.met.get(key, 0) >= FEWEST_MEETINGS and key in found.gained and key not in found.paid
    )


def _walk(scenario: Scenario, world: World, seed: int, found: Found) -> None:
    play = settled(begin(scenario, world, seed=seed))
    while not play.finished:
        beat = scenario.beats[play.position].id
        told = {choice.id: _try(play, choice, found) for choice in play.offered}
        if len(told) > 1:
            found.by_all |= {(beat, fact) for fact in set.intersection(*told.values())}
        play = settled(choose(play, preferred(play, seed)))
    found.told |= play.moment.known
    found.missed |= {
        name
        for name in scenario.private_facts
        if name not in play.moment.known and holds(scenario.facts[name].when, play.moment)
    }


def _try(play: Playthrough, choice: Choice, found: Found) -> set[str]:
    """Private facts that a choice tells at once; what it gains and costs is noted."""
    beat, scenario = play.scenario.beats[play.position].id, play.scenario
    key = (beat, choice.id)
    after = choose(play, choice.id)
    told, better, worse = set(), False, bool(choice.late or choice.goto)
    for event in after.events[len(play.events) :]:
        if isinstance(event, Learned) and event.cause.source == "choice":
            told.add(event.fact)
        elif isinstance(event, Change) and event.cause.source == "choice":
            state = scenario.state[event.state]
            gain = goodness(state, event.after) - goodness(state, event.before)
            better, worse = better or gain > 0, worse or gain < 0
    found.met[key] = found.met.get(key, 0) + 1
    if better or told:
        found.gained.add(key)
    if worse:
        found.paid.add(key)
    return told & set(scenario.private_facts)
