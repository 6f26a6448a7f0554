"""Find comparisons that turn round when a third thing is looked at: Simpson's paradox."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reversal:
    """One side is better over all, and worse within every part.

    `within` has a row a part, with the mean and the count of both sides.
    """

    first: str
    second: str
    by: str
    overall: tuple[float, float]
    within: pd.DataFrame

    def __str__(self) -> str:
        return (
            f"{self.first} {self.overall[0]:.3g} against {self.second} {self.overall[1]:.3g}; "
            f"within each {self.by} it is the other way round"
        )


def find_reversals(
    table: pd.DataFrame, *, value: str, side: str, parts: list[str], least: int = 5
) -> list[Reversal]:
    """Pairs of sides whose order by mean turns round within every value of another column.

    Parts in which a side has fewer than `least` rows are left out, and a pair needs two parts or
    more. A reversal says that the mix differs; which comparison is the fair one depends on what
    causes what, and no table can tell.
    Source: Simpson 1951, J. Royal Statistical Society B 13(2):238-241, general knowledge.

    >>> rows = [("A", "bug", 1)] * 90 + [("A", "feature", 9)] * 10
    >>> rows += [("B", "bug", 2)] * 10 + [("B", "feature", 10)] * 90
    >>> board = pd.DataFrame(rows, columns=["team", "kind", "days"])
    >>> find_reversals(board, value="days", side="team", parts=["kind"])
    []
    >>> board["days"] -= 1.5 * (board["team"] == "B")
    >>> print(find_reversals(board, value="days", side="team", parts=["kind"])[0])
    A 1.8 against B 7.7; within each kind it is the other way round

    Args:
        table: One row an observation.
        value: Column of numbers that are compared.
        side: Column of who is compared.
        parts: Columns to look within.
        least: Fewest rows of a side in a part.
    """
    for column in (value, side, *parts):
        if column not in table:
            raise UnusableLog(
                f"find_reversals: there is no column {shortened(column)!r}; "
                f"there are: {shortened(', '.join(map(str, table.columns)))}."
            )
    if not pd.api.types.is_numeric_dtype(table[value]):
        raise UnusableLog(f"find_reversals: the column {value!r} does not hold numbers.")
    overall = table.groupby(side)[value].mean()
    found = []
    for by in parts:
        cells = table.groupby([by, side])[value].agg(["mean", "count"])
        cells = cells[cells["count"] >= least]
        for first, second in combinations(sorted(overall.index), 2):
            within = _both(cells, first, second)
            total = overall[first] - overall[second]
            gaps = within["mean"][first] - within["mean"][second] if len(within) > 1 else None
            if gaps is not None and total and ((gaps * total) < 0).all():
                found.append(
                    Reversal(
                        first=str(first), second=str(second), by=by, within=within,
                        overall=(float(overall[first]), float(overall[second])),
                    )
                )  # fmt: skip
    return found


def _both(cells: pd.DataFrame, first: object, second: object) -> pd.DataFrame:
    sides = [
        cells.xs(each, level=1) for each in (first, second) if each in cells.index.unique(level=1)
    ]
    if len(sides) < 2:
        return pd.DataFrame()
    both = pd.concat(dict(zip((first, second), sides, strict=True)), axis=1, join="inner")
    return both.swaplevel(axis=1)
