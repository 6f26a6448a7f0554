"""Looks up every name that a scenario mentions: states, draws, facts, people, beats, threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leadlab.models.scenario.conditions import FUNCTIONS, expression
from leadlab.models.scenario.faults import Fault, Path, no_such
from leadlab.models.scenario.format import END, Scenario
from leadlab.models.scenario.parts import (
    PlacedCondition,
    conditions_of,
    happenings_of,
    lines_of,
    texts_of,
)
from leadlab.models.scenario.text import Slot, slots
from leadlab.models.scenario.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Every name that a scenario may use."""

    states: frozenset[str]
    draws: frozenset[str]
    flags: frozenset[str]
    facts: frozenset[str]
    beats: frozenset[str]
    late: frozenset[str]
    people: frozenset[str]

    @property
    def values(self) -> frozenset[str]:
        """Names of the flat namespace of conditions."""
        return self.states | self.draws | self.flags


def known_names(scenario: Scenario) -> Known:
    """Names that a scenario defines."""
    return Known(
        states=frozenset(scenario.state),
        draws=frozenset(scenario.draws),
        flags=frozenset(scenario.flags),
        facts=frozenset(scenario.facts),
        beats=frozenset(beat.id for beat in scenario.beats),
        late=frozenset(late.id for late in scenario.late),
        people=frozenset(scenario.people),
    )


def name_faults(scenario: Scenario, world: World) -> Iterator[Fault]:
    """Every name that nothing answers to, and every name that is used twice."""
    known = known_names(scenario)
    yield from _doubles(scenario, known)
    yield from _people(scenario, world)
    yield from _effects_and_facts(scenario, known)
    yield from _places(scenario, known)
    yield from _threads(scenario, world)
    yield from _tags(scenario, world)
    for placed in conditions_of(scenario):
        yield from _expression_faults(placed, scenario, known)
    for path, text in texts_of(scenario):
        yield from _text_faults(path, text, known, world)


def _doubles(scenario: Scenario, known: Known) -> Iterator[Fault]:
    groups = {"state": known.states, "draw": known.draws, "flag": known.flags, "fact": known.facts}
    seen: dict[str, str] = {}
    for kind, names in groups.items():
        for name in sorted(names):
            if name in seen:
                text = f"{name!r} is a {seen[name]} and a {kind}; give each its own name"
                yield Fault((), text)
            seen[name] = kind
            if name in FUNCTIONS:
                yield Fault((), f"{name!r} is a word of the condition language")
    for field, ids in (
        ("beats", [beat.id for beat in scenario.beats]),
        ("late", [late.id for late in scenario.late]),
        ("endings", [ending.id for ending in scenario.endings]),
        ("forecasts", [forecast.id for forecast in scenario.forecasts]),
    ):
        yield from _repeated((field,), ids)
    for i, beat in enumerate(scenario.beats):
        yield from _repeated(("beats", i, "choices"), [choice.id for choice in beat.choices])
        if beat.id == END:
            yield Fault(("beats", i, "id"), "'end' means the end of the story; choose another id")


def _repeated(path: Path, ids: list[str]) -> Iterator[Fault]:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield Fault((*path, i, "id"), f"{name!r} is used twice")


def _people(scenario: Scenario, world: World) -> Iterator[Fault]:
    for i, person in enumerate(scenario.people):
        if person not in world.people:
            yield Fault(("people", i), no_such("person", person, world.people))
    speakers = {*scenario.people, *scenario.voices, "you"}
    for path, line in lines_of(scenario):
        if line.speaker is not None and line.speaker not in speakers:
            text = no_such("speaker", line.speaker, speakers)
            hint = "; add to `people`" if line.speaker in world.people else ""
            yield Fault(path, text + hint)
    for i, beat in enumerate(scenario.beats):
        for person in beat.awake:
            if person not in speakers:
                yield Fault(("beats", i, "awake"), no_such("person", person, speakers))
    for name, fact in scenario.facts.items():
        if fact.kept_by is not None and fact.kept_by not in speakers - {"you"}:
            yield Fault(("facts", name, "kept_by"), no_such("person", fact.kept_by, speakers))
    for i, role in enumerate(scenario.roles):
        if role.who not in world.people and role.who not in {"lead", "observer", *scenario.voices}:
            yield Fault(("roles", i, "who"), no_such("person", role.who, {*world.people, "lead"}))


def _effects_and_facts(scenario: Scenario, known: Known) -> Iterator[Fault]:
    placed: list[tuple[Path, Iterable[str], Iterable[str]]] = [
        (path, each.effects, each.learns) for path, each in happenings_of(scenario)
    ]
    placed += [(("late", i), each.effects, each.learns) for i, each in enumerate(scenario.late)]
    for path, effects, learns in placed:
        for state in effects:
            if state not in known.states:
                yield Fault((*path, "effects", state), no_such("state", state, known.states))
        for fact in learns:
            if fact not in known.facts:
                yield Fault((*path, "learns"), no_such("fact", fact, known.facts))
    trust = scenario.conversation.trust if scenario.conversation else ()
    for i, state in enumerate(trust):
        if state not in known.states:
            yield Fault(("conversation", "trust", i), no_such("state", state, known.states))
    for i, state in enumerate(scenario.debrief.causes):
        if state not in known.states:
            yield Fault(("debrief", "causes", i), no_such("state", state, known.states))


