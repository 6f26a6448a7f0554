"""Changes, deployments and failures read from git repositories that git itself made."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from sources.git_world import DAY, MONDAY, Repository

from leadlab.models import delivery
from leadlab.sources.git_history import UnusableRepository
from leadlab.sources.git_rules import GitRules, from_git


def days(times: pd.Series) -> list[float]:
    """Days since Monday morning."""
    return [round((t.timestamp() - MONDAY) / DAY, 2) for t in times]


def test_each_tag_is_a_deployment_with_the_commits_that_no_earlier_tag_has(
    repository: Repository,
) -> None:
    """Commits belong to the first tag that reaches them; the last one waits."""
    log = from_git(repository.folder)
    by_tag = log.changes.groupby("deployment", dropna=False)["subject"].apply(set).to_dict()
    waiting = log.changes[log.changes["deployment"].isna()]["subject"].tolist()
    assert {"Charge twice", "Say thanks"} == by_tag["v1.1"]
    assert ["Not yet out"] == waiting
    assert ["v1.0", "v1.1", "v1.2"] == log.deployments["deployment"].tolist()
    assert [1, 4, 4.5] == days(log.deployments["deployed_at"])
    assert any("lead up to the first" in note for note in log.notes) is False


def test_a_revert_of_what_was_deployed_is_a_failure_of_that_deployment(
    repository: Repository,
) -> None:
    """From the deployment that brought it to the one that took it back: half a day."""
    found = delivery.measures(from_git(repository.folder))
    log = from_git(repository.folder)
    assert ["v1.1"] == log.incidents["deployment"].tolist()
    assert [False, False, True] == log.deployments["unplanned"].tolist()
    assert pytest.approx(0.5) == found.recovery_time.value
    assert pytest.approx(1 / 3) == found.change_fail_rate.value


def test_a_revert_within_one_deployment_is_no_failure(tmp_path: Path) -> None:
    """Nothing reached production; nor did anything when a revert is itself taken back."""
    made = Repository(tmp_path)
    made.commit("Begin", day=0)
    made.tag("v1.0", day=0)
    bad = made.commit("Charge twice", day=1)
    undone = made.commit(f"Revert\n\nThis reverts commit {bad}.", day=2)
    made.tag("v1.1", day=3)
    made.commit(f"Reapply\n\nThis reverts commit {undone}.", day=4)
    made.tag("v1.2", day=5)
    assert from_git(made.folder).incidents.empty


@pytest.mark.parametrize(
    ("subject", "failures"),
    [
        ("Hotfix: one charge a booking", 1),
        ("hot-fix charge", 1),
        ("[hotfix] charge", 1),
        ("Merge branch 'hotfix/charge'", 1),
        ("Roll back the new charge", 1),
        ("Document how a hotfix is made", 0),
        ("Test the rollback of a transaction", 0),
    ],
)
def test_a_hotfix_blames_the_deployment_before_it(
    tmp_path: Path, subject: str, failures: int
) -> None:
    """What begins as a mend is one; what only speaks of it is not; the rule can be set off."""
    made = Repository(tmp_path)
    for number in range(3):
        made.commit("Work" if number < 2 else subject, day=number)
        made.tag(f"v1.{number}", day=number + 0.5)
    log = from_git(made.folder)
    assert failures == len(log.incidents)
    assert from_git(made.folder, hotfix="").incidents.empty
    if failures:
        assert ["v1.1"] == log.incidents["deployment"].tolist()


def test_steps_of_a_branch_are_deployments_with_what_a_merge_brings(tmp_path: Path) -> None:
    """A merge deploys the two commits of its side branch, and is no change itself."""
    made = Repository(tmp_path)
    made.commit("Begin", day=0)
    made.git("checkout", "-q", "-b", "side")
    made.commit("First", day=1)
    made.commit("Second", day=2)
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "Merge side", "side", day=3)
    log = from_git(made.folder, deployments="branch:main")
    merged = log.changes[log.changes["subject"].isin(["First", "Second"])]
    assert 2 == len(log.deployments)
    assert 1 == merged["deployment"].nunique()
    assert "Merge side" not in set(log.changes["subject"])
    assert "Merge side" in set(from_git(made.folder, merges=True).changes["subject"])


def test_the_clock_can_start_when_a_change_was_rebased(tmp_path: Path) -> None:
    """Written on day 1 and rebased on day 5: four days of lead time, or none."""
    made = Repository(tmp_path)
    made.commit("Begin", day=0)
    made.commit("Work", day=5, authored=1)
    begun = {
        clock: from_git(made.folder, clock=clock).changes["committed_at"].tolist()[-1]
        for clock in ("authored", "committed")
    }
    assert pd.Timedelta(days=4) == begun["committed"] - begun["authored"]


def test_one_commit_with_two_tags_was_deployed_once(repository: Repository) -> None:
    """`latest` beside `v1.2` is a name, not a deployment; the log says so."""
    repository.tag("latest", day=7, at="v1.2")
    log = from_git(repository.folder, deployments="tags")
    assert 3 == len(log.deployments)
    assert any("1 tag of a commit that an earlier tag has" in note for note in log.notes)


def test_what_lies_before_the_first_deployment_is_not_its_lead_time(tmp_path: Path) -> None:
    """Forty days of beginning do not become forty days of waiting."""
    made = Repository(tmp_path)
    for day in range(40):
        made.commit("Begin", day=day)
    made.tag("v1.0", day=40)
    made.commit("Work", day=41)
    made.tag("v1.1", day=42)
    log = from_git(made.folder, deployments="tags")
    assert ["Work"] == log.changes["subject"].tolist()
    assert any("40 commits lead up to the first deployment" in note for note in log.notes)


def test_a_repository_is_left_as_it_was(repository: Repository) -> None:
    """Every file of it, .git included, has the same bytes; no hook or helper has run."""
    trap = repository.folder / "trap"
    script = repository.folder / "helper.sh"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand"):
        repository.git("config", key, str(script))
    before = digest(repository.folder)
    from_git(repository.folder)
    assert before == digest(repository.folder)
    assert not trap.exists()


def digest(folder: Path) -> str:
    """Of every file below a folder, name and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()


