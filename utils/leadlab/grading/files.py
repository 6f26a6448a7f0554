"""Files of an assignment, packed into one descriptor for a process that sees no file system."""

from __future__ import annotations

import json
import os
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

HEAD = struct.Struct(">Q")
PART = 1 << 20


def pack(files: Mapping[str, str]) -> int | None:
    """Descriptor of all files in one; None where there are none.

    Args:
        files: Name within the assignment to path on this machine.
    """
    if not files:
        return None
    with tempfile.TemporaryFile() as packed:
        entries = [(name, Path(path).stat().st_size) for name, path in files.items()]
        index = json.dumps(entries).encode()
        packed.write(HEAD.pack(len(index)) + index)
        for (_, size), path in zip(entries, files.values(), strict=True):
            with Path(path).open("rb") as source:
                left = size
                while left > 0:  # a file that shrinks in between is filled up with zeros
                    part = source.read(min(left, PART)) or bytes(left)
                    packed.write(part)
                    left -= len(part)
        packed.flush()
        return os.dup(packed.fileno())


def unpack(descriptor: int, folder: Path) -> None:
    """Write the files of a descriptor into a folder."""
    at = HEAD.size
    (size,) = HEAD.unpack(os.pread(descriptor, HEAD.size, 0))
    index = json.loads(os.pread(descriptor, size, at))
    at += size
    for name, length in index:
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts:
            raise ValueError(f"{name!r} lies outside the assignment")
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            end = at + length
            while at < end:
                part = os.pread(descriptor, min(end - at, PART), at)
                target.write(part)
                at += len(part)
