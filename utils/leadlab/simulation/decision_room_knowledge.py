"""What is hidden in a decision room, what people say of it, and what can be known from that."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from leadlab.simulation.decision_room_records import (
    Adviser,
    Decision,
    Look,
    Room,
    RoomAssumptions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one adviser said: a chance that the claim is true.

    `together` is True when it was said in a meeting, where people hear each other.
    """

    adviser: str
    chance: float
    together: bool
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A look that was bought; `says` is None until week `ready`."""

    look: str
    ready: int
    says: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One drawn quarter: truths, leans and the noise of every answer that could be asked for.

    Nested tuples in the order of the room: decisions, then advisers or looks.
    """

    truth: tuple[bool, ...]
    lean: tuple[float, ...]
    own_noise: tuple[tuple[float, ...], ...]
    shared_noise: tuple[float, ...]
    look_luck: tuple[tuple[float, ...], ...]


def draw(room: Room, *, replications: int, seed: int) -> Iterator[Hidden]:
    """Hidden quarters, the same for every policy; drawn at once along (replications, ...)."""
    streams = np.random.default_rng(seed).spawn(5)
    decisions, advisers = len(room.decisions), len(room.advisers)
    looks = max((len(decision.looks) for decision in room.decisions), default=0)
    base = np.array([decision.base_rate for decision in room.decisions])
    truth = streams[0].random((replications, decisions)) < base
    spread = room.assumptions.bias_spread
    lean = streams[1].normal(size=(replications, advisers)) * spread
    own = streams[2].normal(size=(replications, decisions, advisers))
    shared = streams[3].normal(size=(replications, decisions))
    luck = streams[4].random((replications, decisions, looks))
    for replication in range(replications):
        yield Hidden(
            truth=tuple(truth[replication].tolist()),
            lean=tuple(lean[replication].tolist()),
            own_noise=tuple(map(tuple, own[replication].tolist())),
            shared_noise=tuple(shared[replication].tolist()),
            look_luck=tuple(map(tuple, luck[replication].tolist())),
        )


def said_by(
    adviser: Adviser, *, room: Room, hidden: Hidden, decision: Decision, together: bool
) -> float:
    """Chance that an adviser states.

    The adviser's impression is y = s m + lean + noise x n, with s = 1 or -1 for the truth, m the
    signal, and n standard normal; in a meeting the share `echo` of its variance is common.
    The adviser does not know the lean and states logit(chance) = logit(base) + 2 m y / noise^2.
    """
    row, place = room.decisions.index(decision), room.advisers.index(adviser)
    noise = hidden.own_noise[row][place]
    if together:
        echo = room.assumptions.echo
        noise = math.sqrt(1 - echo) * noise + math.sqrt(echo) * hidden.shared_noise[row]
    truth = 1.0 if hidden.truth[row] else -1.0
    impression = truth * room.assumptions.signal + hidden.lean[place] + adviser.noise * noise
    return _chance(
        _logit(decision.base_rate) + 2 * room.assumptions.signal * impression / adviser.noise**2
    )


def found_by(look: Look, *, room: Room, hidden: Hidden, decision: Decision) -> bool:
    """Whether a look says yes to the claim."""
    row = room.decisions.index(decision)
    luck = hidden.look_luck[row][decision.looks.index(look)]
    return luck < (look.yes_if_true if hidden.truth[row] else look.yes_if_false)


def knowable_chance(
    decision: Decision,
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    *,
    advisers: Sequence[Adviser],
    assumptions: RoomAssumptions,
) -> float:
    """Chance of the claim for somebody who weighs all that was heard exactly right (Bayes).

    That somebody knows how noisy each adviser is and that leans of size `bias_spread` exist,
    but not which way anybody leans, and that people in a meeting repeat each other. With y_k the
    impressions behind the statements, log odds move by 2 m 1' C^-1 y, where C is the covariance
    noise^2 + bias_spread^2 on the diagonal and, in a meeting, echo x noise_j x noise_k beside it.
    Findings add ln P(says | true) - ln P(says | false).
    """
    odds = _logit(decision.base_rate)
    noise_of = {adviser.id: adviser.noise for adviser in advisers}
    base, signal = odds, assumptions.signal
    # a diagonal plus one product of vectors is inverted in closed form (Sherman and Morrison)
    plain = mixed_noise = mixed_said = noise_only = 0.0
    for statement in statements:
        noise = noise_of[statement.adviser]
        impression = (_logit(statement.chance) - base) * noise**2 / (2 * signal)
        echo = assumptions.echo if statement.together else 0.0
        own = noise**2 * (1 - echo) + assumptions.bias_spread**2
        plain += impression / own
        if statement.together:
            mixed_noise += noise / own
            mixed_said += noise * impression / own
            noise_only += noise**2 / own
    echo = assumptions.echo
    odds += 2 * signal * (plain - echo * mixed_noise * mixed_said / (1 + echo * noise_only))
    for finding in findings:
        if finding.says is not None:
            odds += _weight(decision.look(finding.look), says=finding.says)
    return _chance(odds)


def _weight(look: Look, *, says: bool) -> float:
    yes, alarm = look.yes_if_true, look.yes_if_false
    given_true, given_false = (yes, alarm) if says else (1 - yes, 1 - alarm)
    return math.log(max(given_true, 1e-12)) - math.log(max(given_false, 1e-12))


def _logit(chance: float) -> float:
    kept = min(max(chance, 1e-12), 1 - 1e-12)
    return math.log(kept / (1 - kept))


def _chance(odds: float) -> float:
    if odds >= 0:
        return 1 / (1 + math.exp(-odds))
    return math.exp(odds) / (1 + math.exp(odds))