def test_a_message_in_any_script_with_any_sign_is_read(tmp_path: Path) -> None:
    """Signs that other tools take for separators do not tear a commit apart."""
    made = Repository(tmp_path)
    subjects = ["日本語", "a\x1fb\x1ec", "tab\there", "<script>alert(1)</script>"]
    for day, subject in enumerate(subjects):
        made.commit(subject, day=day)
    log = from_git(made.folder)
    assert set(subjects) == set(log.changes["subject"])


def test_a_broken_clock_costs_its_commit_and_no_more(tmp_path: Path) -> None:
    """A commit from the year 2200 is left out, in a sentence."""
    made = Repository(tmp_path)
    made.commit("Begin", day=0)
    whole = made.git("cat-file", "commit", made.commit("Far", day=1))
    broken = tmp_path / "broken"
    broken.write_text(whole.replace(f"{MONDAY + DAY} +0000", "7258118400 +0000", 1) + "\n")
    sha = made.git("hash-object", "-t", "commit", "-w", "--literally", str(broken))
    made.git("reset", "-q", "--hard", sha)
    made.commit("Work", day=2)
    log = from_git(made.folder)
    assert {"Begin", "Work"} == set(log.changes["subject"])
    assert any("for an impossible date: 1 commit." in note for note in log.notes)


def bare_folder(folder: Path) -> Path:
    """A folder without a repository."""
    folder.mkdir()
    return folder


def empty(folder: Path) -> Path:
    """A repository without a commit."""
    return Repository(folder).folder


def shallow(folder: Path) -> Path:
    """The last commit of three."""
    whole = Repository(folder / "whole")
    for day in range(3):
        whole.commit("Work", day=day)
    part = folder / "part"
    url = whole.folder.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", url, str(part)], check=True)
    return part


@pytest.mark.parametrize(
    ("make", "rules", "said"),
    [
        (bare_folder, {}, "is no git repository"),
        (lambda folder: folder, {}, "is no folder"),
        (empty, {}, "has no commit yet"),
        (shallow, {}, "git fetch --unshallow"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, make, rules, said: str) -> None:
    """What it is, and what to do."""
    place = make(tmp_path / "there")
    with pytest.raises(UnusableRepository, match=said):
        from_git(place, **rules)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"deployments": "tags:release-*"}, "No tag fits 'release-\\*'; the latest tags are: v1.0"),
        ({"deployments": "branch:nope"}, "has no branch 'nope'; it has main"),
        ({"deployments": "branch:--output=x"}, "has no branch '--output=x'"),
        ({"deployments": "pushes"}, "expected 'auto', 'tags'"),
        ({"deployments": 7}, "expected 'auto', 'tags'"),
        ({"clock": "pushed"}, "expected 'authored' or 'committed'"),
        ({"hotfix": "("}, "which is no pattern"),
        ({"hotfixes": "x"}, "There is no rule 'hotfixes'"),
        ({"zone": "Mars/Olympus"}, "no time zone"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_a_sentence(
    repository: Repository, rules: dict[str, object], said: str
) -> None:
    """What was given, and what is there."""
    with pytest.raises(ValueError, match=said):
        from_git(repository.folder, **rules)


def test_rules_are_given_whole_or_one_by_one(repository: Repository) -> None:
    """Both ways give the same log; both at once are refused."""
    whole = from_git(repository.folder, rules=GitRules(deployments="tags:v1.*", clock="committed"))
    single = from_git(repository.folder, deployments="tags:v1.*", clock="committed")
    pd.testing.assert_frame_equal(whole.changes, single.changes)
    with pytest.raises(UnusableRepository, match="not both"):
        from_git(repository.folder, rules=GitRules(), clock="committed")
