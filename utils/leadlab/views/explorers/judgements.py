"""Statements for the calibration explorer; each can be worked out, so none needs a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import comb, log, log2, prod


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A statement that is true or false, and the sum that settles it."""

    text: str
    sum: Callable[[], bool]
    """Works out whether the statement is true."""
    because: str

    @property
    def true(self) -> bool:
        """Whether the statement holds."""
        return bool(self.sum())


JUDGEMENTS = (
    Judgement(
        text="A service that is up 99.9 % of the year may be down for more than eight hours.",
        sum=lambda: 0.001 * 365 * 24 > 8,
        because="0.1 % of 8,760 hours are 8.8 hours.",
    ),
    Judgement(
        text="Seven parts in a row, each up 99 % of the time, are all up at once more than 94 % "
        "of the time.",
        sum=lambda: 0.99**7 > 0.94,
        because="0.99 to the seventh is 93.2 %.",
    ),
    Judgement(
        text="In a room of 23 people, two share a birthday with a chance above 60 %.",
        sum=lambda: 1 - prod((365 - n) / 365 for n in range(23)) > 0.6,
        because="With 23 people it is 51 %; 60 % takes 27 people.",
    ),
    Judgement(
        text="300,000 jobs a day are fewer than five a second, on average.",
        sum=lambda: 300_000 / 86_400 < 5,
        because="A day has 86,400 seconds, which makes 3.5 a second.",
    ),
    Judgement(
        text="A team of twelve has more than seventy pairs of people.",
        sum=lambda: comb(12, 2) > 70,
        because="Twelve times eleven, halved, is 66.",
    ),
    Judgement(
        text="One request in a hundred is slow. A page that makes thirty requests meets a slow one "
        "more than one time in four.",
        sum=lambda: 1 - 0.99**30 > 0.25,
        because="1 minus 0.99 to the thirtieth is 26 %.",
    ),
    Judgement(
        text="An alarm that is right 95 % of the time, for a fault that is there one day in a "
        "hundred, is false more often than true.",
        sum=lambda: 0.05 * 0.99 > 0.95 * 0.01,
        because="Of 590 alarms in ten thousand days, 495 are false.",
    ),
    Judgement(
        text="With ten fair coins, exactly five heads come up more than 30 % of the time.",
        sum=lambda: comb(10, 5) / 2**10 > 0.3,
        because="252 of 1,024 ways are 24.6 %.",
    ),
    Judgement(
        text="A backlog that grows by 7 % a month doubles in less than a year.",
        sum=lambda: log(2) / log(1.07) < 12,
        because="It doubles in 10.2 months.",
    ),
    Judgement(
        text="A million records can be halved twenty-two times before one is left.",
        sum=lambda: log2(1_000_000) >= 22,
        because="Twenty halvings are enough: 2 to the 20th is 1,048,576.",
    ),
    Judgement(
        text="A server that is busy 90 % of the time makes you wait more than five times as long "
        "as one that is busy half of the time, if work arrives at random.",
        sum=lambda: (0.9 / 0.1) / (0.5 / 0.5) > 5,
        because="Waiting grows with busy over idle: 9 against 1, in the simplest queue.",
    ),
    Judgement(
        text="Ten thousand requests a second are more than a thousand million a day.",
        sum=lambda: 10_000 * 86_400 > 1_000_000_000,
        because="They are 864 million.",
    ),
)
