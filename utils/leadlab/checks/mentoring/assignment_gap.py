"""The graded talk about a performance gap: what was found out, and what goes on the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.dialogue import to_an_ending
from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import BLANK
from leadlab.checks.running import a_kind, is_blank
from leadlab.errors import UnknownName
from leadlab.models.scenario import Playthrough, replay

STORY, DECISION = "performance_gap", "well"
KINDS: Mapping[str, tuple[str, ...]] = {
    "whose work it was": ("repair",),
    "what was taught": ("no_course",),
    "how a day works": ("hearing", "no_minutes"),
    "what was agreed before": ("promise", "joris_line"),
    "what a measure takes for granted": ("not_to_measure",),
    "which work there is besides": ("tools",),
}
"""What can be found out before the decision, and the facts of the story that show it."""
FOUND = {2: 0.5, 3: 2.0, 4: 3.0}
"""Points by how many of the six kinds were found; no way through has time for all."""
WORK, DAY = "whose work it was", "how a day works"
UPRIGHT = 3.0
"""Of ten; what Goran must have left of himself when the decision falls."""

GROUPS = ("shown", "private", "open", "no ground")
LINES = {
    "a": "About a third of what came to review under Goran's name was Kirsty's.",
    "b": "The courses in the new front end were full, and Goran has had none.",
    "c": "Goran hears on one side only.",
    "d": "Of nine calls that decided something, two have minutes.",
    "e": "Joris had spoken with Goran of tools for support.",
    "f": "Support has wanted an engineer for its tools for a year.",
    "g": "The printed plan measures how somebody answers in calls.",
    "h": "Of the last six screens four came back; for three, nobody had written what done was.",
    "i": "Goran no longer cares whether the new screens get done.",
    "j": "People have begun to worry about Goran.",
}
"""Lines that might stand on the record."""
ABOUT_WORK, BETWEEN = frozenset("ah"), frozenset("bdeg")


def groups_of(play: Playthrough) -> dict[str, tuple[str, ...]]:
    """Where each line belongs after one way through; two groups where both can be defended."""
    known, taken = play.moment.known, dict(play.taken)
    form_seen = taken.get("form") == "a"
    met = {
        "b": "no_course" in known,
        "d": "no_minutes" in known,
        "e": bool({"promise", "joris_line"} & known),
        "f": "tools" in known,
        "g": form_seen or "not_to_measure" in known,
        "h": taken.get("before") == "a",
    }
    told: dict[str, tuple[str, ...]] = dict.fromkeys(LINES, ("no ground",))
    told |= {letter: ("shown",) if is_met else ("open",) for letter, is_met in met.items()}
    # Kirsty told it of somebody else, so it may be shown or kept back
    told["a"] = ("shown", "private") if "repair" in known else ("open",)
    told["c"] = ("private",) if "hearing" in known else ("open",)
    return told


def draw_weeks(rng: np.random.Generator) -> Mapping[str, Any]:
    """The world in which the twelve weeks are played."""
    return {"story": STORY, "seed": int(rng.integers(1, 10_000))}


@exercise(
    "mentoring.gap",
    title="Twelve weeks, and what you could show",
    concepts=("G-43", "C-10", "G-13"),
    points=10,
    kind="dialogue",
    hints=(
        "Six things can be found out. Which scenes ask about the work, and which about the day?",
        "A line is “open” if no page of your own way told it, however true it may be.",
        "One way to four: Joris, the day and then the call, let Kirsty stop, ask Dorothea.",
    ),
    solution="""
        own = lab.instance("mentoring.gap")
        choices = ["c", "b", "b", "b", "b", "c", "c", "c"]
        lines = {"a": "shown", "b": "open", "c": "open", "d": "shown", "e": "shown",
                 "f": "shown", "g": "open", "h": "open", "i": "no ground", "j": "no ground"}
        rests_on = ["a", "d", "e"]
        """,
    draw=draw_weeks,
)
def gap(
    choices: Sequence[str], lines: object, rests_on: object, *, instance: Instance
) -> Iterator[Check]:
    """What was found out before the decision, what is said of it, and what it rests on."""
    play = yield from to_an_ending(STORY, choices, seed=instance.seed)
    if play is None:
        return
    yield from _evidence(play)
    key = groups_of(play)
    yield from sorted_into(
        lines, key, groups=GROUPS, points=3, feedback=_feedback(key), says="line {item}"
    )
    yield from _grounds(rests_on, key)


def _evidence(play: Playthrough) -> Iterator[Check]:
    """What was found out, whether work and day were among it, and how Goran came through it."""
    known = play.moment.known
    found = [kind for kind, facts in KINDS.items() if known & set(facts)]
    most = max(FOUND)
    worth = max((points for count, points in FOUND.items() if count <= len(found)), default=0.0)
    yield Check(
        says=f"found out before the decision: {', '.join(found) or 'nothing'}",
        held=len(found) >= most,
        points=FOUND[most],
        share=min(1.0, worth / FOUND[most]),
        message=f"{most} of six are enough; the debrief of lab.play names what finds the rest.",
        tag="" if found else "advice_too_early",
    )
    lacking = [kind for kind in (WORK, DAY) if kind not in found]
    yield Check(
        says="the work and the day, both known",
        held=not lacking,
        message=f"Not known: {' and '.join(lacking)}. Either alone fits two stories.",
        tag="single_cause",
    )
    dignity = _at_decision(play).moment.values["dignity"]
    asked = len(found) >= min(FOUND) + 1
    yield Check(
        says="Goran came to the decision upright",
        held=asked and float(dignity) >= UPRIGHT,
        message=f"At the decision it stood at {float(dignity):.1f} of 10; {UPRIGHT:.0f} is enough."
        if asked
        else "That counts once three things have been found out; who asks nothing hurts nobody.",
    )


def _at_decision(play: Playthrough) -> Playthrough:
    """The same way through, as it stood when the decision fell."""
    before = []
    for beat, choice in play.taken:
        if beat == DECISION:
            break
        before.append(choice)
    return replay(play.scenario, play.world, seed=play.seed, choices=before)


def _feedback(
    key: Mapping[str, Collection[str]],
) -> dict[tuple[str, str], tuple[str, str]]:
    """A sentence and a tag for each wrong placement on this way through."""
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for letter, right in key.items():
        for group in set(GROUPS) - set(right):
            said[letter, group] = _fault(right, group)
    return said


def _fault(right: Collection[str], group: str) -> tuple[str, str]:
    if "no ground" in right:
        return "Nobody said or showed it; it says what somebody is, wants or feels.", "mind_reading"
    if "open" in right:
        if group == "no ground":
            return "It can be found out. You have not, and that makes it open.", "unknown_as_false"
        return "On the way that you took, nobody told or showed you this.", "claimed_unseen"
    if "shown" in right:
        return "You met this on your way, and it can stand there with its day.", "evidence_left_out"
    if group == "shown":
        return (
            "It was told to you alone, to stay in that room. What helps can be asked for all.",
            "confidence_broken",
        )
    return "You were told this, in confidence.", "evidence_left_out"


def _grounds(rests_on: object, key: Mapping[str, Collection[str]]) -> Iterator[Check]:
    """Whether a decision rests on lines that can stand, on the work and on what lay between."""
    given, fault = _letters(rests_on)
    bad = [letter for letter in given if "shown" not in key[letter]]
    if bad and not fault:
        fault = f"It rests on line {bad[0]}, which is {' or '.join(key[bad[0]])}."
    for says, wanted, message, tag in (
        ("it rests on the work", ABOUT_WORK, "No line says what the work was, or whose.", ""),
        (
            "it rests on what lay between the person and the work",
            BETWEEN,
            "A count of what came back fits someone who cannot and someone who was not told.",
            "single_cause",
        ),
    ):
        held = not fault and bool(wanted & set(given))
        yield Check(says=says, held=held, message=fault or message, tag="" if fault else tag)


def _letters(rests_on: object) -> tuple[list[str], str]:
    """Letters of lines, and what is wrong with them."""
    if is_blank(rests_on):
        return [], BLANK
    if isinstance(rests_on, str) or not isinstance(rests_on, Iterable):
        return [], f"Give a list of letters, such as ['a', 'd']; this is {a_kind(rests_on)}."
    given = [str(each).strip().casefold() for each in rests_on]
    strange = [each for each in given if each not in LINES]
    if strange:
        return [], str(UnknownName("line", strange[0], LINES))
    return given, ""
