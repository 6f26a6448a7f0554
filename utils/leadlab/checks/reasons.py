"""Checks of placements with reasons: a group from one list, and why from another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from leadlab.checks.outcome import Check
from leadlab.checks.running import is_blank

GROUP_POINTS, REASON_POINTS = 0.5, 0.5


def pair_of(seen: object) -> tuple[str, str]:
    """A group and a reason as they are compared; blanks where there is no pair.

    >>> pair_of((" One-way", "state")), pair_of(...)
    (('one-way', 'state'), ('', ''))
    """
    if isinstance(seen, list | tuple) and len(seen) == 2:
        group, reason = (str(x).strip().casefold() if not is_blank(x) else "" for x in seen)
        return group, reason
    return "", ""


def untouched_pairs(answer: object) -> bool:
    """Whether every pair is still the notebook's.

    >>> untouched_pairs({"hire": (..., ...)}), untouched_pairs({"hire": ("one-way", ...)})
    (True, False)
    """
    return isinstance(answer, Mapping) and all(
        is_blank(pair) or (isinstance(pair, list | tuple) and all(map(is_blank, pair)))
        for pair in answer.values()
    )


def form_of_pairs(
    answer: object, items: Sequence[str], *, groups: Collection[str], reasons: Collection[str]
) -> Iterator[Check]:
    """Whether each item has a group and a reason from the lists; no key is needed."""
    given = answer if isinstance(answer, Mapping) else {}
    for item in items:
        group, reason = pair_of(given.get(item))
        yield Check(
            says=item,
            held=group in groups and reason in reasons,
            points=0,
            message=f"Give a pair: one of {', '.join(groups)}, and one of {', '.join(reasons)}.",
        )


def placed_with_reasons(
    answer: object,
    placements: Mapping[str, tuple[str, str]],
    items: Sequence[str],
    *,
    groups: Collection[str],
    why: Callable[[str], tuple[str, str]],
    right_group: str,
) -> Iterator[Check]:
    """One point for each item, half for its group and half for the reason behind it.

    A wrong group takes back what a right one earned by guessing; a reason counts only behind the
    right group.

    >>> key = {"hire": ("one-way", "money")}
    >>> line, = placed_with_reasons({"hire": ("two-way", "money")}, key, ["hire"],
    ...                             groups=["one-way", "two-way"], right_group="Another reason.",
    ...                             why=lambda group: ("What if it was wrong?", ""))
    >>> print(line)
    ✗ hire: What if it was wrong?

    Args:
        answer: Pairs of group and reason, by item.
        placements: The right pairs.
        items: In the order of the page.
        groups: All groups.
        why: From the wrong group that was given to a sentence and a tag.
        right_group: The sentence where the group is right and the reason is not.
    """
    given = answer if isinstance(answer, Mapping) else {}
    right = sum(pair_of(given.get(item))[0] == placements[item][0] for item in items)
    beyond_luck = max(0.0, (len(groups) * right / len(items) - 1) / (len(groups) - 1))
    for item in items:
        group, reason = pair_of(given.get(item))
        in_group = group == placements[item][0]
        both = in_group and reason == placements[item][1]
        earned = GROUP_POINTS * beyond_luck * in_group * len(items) / max(right, 1)
        told, tag = (right_group, "") if in_group else why(group)
        yield Check(
            says=item,
            held=both,
            share=min(earned + REASON_POINTS * both, 1.0),
            message=told,
            tag="" if both else tag,
        )
