"""What the tests of the views share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest


@pytest.fixture(name="is_safe")
def _is_safe() -> Callable[[str], bool]:
    """Tells whether HTML runs nothing and shows foreign text as text."""

    def check(html: str) -> bool:
        return not re.search(r"<script|javascript:|<[^>]*\son\w+\s*=|<evil", html, re.IGNORECASE)

    return check
