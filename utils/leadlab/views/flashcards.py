"""Retrieval cards: recall first, then the answer, then when to see the card again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from fsrs import Card as Memory
from fsrs import Rating, Scheduler

from leadlab.views.base import Board, html
from leadlab.views.markup import heading, inline, prose

GRADES = (
    (Rating.Again, "Forgot it"),
    (Rating.Hard, "Hard"),
    (Rating.Good, "Knew it"),
    (Rating.Easy, "Easy"),
)


class Deck(Board):
    """The cards of a lesson that are due, one at a time.

    >>> class Door: key, question, answer, why = "doors#1", "Which first?", "The cheap one.", ""
    >>> deck = Deck([Door()], now=lambda: datetime(2026, 3, 2, tzinfo=UTC))
    >>> deck
    Cards: 1 card is due.
    >>> deck.turn.click(); deck.grades[Rating.Good].click(); deck
    Cards: No card is due. The next one comes back in 10 minutes.
    """

    def __init__(
        self,
        cards: Sequence[Any],
        *,
        states: Mapping[str, Mapping[str, Any]] | None = None,
        keep: Callable[[str, dict[str, Any], str], object] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__("Cards")
        self.cards = {card.key: card for card in cards}
        self.memories = {
            key: _remembered(states[key]) if states and key in states else None
            for key in self.cards
        }
        self._keep, self._now = keep, now
        self._scheduler = Scheduler(enable_fuzzing=False)
        self.current: Any = None
        self.turn = self.button("Show the answer", self._turn_over, look="main", key="0")
        self.grades = {
            rating: self.button(text, self._grader(rating), key=str(number))
            for number, (rating, text) in enumerate(GRADES, 1)
        }
        self._next()

    def due(self) -> list[str]:
        """Keys of the cards to look at now, in the order of the deck."""
        now = self._now()
        return [key for key, memory in self.memories.items() if not memory or memory.due <= now]

    def sentence(self) -> str:
        """How many cards are due, or when the next one is."""
        due = len(self.due())
        if due:
            return f"{due} card{'s are' if due > 1 else ' is'} due."
        times = [memory.due for memory in self.memories.values() if memory]
        if not times:
            return "There are no cards."
        return f"No card is due. The next one comes back {_in_words(min(times) - self._now())}."

    def _next(self) -> None:
        due = self.due()
        self.current = self.cards[due[0]] if due else None
        if self.current is None:
            self.show(html(f"{heading('Cards')}<p>{self.sentence()}</p>"))
            return
        title = heading(f"Card, {len(due)} to go" if len(due) > 1 else "Last card")
        self.show(
            html(
                f"{title}{prose(self.current.question)}"
                '<p class="leadlab-soft">Say your answer first, then turn the card.</p>'
            ),
            self.turn,
        )

    def _turn_over(self) -> None:
        why = f"<p>{inline(self.current.why)}</p>" if self.current.why else ""
        question = f"{heading('How well did you know it?')}{prose(self.current.question)}"
        answer = f'<div class="leadlab-card"><p><strong>{inline(self.current.answer)}</strong></p>'
        self.show(html(f"{question}{answer}{why}</div>"), *self.grades.values())
        self.say(f"{self.current.answer} {self.current.why}")
        self.go_to(".leadlab-heading")

    def _grader(self, rating: Rating) -> Callable[[], None]:
        return lambda: self._grade(rating)

    def _grade(self, rating: Rating) -> None:
        key = self.current.key
        memory, _ = self._scheduler.review_card(
            self.memories[key] or _new_memory(key, self._now()), rating, self._now()
        )
        self.memories[key] = memory
        if self._keep is not None:
            self._keep(key, dict(memory.to_dict()), rating.name.lower())
        self._next()
        self.say(self.sentence())
        self.go_to(".leadlab-heading")


def _remembered(state: Mapping[str, Any]) -> Memory | None:
    """A card's schedule; None where it cannot be read any more, so that the card is new again."""
    try:
        return Memory.from_dict(dict(state))
    except (KeyError, TypeError, ValueError):
        return None


def _new_memory(key: str, now: datetime) -> Memory:
    """A card never seen; its number comes from its key, so that none has to wait for a clock."""
    return Memory(card_id=int.from_bytes(key.encode()[-6:]), due=now)


def _in_words(span: Any) -> str:
    minutes = max(1, round(span.total_seconds() / 60))
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = round(minutes / size)
            return f"in {count} {word}{'s' * (count != 1)}"
    return "now"
