"""Archives that learners handed in, unpacked without leaving the folder that they are meant for.

`SafeExtractor` takes the place of nbgrader's own when `nbgrader zip_collect` unpacks what was
downloaded from a learning platform; one line in `nbgrader_config.py` puts it there:

    c.ZipCollectApp.extractor_plugin = "leadlab.grading.archives.SafeExtractor"
"""

from __future__ import annotations

import lzma
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from nbgrader.plugins.zipcollect import ExtractorPlugin

from leadlab.errors import LeadlabError
from leadlab.grading.intake import printable

CHUNK = 1 << 16
DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    ValueError,
    FileExistsError,
    NotADirectoryError,
)
"""What the standard library says of an archive that is broken, or clashes with itself."""


class UnsafeArchive(LeadlabError):  # noqa: N818 - reads as a sentence: "raise UnsafeArchive"
    """An archive of which nothing was unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCaps:
    """The most that comes out of one archive, those within it included."""

    entries: int = 2_000
    bytes: int = 200_000_000
    nesting: int = 2


@dataclass(slots=True)
class _Budget:
    """What may still come out."""

    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    is_file: bool
    kind: str
    """What it is where it is neither a file nor a folder."""
    open: Callable[[], IO[bytes] | None]
    """Opens it for reading; None where it is no file."""


def unpack(archive: Path, into: Path, *, caps: ArchiveCaps | None = None) -> tuple[str, ...]:
    """Unpack a .zip, .tar or .tar.gz into a new folder; the names of the files that came out.

    Archives within it become folders beside them. All of it comes out, or nothing.

    Raises:
        UnsafeArchive: an entry leads out of the folder, is no plain file, or is too much; or
            there is something at `into`.
    """
    caps = caps or ArchiveCaps()
    if into.exists():
        raise UnsafeArchive(f"{into} exists already, so {archive.name} was not unpacked.")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".unpacking-") as scratch:
        fresh = Path(scratch) / "fresh"
        _unpack(archive, fresh, _Budget(caps.entries, caps.bytes), caps.nesting)
        fresh.rename(into)
    return tuple(
        path.relative_to(into).as_posix() for path in sorted(into.rglob("*")) if path.is_file()
    )


def is_archive(path: Path) -> bool:
    """Whether a name is that of an archive which can be unpacked."""
    return path.name.lower().endswith((".zip", ".tar", ".tar.gz", ".tgz"))


def _unpack(archive: Path, into: Path, budget: _Budget, nesting: int) -> None:
    into.mkdir()
    try:
        with _entries(archive) as entries:
            for entry in entries:
                _write(archive.name, entry, into, budget)
    except DAMAGED as error:
        msg = f"{printable(archive.name)} cannot be unpacked: {error}. Hand it in again."
        raise UnsafeArchive(msg) from error
    for inner in [path for path in into.rglob("*") if path.is_file() and is_archive(path)]:
        if nesting == 0:
            raise UnsafeArchive(f"{printable(archive.name)} has archives within archives.")
        _unpack(inner, inner.with_name(inner.name + ".unpacked"), budget, nesting - 1)


def _write(archive: str, entry: _Entry, into: Path, budget: _Budget) -> None:
    where = f"{printable(archive)}: the entry {printable(entry.name)}"
    path = PurePosixPath(entry.name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.name or not path.parts:
        raise UnsafeArchive(f"{where} leads out of its folder. Nothing was unpacked.")
    if entry.kind:
        raise UnsafeArchive(f"{where} is {entry.kind}, not a file. Nothing was unpacked.")
    if not entry.name.isprintable():
        raise UnsafeArchive(f"{where} has a name that cannot be printed. Nothing was unpacked.")
    budget.entries -= 1
    if budget.entries < 0:
        raise UnsafeArchive(f"{where} is one too many. Nothing was unpacked.")
    target = into / path
    if not entry.is_file:
        target.mkdir(parents=True, exist_ok=True)
        return
    if target.exists():
        raise UnsafeArchive(f"{where} is there twice. Nothing was unpacked.")
    target.parent.mkdir(parents=True, exist_ok=True)
    source = entry.open()
    if source is None:
        raise UnsafeArchive(f"{where} cannot be read. Nothing was unpacked.")
    with source, target.open("xb") as file:
        while chunk := source.read(CHUNK):
            budget.bytes -= len(chunk)
            if budget.bytes < 0:
                raise UnsafeArchive(f"{where} unpacks to too much. Nothing was unpacked.")
            file.write(chunk)


@contextmanager
def _entries(archive: Path) -> Iterator[Iterator[_Entry]]:
    if archive.name.lower().endswith(".zip"):
        with zipfile.ZipFile(archive) as opened:
            yield _of_zip(opened)
    else:
        with tarfile.open(archive) as opened_tar:
            yield _of_tar(opened_tar)


def _of_zip(archive: zipfile.ZipFile) -> Iterator[_Entry]:
    for info in archive.infolist():
        mode = info.external_attr >> 16
        odd = stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}
        kind = "encrypted" if info.flag_bits & 1 else ""
        if odd:
            kind = "a link" if stat.S_ISLNK(mode) else "a special file"
        yield _Entry(info.filename, not info.is_dir(), kind, partial(archive.open, info))


def _of_tar(archive: tarfile.TarFile) -> Iterator[_Entry]:
    for info in archive:
        kind = "" if info.isfile() or info.isdir() else "a link or a special file"
        yield _Entry(info.name, info.isfile(), kind, partial(archive.extractfile, info))


class SafeExtractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader ships no types
    """Unpacks what `nbgrader zip_collect` found; what is unsafe is named and left alone."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack each archive into a folder of its own name, and copy the plain files."""
        top, target = Path(archive_path), Path(extracted_path)
        for path in sorted(top.rglob("*")):
            place = target / path.relative_to(top)
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            if not stat.S_ISREG(status.st_mode):
                self.log.error("%s is no plain file and was left out.", printable(str(path)))
            elif not is_archive(path):
                shutil.copyfile(path, place)
            else:
                self._unpack(path, place.with_name(path.name.split(".")[0]))

    def _unpack(self, archive: Path, into: Path) -> None:
        try:
            unpack(archive, into)
        except UnsafeArchive as error:
            self.log.error("%s", error)
