"""The linter: everything that is wrong with a scenario that can be read.

What is written (`lint_text`), what is missing or unused (here), what a condition compares with
(`lint_values`), what can be reached (`lint_walk`), whether the choices of a scene are a real choice
(`lint_balance`), and whether what somebody keeps can be told and missed (`lint_conversation`).
"""

from __future__ import annotations

from collections.abc import Iterator

from leadlab.models.scenario.conditions import expression
from leadlab.models.scenario.faults import Fault
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.lint_balance import balance_faults
from leadlab.models.scenario.lint_conversation import conversation_faults
from leadlab.models.scenario.lint_text import text_faults
from leadlab.models.scenario.lint_values import value_faults
from leadlab.models.scenario.lint_walk import walk_faults
from leadlab.models.scenario.parts import conditions_of, happenings_of, texts_of
from leadlab.models.scenario.text import slots
from leadlab.models.scenario.world import World

FEWEST_ENDINGS = 3
FEWEST_CHOICES = 2
BEATS = (4, 12)


def lint(scenario: Scenario, world: World, *, worlds: int = 500) -> list[Fault]:
    """Every fault and warning of a scenario, in the order of writing, shape and play.

    Args:
        scenario: a scenario whose names were already looked up.
        world: the company and its people.
        worlds: number of seeds in which choices are compared.
    """
    return [
        *text_faults(scenario, world),
        *shape_faults(scenario),
        *unused_faults(scenario),
        *value_faults(scenario, world),
        *walk_faults(scenario, world),
        *balance_faults(scenario, world, worlds=worlds),
        *conversation_faults(scenario, world),
    ]


def shape_faults(scenario: Scenario) -> Iterator[Fault]:
    """Missing feedback, debrief parts, endings or choices."""
    count = len(scenario.beats)
    if not BEATS[0] <= count <= BEATS[1]:
        text = f"a story has {BEATS[0]} to {BEATS[1]} beats, seen {count}"
        yield Fault(("beats",), text, "warning")
    for i, beat in enumerate(scenario.beats):
        always = sum(choice.when is None for choice in beat.choices)
        if len(beat.choices) < FEWEST_CHOICES:
            yield Fault(("beats", i, "choices"), "one choice is no choice; write two or more")
        elif always == 0:
            text = "every choice has a condition; leave one without, so that there is a way on"
            yield Fault(("beats", i, "choices"), text, "warning")
        for j, choice in enumerate(beat.choices):
            for field in ("buys", "costs", "feedback", "principle"):
                if not getattr(choice, field):
                    severity = "warning" if field == "principle" else "fault"
                    text = f"{field} is missing; the debrief shows it"
                    yield Fault(("beats", i, "choices", j), text, severity)  # type: ignore[arg-type]
    if len(scenario.endings) < FEWEST_ENDINGS:
        text = f"write {FEWEST_ENDINGS} endings or more, seen {len(scenario.endings)}"
        yield Fault(("endings",), text)
    for i, ending in enumerate(scenario.endings):
        last = i == len(scenario.endings) - 1
        if last and ending.when is not None:
            yield Fault(
                ("endings", i, "if"), "the last ending has no `if`, so that one always holds"
            )
        elif not last and ending.when is None:
            text = "no `if`, so the endings below can never come; only the last has none"
            yield Fault(("endings", i), text)
    tags = [tag for beat in scenario.beats for choice in beat.choices for tag in choice.tags]
    asked = {pattern.tag for pattern in scenario.patterns}
    for tag in sorted(set(tags) - asked):
        yield Fault(
            ("patterns",), f"choices carry the tag {tag!r}, and no pattern asks about it", "warning"
        )
    for i, pattern in enumerate(scenario.patterns):
        if pattern.when is None and tags.count(pattern.tag) < 2:
            text = f"fewer than two choices carry {pattern.tag!r}; tag them or write an `if`"
            yield Fault(("patterns", i), text)
        if "?" not in pattern.question:
            yield Fault(("patterns", i, "question"), "a pattern is asked, so write a question")
    if "?" not in scenario.debrief.question:
        yield Fault(("debrief", "question"), "write a question to take to work")


def unused_faults(scenario: Scenario) -> Iterator[Fault]:
    """States, draws, flags, facts, threads, late consequences and people that nothing uses."""
    names: set[str] = set()
    calls: set[tuple[str, str]] = set()
    for _, text in conditions_of(scenario):
        read = expression(text)
        names |= read.names
        calls |= {(function, words[0]) for function, words in read.calls if words}
    mentioned = {slot.name for _, text in texts_of(scenario) for slot in slots(text)}
    names |= mentioned | {name for function, name in calls if function == "band"}
    changed = {state for _, each in happenings_of(scenario) for state in each.effects}
    changed |= {state for late in scenario.late for state in late.effects}
    learned = {fact for _, each in happenings_of(scenario) for fact in each.learns}
    learned |= {fact for late in scenario.late for fact in late.learns}
    for name, state in scenario.state.items():
        if name not in changed:
            yield Fault(("state", name), "nothing ever changes this state")
        if not state.visible and name not in names:
            yield Fault(("state", name), "hidden, and no condition or text asks for it", "warning")
    for name in scenario.draws:
        if name not in names:
            yield Fault(("draws", name), "no condition or text asks for this draw")
    for name in sorted(set(scenario.flags) - names):
        yield Fault((), f"the flag {name!r} is set and nothing asks for it", "warning")
    for name, fact in scenario.facts.items():
        if name not in learned and not fact.not_to_ask:
            yield Fault(("facts", name), "no choice and no late consequence lets it be learned")
    for name in scenario.threads.reads:
        if ("thread", name) not in calls and name not in {
            write.thread for write in scenario.threads.writes
        }:
            yield Fault(("threads", "reads", name), "no condition asks for this thread", "warning")
