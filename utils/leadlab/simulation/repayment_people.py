"""The people of the worlds in which repayment is tried: growth, exhaustion and leaving.

The laws are those of `engine_people`, where nobody joins and nobody works overtime.
Arrays are (people, worlds that last) or (worlds that last,).
"""

from __future__ import annotations

import numpy as np

from leadlab.simulation.engine_chance import add_up, exp_minus
from leadlab.simulation.engine_people import FULL_WEEK, SKILL_CEILING, WORRY
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.repayment_luck import NONE, WHOLE, Known, Luck
from leadlab.simulation.team import Team
from leadlab.simulation.team_policy import Policy

CEILING, WORRIED = np.array(SKILL_CEILING), np.array(WORRY)


class Crew:
    """Who is here, how able and how tired, in the worlds from `first` on."""

    def __init__(self, team: Team, luck: Luck, usual: Policy) -> None:
        people, count = team.people, luck.worlds
        self.first, self._luck, self._usual = 0, luck, usual
        self._posts = np.array([[each.hours_week / FULL_WEEK] for each in people])
        self._on_call = np.array([[float(each.on_call)] for each in people])
        self.exhaustion = _each([each.exhaustion for each in people], count)
        self._skill = _each([each.skill for each in people], count)
        weeks = _each([each.weeks_here for each in people], count)
        ramp = exp_minus(weeks / luck.known["ramp_weeks"])
        self._gap = (1 - luck.known["ramp_start"]) * ramp
        self._able = self._skill * (1 - self._gap)
        self._seat(np.ones((len(people), count)))
        self._tired = self.mean(self.exhaustion)
        self.admitted = self._tired
        """Mean exhaustion, with every cause added up in turn."""
        self._know(luck.known)

    def _know(self, known: Known) -> None:
        usual, self._known = self._usual, known
        self._newness = np.maximum(1 - known["ramp_start"], 1e-9)
        self._fade = self._wide(exp_minus(1 / known["ramp_weeks"]))
        self._shown = self._wide(known["mentoring_gain"] * usual.mentoring)
        self._learned = self._wide(known["learning_gain"] * usual.learning)
        self._costs = self._wide(known["exhaustion_cost"])
        self._rest_level = self._wide(known["rest_level"])
        self._quits = self._wide(known["quit_strain"])

    def _wide(self, values: FloatArray) -> FloatArray:
        """A number of each world for all its people: equal shapes are met twice as fast."""
        return np.repeat(values[None], len(self._posts), axis=0)

    def begin(self, rest: FloatArray) -> None:
        """Take note of the share of time that is planned for nothing from now on."""
        self._pace = self._wide(np.minimum(self._known["recovery"] * (1 + 2 * rest), 1.0))

    def keep_from(self, first: int, known: Known) -> None:
        """Go on without the worlds before this one; `known` are the coefficients of the others."""
        cut = first - self.first
        for name in ("exhaustion", "_skill", "_gap", "_able", "_tired", "admitted"):
            setattr(self, name, getattr(self, name)[..., cut:].copy())
        self._seat(self._here[:, cut:].copy())
        self.first = first
        self._know(known)

    def _seat(self, here: FloatArray) -> None:
        """Take note of who is here."""
        self._here = here
        self.number: FloatArray = np.add.reduce(here)
        self.some: FloatArray = np.maximum(self.number, WHOLE)
        self._share = here / self.some
        self._manned = here * self._posts
        self.posts: FloatArray = np.add.reduce(self._manned)
        self._duty = here * self._on_call
        self._order = self._duty.copy()
        add_up(self._order)
        self._on_turn = self._order[-1].astype(np.int64)

    def mean(self, values: FloatArray) -> FloatArray:
        """Mean over those who are here; 0 if nobody is."""
        return np.asarray(np.add.reduce(values * self._share, axis=-2))

    def output(self) -> tuple[FloatArray, FloatArray]:
        """Engineer-weeks that all bring to a week, and newcomers in whole people."""
        each = self._manned * self._able
        each *= WHOLE - self._costs * self.exhaustion
        return np.add.reduce(each), np.add.reduce(self._here * self._gap) / self._newness

    def live(self, week: int, beyond: FloatArray, trust: FloatArray) -> None:
        """A week of strain, growth and leaving."""
        arrived = self._tired - self.admitted
        causes = self._tire(week, beyond)
        self._grow()
        left = self._leave(week, trust)
        before = causes.pop()
        self._tired = self.mean(self.exhaustion) if left else before
        for each in (*causes, self._tired - before + arrived):
            self.admitted = self.admitted + each

    def _tire(self, week: int, beyond: FloatArray) -> list[FloatArray]:
        """Mean exhaustion from pages, rest, chance and the end of the scale; and its mean then."""
        parts = np.empty((4, *self.exhaustion.shape))
        rested, chance, ended, tired = parts
        np.subtract(self._rest_level, self.exhaustion, rested)
        rested *= self._pace
        chance[:] = self._luck.strain[week, :, self.first :]
        wanted = self.exhaustion + rested
        wanted += chance
        turns = np.array([week % max(many, 1) + 1.0 for many in range(len(self._posts) + 1)])
        duty = self._duty * (self._order == turns.take(self._on_turn))
        strain = self._known["page_strain"] * beyond
        wanted += strain * duty
        np.minimum(wanted, WHOLE, out=tired)
        np.maximum(tired, NONE, out=tired)
        np.subtract(tired, wanted, ended)
        self.exhaustion = tired
        return [strain * self.mean(duty), *self.mean(parts)]

    def _grow(self) -> None:
        """A week of mentoring, learning and ramp-up."""
        best = np.maximum.reduce(self._skill * self._here)
        shown = self._shown * np.maximum(best - self._skill, NONE)
        learned = self._learned * np.maximum(CEILING - self._skill, NONE)
        self._skill = self._skill + shown + learned
        self._gap = self._gap * self._fade
        self._able = self._skill * (WHOLE - self._gap)

    def _leave(self, week: int, trust: FloatArray) -> bool:
        """Who leaves; exhaustion and little trust make it likelier."""
        strain = WHOLE + self._quits * np.maximum(self.exhaustion - WORRIED, NONE)
        chance = self._known["quit_base"] * (1.5 - trust) * strain
        going = self._luck.leaving[week, :, self.first :] < chance
        if not np.count_nonzero(going):
            return False
        self._seat(self._here - going * self._here)
        return True


def _each(values: list[float], count: int) -> FloatArray:
    return np.repeat(np.array(values, dtype=np.float64)[:, None], count, axis=1)
