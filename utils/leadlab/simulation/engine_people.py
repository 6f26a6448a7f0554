"""The people of many replications: ramp-up, growth, exhaustion, joining and leaving.

Arrays are (seats, replications); a seat is empty until somebody joins and after somebody left.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from leadlab.errors import LeadlabError
from leadlab.simulation.engine_chance import Stream, add_up, exp_minus
from leadlab.simulation.engine_plan import Plan
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import Person

FULL_WEEK = 40
WORRY = 0.4  # exhaustion from which leaving becomes likelier
NEWCOMER_EXHAUSTION = 0.25
SKILL_CEILING = 2.0  # where learning alone ends

Known = dict[str, FloatArray]
Crew = tuple[Person, ...]


class People:
    """Who is here, how able and how tired; of several crews, each has a block of replications."""

    def __init__(
        self, crews: Sequence[Crew], known: Known, rng: dict[str, Stream], count: int, spare: int
    ) -> None:
        self._rng, self._known, self._count = rng, known, count
        self._first, self._spare = max(map(len, crews)), spare
        self._crews = len(crews)
        empty = Person(name="empty seat")
        seats = [(*crew, *[empty] * (self._first + spare - len(crew))) for crew in crews]
        here = [[number < len(crew) for number in range(len(seats[0]))] for crew in crews]
        self._seat(self._each(here))
        self.skill = self._each([[each.skill for each in row] for row in seats])
        self.posts = self._each([[each.hours_week / FULL_WEEK for each in row] for row in seats])
        self.on_call = self._each([[each.on_call for each in row] for row in seats])
        self.exhaustion = self._each([[each.exhaustion for each in row] for row in seats])
        weeks = self._each([[each.weeks_here for each in row] for row in seats])
        self.gap = (1 - known["ramp_start"]) * exp_minus(weeks / known["ramp_weeks"])
        self._ramp()
        self._fade = exp_minus(1 / known["ramp_weeks"])
        self._due = np.zeros((1, count))

    def _each(self, values: Sequence[Sequence[float]]) -> FloatArray:
        """Values by crew and seat, for each seat of each replication."""
        columns = np.asarray(values, dtype=np.float64).T
        return np.repeat(columns, self._count // self._crews, axis=1)

    def _seat(self, here: FloatArray) -> None:
        """Take note of who is here."""
        self.here = here
        self.number: FloatArray = np.asarray(here.sum(axis=0))
        self._share = here / np.maximum(self.number, 1)

    def mean(self, values: FloatArray) -> FloatArray:
        """Mean over those who are here; 0 if nobody is."""
        return np.asarray(np.add.reduce(values * self._share, axis=0))

    def _ramp(self) -> None:
        """Take note of the skill of each after the ramp so far."""
        self.able = self.skill * (1 - self.gap)

    def output(self) -> tuple[FloatArray, FloatArray]:
        """Engineer-weeks that all bring to a week, and newcomers in whole people."""
        known = self._known
        each = self.here * self.posts * self.able
        each *= 1 - known["exhaustion_cost"] * self.exhaustion
        new = (self.here * self.gap).sum(axis=0) / np.maximum(1 - known["ramp_start"], 1e-9)
        return each.sum(axis=0), new

    def cost(self) -> FloatArray:
        """Full-time posts that are paid."""
        return np.asarray((self.here * self.posts).sum(axis=0))

    def grow(self, plan: Plan) -> dict[str, FloatArray]:
        """A week of mentoring, learning and ramp-up; the mean skill that each brought."""
        known = self._known
        left = 1 - self.gap
        best = (self.skill * self.here).max(axis=0)
        shown = known["mentoring_gain"] * plan.mentoring * np.maximum(best - self.skill, 0.0)
        room = np.maximum(SKILL_CEILING - self.skill, 0.0)
        learned = known["learning_gain"] * plan.learning * room
        self.skill = self.skill + shown + learned
        after = self.gap * self._fade
        ramped = self.mean(self.skill * (self.gap - after))
        self.gap = after
        self._ramp()
        return {
            "mentoring": self.mean(shown * left),
            "learning": self.mean(learned * left),
            "ramp-up": ramped,
        }

    def tire(
        self, plan: Plan, week: int, beyond: FloatArray, rest: FloatArray
    ) -> dict[str, FloatArray]:
        """A week of strain and recovery; the mean exhaustion that each cause brought."""
        known = self._known
        load = known["load_strain"] * plan.overtime
        control = known["control_strain"] * (1 - 2 * plan.delegation)
        pace = np.minimum(known["recovery"] * (1 + 2 * rest), 1.0)
        rested = known["rest_level"] - self.exhaustion
        rested *= pace
        spread = known["strain_noise"] * 3**0.5
        chance = self._uniform()
        chance *= 2 * spread
        chance -= spread
        wanted = self.exhaustion + rested
        wanted += chance
        wanted += load + control
        paged = self._paged(week, beyond, wanted)
        self.exhaustion = np.minimum(wanted, 1.0)
        np.maximum(self.exhaustion, 0.0, out=self.exhaustion)
        some = (self.number > 0).astype(np.float64)
        return {
            "overtime": load * some,
            "pages": paged,
            "control": control * some,
            "rest": self.mean(rested),
            "chance": self.mean(chance),
            "end of the scale": self.mean(self.exhaustion - wanted),
        }

    def _paged(self, week: int, beyond: FloatArray, wanted: FloatArray) -> FloatArray:
        """Add what pages do to the one on duty, and return its mean."""
        duty = self.here * self.on_call
        order = duty.copy()
        add_up(order)
        duty *= order == week % np.maximum(order[-1], 1) + 1
        strain = self._known["page_strain"] * beyond
        wanted += strain * duty
        return np.asarray(strain * self.mean(duty))

    def leave(self, trust: FloatArray) -> FloatArray:
        """People who leave this week; exhaustion and little trust make it likelier."""
        known = self._known
        strain = 1 + known["quit_strain"] * np.maximum(self.exhaustion - WORRY, 0.0)
        going = (self._uniform() < known["quit_base"] * (1.5 - trust) * strain) * self.here
        if not going.any():
            return np.zeros(self._count)
        self._seat(self.here - going)
        return np.asarray(going.sum(axis=0))

    def hire(self, week: int, plan: Plan) -> tuple[FloatArray, FloatArray]:
        """People searched for from this week on, and people who join in it."""
        nobody = np.zeros(self._count)
        if np.isnan(plan.headcount).all() and not self._due.any():
            return nobody, nobody
        if self._crews > 1:  # the luck of a seat would be another than that of the crew alone
            raise LeadlabError("headcount: crews that are simulated side by side hire nobody.")
        delay = np.broadcast_to(self._known["hiring_weeks"], (self._count,)).astype(np.int64)
        self._reach(week + int(delay.max()) + 1)
        coming = self._due[week:].sum(axis=0)
        free = self.here.shape[0] - self.number - coming
        wanted = np.nan_to_num(plan.headcount - self.number - coming, nan=0.0)
        searched = np.clip(wanted, 0.0, np.maximum(free, 0.0))
        self._due[week + delay, np.arange(self._count)] += searched
        left = self._due[week].copy()
        joined = nobody.copy()
        for seat in range(self.here.shape[0] if left.any() else 0):
            sits = (left > 0) & (self.here[seat] == 0)
            self._welcome(seat, sits)
            joined += sits
            left -= sits
        if joined.any():
            self._seat(self.here)
            self._ramp()
        self._due[week] = 0.0
        return searched, joined

    def _welcome(self, seat: int, sits: FloatArray) -> None:
        known = self._known
        for values, new in (
            (self.here, 1.0), (self.posts, 1.0), (self.on_call, 1.0),
            (self.skill, known["newcomer_skill"]), (self.gap, 1 - known["ramp_start"]),
            (self.exhaustion, NEWCOMER_EXHAUSTION),
        ):  # fmt: skip
            values[seat] = np.where(sits, new, values[seat])

    def _reach(self, weeks: int) -> None:
        missing = weeks - len(self._due) + 1
        if missing > 0:
            self._due = np.concatenate([self._due, np.zeros((missing, self._count))])

    def _uniform(self) -> FloatArray:
        """Luck of each seat; spare seats have a stream of their own, so nobody else's changes."""
        ours = self._rng["people"].random((self._first, self._count))
        if not self._spare:
            return ours
        return np.concatenate([ours, self._rng["newcomers"].random((self._spare, self._count))])
