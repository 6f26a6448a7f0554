"""Archives come out whole and inside their folder, or not at all."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.apps.zipcollectapp import ZipCollectApp
from plain_course import ASSIGNMENT, PATH, new_course

from leadlab.grading.archives import ArchiveCaps, UnsafeArchive, unpack

CAPS = ArchiveCaps(entries=20, bytes=1_000_000, nesting=1)


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A zip of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def special(name: str, mode: int, content: bytes) -> bytes:
    """A zip with an entry of this mode."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, content)
    return file.getvalue()


def tarred(change: Callable[[tarfile.TarInfo], None]) -> bytes:
    """A tar with one changed entry."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        info = tarfile.TarInfo("a")
        change(info)
        archive.addfile(info)
    return file.getvalue()


def as_link(info: tarfile.TarInfo) -> None:
    """Make an entry a link."""
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"


def as_way_out(info: tarfile.TarInfo) -> None:
    """Make an entry lead out."""
    info.name = "../../evil"


BAD = [
    ("up.zip", zipped(("a.ipynb", b"1"), ("../evil", b"1")), "'../evil' leads out"),
    ("deep.zip", zipped(("a/../../evil", b"1")), "'a/../../evil' leads out"),
    ("absolute.zip", zipped(("/etc/evil", b"1")), "'/etc/evil' leads out"),
    ("windows.zip", zipped(("C:\\evil", b"1")), "leads out"),
    ("backslash.zip", zipped(("..\\evil", b"1")), "leads out"),
    ("link.zip", special("link", stat.S_IFLNK | 0o777, b"/etc"), "'link' is a link"),
    ("pipe.zip", special("pipe", stat.S_IFIFO | 0o777, b""), "'pipe' is a special file"),
    ("bomb.zip", zipped(("zeros", bytes(2_000_000))), "'zeros' unpacks to too much"),
    ("many.zip", zipped(*((str(n), b"") for n in range(30))), "'20' is one too many"),
    ("newline.zip", zipped(("a\nb", b"")), r"'a\nb' has a name"),
    ("clash.zip", zipped(("a", b""), ("a/b", b"")), "cannot be unpacked"),
    ("broken.zip", zipped(("a", b"1"))[:-10], "cannot be unpacked"),
    ("no.zip", b"not a zip", "cannot be unpacked"),
    ("matryoshka.zip", zipped(("b.zip", zipped(("c.zip", zipped(("d", b"")))))), "within"),
    ("link.tar.gz", tarred(as_link), "'a' is a link"),
    ("up.tar.gz", tarred(as_way_out), "'../../evil' leads out"),
    ("no.tar.gz", b"no tar", "cannot be unpacked"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[each[0] for each in BAD])
def test_an_unsafe_archive_is_refused_whole(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """The sentence names the entry; not one file comes out, inside or outside."""
    archive = tmp_path / "in" / name
    archive.parent.mkdir()
    archive.write_bytes(content)

    with pytest.raises(UnsafeArchive) as caught:
        unpack(archive, tmp_path / "out" / "ana", caps=CAPS)

    assert said in str(caught.value)
    assert [archive] == [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_plain_archive_comes_out_with_those_within(tmp_path: Path) -> None:
    """Learning platforms pack archives into archives."""
    archive = tmp_path / "a.zip"
    archive.write_bytes(zipped(("one/p1.ipynb", b"{}"), ("two.zip", zipped(("p1.ipynb", b"[]")))))

    names = unpack(archive, tmp_path / "out")

    assert ("one/p1.ipynb", "two.zip", "two.zip.unpacked/p1.ipynb") == names


def test_zip_collect_takes_the_safe_ones_and_names_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Real `nbgrader zip_collect`, with one line in its configuration."""
    course = new_course(tmp_path)
    archives = course.root / "downloaded" / ASSIGNMENT / "archive"
    archives.mkdir(parents=True)
    (archives / "ana.zip").write_bytes(zipped((PATH, b"{}")))
    (archives / "eve.zip").write_bytes(zipped(("../../../marks", b"{}")))
    (archives / "zoe.zip").write_bytes(zipped((PATH, b"{}")))
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(
            "c.ZipCollectApp.extractor_plugin = 'leadlab.grading.archives.SafeExtractor'\n"
            r"c.FileNameCollectorPlugin.named_regexp = r'.*/(?P<student_id>\w+)/(?P<file_id>p1)'"
            "\n"
        )
    monkeypatch.chdir(course.root)
    app = ZipCollectApp()
    app.initialize([ASSIGNMENT])
    app.start()

    handed_in = sorted(path.name for path in (course.root / "submitted").iterdir())

    assert ["ana", "zoe"] == handed_in
    assert "'../../../marks' leads out of its folder" in capsys.readouterr().err
