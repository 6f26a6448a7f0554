"""The luck of a simulated team: one stream for each kind of event, whatever the policy.

Only raw uniform numbers are taken from the generators, and the loop over time uses only sums,
products, quotients and roots, so that a seed tells the same story on every platform.
"""

from __future__ import annotations

import functools
import itertools
from statistics import NormalDist
from typing import Protocol

import numpy as np
import numpy.typing as npt

from leadlab.simulation.policies import FloatArray

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
SmallIntArray = npt.NDArray[np.int16]

STREAMS = (
    "arrivals", "sizes", "failures", "recovery", "risks", "pages", "people", "newcomers",
    "review", "view", "coefficients",
)  # fmt: skip

CELLS = 4096
MOST_AT_ONCE, FEW = 400, 20
BODY_MEDIAN, BODY_SPREAD = 0.853, 0.4  # mean 0.924: the five items in six that go well
TAIL_LOW, TAIL_HIGH = 2.0, 5.0  # mean 3.05: the sixth
RECOVERY_MEDIAN_HOURS, RECOVERY_P85_HOURS = 52 / 60, 4.0


NORMAL = np.asarray(
    np.round([NormalDist().inv_cdf((cell + 0.5) / CELLS) for cell in range(CELLS)], 9),
    dtype=np.float64,
)


class Stream(Protocol):
    """Where uniform numbers come from."""

    def random(self, size: int | tuple[int, ...]) -> FloatArray:
        """Numbers from 0 to below 1; the last axis is that of the replications."""


