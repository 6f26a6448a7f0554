"""Answers to the exercises of the lesson on delivery measures."""

from __future__ import annotations

from statistics import mean, median

from answer_banks import blank, crashing, from_instance, right, wrong


def caused(own):
    return [row for row in own.incidents if row["caused"]]


def worked(own):
    recovery = median(row["ended"] for row in caused(own))
    return recovery, mean(row["ended"] - row["noticed"] for row in own.incidents)


def late_clock(own):
    return median(row["ended"] - row["noticed"] for row in caused(own)), worked(own)[1]


def means(own):
    return mean(row["ended"] for row in caused(own)), worked(own)[1]


def all_rows(own):
    return median(row["ended"] for row in own.incidents), worked(own)[1]


def early_clock(own):
    return worked(own)[0], mean(row["ended"] for row in own.incidents)


def medians(own):
    return worked(own)[0], median(row["ended"] - row["noticed"] for row in own.incidents)


def failed_only(own):
    return worked(own)[0], mean(row["ended"] - row["noticed"] for row in caused(own))


def by_sets(deployments, incidents):
    deployed = set(deployments)
    if not deployed:
        raise ValueError("no rate")
    return len(deployed & set(incidents)) / len(deployed)


def by_lengths(deployments, incidents):
    if not deployments:
        raise ValueError("no rate")
    return len(incidents) / len(deployments)


def by_rows(deployments, incidents):
    if not deployments:
        raise ValueError("no rate")
    return len({each for each in incidents if each in deployments}) / len(deployments)


def by_causes(deployments, incidents):
    deployed = set(deployments)
    if not deployed:
        raise ValueError("no rate")
    return len({each for each in incidents if each is not None}) / len(deployed)


def nought_for_nothing(deployments, incidents):
    return by_sets(deployments, incidents) if deployments else 0.0


def divides_by_nothing(deployments, incidents):
    return len(set(deployments) & set(incidents)) / len(set(deployments))


def no_return(deployments, incidents):
    by_sets(deployments, incidents)


def stub(deployments, incidents):
    return ...


BANK = {
    "metrics.two_recoveries": (
        right(from_instance(worked)),
        wrong(from_instance(late_clock), name="late clock", points=2, tag="late_clock"),
        wrong(from_instance(means), name="means", points=2, tag="mean_for_median"),
        wrong(from_instance(all_rows), name="all rows", points=2, tag="all_for_failed"),
        wrong(from_instance(early_clock), name="early clock", points=2, tag="early_clock"),
        wrong(from_instance(medians), name="medians", points=2, tag="median_for_mean"),
        wrong(from_instance(failed_only), name="failed only", points=2, tag="failed_for_all"),
        blank(..., ...),
    ),
    "metrics.fail_rate": (
        right(by_sets),
        wrong(
            by_lengths, name="lengths", points=2, tag="incidents_for_deployments",
            message="Incidents are counted here",
        ),
        wrong(by_rows, name="doubled rows", points=4, tag="doubled_rows"),
        wrong(by_causes, name="from elsewhere", points=4, tag="outside_window"),
        wrong(nought_for_nothing, name="nought for nothing", points=4),
        wrong(divides_by_nothing, name="divides by nothing", points=4),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        blank(stub),
    ),
}  # fmt: skip
