"""Every test works on a logbook of its own folder, never on that of the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh logbook folder, and nobody who is learning or being graded."""
    home = tmp_path_factory.mktemp("leadlab")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADLAB_HOME", str(home))
        for name in ("LEADLAB_STUDENT", "JUPYTERHUB_USER"):
            patch.delenv(name, raising=False)
        yield home
