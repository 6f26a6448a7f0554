"""`lab.cockpit`: the instruments over boards, event logs and simulated teams."""

from __future__ import annotations

from typing import Any


def cockpit(instrument: str = "board", *sources: Any, **settings: Any) -> Any:
    """Open an instrument of the flow cockpit over your data, the course's, or a simulated team.

    >>> import leadlab as lab
    >>> lab.cockpit("board", "bugs")  # doctest: +SKIP
    >>> lab.cockpit("board", ["Soon", "Now", "Done"])  # doctest: +SKIP

    Args:
        instrument: Its name.
        sources: What it shows: a name of the course, or what the instrument makes something of.
        settings: Further words that the instrument knows.
    """
    from leadlab.notebook import _book
    from leadlab.views.cockpit import instrument as opened

    return opened(instrument, *sources, book=_book(), **settings)
