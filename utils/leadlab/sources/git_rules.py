"""What counts as a deployment and as a failure in a git repository, and the log that follows.

Git knows commits, branches and tags. It knows nothing of production: each rule here is a reading
of habits, is shown with the result, and can be changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery import DeliveryLog, delivery_log
from leadlab.sources.git_history import Commit, History, Tag, UnusableRepository, read_history
from leadlab.sources.wording import counted

VERSION = re.compile(r"(^|[^0-9])\d+\.\d+")
FEWEST_TAGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GitRules:
    """How a repository is read.

    Attributes:
        deployments: `tags` or `tags:v*` (each tag is a deployment), `branch` or `branch:main`
            (each step of the branch is one), or `auto`: tags that look like versions if there are
            three or more, and else the branch.
        clock: Where a change begins: when it was `authored`, or when it was `committed`, which a
            rebase renews.
        reverts: Whether the revert of a change that was deployed before means a failure.
        hotfix: Pattern for the first line of a commit that mends production.
        merges: Whether a merge is a change of its own.

    >>> GitRules(deployments="tags:v*").clock
    'authored'
    """

    deployments: str = "auto"
    clock: str = "authored"
    reverts: bool = True
    hotfix: str = r"^\W*(hot-?fix|roll(ing)?[- ]?back)\b|[/']hot-?fix"
    merges: bool = False

    def __post_init__(self) -> None:
        kind = self.deployments.partition(":")[0] if isinstance(self.deployments, str) else ""
        if kind not in ("auto", "tags", "branch"):
            raise UnusableRepository(
                f"deployments is {shortened(self.deployments)!r}, expected 'auto', 'tags', "
                "'tags:PATTERN', 'branch' or 'branch:NAME'."
            )
        if self.clock not in ("authored", "committed"):
            raise UnusableRepository(
                f"clock is {shortened(self.clock)!r}, expected 'authored' or 'committed'."
            )
        try:
            re.compile(self.hotfix)
        except (re.error, TypeError) as error:
            raise UnusableRepository(
                f"hotfix is {shortened(self.hotfix)!r}, which is no pattern: {error}."
            ) from error


@dataclass(frozen=True, slots=True)
class _Deployment:
    name: str
    sha: str
    made: int


def from_git(
    path: str | os.PathLike[str],
    *,
    rules: GitRules | None = None,
    since: object = None,
    until: object = None,
    zone: str = "UTC",
    **changes: object,
) -> DeliveryLog:
    """A log of changes, deployments and failures from a local git repository.

    >>> from leadlab.models import delivery
    >>> log = from_git("~/code/bookings", deployments="tags:v*")  # doctest: +SKIP
    >>> delivery.measures(log)                                    # doctest: +SKIP

    Args:
        path: The repository, or a folder in it; it is only looked at.
        rules: What counts as a deployment and as a failure.
        since: Begin of the window; without it, the first event.
        until: End of the window; without it, the last event.
        zone: Name of the time zone in which days are counted.
        changes: Single rules, by name, in place of `rules`.
    """
    rules = _rules(rules, changes)
    kind, _, pattern = rules.deployments.partition(":")
    history = read_history(path, branch=(pattern or None) if kind == "branch" else None)
    notes: list[str] = []
    deployed = _deployments(history, kind, pattern, notes)
    *groups, waiting = history.newly_reached([*(each.sha for each in deployed), history.head])
    before = _beginning(groups, notes)
    rows: list[tuple[Commit, str | None]] = [
        (commit, each.name)
        for each, group in zip(deployed, groups, strict=True)
        for commit in group
        if commit.sha not in before
    ]
    rows += [(commit, None) for commit in waiting]
    failures = list(_failures(history, deployed, groups, rules))
    unplanned = {fixed for _, _, fixed in failures}
    _say_failures(rules, len(failures), notes)
    made = {each.name: each.made for each in deployed}
    return delivery_log(
        _changes(rows, rules, notes),
        pd.DataFrame(
            {
                "deployment": [each.name for each in deployed],
                "deployed_at": _times([each.made for each in deployed]),
                "unplanned": [each.name in unplanned for each in deployed],
            }
        ),
        pd.DataFrame(
            {
                "incident": [name for name, _, _ in failures],
                "started_at": _times([made[cause] for _, cause, _ in failures]),
                "resolved_at": _times([made[fix] for _, _, fix in failures]),
                "deployment": [cause for _, cause, _ in failures],
            }
        ),
        since=since, until=until, zone=zone, notes=notes,
    )  # fmt: skip


def _rules(rules: GitRules | None, changes: dict[str, object]) -> GitRules:
    if rules is not None and changes:
        raise UnusableRepository("Give `rules`, or single rules by name, but not both.")
    unknown = sorted(set(changes) - set(GitRules.__dataclass_fields__))
    if unknown:
        known = ", ".join(GitRules.__dataclass_fields__)
        raise UnusableRepository(f"There is no rule {unknown[0]!r}; there are {known}.")
    return rules or GitRules(**changes)  # type: ignore[arg-type]  # checked by the record itself


def _deployments(history: History, kind: str, pattern: str, notes: list[str]) -> list[_Deployment]:
    """What counts as a deployment, oldest first."""
    if kind == "auto":
        versions = [tag for tag in history.tags if VERSION.search(tag.name)]
        kind = "tags" if len(versions) >= FEWEST_TAGS else "branch"
        chosen = {tag.name for tag in versions}
    else:
        chosen = {tag.name for tag in history.tags if fnmatchcase(tag.name, pattern or "*")}
    if kind == "tags":
        return _tagged(history, chosen, pattern, notes)
    notes.append(
        f"Each step of {history.branch} counts as a deployment, at the time it was committed."
    )
    return _in_order(
        [_Deployment(each.sha[:12], each.sha, each.committed) for each in history.first_parents()],
        notes,
    )


def _tagged(
    history: History, chosen: set[str], pattern: str, notes: list[str]
) -> list[_Deployment]:
    tags = [tag for tag in history.tags if tag.name in chosen]
    if not tags:
        there = ", ".join(tag.name for tag in history.tags[-3:]) or "none"
        raise UnusableRepository(
            f"No tag fits {pattern or '*'!r}; the latest tags are: {there}. "
            "Give another pattern, or count the steps of a branch with 'branch:NAME'."
        )
    first: dict[str, Tag] = {}
    for tag in tags:
        first.setdefault(tag.sha, tag)
    again = len(tags) - len(first)
    notes.append(f"Each of {len(first):,} tags counts as a deployment, at the time it was made.")
    if again:
        notes.append(f"Left out: {counted(again, 'tag')} of a commit that an earlier tag has.")
    return _in_order([_Deployment(tag.name, tag.sha, tag.made) for tag in first.values()], notes)


def _in_order(deployed: list[_Deployment], notes: list[str]) -> list[_Deployment]:
    dated = [each for each in deployed if each.made >= 0]
    if len(dated) < len(deployed):
        gone = counted(len(deployed) - len(dated), "deployment")
        notes.append(f"Left out, for an impossible date: {gone}.")
    return sorted(dated, key=lambda each: each.made)


def _beginning(groups: list[list[Commit]], notes: list[str]) -> set[str]:
    """What came before the first deployment: how long it waited says nothing of the flow."""
    if not groups or len(groups[0]) < 2:
        return set()
    notes.append(
        f"{len(groups[0]):,} commits lead up to the first deployment, and are not counted as its "
        "changes: they are the beginning of the project, or of this way to deploy."
    )
    return {commit.sha for commit in groups[0]}


def _changes(
    rows: list[tuple[Commit, str | None]], rules: GitRules, notes: list[str]
) -> pd.DataFrame:
    kept = [(c, name) for c, name in rows if rules.merges or len(c.parents) < 2]
    when = [c.authored if rules.clock == "authored" else c.committed for c, _ in kept]
    good = [row for row, time in zip(kept, when, strict=True) if time >= 0]
    if len(good) < len(kept):
        notes.append(
            f"Left out, for an impossible date: {counted(len(kept) - len(good), 'commit')}."
        )
    notes.append(
        f"A change begins when it was {rules.clock}; "
        + ("merges count as changes." if rules.merges else "merges do not count as changes.")
    )
    return pd.DataFrame(
        {
            "change": [c.sha for c, _ in good],
            "committed_at": _times([time for time in when if time >= 0]),
            "deployment": pd.Series([name for _, name in good], dtype=object),
            "subject": [c.subject for c, _ in good],
        }
    )


def _failures(
    history: History, deployed: list[_Deployment], groups: list[list[Commit]], rules: GitRules
) -> Iterator[tuple[str, str, str]]:
    """Name of each failure, the deployment that caused it, and the one that mended it."""
    where = {c.sha: number for number, group in enumerate(groups) for c in group}
    full = {sha[:7]: sha for sha in where}
    hotfix = re.compile(rules.hotfix, re.IGNORECASE) if rules.hotfix else None
    told = set()
    for number, group in enumerate(groups):
        for commit in group:
            causes = []
            if rules.reverts:
                causes = _reverted(commit, where, full, history)
            if not causes and hotfix and number and hotfix.search(commit.subject):
                causes = [number - 1]
            for cause in causes:
                if cause < number and (cause, number) not in told:
                    told.add((cause, number))
                    yield commit.sha[:12], deployed[cause].name, deployed[number].name


def _reverted(
    commit: Commit, where: dict[str, int], full: dict[str, str], history: History
) -> list[int]:
    """The deployments that brought what a commit takes back; none where it takes back a revert."""
    found = []
    for short in commit.reverts:
        sha = full.get(short[:7], short)
        if sha.startswith(short) and sha in where and not history.commits[sha].reverts:
            found.append(where[sha])
    return found


def _say_failures(rules: GitRules, count: int, notes: list[str]) -> None:
    ways = ["a revert of something deployed before"] if rules.reverts else []
    ways += [f"a first line that fits /{rules.hotfix}/"] if rules.hotfix else []
    if not ways:
        notes.append("No rule for failures is set, so none was found.")
        return
    notes.append(
        f"{counted(count, 'failure')} found by {' or '.join(ways)}; from the deployment that "
        "caused it to the one that mended it. What was mended without a trace in git is not seen."
    )


def _times(seconds: list[int]) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(seconds, dtype="float64"), unit="s", utc=True))
