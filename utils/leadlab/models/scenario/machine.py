"""The story as a pure state machine: a playthrough and a choice in, a new playthrough out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.models.scenario.chance import amount, chance, drawn
from leadlab.models.scenario.conditions import Moment, evaluate, evolved, holds
from leadlab.models.scenario.events import (
    Arrived,
    Cause,
    Change,
    Event,
    FlagSet,
    Forecast,
    Heard,
    Learned,
    Skipped,
    Took,
    Withheld,
)
from leadlab.models.scenario.fields import Amount
from leadlab.models.scenario.format import (
    END,
    Beat,
    Choice,
    Ending,
    ForecastQuestion,
    Happening,
    Late,
    Scenario,
)
from leadlab.models.scenario.scene import Scene, scene_of
from leadlab.models.scenario.text import Cast, cast_of
from leadlab.models.scenario.world import World

LONGEST_WORDS = 2_000


@dataclass(frozen=True, kw_only=True)
class Playthrough:
    """One run of a scenario, at one point; nothing in it is ever changed.

    A run is fully known from (scenario, world, seed, cast, threads, choices, forecasts, words).
    """

    scenario: Scenario
    world: World
    seed: int
    cast: Cast
    start: Moment
    moment: Moment
    position: int = 0
    taken: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    due: ForecastQuestion | None = None
    armed: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    before: Moment
    heard: tuple[Heard, ...] = ()
    told: tuple[Heard, ...] = ()
    ending: Ending | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """Ids of the choices taken so far, in order: what a logbook stores."""
        return tuple(choice for _, choice in self.taken)

    @property
    def finished(self) -> bool:
        """Whether the story has ended."""
        return self.ending is not None

    @property
    def beat(self) -> Beat | None:
        """Scene that waits for a choice or a forecast, or nothing at the end."""
        return None if self.finished else self.scenario.beats[self.position]

    @property
    def offered(self) -> tuple[Choice, ...]:
        """Choices that can be taken now."""
        if self.beat is None or self.due is not None:
            return ()
        return tuple(each for each in self.beat.choices if holds(each.when, self.moment))

    @property
    def values(self) -> Mapping[str, float]:
        """Value of every state."""
        return {name: self.moment.values[name] for name in self.scenario.state}

    @property
    def draws(self) -> Mapping[str, Any]:
        """What the seed decided."""
        return {name: self.moment.values[name] for name in self.scenario.draws}

    @property
    def thread_writes(self) -> Mapping[str, Any]:
        """Threads that this story leaves behind, once it has ended."""
        written: dict[str, Any] = {}
        for write in self.scenario.threads.writes if self.finished else ():
            if write.thread not in written and holds(write.when, self.moment):
                taken = write.value_of
                written[write.thread] = evaluate(taken, self.moment) if taken else write.value
        return written

    @cached_property
    def scene(self) -> Scene:
        """What the learner sees now."""
        return scene_of(self)

    def but(self, **changes: Any) -> Playthrough:
        """Copy with some fields changed."""
        copy = evolved(self, **changes)
        copy.__dict__.pop("scene", None)
        return copy

    def __repr__(self) -> str:
        where = (
            f"ended in {self.ending.id!r}" if self.ending else f"at {self.beat and self.beat.id!r}"
        )
        path = " ".join(self.choices) or "no choice yet"
        return f"Playthrough({self.scenario.name!r}, seed={self.seed}, {path}, {where})"


def begin(
    scenario: Scenario,
    world: World,
    *,
    seed: int,
    threads: Mapping[str, Any] | None = None,
    cast: str = "base",
) -> Playthrough:
    """Start a story in the world that a seed draws.

    Args:
        scenario: the story.
        world: the company and its people.
        seed: decides everything that is left to luck.
        threads: what earlier stories left behind; missing ones take the scenario's default.
        cast: "base", the name of another cast of the world, or "seed" to draw one.
    """
    reads = {**scenario.threads.reads}
    reads |= {name: value for name, value in (threads or {}).items() if name in reads}
    try:
        players = cast_of(world, cast, seed=seed)
    except ValueError:
        raise UnknownName("cast", cast, ["base", "seed", *world.casts]) from None
    moment = _opening(scenario, seed, reads)
    play = Playthrough(
        scenario=scenario,
        world=world,
        seed=seed,
        cast=players,
        start=moment,
        moment=moment,
        before=moment,
        told=(Heard(says=scenario.you_know, moment=moment),),
    )
    return _arrive(play, 0)


def choose(play: Playthrough, choice_id: str) -> Playthrough:
    """Take a choice: its effects happen, and the story moves to the next scene or its end."""
    if play.finished:
        raise LeadlabError(f"This story has ended with {play.ending and play.ending.title!r}.")
    if play.due is not None:
        question = shortened(play.due.question)
        raise LeadlabError(f"A forecast comes first: {question} Commit an interval, then choose.")
    offered = {each.id: each for each in play.offered}
    if choice_id not in offered:
        raise UnknownName(
            f"choice here ({play.scenario.beats[play.position].id})", choice_id, offered
        )
    beat, choice = play.scenario.beats[play.position], offered[choice_id]
    moment = play.moment.but(chosen={**play.moment.chosen, beat.id: choice.id})
    taken = play.but(
        moment=moment,
        before=play.moment,
        taken=(*play.taken, (beat.id, choice.id)),
        armed=play.armed | set(choice.late),
        events=(*play.events, Took(beat=beat.id, choice=choice.id)),
        heard=(),
        told=(),
    )
    cause = Cause(source="choice", beat=beat.id, id=choice.id)
    taken, goto = _happen(taken, choice.do, cause)
    goal = goto or choice.goto or beat.goto
    return _arrive(taken, play.position + 1 if goal is None else play.scenario.position(goal))


def write(play: Playthrough, text: str) -> Playthrough:
    """Keep the learner's own sentence for this scene; an empty one takes it back.

    It changes nothing in the story: the choice that follows does.
    """
    beat = play.beat
    if beat is None or beat.own_words is None:
        raise LeadlabError("This scene does not ask for words of your own.")
    kept = tuple(pair for pair in play.words if pair[0] != beat.id)
    said = str(text).strip()[:LONGEST_WORDS]
    return play.but(words=(*kept, (beat.id, said)) if said else kept)


def commit_forecast(play: Playthrough, low: float, high: float) -> Playthrough:
    """Commit an interval that should hold the truth in 8 of 10 cases."""
    if play.due is None:
        raise LeadlabError("No forecast is due here.")
    if not low <= high:
        raise LeadlabError(f"Give the lower end first: {high:g} to {low:g}.")
    return _with_forecast(play, Forecast(id=play.due.id, low=low, high=high))


def skip_forecast(play: Playthrough) -> Playthrough:
    """Pass over a forecast; the debrief says that none was given."""
    if play.due is None:
        raise LeadlabError("No forecast is due here.")
    return _with_forecast(play, Forecast(id=play.due.id))


def _with_forecast(play: Playthrough, forecast: Forecast) -> Playthrough:
    answered = play.but(due=None, forecasts=(*play.forecasts, forecast))
    return _arrive(answered, play.position)


def _opening(scenario: Scenario, seed: int, threads: Mapping[str, Any]) -> Moment:
    flags: dict[str, Any] = dict.fromkeys(scenario.flags)
    bands = {name: state.cuts for name, state in scenario.state.items()}
    moment = Moment(values=flags, threads=threads, bands=bands, week=scenario.week)
    for name, draw in scenario.draws.items():
        value = drawn(draw, moment, seed, scenario.name, "draw", name)
        moment = moment.but(values={**moment.values, name: value})
    for name, state in scenario.state.items():
        luck = chance(seed, scenario.name, "start", name)
        low, high = state.range
        value = min(high, max(low, amount(state.start, moment, luck)))
        moment = moment.but(values={**moment.values, name: value})
    return moment


def _arrive(play: Playthrough, position: int, *, ask: bool = True) -> Playthrough:
    """Move to the first scene from here on that happens, past late consequences and forecasts."""
    due = _due(play, position) if ask else None
    if due is not None and not _arrive(play, position, ask=False).finished:
        return play.but(position=position, due=due)
    while True:
        play = _settle(play, position)
        if position >= len(play.scenario.beats):
            return _finish(play, position)
        play = _late(play, _waiting(play, position))
        beat = play.scenario.beats[position]
        if holds(beat.when, play.moment.but(week=beat.at.week)):
            return _enter(play, position, beat)
        play = play.but(events=(*play.events, Skipped(beat=beat.id)))
        position += 1
        if ask and _due(play, position) is not None:
            return _arrive(play, position)


def _due(play: Playthrough, position: int) -> ForecastQuestion | None:
    asked = {each.id for each in play.forecasts}
    for each in play.scenario.forecasts:
        if each.id not in asked and play.scenario.position(each.before) <= position:
            return each
    return None


def _enter(play: Playthrough, position: int, beat: Beat) -> Playthrough:
    moment = play.moment.but(week=beat.at.week, visited=play.moment.visited | {beat.id})
    play = play.but(position=position, moment=moment)
    consequences = play.heard
    play, _ = _happen(play.but(heard=()), beat.do, Cause(source="beat", beat=beat.id, id=beat.id))
    told = (*play.told, *play.heard, Heard(says=beat.say, moment=play.moment))
    play = play.but(heard=consequences, told=told)
    if not play.offered:
        raise LeadlabError(
            f"Scenario {play.scenario.name!r}: beat {beat.id!r} offers no choice here "
            f"(seed {play.seed}, after {' '.join(play.choices) or 'no choice'})."
        )
    return play


def _waiting(play: Playthrough, position: int) -> list[Late]:
    scenario = play.scenario
    return [
        late
        for late in scenario.late
        if late.before is not None
        and late.id not in play.passed
        and scenario.position(late.before) <= position
    ]


def _late(play: Playthrough, arriving: Iterable[Late]) -> Playthrough:
    arriving = list(arriving)
    if arriving:
        play = play.but(passed=play.passed | {late.id for late in arriving})
    for late in arriving:
        if late.id in play.scenario.armable and late.id not in play.armed:
            continue
        moment = play.moment.but(week=late.at.week) if late.at else play.moment
        if not holds(late.when, moment):
            continue
        play = play.but(events=(*play.events, Arrived(late=late.id)))
        cause = Cause(source="late", beat=late.before or END, id=late.id, because=late.because)
        play, _ = _happen(play, (late.happening,), cause, late=late.id)
    return play


def _finish(play: Playthrough, position: int) -> Playthrough:
    dated = [late for late in play.scenario.late if late.before is None]
    dated.sort(key=lambda late: late.at.order if late.at else (0, 0, ""))
    play = _settle(_late(play, dated), len(play.scenario.beats) + 1)
    ending = next((each for each in play.scenario.endings if holds(each.when, play.moment)), None)
    if ending is None:
        raise LeadlabError(
            f"Scenario {play.scenario.name!r}: no ending holds (seed {play.seed}, "
            f"after {' '.join(play.choices)}); the last ending needs no `if`."
        )
    told = (Heard(says=ending.say, moment=play.moment),)
    return play.but(position=position, ending=ending, told=told)


def _settle(play: Playthrough, position: int) -> Playthrough:
    """Look up the truth of forecasts that are settled by the time that this place is reached."""
    if all(each.truth is not None for each in play.forecasts):
        return play
    questions = {each.id: each for each in play.scenario.forecasts}
    settled = []
    for forecast in play.forecasts:
        question = questions[forecast.id]
        place = play.scenario.position(question.settled) if question.settled else None
        reached = position > len(play.scenario.beats) if place is None else place <= position
        if forecast.truth is None and reached:
            truth = float(evaluate(question.truth, play.moment))
            forecast = replace(forecast, truth=truth)
        settled.append(forecast)
    return play.but(forecasts=tuple(settled))


def _happen(
    play: Playthrough, happenings: tuple[Happening, ...], cause: Cause, *, late: str | None = None
) -> tuple[Playthrough, str | None]:
    goto = None
    for item, happening in enumerate(happenings):
        moment = play.moment
        if not holds(happening.when, moment):
            continue
        why = replace(cause, because=happening.because) if happening.because else cause
        values, events = dict(moment.values), list(play.events)
        for state, wanted in happening.effects.items():
            key = (play.seed, play.scenario.name, cause.source, cause.beat, cause.id, item, state)
            change = _changed(play.scenario, state, wanted, moment, chance(*key), why)
            values[state] = change.after
            events.append(change)
        events += [FlagSet(flag=name, value=to, cause=why) for name, to in happening.set.items()]
        new, withheld = _asked_for(play, happening.learns)
        events += [Learned(fact=name, cause=why) for name in new]
        events += [Withheld(fact=name, cause=why) for name in withheld]
        values |= happening.set
        moment = moment.but(values=values, known=moment.known | set(new))
        heard = play.heard
        told = [play.scenario.facts[name].says for name in new]
        told += [play.scenario.facts[name].closed for name in withheld]
        for says in filter(None, (happening.say, *told)):
            heard = (*heard, Heard(says=says, moment=moment, at=happening.at, late=late))
        play = play.but(moment=moment, events=tuple(events), heard=heard)
        goto = happening.goto or goto
    return play, goto


def _changed(
    scenario: Scenario, state: str, wanted: Amount, moment: Moment, luck: float, why: Cause
) -> Change:
    low, high = scenario.state[state].range
    before = moment.values[state]
    after = min(high, max(low, before + amount(wanted, moment, luck)))
    return Change(state=state, before=before, after=round(after, 6), cause=why)


def _asked_for(play: Playthrough, facts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Facts that come out now, and those that the person who keeps them goes on keeping.

    What opens a fact is looked at before the effects of the question itself.
    """
    moment = play.moment
    told: list[str] = []
    withheld: list[str] = []
    for name in dict.fromkeys(facts):
        fact = play.scenario.facts[name]
        if name not in moment.known and holds(fact.when, moment):
            (told if holds(fact.opens, moment) else withheld).append(name)
    return told, withheld
