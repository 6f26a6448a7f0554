"""Commits and tags of a local git repository, read by git itself; nothing in it is changed.

Only commands that look are run (`rev-parse`, `for-each-ref`, `log`), without locks, pager, hooks
or helpers that the repository's own settings might name.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadlab.errors import LeadlabError, shortened

LATEST = 4_102_444_800  # 2100-01-01; later times, and those before 1970, are broken clocks
QUIET = (
    "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "log.showSignature=false", "-c", "log.mailmap=false",
)  # fmt: skip
REVERTED = re.compile(r"This reverts commit ([0-9a-f]{7,64})")


class UnusableRepository(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence when raised
    """A folder that is no git repository, or one from which nothing can be measured."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; times in seconds since 1970.

    Attributes:
        sha: Its full name.
        parents: The commits that it builds on; the first is the branch that it was made on.
        authored: When it was written.
        committed: When it was last put on a branch; a rebase renews it.
        subject: First line of its message.
        reverts: Names, maybe shortened, of the commits that its message says it reverts.
    """

    sha: str
    parents: tuple[str, ...]
    authored: int
    committed: int
    subject: str
    reverts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a commit; `made` in seconds since 1970."""

    name: str
    sha: str
    made: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What git knows of a repository.

    Attributes:
        commits: All commits of the branch and the tags, by name, newest first.
        tags: Every tag of a commit, oldest first.
        branch: The branch that was followed.
        head: The commit at its end.
    """

    commits: dict[str, Commit]
    tags: tuple[Tag, ...]
    branch: str
    head: str

    def first_parents(self) -> list[Commit]:
        """The commits of the branch itself, oldest first."""
        line, at = [], self.head
        while at in self.commits:
            line.append(self.commits[at])
            parents = self.commits[at].parents
            if not parents:
                break
            at = parents[0]
        return line[::-1]

    def newly_reached(self, ends: Iterable[str]) -> Iterator[list[Commit]]:
        """For each end in turn, the commits behind it that were behind no earlier one."""
        seen: set[str] = set()
        for end in ends:
            found, todo = [], [end]
            while todo:
                name = todo.pop()
                if name in seen or name not in self.commits:
                    continue
                seen.add(name)
                found.append(self.commits[name])
                todo.extend(self.commits[name].parents)
            yield found


def read_history(path: str | os.PathLike[str], *, branch: str | None = None) -> History:
    """Commits and tags of the repository that `path` lies in.

    Args:
        path: The repository, any folder in it, or a bare repository.
        branch: The branch to follow; without it, the remote's main branch, or the one in use.

    Raises:
        UnusableRepository: No git, no repository, no commit, a shallow clone, no such branch.
    """
    place = Path(path).expanduser()
    if not place.is_dir():
        raise UnusableRepository(f"{place} is no folder; give the folder of a git repository.")
    if _git(place, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise UnusableRepository(
            f"{place} is a shallow clone, and most of its history is missing; "
            "run `git fetch --unshallow` in it first."
        )
    name = branch or _main_branch(place)
    head = _head(place, name)
    tags = tuple(sorted(_tags(place), key=lambda tag: (tag.made, tag.name)))
    commits = {each.sha: each for each in _commits(place, head, with_tags=bool(tags))}
    return History(
        commits=commits, tags=tuple(tag for tag in tags if tag.sha in commits),
        branch=name, head=head,
    )  # fmt: skip


def _main_branch(place: Path) -> str:
    """The remote's main branch if it is known, and else what is checked out."""
    found = _git(place, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD", ok=(0, 1))
    return found.strip() or "HEAD"


def _head(place: Path, branch: str) -> str:
    """The commit at the end of a branch."""
    # `--end-of-options`: a branch that begins with a hyphen is no option.
    wanted = f"{branch}^{{commit}}"
    found = _git(
        place, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted, ok=(0, 1, 128)
    ).strip()
    if found:
        return found.splitlines()[-1]
    if branch == "HEAD":
        raise UnusableRepository(f"{place} has no commit yet, so there is nothing to measure.")
    listed = _git(place, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
    there = shortened(", ".join(listed.split()) or "none")
    raise UnusableRepository(f"{place} has no branch {branch!r}; it has {there}.")


def _tags(place: Path) -> Iterator[Tag]:
    form = "%(refname:short)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(creatordate:unix)"  # noqa: E501 - one format
    for line in _git(place, "for-each-ref", f"--format={form}", "refs/tags").splitlines():
        name, kind, sha, inner_kind, inner, made = line.split("\0")
        if inner_kind == "tag":  # a tag of a tag
            inner = _git(
                place, "rev-parse", "--verify", "--quiet", f"{sha}^{{commit}}", ok=(0, 1, 128)
            ).strip()
            inner_kind = "commit" if inner else "other"
        if "commit" in (kind, inner_kind):
            yield Tag(name, sha if kind == "commit" else inner, int(made or 0))


def _commits(place: Path, head: str, *, with_tags: bool) -> Iterator[Commit]:
    ends = (head, "--tags") if with_tags else (head,)
    text = _git(
        place, "log", "-z", "--encoding=UTF-8", "--no-color", "--no-notes", "--no-decorate",
        "--format=tformat:%H%x00%P%x00%at%x00%ct%x00%s%x00%b", *ends, "--",
    )  # fmt: skip
    # A message holds no NUL, so that six fields are always six fields, whatever they say.
    fields = text.split("\0")
    for start in range(0, len(fields) - 5, 6):
        sha, parents, authored, committed, subject, body = fields[start : start + 6]
        yield Commit(
            sha, tuple(parents.split()), _time(authored), _time(committed), subject,
            tuple(REVERTED.findall(body)) if "This reverts commit" in body else (),
        )  # fmt: skip


def _time(text: str) -> int:
    """Seconds since 1970; -1 for a time that no clock shows."""
    found = int(text) if text.lstrip("-").isdigit() else -1
    return found if 0 <= found < LATEST else -1


def _git(place: Path, *words: str, ok: Sequence[int] = (0,)) -> str:
    """What a git command that only looks prints."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    try:
        done = subprocess.run(
            ["git", *QUIET, "-C", str(place), *words],
            capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise UnusableRepository(
            "git is not installed, and a repository is read by it; install git, or export "
            "your data as files."
        ) from error
    if done.returncode in ok:
        return done.stdout.decode("utf-8", errors="replace")
    said = shortened(done.stderr.decode("utf-8", errors="replace").strip(), 300)
    if "not a git repository" in said:
        raise UnusableRepository(f"{place} is no git repository; give the folder that holds .git.")
    if "dubious ownership" in said:
        raise UnusableRepository(
            f"{place} belongs to another user, so git does not open it; "
            "allow it with `git config --global --add safe.directory`."
        )
    raise UnusableRepository(f"{place}: git could not read it: {said}")
