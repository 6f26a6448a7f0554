"""A small repository that several tests read."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources.git_world import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three releases, a revert across two of them, and a commit that nobody has released."""
    made = Repository(tmp_path / "bookings")
    made.commit("Begin", day=0)
    made.tag("v1.0", day=1)
    bad = made.commit("Charge twice", day=2)
    made.commit("Say thanks", day=3)
    made.tag("v1.1", day=4)
    made.commit(f'Revert "Charge twice"\n\nThis reverts commit {bad}.\n', day=4.25)
    made.tag("v1.2", day=4.5)
    made.commit("Not yet out", day=6)
    return made
