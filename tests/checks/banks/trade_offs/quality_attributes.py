"""Answers to the exercises of the lesson on quality attributes."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong


def worked(own):
    (slow, plain), (quick, tangled) = own.plain, own.quick
    weight = (plain - tangled) / ((quick - slow) + (plain - tangled))
    middle = weight * own.middle[0] + (1 - weight) * own.middle[1]
    return weight, weight * slow + (1 - weight) * plain, middle


def plain_sums(own):
    return worked(own)[0], sum(own.plain), sum(own.middle)


def per_cent(own):
    return 100 * worked(own)[0], *worked(own)[1:]


def beats(one, other):
    pairs = list(zip(one, other, strict=True))
    return all(x <= y for x, y in pairs) and any(x < y for x, y in pairs)


def front(designs):
    return [n for n, own in designs.items() if not any(beats(o, own) for o in designs.values())]


def champions(designs):
    columns = range(len(next(iter(designs.values()))))
    return sorted({min(designs, key=lambda name: designs[name][c]) for c in columns})


def smallest_sum(designs):
    return [min(designs, key=lambda name: sum(designs[name]))]


def lenient(designs):
    def worse(one, other):
        return all(x < y for x, y in zip(one, other, strict=True))

    return [n for n, own in designs.items() if not any(worse(o, own) for o in designs.values())]


def two_only(designs):
    return [name for name, (first, second) in designs.items() if name in front(designs)]


def stub(designs):
    return ...


BANK = {
    "trade_offs.missed_middle": (
        right(from_instance(worked)),
        wrong(from_instance(plain_sums), name="plain sums", points=2, tag="unweighted_sum"),
        wrong(
            from_instance(per_cent), name="per cent", points=2, tag="per_cent",
            message="between 0 and 1",
        ),
        blank(..., ..., ...),
    ),
    "trade_offs.not_beaten": (
        right(front),
        wrong(
            champions, name="champions", points=(0, 1), tag="champions_only",
            message="best at something",
        ),
        wrong(smallest_sum, name="smallest sum", points=(0, 1), tag="sum_for_front"),
        wrong(lenient, name="worse everywhere", points=1, tag="worse_everywhere"),
        crashing(two_only, name="two qualities only", points=1),
        blank(stub),
    ),
}  # fmt: skip
