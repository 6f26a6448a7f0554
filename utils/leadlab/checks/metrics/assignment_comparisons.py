"""Graded measures of one's own log under two definitions, and two teams that are compared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from leadlab.checks.exercise import FEW_CLASSMATES, exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.models.delivery import BEFORE_2023, Definitions, Measures, measures
from leadlab.simulation.delivery_history import draw_own_history

MINUTES = 24 * 60
DEFINITION_AND_YEAR = "That is the other definition: look at what it counts, and from when."


def draw_seed(rng: np.random.Generator) -> Mapping[str, Any]:
    """Which half-year is the learner's."""
    return {"seed": int(rng.integers(1_000, 1_000_000))}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Half:
    """What there is to find in one log, and what known faults lead to."""

    now: Measures
    old: Measures
    mean: Measures
    late: Measures
    """With recovery counted from the incident."""
    failed: int
    deployments: int
    incidents: int
    changes: int


@lru_cache(maxsize=400)  # small, slow to draw, and asked for again by each wrong answer of a class
def _half(seed: int) -> _Half:
    log = draw_own_history(seed)
    by_mean = Definitions(name="mean", lead_average="mean")
    from_incident = Definitions(name="late clock", recovery_from="incident")
    return _Half(
        now=measures(log),
        old=measures(log, definitions=BEFORE_2023),
        mean=measures(log, definitions=by_mean),
        late=measures(log, definitions=from_incident),
        failed=int(log.failed.sum()),
        deployments=len(log.failed),
        incidents=len(log.incidents),
        changes=len(log.changes),
    )


