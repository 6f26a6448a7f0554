"""Every part of a scenario with its path in the file: texts, lines, conditions, happenings."""

from __future__ import annotations

from collections.abc import Iterator

from leadlab.models.scenario.faults import Path
from leadlab.models.scenario.fields import Banded, Conditional, Line, Say
from leadlab.models.scenario.format import Happening, Scenario

PlacedCondition = tuple[Path, str]


def happenings_of(scenario: Scenario) -> Iterator[tuple[Path, Happening]]:
    """Happenings of beats and choices."""
    for i, beat in enumerate(scenario.beats):
        for k, happening in enumerate(beat.do):
            yield ("beats", i, "do", k), happening
        for j, choice in enumerate(beat.choices):
            for k, happening in enumerate(choice.do):
                yield ("beats", i, "choices", j, "do", k), happening


def says_of(scenario: Scenario) -> Iterator[tuple[Path, tuple[Say, ...]]]:
    """Every list of things said, in the order of the file."""
    yield ("you_know",), scenario.you_know
    for name, fact in scenario.facts.items():
        yield ("facts", name, "says"), fact.says
        yield ("facts", name, "closed"), fact.closed
    for i, beat in enumerate(scenario.beats):
        yield ("beats", i, "say"), beat.say
    for path, happening in happenings_of(scenario):
        yield (*path, "say"), happening.say
    for i, late in enumerate(scenario.late):
        yield ("late", i, "say"), late.say
    for i, ending in enumerate(scenario.endings):
        yield ("endings", i, "say"), ending.say


def flat(path: Path, says: tuple[Say, ...]) -> Iterator[tuple[Path, Line | Conditional | Banded]]:
    """Lines, conditions and bands inside a list of things said, however deep."""
    for k, say in enumerate(says):
        here = (*path, k)
        yield here, say
        match say:
            case Conditional():
                yield from flat((*here, "say"), say.say)
                yield from flat((*here, "else"), say.otherwise)
            case Banded():
                for band in ("low", "middle", "high"):
                    yield from flat((*here, band), getattr(say, band))


def lines_of(scenario: Scenario) -> Iterator[tuple[Path, Line]]:
    """Every sentence of narration or speech."""
    for path, says in says_of(scenario):
        for here, say in flat(path, says):
            if isinstance(say, Line):
                yield here, say


def texts_of(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Every text that a learner can meet, and that may hold a template slot."""
    yield ("title",), scenario.title
    yield ("tension",), scenario.tension
    for name, state in scenario.state.items():
        yield ("state", name, "title"), state.title
    for path, line in lines_of(scenario):
        yield path, line.text
    for i, beat in enumerate(scenario.beats):
        yield ("beats", i, "title"), beat.title
        yield ("beats", i, "place"), beat.place
        if beat.own_words:
            yield ("beats", i, "own_words", "ask"), beat.own_words.ask
        for j, choice in enumerate(beat.choices):
            for field in ("act", "buys", "costs", "principle", "feedback"):
                if text := getattr(choice, field):
                    yield ("beats", i, "choices", j, field), text
    for path, happening in happenings_of(scenario):
        if happening.because:
            yield (*path, "because"), happening.because
    for i, late in enumerate(scenario.late):
        yield ("late", i, "because"), late.because
    yield from _closing_texts(scenario)


def _closing_texts(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for name, fact in scenario.facts.items():
        for field in ("text", "found_by", "matters", "question"):
            if text := getattr(fact, field):
                yield ("facts", name, field), text
    for i, forecast in enumerate(scenario.forecasts):
        yield ("forecasts", i, "question"), forecast.question
    for i, ending in enumerate(scenario.endings):
        for field in ("title", "defensible", "not_if"):
            if text := getattr(ending, field):
                yield ("endings", i, field), text
    for i, pattern in enumerate(scenario.patterns):
        yield ("patterns", i, "question"), pattern.question
    yield ("debrief", "turning_point", "say"), scenario.debrief.turning_point.say
    for i, view in enumerate(scenario.debrief.views):
        yield ("debrief", "views", i, "who"), view.who
        yield ("debrief", "views", i, "say"), view.say
    yield ("debrief", "question"), scenario.debrief.question
    for i, role in enumerate(scenario.roles):
        yield ("roles", i, "private"), role.private


def conditions_of(scenario: Scenario) -> Iterator[PlacedCondition]:
    """Every expression of the file."""
    for name, state in scenario.state.items():
        if state.start.expression:
            yield ("state", name, "start"), state.start.expression
    for name, draw in scenario.draws.items():
        for named, weight in draw.values.items():
            if isinstance(weight, str):
                yield ("draws", name, named), weight
        if isinstance(draw.chance, str):
            yield ("draws", name, "chance"), draw.chance
    for name, fact in scenario.facts.items():
        if fact.when:
            yield ("facts", name, "if"), fact.when
        if fact.opens:
            yield ("facts", name, "opens"), fact.opens
    for i, write in enumerate(scenario.threads.writes):
        for field, text in (("if", write.when), ("value_of", write.value_of)):
            if text:
                yield ("threads", "writes", i, field), text
    for i, forecast in enumerate(scenario.forecasts):
        yield ("forecasts", i, "truth"), forecast.truth
    for i, beat in enumerate(scenario.beats):
        if beat.when:
            yield ("beats", i, "if"), beat.when
        for j, choice in enumerate(beat.choices):
            if choice.when:
                yield ("beats", i, "choices", j, "if"), choice.when
    for path, happening in happenings_of(scenario):
        if happening.when:
            yield (*path, "if"), happening.when
        for moved, amount in happening.effects.items():
            if amount.expression:
                yield (*path, "effects", moved), amount.expression
    yield from _later_conditions(scenario)


def _later_conditions(scenario: Scenario) -> Iterator[PlacedCondition]:
    for i, late in enumerate(scenario.late):
        if late.when:
            yield ("late", i, "if"), late.when
        for state, amount in late.effects.items():
            if amount.expression:
                yield ("late", i, "effects", state), amount.expression
    for i, ending in enumerate(scenario.endings):
        if ending.when:
            yield ("endings", i, "if"), ending.when
    for i, pattern in enumerate(scenario.patterns):
        if pattern.when:
            yield ("patterns", i, "if"), pattern.when
    for path, says in says_of(scenario):
        for here, say in flat(path, says):
            if isinstance(say, Conditional):
                yield (*here, "if"), say.when
            elif isinstance(say, Banded):
                yield (*here, "by"), f"band({say.by!r})"
