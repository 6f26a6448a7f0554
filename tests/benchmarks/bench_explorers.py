"""How long it takes from a key press, or from letting go of a card, to its new picture."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from browser.jupyter import FLAGS, NotebookPage, running_lab, system_chromium
from playwright.sync_api import sync_playwright

STEPS, WARM_UP = 30, 5
TARGET_MS = 100
SUBJECTS = {
    "weighted_matrix": "Weight of “quiet nights”",
    "two_way_doors": "Price of the way back",
    "reference_class": "Your estimate, in weeks",
    "value_of_information": "Chance that the table will do, in %",
    "pareto_front": "Weight of speed, in %",
    "cost_of_ownership": "Weeks of upkeep a year",
    "benchmark_noise": "Runs of each",
    "order_of_work": "Lost if the date is missed",
    "option_tree": "Chance of the good case, in %",
    "effect_overlap": "Mean effect, in hundredths",
    "rare_sign": "Exhausted, in %",
    "notice_rules": "Hours before: review waits",
    "triage_console": "Hours if a serious one is missed",
    "team": "Time for debt, in %",
    "team, 78 weeks": "Time for debt, in %",
}
INSTRUMENTS = {
    "battery": "One item becomes at most",
    "burn": "Weeks that have passed",
    "dashboard": "Before and after day",
    "planner": "Planned items that you promise",
    "timeline": "Half of the time within",
}
HALF_YEAR = """import leadlab as lab
runs = lab.simulate(lab.Team(), lab.Policy(), weeks=26, replications=1)
lab.cockpit("board", runs)"""
CARDS = '.leadlab-lane[data-lane="{}"] .leadlab-workcard'
# from letting go of a card to the frame after its columns were drawn anew
WATCH_BOARD = """(event) => {
    window.taken = [];
    let since = 0;
    const board = document.querySelector(".leadlab-kanban");
    board.addEventListener(event, () => { since = performance.now(); }, true);
    new MutationObserver(() => requestAnimationFrame(() => {
        if (since) window.taken.push(performance.now() - since);
        since = 0;
    })).observe(board, { childList: true });
}"""
# from the key press to the frame after the new picture was decoded
WATCH = """() => {
    window.taken = [];
    let pressed = 0;
    document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
    document.querySelector(".leadlab-board img").addEventListener("load", () => {
        requestAnimationFrame(() => {
            if (pressed) window.taken.push(performance.now() - pressed);
            pressed = 0;
        });
    });
}"""


def main() -> None:
    """Print median and 95th percentile for each explorer with a slider, and for moved cards."""
    print(f"key press to new picture, {STEPS} steps after {WARM_UP} to warm up, ms")
    print(f"{'':<22} {'p50':>6} {'p95':>6} {'max':>6}")
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
    ):
        path = system_chromium()
        browser = playwright.chromium.launch(
            args=list(FLAGS), **({"executable_path": path} if path else {})
        )
        for subject, slider in SUBJECTS.items():
            tell(subject, times_of(NotebookPage(browser.new_page(), lab), subject, slider))
        for name, slider in INSTRUMENTS.items():
            page = NotebookPage(browser.new_page(), lab)
            tell(f"cockpit, {name}", times_of(page, name, slider, word="cockpit"))
        for how in ("key", "drag"):
            tell(f"board, {how}", times_of_moves(NotebookPage(browser.new_page(), lab), how))
        browser.close()
    print(f"target: p95 under {TARGET_MS} ms")


def tell(name: str, taken: list[float]) -> None:
    """Print one line."""
    times = sorted(taken)
    p50, p95 = statistics.median(times), times[round(0.95 * (len(times) - 1))]
    print(f"{name:<22} {p50:6.0f} {p95:6.0f} {times[-1]:6.0f}", flush=True)


def times_of(
    notebook: NotebookPage, subject: str, slider: str, *, word: str = "explore"
) -> list[float]:
    """Milliseconds of every step after the first few."""
    page: Any = notebook.page
    name, *weeks = subject.split(", ")
    lines = ["import leadlab as lab", f'made = lab.{word}("{name}")', "made"]
    if weeks:
        lines.insert(2, f'made.inputs["weeks"].value = {weeks[0].removesuffix(" weeks")}')
    source = "\n".join(lines)
    notebook.open(notebook.lab.write(f"{name}.ipynb", [source])).run_all()
    notebook.wait_for_text("Predict first")
    notebook.tab_to("1.")
    page.keyboard.press("1")
    page.wait_for_selector(".leadlab-board img")
    notebook.tab_to(slider)
    page.wait_for_timeout(1000)
    page.evaluate(WATCH)
    # instruments of the cockpit begin near the upper end of their sliders, some of them short
    one, other, span = ("ArrowRight", "ArrowLeft", 10)
    if word == "cockpit":
        one, other, span = ("ArrowLeft", "ArrowRight", 3)
    for step in range(STEPS + WARM_UP):
        page.keyboard.press(one if step % (2 * span) < span else other)
        page.wait_for_function(f"() => window.taken.length > {step}", timeout=10_000)
        page.wait_for_timeout(60)
    times: list[float] = page.evaluate("() => window.taken")
    page.close()
    return times[WARM_UP:]


def times_of_moves(notebook: NotebookPage, how: str) -> list[float]:
    """Milliseconds of moves to and fro between two columns of half a year's board."""
    page: Any = notebook.page
    notebook.open(notebook.lab.write(f"board_{how}.ipynb", [HALF_YEAR])).run_all()
    notebook.wait_for_text("Waiting for release")
    page.wait_for_selector(CARDS.format(1))
    page.wait_for_timeout(1000)
    page.evaluate(WATCH_BOARD, "keydown" if how == "key" else "pointerup")
    for step in range(STEPS + WARM_UP):
        here, there = (1, 2) if step % 2 == 0 else (2, 1)
        card = page.locator(CARDS.format(here)).last
        if how == "key":
            card.focus()
            for key in ("Enter", "ArrowRight" if there > here else "ArrowLeft", "Enter"):
                page.keyboard.press(key)
        else:
            drag(page, card, page.locator(".leadlab-lane").nth(there))
        page.wait_for_function(f"() => window.taken.length > {step}", timeout=10_000)
        page.wait_for_timeout(60)
    times: list[float] = page.evaluate("() => window.taken")
    page.close()
    return times[WARM_UP:]


def drag(page: Any, card: Any, lane: Any) -> None:
    """Take a card by the pointer and let it go in a column."""
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), lane.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 12, steps=3)
    page.mouse.move(end["x"] + 40, start["y"] + 12, steps=4)
    page.mouse.up()


if __name__ == "__main__":
    main()
