"""Graded data answers of the assignment: each learner works on numbers of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, carried, close_to, equals
from leadlab.models.decisions import evpi, evsi, expected_values, smallest_flip, weighted_scores

WEEK = 1_600
"""Cost of an engineer-week in the world of the course, in euro."""


def draw_evsi(rng: np.random.Generator) -> Mapping[str, Any]:
    """Two ways to go, two causes and a test whose result changes the choice."""
    while True:
        prior = float(rng.choice([0.6, 0.65, 0.7, 0.75]))
        quick = [float(rng.integers(30, 46)), float(-rng.integers(20, 36))]
        thorough = [float(rng.integers(2, 9)), float(rng.integers(18, 31))]
        catches = [float(rng.choice([0.85, 0.9, 0.95])), float(rng.choice([0.1, 0.15, 0.2]))]
        likelihood = [catches, [round(1 - each, 2) for each in catches]]
        price = float(rng.integers(1, 6))
        look = evsi([quick, thorough], [prior, 1 - prior], likelihood)
        if look.changes_choice and look.value > price + 0.5:
            return {
                "chance_of_lock": prior,
                "payoffs": {"quick": quick, "thorough": thorough},
                "test_says_lock": {"if_lock": catches[0], "if_table": catches[1]},
                "price": price,
            }


@exercise(
    "decision_making.evsi",
    title="What a test is worth before it is run",
    concepts=("D-15", "D-28"),
    points=4,
    hints=(
        "Start with how often the test says 'lock' at all, over both causes.",
        "After each result the chances change (Bayes); take the better way for each, then average.",
        "EVSI = P(says lock) * best after that + P(says table) * best after that - best today.",
    ),
    solution="""
        own = lab.instance("decision_making.evsi")
        prior = [own.chance_of_lock, 1 - own.chance_of_lock]
        says = own["test_says_lock"]
        likelihood = [[says["if_lock"], says["if_table"]],
                      [1 - says["if_lock"], 1 - says["if_table"]]]
        table = [own["payoffs"]["quick"], own["payoffs"]["thorough"]]
        look = lab.decisions.evsi(table, prior, likelihood)
        answer = {"says_lock": look.signal_chance[0], "lock_if_so": look.posterior[0][0],
                  "evsi": look.value, "net": look.value - own.price}
        """,
    draw=draw_evsi,
)
def evsi_of_a_test(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Chance of the result, chance of the cause after it, worth of the test, worth after price."""
    given = answer if isinstance(answer, Mapping) else {}
    prior = [instance.chance_of_lock, 1 - instance.chance_of_lock]
    says = instance["test_says_lock"]
    hits = [says["if_lock"], says["if_table"]]
    table = [list(instance["payoffs"]["quick"]), list(instance["payoffs"]["thorough"])]
    look = evsi(table, prior, [hits, [1 - each for each in hits]])
    yield close_to(
        given.get("says_lock"), float(look.signal_chance[0]), says="how often it says 'lock'",
        mistakes=[Mistake(hits[0], "base_rate_neglect", "It also says so when it is the table.")],
    )  # fmt: skip
    yield close_to(
        given.get("lock_if_so"), float(look.posterior[0][0]), says="chance of the lock if it does",
        mistakes=[
            Mistake(
                hits[0], "base_rate_neglect",
                "That is how often it says so given the lock; the question runs the other way.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("evsi"), look.value, says="worth of the test", rel_tol=0.01,
        mistakes=[
            Mistake(evpi(table, prior), "perfect_test", "That would be a perfect test."),
            Mistake(
                look.value + max(expected_values(table, prior)), "today_not_taken_off",
                "That is the payoff with the test; how much of it do you get without?",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("net"), look.value - instance.price, says="worth after its price", rel_tol=0.01,
        abs_tol=0.02,
        mistakes=[
            Mistake(look.value, "price_forgotten", "The price is still to be paid."),
            *carried(given.get("evsi"), lambda worth: worth - instance.price),
        ],
    )  # fmt: skip


def draw_reversal(rng: np.random.Generator) -> Mapping[str, Any]:
    """A change that may have to be taken back."""
    return {
        "people": int(rng.integers(2, 5)),
        "weeks": int(rng.integers(2, 6)),
        "euro_per_person_week": WEEK,
        "loss_per_week": int(rng.integers(4, 13)) * 250,
        "credit_notes": int(rng.integers(8, 33)) * 500,
        "price_of_the_study": int(rng.integers(6, 15)) * 500,
    }


@exercise(
    "decision_making.reversal_cost",
    title="The price of the way back",
    concepts=("D-12", "D-13"),
    points=4,
    hints=(
        "Who works on going back, how long, what is lost meanwhile, what is paid once?",
        "The study pays when it costs less than the way back times the chance of needing it.",
        "people * weeks * 1,600 + weeks * loss + credit notes; study / that sum.",
    ),
    solution="""
        own = lab.instance("decision_making.reversal_cost")
        back = (own.people * own.weeks * own.euro_per_person_week
                + own.weeks * own.loss_per_week + own.credit_notes)
        answer = {"way_back": back, "break_even": own.price_of_the_study / back}
        """,
    draw=draw_reversal,
)
def reversal_cost(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Cost of going back, and the chance of being wrong from which a study pays."""
    given = answer if isinstance(answer, Mapping) else {}
    work = instance.people * instance.weeks * instance.euro_per_person_week
    lost = instance.weeks * instance.loss_per_week
    back = work + lost + instance.credit_notes
    yield close_to(
        given.get("way_back"), back, says="cost of the way back, in euro", points=2,
        mistakes=[
            Mistake(work, "work_only", "The weeks are not all: what is lost while they pass?"),
            Mistake(work + instance.credit_notes, "delay_for_free", "Each week also loses money."),
            Mistake(work + lost, "one_off_forgotten", "The credit notes are paid once, too."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("break_even"), instance.price_of_the_study / back, points=2, rel_tol=0.01,
        says="chance of being wrong from which the study pays",
        mistakes=[
            Mistake(100 * instance.price_of_the_study / back, "per_cent", "Give a chance, 0 to 1."),
            Mistake(back / instance.price_of_the_study, "inverted", "Turn the fraction over."),
            *carried(given.get("way_back"), lambda own: instance.price_of_the_study / own),
        ],
    )  # fmt: skip


def draw_rest(rng: np.random.Generator) -> Mapping[str, Any]:
    """A mean overrun that a few cases carry."""
    return {
        "mean_cost": float(rng.choice([1.22, 1.25, 1.3, 1.34, 1.38])),
        "share_in_tail": float(rng.choice([0.1, 0.125, 0.15, 0.2])),
        "mean_cost_in_tail": float(rng.choice([2.4, 2.6, 2.8, 3.0, 3.2])),
    }


@exercise(
    "decision_making.rest_of_the_mean",
    title="What the mean hides",
    concepts=("D-27",),
    points=2,
    hints=(
        "The mean is made of two groups; you know one of them.",
        "mean = share * mean of the tail + (1 - share) * mean of the rest; solve for the rest.",
        "(mean - share * tail) / (1 - share).",
    ),
    solution="""
        own = lab.instance("decision_making.rest_of_the_mean")
        rest = ((own.mean_cost - own.share_in_tail * own.mean_cost_in_tail)
                / (1 - own.share_in_tail))
        """,
    draw=draw_rest,
)
def rest_of_the_mean(rest: float, *, instance: Instance) -> Iterator[Check]:
    """Mean cost of the projects that are not in the tail, as a multiple of the budget."""
    tail = instance.share_in_tail * instance.mean_cost_in_tail
    right = (instance.mean_cost - tail) / (1 - instance.share_in_tail)
    yield close_to(
        rest, right, says="mean cost of the others, budget = 1", points=2, rel_tol=0.002,
        mistakes=[
            Mistake(instance.mean_cost, "averages_only", "That is the mean of all."),
            Mistake(instance.mean_cost - tail, "share_forgotten", "Divide by their share."),
            Mistake(right - 1, "base", "Give the cost with the budget as 1, not the overrun."),
        ],
    )  # fmt: skip


CRITERIA = ("value", "effort", "way back")


def draw_flip(rng: np.random.Generator) -> Mapping[str, Any]:
    """Three options on three criteria whose order hangs on one weight."""
    while True:
        scores = rng.integers(1, 11, size=(3, 3))
        weights = [float(each) for each in rng.permutation([0.5, 0.3, 0.2])]
        totals = np.sort(weighted_scores(scores.tolist(), weights))
        flip = smallest_flip(scores.tolist(), weights)
        if flip is not None and totals[-1] - totals[-2] > 0.05 and 0.02 < abs(flip.change) < 0.3:
            names = ("replace", "extend", "leave")
            table = {
                name: {key: int(x) for key, x in zip(CRITERIA, row, strict=True)}
                for name, row in zip(names, scores.tolist(), strict=True)
            }
            return {"scores": table, "weights": dict(zip(CRITERIA, weights, strict=True))}


@exercise(
    "decision_making.flip_weight",
    title="The weight that turns the order over",
    concepts=("D-21", "D-30"),
    points=4,
    hints=(
        "First the totals: which option leads, and by how little?",
        "Move one weight, let the other two keep their proportion, and see when another one leads.",
        "lab.decisions.smallest_flip(scores, weights) gives criterion, change and new winner.",
    ),
    solution="""
        own = lab.instance("decision_making.flip_weight")
        names, criteria = list(own["scores"]), list(own["weights"])
        scores = [[own["scores"][name][each] for each in criteria] for name in names]
        weights = [own["weights"][each] for each in criteria]
        totals = lab.decisions.weighted_scores(scores, weights)
        flip = lab.decisions.smallest_flip(scores, weights)
        answer = {"winner": names[lab.decisions.ranking(totals)[0]],
                  "criterion": criteria[flip.criterion], "change": flip.change,
                  "new_winner": names[flip.new_winner]}
        """,
    draw=draw_flip,
)
def flip_weight(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Winner, the criterion whose weight flips it first, by how much, and who wins then."""
    given = answer if isinstance(answer, Mapping) else {}
    names, criteria = list(instance["scores"]), list(instance["weights"])
    scores = [[instance["scores"][name][each] for each in criteria] for name in names]
    weights = [instance["weights"][each] for each in criteria]
    flip = smallest_flip(scores, weights)
    assert flip is not None  # the draw keeps only tables that flip
    unweighted = names[int(np.argmax(np.sum(scores, axis=1)))]
    winner = names[flip.winner]
    yield equals(
        given.get("winner"), winner, says="the option that leads",
        mistakes=[Mistake(unweighted, "unweighted_sum", "That is by plain sums.")]
        if unweighted != winner
        else [],
    )  # fmt: skip
    yield equals(given.get("criterion"), criteria[flip.criterion], says="the weight that flips it")
    yield close_to(
        given.get("change"), flip.change, says="the change of that weight", rel_tol=0.02,
        abs_tol=0.002,
        mistakes=[
            Mistake(-flip.change, "wrong_direction", "Which way has this weight to move?"),
            Mistake(100 * flip.change, "per_cent", "Give it as a share of 1."),
            Mistake(
                weights[flip.criterion] + flip.change, "level_for_change",
                "That is the weight at which it turns over; how far is it from today's?",
            ),
        ],
    )  # fmt: skip
    yield equals(given.get("new_winner"), names[flip.new_winner], says="the option that leads then")


def draw_judges(rng: np.random.Generator) -> Mapping[str, Any]:
    """Five people's estimates for one piece of work, and what it took."""
    truth = int(rng.integers(12, 25))
    shift = float(rng.choice([-5, -4, -3, 3, 4]))
    spread = rng.permutation([-4, -2, 0, 1, 5]) * float(rng.choice([0.5, 1.0]))
    return {"took_days": truth, "estimates": [float(truth + shift + each) for each in spread]}


@exercise(
    "decision_making.bias_and_noise",
    title="Two parts of one error",
    concepts=("D-11",),
    points=3,
    hints=(
        "Subtract what it took from each estimate; five errors are left.",
        "Bias is their mean; noise is the spread around that mean; both squared add up.",
        "noise = sqrt(mean((error - bias) ** 2)), and mse = bias ** 2 + noise ** 2.",
    ),
    solution="""
        own = lab.instance("decision_making.bias_and_noise")
        parts = lab.forecasting.split_error(own["estimates"], own.took_days)
        answer = {"bias": parts.bias, "noise": parts.noise, "mse": parts.mse}
        """,
    draw=draw_judges,
)
def bias_and_noise(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Bias, noise and mean squared error of five estimates."""
    given = answer if isinstance(answer, Mapping) else {}
    errors = np.array(instance["estimates"]) - instance.took_days
    bias, noise = float(errors.mean()), float(errors.std())
    yield close_to(
        given.get("bias"), bias, says="bias, in days",
        mistakes=[
            Mistake(-bias, "wrong_direction", "Too low is negative."),
            Mistake(float(np.abs(errors).mean()), "absolute_error", "Keep the signs."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("noise"), noise, says="noise, in days",
        mistakes=[
            Mistake(float(errors.std(ddof=1)), "sample_formula", "Divide by five, not by four."),
            Mistake(float(errors.var()), "not_rooted", "Take the root, so that it is in days."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("mse"), bias**2 + noise**2, says="mean squared error",
        mistakes=[
            Mistake((abs(bias) + noise) ** 2, "sum_squared", "Square each part, then add."),
            Mistake(bias**2 + noise, "not_squared", "Both parts are squared before they add up."),
            Mistake(
                bias**2 + float(errors.var(ddof=1)), "sample_formula",
                "The noise in it was divided by four.",
            ),
        ],
    )  # fmt: skip
