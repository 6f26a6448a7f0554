"""The number that a world of a story is drawn from."""

from __future__ import annotations

import operator
from random import SystemRandom
from typing import Any

from leadlab.errors import LeadlabError, shortened

WORLDS = 10_000


def whole_seed(seed: Any) -> int:
    """A seed that the logbook can keep; what it cannot keep would come back as another world.

    >>> whole_seed(7)
    7
    """
    try:
        number = operator.index(seed)
    except TypeError:
        number = -1
    if not 0 <= number < 2**63:
        raise LeadlabError(f"A seed is a whole number such as 7, not {shortened(repr(seed))}.")
    return number


def another_world(present: int | None = None) -> int:
    """A world other than the present one; the choice of a world is the learner's luck.

    >>> another_world(7) != 7
    True
    """
    drawn = SystemRandom().randrange(1, WORLDS)
    return drawn if drawn != present else drawn + 1
