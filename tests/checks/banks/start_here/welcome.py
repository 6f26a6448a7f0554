"""Answers to the exercise of the welcome page."""

from __future__ import annotations

from answer_banks import blank, right, wrong

BANK = {
    "start_here.shorter_wait": (
        right(1.0),
        right(0.25 * 0.8 / 0.2, name="computed"),
        wrong(2.0, name="a ninth less", tag="linear_thinking", message="in step with the load"),
        wrong(4, name="in quarters", tag="unit_mismatch"),
        wrong("soon", name="a word", message="a number is needed"),
        blank(...),
    ),
}