def _places(scenario: Scenario, known: Known) -> Iterator[Fault]:
    goals = known.beats | {END}
    for i, beat in enumerate(scenario.beats):
        if beat.goto is not None and beat.goto not in goals:
            yield Fault(("beats", i, "goto"), no_such("beat", beat.goto, goals))
        for j, choice in enumerate(beat.choices):
            path: Path = ("beats", i, "choices", j)
            if choice.goto is not None and choice.goto not in goals:
                yield Fault((*path, "goto"), no_such("beat", choice.goto, goals))
            for late in choice.late:
                if late not in known.late:
                    yield Fault((*path, "late"), no_such("late consequence", late, known.late))
    for path, happening in happenings_of(scenario):
        if happening.goto is not None and happening.goto not in goals:
            yield Fault((*path, "goto"), no_such("beat", happening.goto, goals))
    for i, each in enumerate(scenario.late):
        if each.before is not None and each.before not in known.beats:
            yield Fault(("late", i, "before"), no_such("beat", each.before, known.beats))
    for i, forecast in enumerate(scenario.forecasts):
        if forecast.before not in known.beats:
            fault = no_such("beat", forecast.before, known.beats)
            yield Fault(("forecasts", i, "before"), fault)
        if forecast.settled is not None and forecast.settled not in goals:
            yield Fault(("forecasts", i, "settled"), no_such("beat", forecast.settled, goals))
    if scenario.debrief.turning_point.beat not in known.beats:
        fault = no_such("beat", scenario.debrief.turning_point.beat, known.beats)
        yield Fault(("debrief", "turning_point", "beat"), fault)


def _threads(scenario: Scenario, world: World) -> Iterator[Fault]:
    values: list[tuple[Path, str, object]] = [
        (("threads", "reads", name), name, value) for name, value in scenario.threads.reads.items()
    ]
    writes: list[tuple[Path, str, object]] = [
        (("threads", "writes", i), each.thread, each.value)
        for i, each in enumerate(scenario.threads.writes)
    ]
    for path, name, value in [*values, *writes]:
        if name not in world.threads:
            yield Fault(path, no_such("thread", name, world.threads))
        elif value is not None and not world.threads[name].allows(value):
            spec = world.threads[name]
            allowed = spec.values or spec.range or spec.set_of
            yield Fault(path, f"thread {name!r} carries one of {allowed}; seen {value!r}")
    for i, each in enumerate(scenario.threads.writes):
        if (each.value is None) == (each.value_of is None):
            yield Fault(("threads", "writes", i), "write `value:` or `value_of:`, one of the two")


def _tags(scenario: Scenario, world: World) -> Iterator[Fault]:
    for i, beat in enumerate(scenario.beats):
        for j, choice in enumerate(beat.choices):
            for tag in choice.tags:
                if tag not in world.tags:
                    yield Fault(("beats", i, "choices", j, "tags"), no_such("tag", tag, world.tags))
    for i, pattern in enumerate(scenario.patterns):
        if pattern.tag not in world.tags:
            yield Fault(("patterns", i, "tag"), no_such("tag", pattern.tag, world.tags))
    for name, fact in scenario.facts.items():
        if fact.private is not None and fact.private not in world.private_facts:
            text = no_such("private fact", fact.private, world.private_facts)
            yield Fault(("facts", name, "private"), text)


def _expression_faults(
    placed: PlacedCondition, scenario: Scenario, known: Known
) -> Iterator[Fault]:
    path, text = placed
    read = expression(text)
    for name in sorted(read.names - known.values):
        yield Fault(path, f'in "{text}": {no_such("state, draw or flag", name, known.values)}')
    for function, words in read.calls:
        groups = {
            "knows": ("fact", known.facts),
            "visited": ("beat", known.beats),
            "band": ("state", known.states),
            "chose": ("beat", known.beats),
            "thread": ("thread under `threads: reads:`", frozenset(scenario.threads.reads)),
        }
        if function not in groups:
            continue
        kind, allowed = groups[function]
        if words[0] not in allowed:
            yield Fault(path, f'in "{text}": {no_such(kind, words[0], allowed)}')
        elif function == "chose":
            ids = [choice.id for choice in scenario.beat(words[0]).choices]
            for word in words[1:]:
                if word not in ids:
                    there = no_such(f"choice of beat {words[0]!r}", word, ids)
                    yield Fault(path, f'in "{text}": {there}')


def _text_faults(path: Path, text: str, known: Known, world: World) -> Iterator[Fault]:
    try:
        found: list[Slot] = slots(text)
    except ValueError as error:
        yield Fault(path, str(error))
        return
    for slot in found:
        if slot.kind == "value" and slot.name not in known.values:
            yield Fault(path, no_such("state, draw or flag", slot.name, known.values))
        elif slot.kind == "person" and slot.name not in world.people:
            yield Fault(path, no_such("person", slot.name, world.people))
        elif slot.kind == "person" and slot.form and slot.form.lower() not in form_names(world):
            yield Fault(path, no_such("form", slot.form, form_names(world)))


def form_names(world: World) -> frozenset[str]:
    """Pronoun and verb forms that a text can ask for."""
    pronouns = {"they", "them", "their", "theirs", "themself"}
    return frozenset(pronouns | set(world.verbs) | {"full"})