class Repeated:
    """A stream whose luck repeats: every block of replications meets the same numbers."""

    def __init__(self, rng: np.random.Generator, copies: int) -> None:
        self._rng, self._copies = rng, copies

    def random(self, size: int | tuple[int, ...]) -> FloatArray:
        """Numbers for the first block, and the same for all others."""
        shape = (size,) if isinstance(size, int) else size
        block = self._rng.random((*shape[:-1], shape[-1] // self._copies))
        return np.tile(block, self._copies)


def streams(seed: int, *, copies: int = 1) -> dict[str, Stream]:
    """A generator for each kind of event; with copies, in blocks of the same luck.

    >>> one, two = streams(7), streams(7)
    >>> bool(one["pages"].random(1) == two["pages"].random(1))
    True
    """
    children = np.random.SeedSequence(seed).spawn(len(STREAMS))
    plain = {
        name: np.random.Generator(np.random.PCG64(child))
        for name, child in zip(STREAMS, children, strict=True)
    }
    if copies == 1:
        return dict(plain)
    return {name: Repeated(rng, copies) for name, rng in plain.items()}


def _lognormal_table(median: float, spread: float) -> FloatArray:
    """Quantiles at the middle of each cell, rounded so that every platform has the same."""
    normal = NormalDist()
    scores = np.asarray([normal.inv_cdf((cell + 0.5) / CELLS) for cell in range(CELLS)])
    return np.asarray(np.round(median * np.exp(spread * scores), 9), dtype=np.float64)


BODY = _lognormal_table(BODY_MEDIAN, BODY_SPREAD)
RECOVERY = _lognormal_table(
    RECOVERY_MEDIAN_HOURS,
    float(np.log(RECOVERY_P85_HOURS / RECOVERY_MEDIAN_HOURS)) / NormalDist().inv_cdf(0.85),
)


def ratios(u: FloatArray, tail_share: FloatArray) -> FloatArray:
    """Actual over planned work of items: a lognormal body, and a cut-off Pareto tail of index 1.

    >>> float(ratios(np.array([0.5]), np.array(0.0)).round(2)[0])
    0.85
    """
    inside = u - tail_share
    inside /= np.maximum(1 - tail_share, 1e-12)
    inside *= CELLS
    found = np.asarray(BODY.take(inside.astype(np.int64), mode="clip"))
    tail = np.flatnonzero(inside < 0)
    share = np.maximum(tail_share, 1e-12)
    part = u.ravel()[tail] / (share if share.ndim == 0 else share[tail % u.shape[-1]])
    found.ravel()[tail] = TAIL_LOW / (1 - part * (1 - TAIL_LOW / TAIL_HIGH))
    return found


def exp_minus(x: npt.ArrayLike) -> FloatArray:
    """exp(-x) for x >= 0 from products alone, within 1e-8 up to 5 and 1e-4 up to 40.

    >>> bool(abs(exp_minus(1.0) - np.exp(-1.0)) < 1e-10)
    True
    """
    y = np.minimum(np.asarray(x, dtype=np.float64), 40.0) / 256
    found = 1 - y * (1 - y / 2 * (1 - y / 3 * (1 - y / 4)))
    for _ in range(8):
        found *= found
    return np.asarray(found)


def normals(u: FloatArray) -> FloatArray:
    """Standard normal numbers from uniform ones, the same on every platform.

    >>> abs(float(normals(np.array([0.5]))[0])) < 0.001
    True
    """
    return np.asarray(NORMAL.take((u * CELLS).astype(np.int64), mode="clip"))


def exponentials(u: FloatArray) -> FloatArray:
    """Exponential waiting times of mean 1, rounded so that every platform has the same."""
    return np.asarray(np.rint(-np.log1p(-u) * 2.0**30) / 2.0**30)


def poisson(u: FloatArray, rate: FloatArray) -> SmallIntArray:
    """Poisson counts by inversion: the same u gives a larger count at a larger rate.

    They come in two bytes, which are a quarter of the work for whoever adds them up.

    >>> poisson(np.array([0.1, 0.5, 0.9]), np.array(1.0)).tolist()
    [0, 1, 2]
    """
    if rate.ndim == 0:  # each count is how many of the same chances lie below its number
        return np.searchsorted(_added_chances(float(rate)), u).astype(np.int16)
    small = float(rate.max()) < FEW  # then no count comes near the limit of one byte
    counts = np.zeros(u.shape, dtype=np.int8 if small else np.int16)
    total = part = exp_minus(rate)
    for count in range(1, MOST_AT_ONCE):
        more = u > total
        if not np.count_nonzero(more):
            break
        counts += more.view(np.int8)
        part = part * rate / count
        total = total + part
    return counts.astype(np.int16)


@functools.lru_cache(maxsize=32)
def _added_chances(rate: float) -> FloatArray:
    """Chance of each count or a smaller one, added up as `poisson` does."""
    parts = [float(exp_minus(rate))]
    for count in range(1, MOST_AT_ONCE - 1):
        parts.append(parts[-1] * rate / count)
    return np.asarray(list(itertools.accumulate(parts)))


def add_up(rows: FloatArray) -> None:
    """Running sums down the rows, in place; row by row is five times faster than `cumsum`.

    >>> rows = np.ones((3, 2))
    >>> add_up(rows)
    >>> rows.tolist()
    [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]
    """
    for above, row in itertools.pairwise(rows):
        row += above


class Thresholds:
    """Waiting times on a clock of accumulated hazard: a mark for each event of a replication.

    Each replication crosses its own marks in turn; more are drawn when any has used them up.
    """

    def __init__(self, rng: Stream, replications: int, chunk: int = 32) -> None:
        self._rng, self._chunk = rng, chunk
        self._count = replications
        self._marks = np.zeros((0, replications))
        self.used = np.zeros(replications, dtype=np.int64)
        self._most = 0
        self._draw()
        self.next = self._marks[0].copy()

    def _draw(self) -> None:
        gaps = exponentials(self._rng.random((self._chunk, self._count)))
        add_up(gaps)
        if len(self._marks):
            gaps += self._marks[-1]
        self._marks = np.concatenate([self._marks, gaps])

    def advance(self, here: IntArray) -> FloatArray:
        """Let these replications, each named once, go on to their next mark, and return it."""
        used = self.used[here] + 1
        self.used[here] = used
        self._most += 1  # at least as many as any replication has used
        if self._most >= len(self._marks):
            self._most = int(self.used.max(initial=0))
            while self._most >= len(self._marks):
                self._draw()
        marks = self._marks.take(used * self._count + here)
        self.next[here] = marks
        return marks
