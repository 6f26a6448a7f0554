"""Yes today, wait for news, or a first part that shows the case: what each answer is worth.

All amounts in one unit; what is given up counts as 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from leadlab.models.tradeoffs.inputs import number

GO, STOP = "go", "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One thing that may be learned: how likely it is, and what going on is then worth."""

    chance: float
    going_on: float

    @property
    def best(self) -> str:
        """Go on if that is worth anything."""
        return GO if self.going_on > 0 else STOP

    @property
    def worth(self) -> float:
        """Worth of the better of going on and stopping."""
        return max(self.going_on, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """An answer by which one learns before the rest is paid."""

    good: Branch
    bad: Branch
    price: float

    @property
    def worth(self) -> float:
        """What it is worth today, its price taken off."""
        branches = (self.good, self.bad)
        return sum(each.chance * each.worth for each in branches) - self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeAnswers:
    """Worth of yes today, of waiting, and of a first part.

    >>> found = three_answers(good=510, bad=204, chance=0.5, cost=300, stage=60)
    >>> found.today, found.wait.worth, found.part.worth, found.best
    (57.0, 105.0, 75.0, 'wait')
    """

    today: float
    wait: Learned
    part: Learned

    @property
    def best(self) -> str:
        """The answer that is worth most: today, wait, part, or no if none is worth anything."""
        worths = {
            "no": 0.0, "today": self.today, "wait": self.wait.worth, "part": self.part.worth,
        }  # fmt: skip
        return max(worths, key=lambda name: worths[name])

    @property
    def waiting_may_cost(self) -> float:
        """How much more waiting could cost before yes or no today is as good."""
        return self.wait.worth - max(self.today, 0.0)


def three_answers(
    *,
    good: float,
    bad: float,
    chance: float,
    cost: float,
    stage: float,
    accuracy: float = 1.0,
    waiting: float = 0.0,
) -> ThreeAnswers:
    """What saying yes today, waiting for news, and a first part are worth.

    Formula: after good news the chance of the good case is p q / (p q + (1 - p)(1 - q)), by Bayes;
    each branch is worth the better of going on and stopping. A first part is paid at once and
    counts in the rest; what it shows is as reliable as the news, and it costs no waiting.

    Args:
        good: Worth of the whole in the good case.
        bad: Worth of the whole in the bad case.
        chance: Chance p of the good case.
        cost: What the whole takes.
        stage: What the first part takes of that.
        accuracy: Chance q that what is learned is right, 0.5 to 1.
        waiting: What waiting for the news costs.

    Source: value of information before an irreversible step (Dixit and Pindyck 1994).
    """
    p = number(chance, name="chance", least=0, most=1)
    q = number(accuracy, name="accuracy", least=0.5, most=1)
    whole = number(cost, name="cost", least=0)
    first = number(stage, name="stage", least=0, most=whole)
    best, worst = number(good, name="good"), number(bad, name="bad")
    mean = p * best + (1 - p) * worst

    def learned(rest: float, price: float) -> Learned:
        news = p * q + (1 - p) * (1 - q)
        after = [p * q / news if news else 0.0, p * (1 - q) / (1 - news) if news < 1 else 0.0]
        going_on = [worst + share * (best - worst) - rest for share in after]
        return Learned(
            good=Branch(chance=news, going_on=going_on[0]),
            bad=Branch(chance=1 - news, going_on=going_on[1]),
            price=price,
        )

    return ThreeAnswers(
        today=mean - whole,
        wait=learned(whole, number(waiting, name="waiting", least=0)),
        part=learned(whole - first, first),
    )
