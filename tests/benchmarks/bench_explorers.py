"""How long it takes from a key press on a slider to its new picture, in a real browser."""

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
    "team": "Time for debt, in %",
    "team, 78 weeks": "Time for debt, in %",
}
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
    """Print median and 95th percentile for each explorer with a slider."""
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
            times = sorted(times_of(NotebookPage(browser.new_page(), lab), subject, slider))
            p50, p95 = statistics.median(times), times[round(0.95 * (len(times) - 1))]
            print(f"{subject:<22} {p50:6.0f} {p95:6.0f} {times[-1]:6.0f}", flush=True)
        browser.close()
    print(f"target: p95 under {TARGET_MS} ms")


def times_of(notebook: NotebookPage, subject: str, slider: str) -> list[float]:
    """Milliseconds of every step after the first few."""
    page: Any = notebook.page
    name, *weeks = subject.split(", ")
    lines = ["import leadlab as lab", f'made = lab.explore("{name}")', "made"]
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
    for step in range(STEPS + WARM_UP):
        page.keyboard.press("ArrowRight" if step % 20 < 10 else "ArrowLeft")
        page.wait_for_function(f"() => window.taken.length > {step}", timeout=10_000)
        page.wait_for_timeout(60)
    times: list[float] = page.evaluate("() => window.taken")
    page.close()
    return times[WARM_UP:]


if __name__ == "__main__":
    main()
