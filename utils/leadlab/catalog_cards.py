"""Cards and predictions: the small questions that a lesson asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from leadlab.catalog_concepts import ConceptId
from leadlab.catalog_files import Document, cached, content_files, read_document
from leadlab.catalog_records import Loaded, Record, Sentence, Slug, Text, make_records
from leadlab.errors import ContentError, UnknownName


class CardEntry(Record):
    """A card as it is written in its file."""

    id: Slug
    concept: Annotated[tuple[ConceptId, ...], Field(min_length=1)]
    question: Sentence
    answer: Text
    why: Sentence

    @field_validator("concept", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class Card(CardEntry):
    """A card that knows its lesson."""

    lesson: str

    @property
    def key(self) -> str:
        """Name of the card in the logbook.

        >>> Card(lesson="01_decision_making/01_framing", id="nothing", concept="D-03",
        ...      question="What is missing?", answer="Doing nothing.", why="It has a cost.").key
        '01_decision_making/01_framing#nothing'
        """
        return f"{self.lesson}#{self.id}"


class Prediction(Record):
    """A question that the learner answers before the fact is shown."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")]
    lesson: str
    question: Sentence
    kind: Literal["interval", "choice", "probability"]
    unit: Text | None = None
    options: Mapping[str, Text] | None = None
    level: Annotated[float, Field(gt=0, lt=1)] = 0.8
    truth: Any
    because: Sentence
    evidence: tuple[str, ...] = ()
    concepts: tuple[ConceptId, ...] = ()

    @model_validator(mode="after")
    def _truth_fits_the_kind(self) -> Self:
        is_number = isinstance(self.truth, int | float) and not isinstance(self.truth, bool)
        if self.kind == "interval" and not is_number:
            msg = f"the truth of an interval is a number, not {self.truth!r}"
            raise ValueError(msg)
        if self.kind == "probability" and not isinstance(self.truth, bool):
            msg = f"the truth of a probability is true or false, not {self.truth!r}"
            raise ValueError(msg)
        if self.kind == "choice":
            self._check_options()
        elif self.options is not None:
            msg = f"options belong to a choice, not to {self.kind!r}"
            raise ValueError(msg)
        return self

    def _check_options(self) -> None:
        if self.options is None or not 2 <= len(self.options) <= 6:
            msg = "a choice needs two to six options, each a key with its text"
            raise ValueError(msg)
        if self.truth not in self.options:
            msg = f"the truth {self.truth!r} is no option; allowed: {', '.join(self.options)}"
            raise ValueError(msg)


@cached
def card_documents() -> Mapping[str, Document]:
    """Card files by lesson id."""
    files = content_files("cards", ".yaml")
    return {
        file.removeprefix("cards/").removesuffix(".yaml"): read_document(file) for file in files
    }


@cached
def _decks() -> Mapping[str, Loaded[CardEntry]]:
    return {
        lesson: make_records(CardEntry, "card", document)
        for lesson, document in card_documents().items()
    }


def cards(lesson: str) -> tuple[Card, ...]:
    """Cards of one lesson, in the order of their file.

    >>> cards("01_decision_making/09_nowhere")
    Traceback (most recent call last):
    ...
    leadlab.errors.UnknownName: There is no deck of cards '01_decision_making/09_nowhere'. ...
    """
    if lesson not in _decks():
        raise UnknownName("deck of cards", lesson, _decks())
    deck = _decks()[lesson]
    if not deck.records and deck.faults:
        raise deck.faults[0]
    return tuple(Card(**dict(entry), lesson=lesson) for entry in deck.records.values())


def card_decks() -> tuple[str, ...]:
    """Ids of the lessons that have cards."""
    return tuple(_decks())


@cached
def prediction_documents() -> tuple[Document, ...]:
    """Prediction files."""
    return tuple(read_document(file) for file in content_files("predictions", ".yaml"))


@cached
def _predictions() -> Loaded[Prediction]:
    return make_records(Prediction, "prediction", *prediction_documents())


def prediction(name: str) -> Prediction:
    """Prediction of this id."""
    return _predictions()[name]


def predictions(lesson: str | None = None) -> tuple[Prediction, ...]:
    """Predictions of one lesson, or all."""
    every = _predictions().records.values()
    return tuple(each for each in every if lesson in (None, each.lesson))


def prediction_ids() -> tuple[str, ...]:
    """Ids of all predictions."""
    return tuple(_predictions().records)


def card_faults() -> tuple[ContentError, ...]:
    """Faults of the card files themselves."""
    return tuple(fault for deck in _decks().values() for fault in deck.faults)


def prediction_faults() -> tuple[ContentError, ...]:
    """Faults of the prediction files themselves."""
    return _predictions().faults
