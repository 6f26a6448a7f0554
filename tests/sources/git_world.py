"""Small git repositories made commit by commit, with the clock in our hands."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

DAY = 86_400
MONDAY = 1_772_442_000  # 2026-03-02 09:00 UTC


class Repository:
    """A repository whose every commit and tag has the day that the test gives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: float = 0, authored: float | None = None) -> str:
        """Run git at a day, counted from Monday 2026-03-02 09:00 UTC."""
        written = day if authored is None else authored
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Ines", "GIT_AUTHOR_EMAIL": "ines@example.org",
            "GIT_COMMITTER_NAME": "Ines", "GIT_COMMITTER_EMAIL": "ines@example.org",
            "GIT_AUTHOR_DATE": f"{int(MONDAY + written * DAY)} +0000",
            "GIT_COMMITTER_DATE": f"{int(MONDAY + day * DAY)} +0000",
        }  # fmt: skip
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words],
            check=True, capture_output=True, text=True, env=environment,
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self, message: str, *, day: float, authored: float | None = None) -> str:
        """An empty commit; its name."""
        self.git(
            "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message,
            day=day, authored=authored,
        )  # fmt: skip
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str, *, day: float, at: str = "HEAD") -> None:
        """An annotated tag."""
        self.git("tag", "-a", name, "-m", name, at, day=day)
