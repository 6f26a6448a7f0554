"""Checks of placements: sort into groups, put in order, fill a table."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from leadlab.checks.outcome import Check
from leadlab.checks.predicates import BLANK, REL_TOL, as_number
from leadlab.checks.running import a_kind, is_blank
from leadlab.errors import UnknownName, shortened

Feedback = Mapping[tuple[Any, Any], tuple[str, str]]


def sorted_into(
    seen: object,
    key: Mapping[str, Hashable],
    *,
    groups: Sequence[Hashable],
    points: float,
    feedback: Feedback | None = None,
    says: str = "{item}",
    guessing_pays: bool = False,
) -> Iterator[Check]:
    """One check per item; each wrong placement says why, and blind guessing earns next to nothing.

    Of n items in k groups, a wrong one takes back 1/(k-1) of a right one, never below nothing in
    all; so somebody who guesses expects about 0 instead of 1/k.

    >>> key = {"rename a column": "two-way", "publish an API": "one-way"}
    >>> placed = {"rename a column": "two-way", "publish an API": "two-way"}
    >>> why = {("publish an API", "two-way"): ("Customers build on it.", "undo_is_free")}
    >>> groups = ["one-way", "two-way"]
    >>> for line in sorted_into(placed, key, groups=groups, points=2, feedback=why):
    ...     print(line)
    ✓ rename a column
    ✗ publish an API: Customers build on it.

    Args:
        seen: The learner's placements, item to group.
        key: The right group of each item; a set or tuple of groups where several are right.
        groups: All groups, in the order in which they are offered.
        points: What all placements are worth together.
        feedback: For (item, group): the sentence and the tag of that wrong placement.
        says: How an item is named in its line, with `{item}`.
        guessing_pays: Count right placements alone, without taking any back.
    """
    if not isinstance(seen, Mapping):
        told = f"Give a dictionary from item to group; this is {a_kind(seen)}."
        yield Check(says="your placements", held=False, points=points, message=told)
        return
    right = {item for item, groups_of in key.items() if _among(seen.get(item), groups_of)}
    placed = {item for item in key if not is_blank(seen.get(item))}
    wrong = len(placed - right)
    back = 0.0 if guessing_pays or len(groups) < 2 else wrong / (len(groups) - 1)
    share = max(0.0, len(right) - back) / len(right) if right else 0.0
    each = points / len(key)
    for item in key:
        line = says.format(item=item)
        if item in right:
            yield Check(says=line, held=True, points=each, share=share)
            continue
        told, tag = _placement_fault(item, seen.get(item), groups, feedback or {})
        yield Check(says=line, held=False, points=each, message=told, tag=tag)
    for extra in [item for item in seen if item not in key][:3]:
        told = str(UnknownName("item", extra, key))
        yield Check(says=shortened(str(extra)), held=False, points=0, message=told)


def ranks(
    seen: object,
    expected: Sequence[Hashable],
    *,
    says: str,
    points: float = 1.0,
    message: str = "",
    tag: str = "",
) -> Check:
    """Whether items are in order; a part of the points for a part of the order.

    The part is the rank correlation (Kendall), so that a random order expects little.

    >>> print(ranks(["spike", "build", "wait"], ["spike", "wait", "build"], says="by value"))
    ✗ by value: 2 of 3 pairs are in the right order.
    """
    if is_blank(seen):
        return Check(says=says, held=False, points=points, message=BLANK)
    if isinstance(seen, str) or not isinstance(seen, Iterable):
        told = f"Give a list from first to last; this is {a_kind(seen)}."
        return Check(says=says, held=False, points=points, message=told)
    given = list(seen)
    if sorted(map(str, given)) != sorted(map(str, expected)):
        lost = [str(each) for each in expected if each not in given]
        told = f"Missing: {', '.join(lost)}." if lost else "Each item stands once in the list."
        return Check(says=says, held=False, points=points, message=told)
    place = {str(item): index for index, item in enumerate(given)}
    pairs = list(combinations([str(each) for each in expected], 2))
    in_order = sum(place[first] < place[second] for first, second in pairs)
    if in_order == len(pairs):
        return Check(says=says, held=True, points=points)
    told = f"{in_order} of {len(pairs)} pairs are in the right order."
    told = f"{told} {message}".strip()
    share = max(0.0, 2 * in_order / len(pairs) - 1)
    return Check(says=says, held=False, points=points, share=share, message=told, tag=tag)


def table(
    seen: object,
    expected: pd.DataFrame,
    *,
    by: str,
    says: str,
    points: float = 1.0,
    rel_tol: float = REL_TOL,
    abs_tol: float = 1e-9,
    tag: str = "",
) -> Check:
    """Whether a table holds the expected values; rows are matched by a column, in any order.

    >>> right = pd.DataFrame({"option": ["build", "buy"], "cost": [90.0, 60.0]})
    >>> mine = pd.DataFrame({"option": ["buy", "build"], "cost": [60.0, 80.0]})
    >>> print(table(mine, right, by="option", says="cost of each option"))
    ✗ cost of each option: cost of 'build': 80 is not it (1 of 2 values are right).
    """

    def lost(message: str, share: float = 0.0) -> Check:
        return Check(says=says, held=False, points=points, share=share, message=message, tag=tag)

    if is_blank(seen):
        return lost(BLANK)
    if not isinstance(seen, pd.DataFrame):
        return lost(f"Give a DataFrame; this is {a_kind(seen)}.")
    missing = [name for name in expected.columns if name not in seen.columns]
    if missing:
        return lost(str(UnknownName("column", missing[0], map(str, seen.columns))))
    if seen[by].duplicated().any():
        return lost(f"Each {by} stands in one row only.")
    rows = seen.set_index(by).to_dict("index")
    faults, values = [], 0
    for name, row in expected.set_index(by).iterrows():
        if name not in rows:
            faults += [f"there is no row for {name!r}"] * len(row)
            values += len(row)
            continue
        for column, right in row.items():
            values += 1
            fault = _cell_fault(rows[name][str(column)], right, rel_tol, abs_tol)
            if fault:
                faults.append(f"{column} of {name!r}: {fault}")
    if not faults:
        return Check(says=says, held=True, points=points)
    good = values - len(faults)
    return lost(f"{faults[0]} ({good} of {values} values are right).", share=good / values)


def _cell_fault(seen: object, right: object, rel_tol: float, abs_tol: float) -> str:
    goal = as_number(right)
    if isinstance(goal, str):
        same = str(seen).strip().casefold() == str(right).strip().casefold()
        return "" if same else f"{shortened(repr(seen))} is not it"
    number = as_number(seen)
    if isinstance(number, str):
        return number.rstrip(".")
    near = abs(number - goal) <= max(rel_tol * max(abs(number), abs(goal)), abs_tol)
    return "" if near else f"{number:g} is not it"


def _among(seen: object, right: object) -> bool:
    allowed = right if isinstance(right, set | frozenset | tuple | list) else (right,)
    return not is_blank(seen) and any(_name(seen) == _name(each) for each in allowed)


def _name(value: object) -> str:
    return str(value).strip().casefold()


def _placement_fault(
    item: str, seen: object, groups: Sequence[Hashable], feedback: Feedback
) -> tuple[str, str]:
    if is_blank(seen):
        return BLANK, ""
    group = next((each for each in groups if _name(each) == _name(seen)), None)
    if group is None:
        return str(UnknownName("group", seen, [str(each) for each in groups])), ""
    return feedback.get((item, group), (f"{group} does not fit.", ""))
