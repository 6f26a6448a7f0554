"""Tasks that were larger than what somebody had done alone, drawn so that a total misleads.

The counts are set and only their order is drawn. At each size those with a partner finished in
time more often; in total they did not, because partners were given to the largest tasks.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 26
COUNTS = {
    # size, partner: in time and later alone, in time only, later alone only, neither
    (1, "no"): (26, 0, 4, 0),
    (1, "yes"): (6, 0, 0, 0),
    (2, "no"): (10, 1, 2, 7),
    (2, "yes"): (9, 3, 1, 3),
    (3, "no"): (2, 0, 1, 7),
    (3, "yes"): (10, 4, 3, 11),
}
KINDS = ((1, 1), (1, 0), (0, 1), (0, 0))


def stretch_tasks(seed: int = SEED) -> pd.DataFrame:
    """110 tasks of four years; the same seed, the same order.

    >>> table = stretch_tasks()
    >>> len(table), table.groupby("partner")["in_time"].mean().round(2).to_dict()
    (110, {'no': 0.65, 'yes': 0.64})
    """
    rows = [
        (size, partner, in_time, later)
        for (size, partner), counts in COUNTS.items()
        for count, (in_time, later) in zip(counts, KINDS, strict=True)
        for _ in range(count)
    ]
    order = np.random.default_rng(seed).permutation(len(rows))
    table = pd.DataFrame(
        [rows[at] for at in order], columns=["size", "partner", "in_time", "alone_later"]
    )
    table.insert(0, "task", np.arange(1, len(rows) + 1))
    return table
