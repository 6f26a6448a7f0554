"""The luck of the worlds in which repayment is tried, drawn once for all policies.

It is that of `engine_weeks`, stream by stream and row by row. What no share of time for debt
can move is worked out here: arrivals, drawn coefficients, which risks appear and when they ripen.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from leadlab.simulation.engine_chance import (
    RECOVERY,
    IntArray,
    Marks,
    Stream,
    Thresholds,
    exponentials,
    poisson,
    streams,
)
from leadlab.simulation.engine_flow import Sizes
from leadlab.simulation.policies import FloatArray, same_for_a_class
from leadlab.simulation.team import DAYS, SHIFTS, Team
from leadlab.simulation.team_worlds import draw_worlds

Known = dict[str, FloatArray]
NONE, WHOLE = np.array(0.0), np.array(1.0)
"""Numbers as NumPy has them: to make them out of Python's takes as long as a step of arithmetic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazards:
    """Hidden risks: whose appear and ripen on clocks of their own, whatever anybody does.

    `to_surface` is (slots, worlds). Of the slots that appear in a week, in one line, `appearing`
    holds one array a week; `ripening` those that would ripen in it if they are still hidden.
    `slots` counts those in use before each week.
    """

    first: int
    to_surface: FloatArray
    appearing: tuple[IntArray, ...]
    ripening: tuple[IntArray, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """Everything drawn; the last axis is that of the worlds."""

    known: Known
    open_to: IntArray
    """Items that could have been started by each day, as places in `sizes`, (days, worlds)."""
    answering: FloatArray
    """How much of a day reviewers have, around 1, (days, worlds)."""
    recovery: FloatArray
    """Hours that a deployment of a day takes to put right if it fails, (days, worlds)."""
    sizes: FloatArray
    """Work content of the items, added up, (worlds, items)."""
    bad: Marks
    """Marks of bad changes; more are drawn as they are needed."""
    strain: FloatArray
    """Exhaustion that nobody explains, (weeks, people, worlds)."""
    leaving: FloatArray
    pages: FloatArray
    hazards: Hazards
    view: FloatArray
    """What blurs the three gauges that are asked for, (months, 3, worlds), -1 to 1."""

    @property
    def worlds(self) -> int:
        """How many worlds were drawn."""
        return len(self.sizes)

    @property
    def home(self) -> IntArray:
        """The place of each world's first item."""
        return np.arange(0, self.sizes.size, self.sizes.shape[1])


@same_for_a_class
def draw_luck(team: Team, *, worlds: int, seed: int, weeks: int, month: int) -> Luck:
    """The luck of so many worlds for so many weeks, asked about once in a month.

    >>> from leadlab.simulation.team import equal_people
    >>> luck = draw_luck(Team(people=equal_people(6)), worlds=3, seed=7, weeks=8, month=4)
    >>> luck.strain.shape, luck.view.shape
    ((8, 6, 3), (2, 3, 3))
    """
    rng = streams(seed)
    drawn = draw_worlds(team.coefficients, replications=worlds, rng=rng["coefficients"])
    known = {
        each.name: np.asarray(getattr(drawn, each.name), dtype=np.float64) for each in fields(drawn)
    }
    days = (weeks * DAYS, worlds)
    arriving = poisson(rng["arrivals"].random(days), np.asarray(team.arrivals / DAYS))
    open_to = np.cumsum(arriving, axis=0, dtype=np.int64) + team.backlog + team.in_progress
    sizes = Sizes(rng["sizes"], known["item_size"], known["tail_share"], worlds)
    sizes.reach(int(open_to[-1].max()) + 1, room=0)
    ends = np.ascontiguousarray(sizes.ends.T)
    strain, leaving = _of_people(rng["people"], known, (weeks, len(team.people), worlds))
    cells = (rng["recovery"].random(days) * len(RECOVERY)).astype(np.int64)
    return Luck(
        known=known,
        open_to=open_to + np.arange(worlds) * ends.shape[1],
        answering=2 * rng["review"].random(days),
        recovery=RECOVERY.take(cells).astype(np.float32).astype(np.float64),
        sizes=ends,
        bad=Marks(rng["failures"], worlds),
        strain=strain,
        leaving=leaving,
        pages=rng["pages"].random((weeks, SHIFTS, worlds)),
        hazards=_hazards(rng["risks"], known, team.hidden_risks, worlds, weeks),
        view=2 * rng["view"].random((-(-weeks // month), 3, worlds)) - 1,
    )


def _of_people(
    rng: Stream, known: Known, shape: tuple[int, int, int]
) -> tuple[FloatArray, FloatArray]:
    weeks, people, worlds = shape
    drawn = rng.random((weeks, 2, people, worlds))
    spread = known["strain_noise"] * 3**0.5
    return drawn[:, 0] * (2 * spread) - spread, drawn[:, 1]


def _hazards(rng: Stream, known: Known, first: int, count: int, weeks: int) -> Hazards:
    """Play the clocks of appearing and ripening to their ends."""
    arrivals = Thresholds(Marks(rng, count))
    slots = first + 8 + weeks // 4
    to_surface = exponentials(rng.random((slots, count)))
    to_ripen = exponentials(rng.random((slots, count)))
    used, appearing_now, ripening_now = np.full(count, first), np.zeros(count), np.zeros(count)
    ripens = np.full((slots, count), np.inf)
    ripens[:first] = to_ripen[:first]
    appearing, ripening, slots_used = [], [], []
    for _ in range(weeks):
        slots_used.append(int(used.max()))
        ripening_now = ripening_now + known["risk_matures"]
        appearing_now = appearing_now + known["risk_appears"]
        ripe = np.flatnonzero(ripens <= ripening_now)
        ripens.ravel()[ripe] = np.inf
        ripening.append(ripe)
        found: list[IntArray] = []
        while len(here := np.flatnonzero(arrivals.next < appearing_now)):
            slot = used[here]
            if int(slot.max()) >= len(ripens):
                more = (8, count)
                to_surface = np.concatenate([to_surface, exponentials(rng.random(more))])
                to_ripen = np.concatenate([to_ripen, exponentials(rng.random(more))])
                ripens = np.concatenate([ripens, np.full(more, np.inf)])
            ripens[slot, here] = ripening_now[here] + to_ripen[slot, here]
            used[here] += 1
            found.append(slot * count + here)
            arrivals.advance(here)
        appearing.append(np.concatenate(found) if found else np.zeros(0, dtype=np.int64))
    return Hazards(
        first=first, to_surface=to_surface, appearing=tuple(appearing), ripening=tuple(ripening),
        slots=tuple(slots_used),
    )  # fmt: skip
