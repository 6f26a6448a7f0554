"""Answers to the graded data questions of the assignment."""

from __future__ import annotations

import numpy as np
from answer_banks import blank, from_instance, right, wrong

from leadlab.models import decisions


def look(own):
    prior = [own.chance_of_lock, 1 - own.chance_of_lock]
    hits = [own["test_says_lock"]["if_lock"], own["test_says_lock"]["if_table"]]
    table = [list(own["payoffs"]["quick"]), list(own["payoffs"]["thorough"])]
    return table, prior, decisions.evsi(table, prior, [hits, [1 - each for each in hits]]), hits


def evsi_right(own):
    _, _, found, _ = look(own)
    return {
        "says_lock": found.signal_chance[0],
        "lock_if_so": found.posterior[0][0],
        "evsi": found.value,
        "net": found.value - own.price,
    }


def evsi_no_base_rate(own):
    return evsi_right(own) | {"says_lock": look(own)[3][0], "lock_if_so": look(own)[3][0]}


def evsi_perfect(own):
    table, prior, _, _ = look(own)
    value = decisions.evpi(table, prior)
    return evsi_right(own) | {"evsi": value, "net": value - own.price}


def evsi_today_kept(own):
    table, prior, found, _ = look(own)
    worth = found.value + max(decisions.expected_values(table, prior))
    return evsi_right(own) | {"evsi": worth, "net": worth - own.price}


def way_back(own):
    work = own.people * own.weeks * own.euro_per_person_week
    return work + own.weeks * own.loss_per_week + own.credit_notes


def reversal_right(own):
    return {"way_back": way_back(own), "break_even": own.price_of_the_study / way_back(own)}


def reversal_work_only(own):
    work = own.people * own.weeks * own.euro_per_person_week
    return {"way_back": work, "break_even": own.price_of_the_study / work}


def reversal_without_notes(own):
    back = way_back(own) - own.credit_notes
    return {"way_back": back, "break_even": own.price_of_the_study / back}


def reversal_inverted(own):
    return reversal_right(own) | {"break_even": way_back(own) / own.price_of_the_study}


def rest(own):
    return (own.mean_cost - own.share_in_tail * own.mean_cost_in_tail) / (1 - own.share_in_tail)


def flip_right(own):
    names, criteria = list(own["scores"]), list(own["weights"])
    scores = [[own["scores"][name][each] for each in criteria] for name in names]
    flip = decisions.smallest_flip(scores, [own["weights"][each] for each in criteria])
    return {
        "winner": names[flip.winner],
        "criterion": criteria[flip.criterion],
        "change": flip.change,
        "new_winner": names[flip.new_winner],
    }


def flip_other_way(own):
    return flip_right(own) | {"change": -flip_right(own)["change"]}


def flip_where_it_ends(own):
    right_one = flip_right(own)
    return right_one | {"change": own["weights"][right_one["criterion"]] + right_one["change"]}


def flip_loser(own):
    names = list(own["scores"])
    right_one = flip_right(own)["winner"]
    other = next(name for name in names if name != right_one)
    return {"winner": other, "criterion": "colour", "change": 0, "new_winner": right_one}


def judged(own):
    errors = np.array(own["estimates"]) - own.took_days
    return {"bias": errors.mean(), "noise": errors.std(), "mse": (errors**2).mean()}


def judged_by_four(own):
    errors = np.array(own["estimates"]) - own.took_days
    return judged(own) | {"noise": errors.std(ddof=1)}


def judged_backwards(own):
    return judged(own) | {"bias": -judged(own)["bias"]}


BANK = {
    "decision_making.evsi": (
        right(from_instance(evsi_right)),
        wrong(
            from_instance(evsi_no_base_rate), name="base rate left out", points=2,
            tag="base_rate_neglect", message="runs the other way",
        ),
        wrong(from_instance(evsi_perfect), name="a perfect test", points=2, tag="perfect_test"),
        wrong(
            from_instance(evsi_today_kept), name="today not taken off", points=2,
            tag="today_not_taken_off", message="do you get without",
        ),
        wrong(
            from_instance(lambda own: evsi_right(own) | {"net": evsi_right(own)["evsi"]}),
            name="price forgotten", points=3, tag="price_forgotten",
        ),
        wrong({"evsi": "a lot"}, name="a word"),
        blank({"says_lock": ..., "lock_if_so": ..., "evsi": ..., "net": ...}),
    ),
    "decision_making.reversal_cost": (
        right(from_instance(reversal_right)),
        wrong(
            from_instance(reversal_work_only), name="work only", points=0, tag="work_only",
            message="while they pass",
        ),
        wrong(
            from_instance(reversal_without_notes), name="credit notes left out", points=0,
            tag="carried_on", message="your own figure above",
        ),
        wrong(from_instance(reversal_inverted), name="inverted", points=2, tag="inverted"),
        blank({"way_back": ..., "break_even": ...}),
    ),
    "decision_making.rest_of_the_mean": (
        right(from_instance(rest)),
        wrong(from_instance(lambda own: own.mean_cost), name="the mean", tag="averages_only"),
        wrong(from_instance(lambda own: rest(own) - 1), name="overrun for cost", tag="base"),
        blank(...),
    ),
    "decision_making.flip_weight": (
        right(from_instance(flip_right)),
        wrong(
            from_instance(flip_other_way), name="the other way", points=3, tag="wrong_direction",
        ),
        wrong(
            from_instance(flip_where_it_ends), name="where it ends", points=3,
            tag="level_for_change", message="how far",
        ),
        wrong(from_instance(flip_loser), name="the loser", points=0),
        blank(dict.fromkeys(["winner", "criterion", "change", "new_winner"], ...)),
    ),
    "decision_making.bias_and_noise": (
        right(from_instance(judged)),
        wrong(
            from_instance(judged_by_four), name="divided by four", points=2, tag="sample_formula",
        ),
        wrong(
            from_instance(judged_backwards), name="sign of the bias", points=2,
            tag="wrong_direction",
        ),
        blank(dict.fromkeys(["bias", "noise", "mse"], ...)),
    ),
}  # fmt: skip
