"""Texts with slots: names, pronouns, verb forms, values, dates and money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from leadlab.errors import shortened
from leadlab.models.scenario.chance import chance
from leadlab.models.scenario.conditions import Moment, Value, holds
from leadlab.models.scenario.fields import Banded, Line, Say
from leadlab.models.scenario.world import DAYS, Identity, Person, World

SLOT = re.compile(r"\{([^{}]*)\}")
PERSON = re.compile(r"^([a-z][a-z0-9_]*)(?:\.([A-Za-z]+))?$")
VALUE = re.compile(r"^=([a-z][a-z0-9_]*)(?::([^{}]*))?$")
DATE = re.compile(r"^date:week=(\d+),day=([a-z]{3})$")
MONEY = re.compile(r"^money:([\d.]+|=[a-z][a-z0-9_]*)$")


class Paragraph(NamedTuple):
    """Something that is read: narration without a speaker, or a line of speech."""

    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text that the story fills."""

    kind: Literal["person", "value", "date", "money"]
    name: str
    form: str = ""


@lru_cache(maxsize=8192)
def _slots(text: str) -> tuple[tuple[str, Slot], ...]:
    return tuple((match.group(0), _slot(match.group(1))) for match in SLOT.finditer(text))


def slots(text: str) -> list[Slot]:
    """Slots of a text, or an error that quotes the one that cannot be read.

    >>> slots("{rui.They} know{rui.s} {=days_left} of it.")[2].name
    'days_left'
    """
    found = [slot for _, slot in _slots(text)]
    left = SLOT.sub("", text)
    if "{" in left or "}" in left:
        raise ValueError(f'a brace stands alone in "{shortened(text)}"')
    return found


def _slot(inside: str) -> Slot:
    if match := VALUE.match(inside):
        return Slot("value", match.group(1), match.group(2) or "")
    if match := DATE.match(inside):
        if match.group(2) not in DAYS:
            raise ValueError(f"write a day as one of {', '.join(DAYS)}; seen {{{inside}}}")
        return Slot("date", match.group(1), match.group(2))
    if match := MONEY.match(inside):
        amount = match.group(1)
        named = amount.startswith("=")
        return Slot("value" if named else "money", amount.lstrip("="), "money" if named else "")
    if match := PERSON.match(inside):
        return Slot("person", match.group(1), match.group(2) or "")
    raise ValueError(
        f"{{{shortened(inside)}}} is no slot; write {{person}}, {{person.they}}, {{=state}}, "
        "{date:week=12,day=sun} or {money:1600}"
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """Who the people are in this run: names and pronouns, redrawn as whole sets."""

    world: World
    name: str
    identities: Mapping[str, Identity]

    def person(self, person: str) -> Person | Identity:
        """Name and pronoun that a person has in this run."""
        return self.identities.get(person) or self.world.people[person]

    def display(self, speaker: str, voices: Mapping[str, str]) -> str:
        """Name of a speaker."""
        if speaker == "you":
            return "You"
        return voices[speaker] if speaker in voices else self.person(speaker).name


def cast_of(world: World, name: str, *, seed: int) -> Cast:
    """Cast by name; `seed` draws one of all casts, the base cast included.

    Raises:
        ValueError: if the world has no such cast.
    """
    if name == "seed":
        names = ["base", *world.casts]
        name = names[int(chance(seed, "cast") * len(names))]
    if name != "base" and name not in world.casts:
        known = ", ".join(["base", "seed", *world.casts])
        raise ValueError(f"there is no cast {name!r}; there are {known}")
    return Cast(world, name, world.casts.get(name, {}))


def fill(text: str, moment: Moment, cast: Cast) -> str:
    """Text with every slot filled, as it is read at a moment.

    Names of the base cast that an author wrote by hand follow the cast too.
    """
    base = _renamed(text, cast)
    for written, slot in _slots(base):
        base = base.replace(written, _filled(slot, moment, cast), 1)
    return base.strip()


def _renamed(text: str, cast: Cast) -> str:
    for person, identity in cast.identities.items():
        known = cast.world.people[person]
        text = text.replace(known.full, identity.full)
        text = re.sub(rf"\b{re.escape(known.name)}\b", identity.name, text)
    return text


def _filled(slot: Slot, moment: Moment, cast: Cast) -> str:
    world = cast.world
    match slot.kind:
        case "value":
            return shown_value(moment.values[slot.name], slot.form, world)
        case "date":
            day = next(each for each in DAYS if each == slot.form)
            return world.calendar.shown_date(int(slot.name), day)
        case "money":
            return shown_money(float(slot.name), world)
    person = cast.person(slot.name)
    if not slot.form:
        return person.name
    if slot.form == "full":
        return person.full
    row, form = world.pronouns[person.pronoun], slot.form.lower()
    if form in world.verbs:
        verb = world.verbs[form]
        return verb.plural if row.plural else verb.singular
    word: str = getattr(row, form)
    return word.capitalize() if slot.form[0].isupper() else word


def shown_value(value: Value, form: str, world: World) -> str:
    """Value of a state or draw as it is read."""
    if form == "money":
        return shown_money(value, world)
    if isinstance(value, bool | str | None):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return format(value, form) if form else format(round(value), ",")


def shown_money(amount: float, world: World) -> str:
    """Amount of money in the words of the world."""
    number = format(round(amount), ",").replace(",", world.money.thousands)
    return world.money.pattern.format(amount=number, currency=world.money.currency)


def spoken(says: tuple[Say, ...], moment: Moment) -> Iterator[Line]:
    """Lines that are said at a moment: conditions looked at, bands chosen."""
    for say in says:
        if isinstance(say, Line):
            yield say
        elif isinstance(say, Banded):
            yield from spoken(getattr(say, moment.band(say.by)), moment)
        else:
            yield from spoken(say.say if holds(say.when, moment) else say.otherwise, moment)


def read_aloud(
    says: tuple[Say, ...], moment: Moment, cast: Cast, voices: Mapping[str, str]
) -> tuple[Paragraph, ...]:
    """Paragraphs as the learner reads them; a block text becomes one paragraph a blank line."""
    found: list[Paragraph] = []
    for line in spoken(says, moment):
        speaker = cast.display(line.speaker, voices) if line.speaker else None
        blocks = re.split(r"\n\s*\n", fill(line.text, moment, cast))
        found += [Paragraph(speaker, " ".join(block.split())) for block in blocks]
    return tuple(found)
