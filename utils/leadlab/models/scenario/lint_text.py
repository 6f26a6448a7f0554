"""What the linter says about the words: lengths, avoided words, who can speak when, bands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.models.scenario.faults import Fault, Path
from leadlab.models.scenario.fields import At, Banded, Line, Say
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.parts import flat, happenings_of, says_of, texts_of
from leadlab.models.scenario.text import SLOT
from leadlab.models.scenario.world import World

ACT_WORDS = (8, 16)
SENTENCE_WORDS = 22
LINES_BEFORE_ACTING = 3
SENTENCE_END = re.compile(r"(?<=[.?!…])[\"”’')]*\s+")
PRONOUN = re.compile(r"\b(she|he|him|her|hers|his|herself|himself)\b", re.IGNORECASE)
VERBS_WITHOUT_WORD = re.compile(r"\{[a-z_]+\.(?:s|es|ies|re|ve)\}")


def text_faults(scenario: Scenario, world: World) -> Iterator[Fault]:
    """Faults of wording."""
    yield from _acts(scenario)
    for path, text in texts_of(scenario):
        yield from _wording(path, text, world)
    yield from _speakers(scenario, world)
    yield from _bands(scenario)
    yield from _moods(scenario, world)
    yield from _long_talk(scenario)


def words_in(text: str) -> int:
    """Number of words, slots counted as the word that fills them.

    >>> words_in("Give {adaeze} the two weeks; {rui.they} know{rui.s}.")
    7
    """
    return len(SLOT.sub("x", VERBS_WITHOUT_WORD.sub("", text)).replace("–", " ").split())


def _acts(scenario: Scenario) -> Iterator[Fault]:
    low, high = ACT_WORDS
    for i, beat in enumerate(scenario.beats):
        counts = [words_in(choice.act) for choice in beat.choices]
        for j, count in enumerate(counts):
            path: Path = ("beats", i, "choices", j, "act")
            if not low <= count <= high:
                yield Fault(path, f"{count} words; a choice has {low} to {high}")
            elif count > 2 * min(counts):
                text = f"{count} words, more than twice the shortest of this beat ({min(counts)})"
                yield Fault(path, text)


def _wording(path: Path, text: str, world: World) -> Iterator[Fault]:
    if "!" in text:
        yield Fault(path, "no exclamation marks")
    for word in world.avoided:
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield Fault(path, f"the voice rules avoid {word!r}")
    if found := PRONOUN.search(text):
        text_ = f"{found.group(0)!r} is written by hand; write {{person.they}}, {{person.their}} …"
        yield Fault(path, text_, "warning")
    for sentence in SENTENCE_END.split(text):
        count = words_in(sentence)
        if count > SENTENCE_WORDS:
            start = " ".join(sentence.split()[:5])
            text_ = f"a sentence of {count} words, more than {SENTENCE_WORDS}: {start} …"
            yield Fault(path, text_, "warning")


def _speakers(scenario: Scenario, world: World) -> Iterator[Fault]:
    for path, says in (*says_of(scenario), *_told(scenario)):
        at, awake, sure = _moment(scenario, path)
        if at is None:
            continue
        for here, say in flat(path, says):
            person = world.people.get(getattr(say, "speaker", None) or "")
            if person is None or getattr(say, "speaker", None) in awake:
                continue
            if not person.works(at.day, at.time):
                text = (
                    f"{person.name} is not at work on "
                    f"{world.calendar.day_names[at.day]} at {at.time}; "
                    "move it, give the happening an `at:`, or name the person under `awake:`"
                )
                yield Fault(here, text, "fault" if sure else "warning")


def _told(scenario: Scenario) -> Iterator[tuple[Path, tuple[Say, ...]]]:
    """Words of facts that somebody keeps, at each place where they are asked for."""
    places = [(path, each.learns) for path, each in happenings_of(scenario)]
    places += [(("late", i), each.learns) for i, each in enumerate(scenario.late)]
    for path, learns in places:
        for name in learns:
            fact = scenario.facts[name]
            yield (*path, "learns"), (*fact.says, *fact.closed)


def _moment(scenario: Scenario, path: Path) -> tuple[At | None, tuple[str, ...], bool]:
    """When something is said, who is up anyway, and whether the moment is certain."""
    match path:
        case ("beats", int(i), "choices", int(j), "do", int(k), *_):
            beat = scenario.beats[i]
            own = beat.choices[j].do[k].at
            return own or beat.at, beat.awake, own is not None
        case ("beats", int(i), *_):
            return scenario.beats[i].at, scenario.beats[i].awake, True
        case ("late", int(i), *_):
            late = scenario.late[i]
            if late.at is None:
                return None, (), False
            return late.at, late.awake, True
    return None, (), False


def _bands(scenario: Scenario) -> Iterator[Fault]:
    for path, says in says_of(scenario):
        for here, say in flat(path, says):
            if not isinstance(say, Banded):
                continue
            versions = [repr(getattr(say, band)) for band in ("low", "middle", "high")]
            if any(version == "()" for version in versions):
                yield Fault(here, "write a text for each of low, middle and high")
            elif len(set(versions)) == 1:
                yield Fault(here, "the three bands say the same, so they are bound to nothing")


def _moods(scenario: Scenario, world: World) -> Iterator[Fault]:
    """Narration outside every `by:` and `if:` that tells a mood, which no state has decided."""
    for path, says in says_of(scenario):
        if path[0] not in {"beats", "late"} or "choices" in path:
            continue
        for k, say in enumerate(says):
            words = say.text.lower() if isinstance(say, Line) and say.speaker is None else ""
            for mood in world.moods:
                if re.search(rf"\b{mood}\b", words):
                    text = f"{mood!r} is a mood; bind it to a state with `by:` or `if:`"
                    yield Fault((*path, k), text, "warning")


def _long_talk(scenario: Scenario) -> Iterator[Fault]:
    for i, beat in enumerate(scenario.beats):
        spoken = sum(getattr(say, "speaker", None) is not None for say in beat.say)
        if spoken > LINES_BEFORE_ACTING:
            text = (
                f"{spoken} lines of dialogue before the learner acts; at most {LINES_BEFORE_ACTING}"
            )
            yield Fault(("beats", i, "say"), text, "warning")