@exercise(
    "metrics.half_a_year",
    title="Half a year from its own log",
    concepts=("X-02", "X-03", "X-04", "X-05", "F-14"),
    points=8,
    hints=(
        "lab.delivery.measures(log) gives each measure with its interval, in days or as a share.",
        "Changes that went out together are one observation; a small share has a Wilson interval.",
        "found.recovery_time.value is in days; definitions=lab.delivery.BEFORE_2023 is the other.",
    ),
    solution="""
        log = draw_own_history(own.seed)
        now = lab.delivery.measures(log)
        old = lab.delivery.measures(log, definitions=lab.delivery.BEFORE_2023)
        half = {"lead": now.lead_time.value,
                "lead_range": (now.lead_time.low, now.lead_time.high),
                "fails": now.change_fail_rate.value,
                "fails_range": (now.change_fail_rate.low, now.change_fail_rate.high),
                "recovery": now.recovery_time.value * 24 * 60,
                "recovery_before": old.recovery_time.value * 24 * 60}
        """,
    draw=draw_seed,
    classmates=FEW_CLASSMATES,
)
def half_a_year(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Lead time and failures with intervals, and recovery under two definitions."""
    given, half = answer if isinstance(answer, Mapping) else {}, _half(instance.seed)
    now, old, mean = half.now, half.old, half.mean.lead_time
    lead, fails, asked = now.lead_time, now.change_fail_rate, half.deployments
    yield close_to(
        given.get("lead"), lead.value, says="median days from commit to production", rel_tol=0.01,
        mistakes=[
            Mistake(mean.value, "mean_for_median", "That is the mean; a few slow ones lift it."),
            Mistake(lead.value * 24, "hours_for_days", "Give it in days."),
        ],
    )  # fmt: skip
    yield from _range(
        given.get("lead_range"), (lead.low, lead.high), (mean.low, mean.high), points=1.5,
        says="its 95 % range", tag="mean_for_median", told="That is the range of the mean.",
    )  # fmt: skip
    yield close_to(
        given.get("fails"), fails.value, says="share of deployments that failed",
        mistakes=[
            Mistake(
                half.incidents / asked, "incidents_for_failures",
                "Some incidents were caused by no deployment.",
            ),
            Mistake(
                half.failed / half.changes, "changes_for_deployments",
                "The share is of deployments, not of changes.",
            ),
            Mistake(100 * fails.value, "percent_for_share", "Give a share: 0.1 for 10 %."),
        ],
    )  # fmt: skip
    reach = 1.96 * math.sqrt(fails.value * (1 - fails.value) / asked)
    yield from _range(
        given.get("fails_range"), (fails.low, fails.high),
        (fails.value - reach, fails.value + reach), points=1.5, says="its 95 % range",
        tag="even_range",
        told="An even range about a small share reaches too low; Wilson's does not.",
    )  # fmt: skip
    minutes, before = now.recovery_time.value * MINUTES, old.recovery_time.value * MINUTES
    late = half.late.recovery_time.value * MINUTES
    yield close_to(
        given.get("recovery"), minutes, says="minutes of recovery, as DORA counts since 2023",
        rel_tol=0.01, points=1.5,
        mistakes=[
            Mistake(now.recovery_time.value, "days_for_minutes", "Those are days."),
            Mistake(
                late, "clock_starts_late",
                "That clock starts when somebody noticed, not when it was deployed.",
            ),
            Mistake(before, "other_definition", DEFINITION_AND_YEAR),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("recovery_before"), before, says="minutes to restore, as counted before",
        rel_tol=0.01, points=1.5,
        mistakes=[
            Mistake(old.recovery_time.value, "days_for_minutes", "Those are days."),
            Mistake(minutes, "other_definition", DEFINITION_AND_YEAR),
        ],
    )  # fmt: skip


def _range(
    seen: object,
    ends: tuple[float, float],
    fault: tuple[float, float],
    *,
    points: float,
    says: str,
    told: str,
    tag: str,
) -> Iterator[Check]:
    """Both ends of a range, or the sentence for the range that a known fault leads to."""
    if hasattr(seen, "tolist"):
        seen = seen.tolist()
    pair = tuple(seen) if isinstance(seen, list | tuple) and len(seen) == 2 else (..., ...)
    near = [
        close_to(value, end, says="end", rel_tol=0.02).held
        for value, end in zip(pair, ends, strict=True)
    ]
    wrong = all(
        close_to(value, end, says="end", rel_tol=0.01, abs_tol=0.001).held
        for value, end in zip(pair, fault, strict=True)
    )
    held = all(near)
    if not held and not wrong:
        told, tag = "Give a pair, the lower end first; at least one end is off.", ""
    yield Check(says=says, held=held, points=points, message=told, tag="" if held else tag)


TEAMS = ("Visits", "Rounds")
COLUMNS = {"kind": ("bug", "feature"), "entry": ("web", "phone")}


def draw_teams(rng: np.random.Generator) -> Mapping[str, Any]:
    """Two teams; the one that is slower over all is faster within each part of one column."""
    while True:
        by = str(rng.choice(list(COLUMNS)))
        quick, slow = float(rng.uniform(2.5, 4)), float(rng.uniform(9, 13))
        better = int(rng.integers(2))  # which team is faster within each part
        ahead = float(rng.uniform(0.75, 0.86))
        share = (float(rng.uniform(0.25, 0.35)), float(rng.uniform(0.7, 0.8)))
        rows = []
        for place, team in enumerate(TEAMS):
            easy = share[0] if place == better else share[1]
            for kind in COLUMNS["kind"]:
                for entry in COLUMNS["entry"]:
                    part, other = (kind, entry) if by == "kind" else (entry, kind)
                    is_easy = part == COLUMNS[by][0]
                    noise = float(rng.uniform(0.97, 1.03))
                    lean = 0.55 if other in {"bug", "web"} else 0.45
                    days = (quick if is_easy else slow) * (ahead if place == better else 1) * noise
                    items = round(160 * (easy if is_easy else 1 - easy) * lean)
                    rows.append(
                        {"team": team, "kind": kind, "entry": entry, "items": items,
                         "mean_days": round(days, 1)}
                    )  # fmt: skip
        if _turning(rows) == [by]:
            return {"rows": rows}


def _mean(rows: Sequence[Mapping[str, Any]], **only: str) -> tuple[float, int]:
    kept = [row for row in rows if all(row[name] == value for name, value in only.items())]
    count = sum(row["items"] for row in kept)
    return sum(row["items"] * row["mean_days"] for row in kept) / count, count


def _gap(rows: Sequence[Mapping[str, Any]], **only: str) -> float:
    return _mean(rows, team=TEAMS[0], **only)[0] - _mean(rows, team=TEAMS[1], **only)[0]


def _turning(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Columns within whose parts the order of the teams turns round."""
    total = _gap(rows)
    return [
        by
        for by, parts in COLUMNS.items()
        if all(_gap(rows, **{by: part}) * total < 0 for part in parts)
    ]


@exercise(
    "metrics.two_teams",
    title="Two teams that are compared",
    concepts=("X-01", "F-11"),
    points=6,
    hints=(
        "A mean over several rows weighs each row by its items.",
        "Look within each kind, then within each entry: where does the order turn in both parts?",
        "gap = sum over the parts of (Visits - Rounds within it) * share of all items in it.",
    ),
    solution="""
        board = pd.DataFrame(list(own["rows"]))
        board["days"] = board["items"] * board["mean_days"]
        def means(*by):
            sums = board.groupby(list(by))[["days", "items"]].sum()
            return sums["days"] / sums["items"]
        over_all = means("team")
        sign = over_all["Visits"] - over_all["Rounds"]
        for by in ("kind", "entry"):
            within = means("team", by).unstack("team")
            gaps = within["Visits"] - within["Rounds"]
            if (gaps * sign < 0).all():
                break
        mix = board.groupby(by)["items"].sum() / board["items"].sum()
        teams = {"Visits": over_all["Visits"], "Rounds": over_all["Rounds"], "turns_by": by,
                 "gap_at_one_mix": (gaps * mix).sum()}
        """,
    draw=draw_teams,
)
def two_teams(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Means over all, the column that turns them round, and the gap at the same mix."""
    given = answer if isinstance(answer, Mapping) else {}
    rows = [dict(row) for row in instance["rows"]]
    for team in TEAMS:
        plain = [row["mean_days"] for row in rows if row["team"] == team]
        yield close_to(
            given.get(team), _mean(rows, team=team)[0], says=f"{team}, mean days over all",
            mistakes=[
                Mistake(
                    sum(plain) / len(plain), "rows_for_items",
                    "Each row counts by its items, not once.",
                ),
            ],
        )  # fmt: skip
    by = _turning(rows)[0]
    yield equals(
        given.get("turns_by"), by, says="column within which it turns round", points=1.5,
        message="Compare the teams within each of its parts: does the order turn in both?",
        tag="totals_alone",
    )  # fmt: skip
    everything = sum(row["items"] for row in rows)
    gap, evenly = 0.0, 0.0
    for part in COLUMNS[by]:
        within = _gap(rows, **{by: part})
        gap += within * _mean(rows, **{by: part})[1] / everything
        evenly += within / 2
    yield close_to(
        given.get("gap_at_one_mix"), gap, points=2.5, rel_tol=0.01,
        says="Visits minus Rounds in days, at the mix of both together",
        mistakes=[
            Mistake(_gap(rows), "totals_alone", "That is the gap over all, at two mixes."),
            Mistake(-gap, "other_sign", "Take Visits minus Rounds."),
            Mistake(evenly, "parts_weigh_alike", "The parts are not equally large."),
        ],
    )  # fmt: skip
