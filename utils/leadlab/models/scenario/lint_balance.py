"""What the linter says about balance: choices that are worse than another in every world.

Two choices are compared in the same world, after the same past, with the same later choices and
the same luck, by what is visible at the end (late consequences included) and what was learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations

from leadlab.errors import LeadlabError
from leadlab.models.scenario.faults import Fault
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.lint_walk import preferred, settled
from leadlab.models.scenario.machine import Playthrough, begin, choose
from leadlab.models.scenario.scene import goodness
from leadlab.models.scenario.world import World

FEWEST_MEETINGS = 20
AVERAGED_WORLDS = 60
TOLERANCE = 1e-6

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a branch comes to: visible states turned so that more is better, facts, and the rest."""

    visible: tuple[float, ...]
    facts: frozenset[str]
    rest: object


@dataclass(slots=True)
class Tally:
    """What comparisons of one pair have shown so far: is the first never better than the second?"""

    met: int = 0
    never_better: bool = True
    ever_worse: bool = False
    ever_different: bool = False
    gains: list[tuple[float, ...]] = field(default_factory=list)
    facts_lost: bool = False

    def compare(self, first: Outcome, second: Outcome) -> None:
        """Add one comparison in one world."""
        gains = tuple(b - a for a, b in zip(first.visible, second.visible, strict=True))
        self.met += 1
        self.gains.append(gains)
        self.facts_lost |= not first.facts <= second.facts
        self.never_better &= first.facts <= second.facts and min(gains, default=0) >= -TOLERANCE
        self.ever_worse |= first.facts < second.facts or max(gains, default=0) > TOLERANCE
        self.ever_different |= first != second

    @property
    def dominated(self) -> bool:
        """Never better, sometimes worse, in enough worlds to say so."""
        return self.met >= FEWEST_MEETINGS and self.never_better and self.ever_worse

    @property
    def dominated_on_average(self) -> bool:
        """Worse or equal on every visible state on average, and nothing learned instead."""
        if self.met < FEWEST_MEETINGS or self.facts_lost or not self.gains:
            return False
        means = [sum(column) / len(self.gains) for column in zip(*self.gains, strict=True)]
        return bool(min(means) >= -TOLERANCE and max(means) > TOLERANCE)


def balance_faults(scenario: Scenario, world: World, *, worlds: int) -> Iterator[Fault]:
    """Choices that another choice of the same beat beats or equals in everything."""
    tallies = {
        beat.id: {pair: Tally() for pair in permutations([choice.id for choice in beat.choices], 2)}
        for beat in scenario.beats
    }
    for seed in range(worlds):
        sampled = seed < AVERAGED_WORLDS
        if not sampled and not any(
            _open(each) for beat in tallies.values() for each in beat.values()
        ):
            break
        try:
            _compare(scenario, world, seed, tallies, everything=sampled)
        except LeadlabError:
            return  # the walk has told what stops the story
    for i, beat in enumerate(scenario.beats):
        order = [choice.id for choice in beat.choices]
        yield from _verdicts(("beats", i, "choices"), order, tallies[beat.id])


def _open(tally: Tally) -> bool:
    return tally.never_better


def _compare(
    scenario: Scenario,
    world: World,
    seed: int,
    tallies: dict[str, dict[Pair, Tally]],
    *,
    everything: bool,
) -> None:
    play = settled(begin(scenario, world, seed=seed))
    while not play.finished:
        tally = tallies[scenario.beats[play.position].id]
        offered = [choice.id for choice in play.offered]
        pairs = [pair for pair in permutations(offered, 2) if everything or _open(tally[pair])]
        outcomes = {
            choice: _outcome(play, choice, seed)
            for choice in {each for pair in pairs for each in pair}
        }
        for first, second in pairs:
            tally[first, second].compare(outcomes[first], outcomes[second])
        play = settled(choose(play, preferred(play, seed)))


def _outcome(play: Playthrough, choice: str, seed: int) -> Outcome:
    end = settled(choose(play, choice))
    while not end.finished:
        end = settled(choose(end, preferred(end, seed)))
    visible = tuple(
        goodness(state, end.moment.values[name])
        for name, state in end.scenario.state.items()
        if state.visible
    )
    hidden = tuple(value for name, value in end.moment.values.items())
    rest = (hidden, end.ending.id if end.ending else None, tuple(end.thread_writes.items()))
    return Outcome(visible, end.moment.known, rest)


def _verdicts(
    path: tuple[str | int, ...], order: list[str], tallies: dict[Pair, Tally]
) -> Iterator[Fault]:
    beaten: dict[str, set[str]] = {}
    for (first, second), tally in tallies.items():
        here = (*path, order.index(first))
        if tally.dominated:
            beaten.setdefault(second, set()).add(first)
            text = (
                f"{first!r} is never better than {second!r} on a visible state or in facts "
                f"learned, and sometimes worse ({tally.met} worlds); give it something of its own"
            )
            yield Fault(here, text)
        elif tally.met >= FEWEST_MEETINGS and not tally.ever_different and first < second:
            yield Fault(here, f"{first!r} and {second!r} make no difference in {tally.met} worlds")
        elif tally.dominated_on_average:
            text = f"on average {first!r} is never better than {second!r} on a visible state"
            yield Fault(here, text, "warning")
    for winner, losers in beaten.items():
        if len(losers) == len(order) - 1 and len(order) > 2:
            text = f"{winner!r} beats or equals every other choice of its beat in all worlds"
            yield Fault((*path, order.index(winner)), text)
