"""The people of the worlds in which repayment is tried: growth, exhaustion and leaving.

The laws are those of `engine_people`, where nobody joins and nobody works overtime.
Arrays are (people, worlds that last) or (worlds that last,).
"""

from __future__ import annotations

import numpy as np

from leadlab.simulation.engine_chance import add_up, exp_minus
from leadlab.simulation.engine_people import FULL_WEEK, SKILL_CEILING, WORRY
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.repayment_luck import Known, Luck
from leadlab.simulation.team import Team
from leadlab.simulation.team_policy import Policy


class Crew:
    """Who is here, how able and how tired, in the worlds from `first` on."""

    def __init__(self, team: Team, luck: Luck, usual: Policy) -> None:
        people, count = team.people, luck.open_to.shape[1]
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
        self._fade = exp_minus(1 / known["ramp_weeks"])
        self._newness = np.maximum(1 - known["ramp_start"], 1e-9)
        self._shown = known["mentoring_gain"] * usual.mentoring
        self._learned = known["learning_gain"] * usual.learning

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
        self._share = here / np.maximum(self.number, 1)
        self._manned = here * self._posts
        self.posts: FloatArray = np.add.reduce(self._manned)
        self._duty = here * self._on_call
        self._order = self._duty.copy()
        add_up(self._order)

    def mean(self, values: FloatArray) -> FloatArray:
        """Mean over those who are here; 0 if nobody is."""
        return np.asarray(np.add.reduce(values * self._share, axis=-2))

    def output(self) -> tuple[FloatArray, FloatArray]:
        """Engineer-weeks that all bring to a week, and newcomers in whole people."""
        each = self._manned * self._able
        each *= 1 - self._known["exhaustion_cost"] * self.exhaustion
        return np.add.reduce(each), np.add.reduce(self._here * self._gap) / self._newness

    def live(self, week: int, beyond: FloatArray, rest: FloatArray, trust: FloatArray) -> bool:
        """A week of strain, growth and leaving; whether anybody left."""
        arrived = self._tired - self.admitted
        causes = self._tire(week, beyond, rest)
        self._grow()
        left = self._leave(week, trust)
        before = causes.pop()
        self._tired = self.mean(self.exhaustion) if left else before
        for each in (*causes, self._tired - before + arrived):
            self.admitted = self.admitted + each
        return left

    def _tire(self, week: int, beyond: FloatArray, rest: FloatArray) -> list[FloatArray]:
        """Mean exhaustion from pages, rest, chance and the end of the scale; and its mean then."""
        known, parts = self._known, np.empty((4, *self.exhaustion.shape))
        rested, chance, ended, tired = parts
        np.subtract(known["rest_level"], self.exhaustion, rested)
        rested *= np.minimum(known["recovery"] * (1 + 2 * rest), 1.0)
        chance[:] = self._luck.strain[week, :, self.first :]
        wanted = self.exhaustion + rested
        wanted += chance
        duty = self._duty * (self._order == week % np.maximum(self._order[-1], 1) + 1)
        strain = known["page_strain"] * beyond
        wanted += strain * duty
        np.minimum(wanted, 1.0, out=tired)
        np.maximum(tired, 0.0, out=tired)
        np.subtract(tired, wanted, ended)
        self.exhaustion = tired
        return [strain * self.mean(duty), *self.mean(parts)]

    def _grow(self) -> None:
        """A week of mentoring, learning and ramp-up."""
        best = np.maximum.reduce(self._skill * self._here)
        shown = self._shown * np.maximum(best - self._skill, 0.0)
        learned = self._learned * np.maximum(SKILL_CEILING - self._skill, 0.0)
        self._skill = self._skill + shown + learned
        self._gap = self._gap * self._fade
        self._able = self._skill * (1 - self._gap)

    def _leave(self, week: int, trust: FloatArray) -> bool:
        """Who leaves; exhaustion and little trust make it likelier."""
        known = self._known
        strain = 1 + known["quit_strain"] * np.maximum(self.exhaustion - WORRY, 0.0)
        chance = known["quit_base"] * (1.5 - trust) * strain
        going = (self._luck.leaving[week, :, self.first :] < chance) * self._here
        if not np.count_nonzero(going):
            return False
        self._seat(self._here - going)
        return True


def _each(values: list[float], count: int) -> FloatArray:
    return np.repeat(np.array(values, dtype=np.float64)[:, None], count, axis=1)
