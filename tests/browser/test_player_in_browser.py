"""A scenario is played in JupyterLab by keyboard alone, survives a restart, and is readable."""

from __future__ import annotations

import pytest

PLAY = 'import leadlab as lab\nlab.play("queue_or_database", seed={seed})'
HEADING = "() => document.activeElement?.classList.contains('leadlab-heading')"


@pytest.fixture(name="story")
def _story(page, lab, request):
    seed = 1 + abs(hash(request.node.name)) % 1_000
    name = lab.write(f"play_{request.node.name}.ipynb", [PLAY.format(seed=seed), "1 + 1"])
    page.open(name).run_all()
    page.wait_for_text("What do you do?")
    return page


def scene_of(story) -> str:
    """All that our outputs show."""
    return str(
        story.page.evaluate(
            "() => [...document.querySelectorAll('.leadlab-board')].map(e => e.innerText).join()"
        )
    )


def press(story, key: str) -> None:
    """Press a key and wait until the story has moved and the focus stands on its heading."""
    before = scene_of(story)
    story.page.keyboard.press(key)
    story.page.wait_for_function(
        """(before) => [...document.querySelectorAll('.leadlab-board')]
            .map(e => e.innerText).join() !== before""",
        arg=before,
    )
    story.page.wait_for_function(HEADING)


def forecast_is_due(story) -> bool:
    """Whether the story waits for a range."""
    return "Keep this forecast" in scene_of(story)


def test_a_story_is_played_to_its_end_by_keyboard(story):
    """Tab, number keys and Enter lead from the first scene into the debrief."""
    story.tab_to("2.")
    press(story, "Enter")
    for _ in range(12):
        if forecast_is_due(story):
            story.tab_to("Low end")
            story.page.keyboard.type("3")
            story.tab_to("High end")
            story.page.keyboard.type("8")
            story.tab_to("Keep this forecast")
            press(story, "Enter")
        elif "Look back" in scene_of(story):
            break
        else:
            press(story, "1")
    story.tab_to("Look back")
    press(story, "Enter")

    story.wait_for_text("To take to work")
    assert story.focused().startswith("Looking back")
    assert [] == story.errors()


def test_the_notebooks_keys_leave_the_cells_alone(story):
    """`d d` and `b` in a focused button or heading neither delete nor insert a cell."""
    story.tab_to("1.")
    for key in ("d", "d", "b", "a", "x"):
        story.page.keyboard.press(key)
    press(story, "1")
    for key in ("d", "d", "b", "a", "x"):
        story.page.keyboard.press(key)

    assert 2 == len(story.cells())


def test_the_change_is_announced(story):
    """A live region says what the eye sees."""
    story.tab_to("1.")
    press(story, "1")

    said = story.page.inner_text(".leadlab-board [role=status]")
    assert said


def test_a_restarted_kernel_goes_on_where_the_learner_was(story):
    """After a kernel restart the same cell shows the same scene."""
    story.tab_to("1.")
    press(story, "1")
    heading = story.page.evaluate(
        "() => [...document.querySelectorAll('.leadlab-heading')].at(-1).innerText"
    )

    story.restart().run_all()

    story.wait_for_text("You are where you left off.")
    story.wait_for_text(heading)


def test_a_scene_and_its_debrief_can_be_used_by_everyone(story):
    """axe-core finds nothing to complain about, in either theme."""
    nothing = {"light": [], "dark": []}
    assert nothing == story.violations_by_theme()

    story.tab_to("1.")
    press(story, "1")
    assert nothing == story.violations_by_theme()
    for _ in range(12):
        if forecast_is_due(story):
            assert nothing == story.violations_by_theme()
            story.tab_to("Go on without")
            press(story, "Enter")
        elif "Look back" in scene_of(story):
            break
        else:
            press(story, "1")
    story.tab_to("Look back")
    press(story, "Enter")
    story.wait_for_text("To take to work")
    assert nothing == story.violations_by_theme()
