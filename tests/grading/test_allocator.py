"""Gaps in memory are filled, and new objects lie side by side."""

from __future__ import annotations

import subprocess
import sys

from leadlab.grading.allocator import fill_gaps, free_blocks

PAGE = 4096
MANY = 2_000
PAGES_OF_NEW_OBJECTS = """
from leadlab.grading.allocator import fill_gaps
objects = [bytes(100) for _ in range(200_000)]
del objects[::30]
kept = fill_gaps() if {filled} else []
print(len({{id(each) // {page} for each in [bytes(100) for _ in range({many})]}}))
"""


def _pages(*, filled: bool) -> int:
    """On how many pages new objects come to lie in a process full of gaps."""
    program = PAGES_OF_NEW_OBJECTS.format(filled=filled, page=PAGE, many=MANY)
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    return int(done.stdout)


def test_most_gaps_are_filled() -> None:
    """What is left free of the small sizes is little beside what was."""
    kept = [bytes(100) for _ in range(100_000)]
    del kept[::2]
    before = sum(free_blocks().values())
    filling = fill_gaps()
    after = sum(free_blocks().values())

    assert before > 40_000
    assert after < before / 10
    assert filling


def test_new_objects_lie_side_by_side() -> None:
    """Two thousand objects of 144 bytes take about seventy pages; with the gaps, many more."""
    assert _pages(filled=True) < 2 * MANY * 144 / PAGE
    assert _pages(filled=False) > 3 * MANY * 144 / PAGE
