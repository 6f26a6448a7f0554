"""What the system's own limits do not count: memory of several processes, and room on the disk.

A look is taken while a cell runs for longer than a moment.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import psutil

FOLDER_BYTES = 300_000_000
FOLDER_FILES = 20_000
PER_PROCESS_MB = 50
"""Python itself takes so much in each process, beside what it shares."""


def too_much(stage: int, *, memory_mb: int, folder: str) -> str:
    """What a submission takes too much of, in one phrase; nothing if all is well.

    Args:
        stage: Number of the stage's process.
        memory_mb: The most that all processes below it may have for themselves.
        folder: Working folder of the submission, where it lies on this machine.
    """
    with contextlib.suppress(psutil.Error, OSError):
        processes = psutil.Process(stage).children(recursive=True)
        if len(processes) > 2:
            own = sum(_own_bytes(each.pid) for each in processes)
            if own > memory_mb * 1_000_000 + len(processes) * PER_PROCESS_MB * 1_000_000:
                return f"its processes took more than {memory_mb} MB together"
    count, size = _room(Path(folder))
    if count > FOLDER_FILES:
        return f"it wrote more than {FOLDER_FILES:,} files"
    if size > FOLDER_BYTES:
        return f"it wrote more than {FOLDER_BYTES // 1_000_000} MB"
    return ""


def _own_bytes(process: int) -> int:
    """Bytes that a process shares with no other."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Private_Dirty:"):
                return int(line.split()[1]) * 1024
    return 0


def _room(folder: Path) -> tuple[int, int]:
    """How many files lie in a folder, and their bytes; of very many, only the first."""
    count = size = 0
    left = [folder]
    while left and count <= FOLDER_FILES:
        with contextlib.suppress(OSError), os.scandir(left.pop()) as entries:
            for each in entries:
                count += 1
                if count > FOLDER_FILES:
                    break
                if each.is_dir(follow_symlinks=False):
                    left.append(Path(each.path))
                else:
                    with contextlib.suppress(OSError):
                        size += each.stat(follow_symlinks=False).st_blocks * 512
    return count, size
