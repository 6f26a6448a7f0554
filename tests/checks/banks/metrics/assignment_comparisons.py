"""Answers to the graded comparisons: one log under two definitions, two teams."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
from answer_banks import blank, from_instance, right, wrong

from leadlab.models.delivery import BEFORE_2023, Definitions, measures
from leadlab.simulation.delivery_history import draw_own_history

_log = lru_cache(maxsize=8)(draw_own_history)


def changed(make, **others):
    """The right answer with some parts worked out in another way."""

    def given(own):
        return {**make(own), **{name: other(own) for name, other in others.items()}}

    return from_instance(given)


def half(own):
    log = _log(own.seed)
    now, old = measures(log), measures(log, definitions=BEFORE_2023)
    return {
        "lead": now.lead_time.value,
        "lead_range": (now.lead_time.low, now.lead_time.high),
        "fails": now.change_fail_rate.value,
        "fails_range": (now.change_fail_rate.low, now.change_fail_rate.high),
        "recovery": now.recovery_time.value * 1440,
        "recovery_before": old.recovery_time.value * 1440,
    }


def wald(own):
    log = _log(own.seed)
    share, asked = half(own)["fails"], len(log.failed)
    reach = 1.96 * (share * (1 - share) / asked) ** 0.5
    return [share - reach, share + reach]


def by_mean(own):
    log, mean = _log(own.seed), Definitions(name="mean", lead_average="mean")
    return measures(log, definitions=mean).lead_time


def mean_lead(own):
    return by_mean(own).value


def mean_range(own):
    return by_mean(own).low, by_mean(own).high


def noticed(own):
    late = Definitions(name="late", recovery_from="incident")
    return measures(_log(own.seed), definitions=late).recovery_time.value * 1440


def board_of(own):
    board = pd.DataFrame([dict(row) for row in own["rows"]])
    board["days"] = board["items"] * board["mean_days"]
    return board


def means(board, *by):
    sums = board.groupby(list(by))[["days", "items"]].sum()
    return sums["days"] / sums["items"]


def teams(own):
    board = board_of(own)
    total = means(board, "team")
    for by in ("kind", "entry"):
        within = means(board, "team", by).unstack("team")  # noqa: PD010 - a series has no pivot_table
        gaps = within["Visits"] - within["Rounds"]
        if (gaps * (total["Visits"] - total["Rounds"]) < 0).all():
            break
    mix = board.groupby(by)["items"].sum() / board["items"].sum()
    return {
        "Visits": total["Visits"],
        "Rounds": total["Rounds"],
        "turns_by": by,
        "gap_at_one_mix": float((gaps * mix).sum()),
    }


def row_means(own, team):
    board = board_of(own)
    return board[board["team"] == team]["mean_days"].mean()


BANK = {
    "metrics.half_a_year": (
        right(from_instance(half)),
        right(from_instance(half), learner="bo", name="another half-year"),
        wrong(changed(half, lead=mean_lead), name="the mean", points=7, tag="mean_for_median",
              message="a few slow ones"),
        wrong(changed(half, lead_range=mean_range), points=6.5,
              name="the range of the mean", tag="mean_for_median", message="range of the mean"),
        wrong(changed(half, lead_range=lambda own: 5), points=6.5, name="one number for a range",
              message="Give a pair"),
        wrong(changed(half, fails=lambda own: len(_log(own.seed).incidents)
                      / len(_log(own.seed).failed)),
              name="all incidents", points=7, tag="incidents_for_failures",
              message="caused by no deployment"),
        wrong(changed(half, fails=lambda own: 100 * half(own)["fails"]), name="per cent", points=7,
              tag="percent_for_share", message="0.1 for 10 %"),
        wrong(changed(half, fails_range=wald), name="an even range", points=6.5, tag="even_range",
              message="reaches too low"),
        wrong(changed(half, recovery=noticed), name="from the notice", points=6.5,
              tag="clock_starts_late", message="when somebody noticed"),
        wrong(changed(half, recovery=lambda own: half(own)["recovery_before"],
                      recovery_before=lambda own: half(own)["recovery"]),
              name="swapped", points=5, tag="other_definition", message="the other definition"),
        wrong(changed(half, recovery=lambda own: half(own)["recovery"] / 1440), name="days",
              points=6.5, tag="days_for_minutes", message="Those are days"),
        blank({"lead": ..., "lead_range": ..., "fails": ..., "fails_range": ..., "recovery": ...,
               "recovery_before": ...}),
    ),
    "metrics.two_teams": (
        right(from_instance(teams)),
        right(from_instance(teams), learner="cleo", name="other teams"),
        wrong(changed(teams, Visits=lambda own: row_means(own, "Visits")), name="rows, not items",
              points=5, tag="rows_for_items", message="by its items"),
        wrong(changed(teams, turns_by=lambda own: ({"kind", "entry"}
                      - {teams(own)["turns_by"]}).pop()),
              name="the other column", points=4.5, tag="totals_alone", message="turn in both"),
        wrong(changed(teams, gap_at_one_mix=lambda own: teams(own)["Visits"]
                      - teams(own)["Rounds"]),
              name="the gap over all", points=3.5, tag="totals_alone", message="at two mixes"),
        wrong(changed(teams, gap_at_one_mix=lambda own: -teams(own)["gap_at_one_mix"]),
              name="the other sign", points=3.5, tag="other_sign", message="Visits minus Rounds"),
        blank({"Visits": ..., "Rounds": ..., "turns_by": ..., "gap_at_one_mix": ...}),
    ),
}  # fmt: skip
