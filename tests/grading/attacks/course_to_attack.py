"""A course folder with secrets, services that wait, and a look at whether all is as it was."""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECRETS = (
    "canary-gradebook", "canary-source", "canary-ben", "canary-file", "canary-environment",
    "canary-unix", "GOT THROUGH", "canary-vm", "canary-memory",
)  # fmt: skip
"""Words that no attack may get to see."""
ENVIRONMENT = "LEADLAB_ATTACK_SECRET"


@dataclass
class Target:
    """What an attack may aim at."""

    folder: Path
    services: list[socket.socket] = field(default_factory=list)
    before: dict[str, tuple[bytes, int, float]] = field(default_factory=dict)

    def words(self, stage: int) -> dict[str, str]:
        """What stands for its places in the text of an attack."""
        return {
            "@GRADEBOOK@": str(self.folder / "gradebook.db"),
            "@SOURCE@": str(self.folder / "source/ps1/p1.ipynb"),
            "@BEN@": str(self.folder / "submitted/ben/ps1/p1.ipynb"),
            "@SECRET@": str(self.folder / "secret"),
            "@LINK@": str(self.folder / "link"),
            "@COURSE@": str(self.folder),
            "@UP@": "/".join([".."] * 12) + str(self.folder),
            "@PORT@": str(self.services[0].getsockname()[1]),
            "@UDP@": str(self.services[1].getsockname()[1]),
            "@UNIX@": str(self.folder / "socket"),
            "@PID@": str(os.getpid()),
            "@STAGE@": str(stage),
        }

    def state(self) -> dict[str, tuple[bytes, int, float]]:
        """All files, with their rights and times."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            seen = path.lstat()
            content = path.read_bytes() if path.is_file() else b""
            changed = seen.st_mtime if path.is_file() else 0.0
            found[str(path.relative_to(self.folder))] = (content, seen.st_mode, changed)
        return found

    def visitors(self) -> int:
        """How many spoke to the services since the last look."""
        count = 0
        for service in self.services:
            with contextlib.suppress(BlockingIOError):
                while True:
                    if service.type == socket.SOCK_DGRAM:
                        service.recv(100)
                    else:
                        service.accept()[0].close()
                    count += 1
        return count


@contextlib.contextmanager
def target(folder: Path) -> Iterator[Target]:
    """Set it up, and take it down."""
    for name, content in {
        "source/ps1/p1.ipynb": "canary-source",
        "submitted/ben/ps1/p1.ipynb": "canary-ben",
        "secret": "canary-file",
        "nbgrader_config.py": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    (folder / "empty").mkdir()
    (folder / "link").symlink_to("canary-file")
    book = sqlite3.connect(folder / "gradebook.db")
    book.execute("create table t (a)")
    book.execute("insert into t values ('canary-gradebook')")
    book.commit()
    book.close()
    made = Target(folder)
    with contextlib.ExitStack() as stack:
        places = [
            (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            (socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "socket")),
            (socket.AF_UNIX, socket.SOCK_STREAM, f"\0leadlab-attack-{os.getpid()}"),
        ]
        for family, kind, place in places:
            service = stack.enter_context(socket.socket(family, kind))
            service.bind(place)
            if kind == socket.SOCK_STREAM:
                service.listen()
            service.setblocking(False)
            made.services.append(service)
        made.before = made.state()
        yield made
