"""A conversation is played in JupyterLab by keyboard alone, with a sentence of one's own."""

from __future__ import annotations

import pytest

PLAY = 'import leadlab as lab\nlab.play("two_hundred_lines_no_tests", seed={seed})'
HEADING = "() => document.activeElement?.classList.contains('leadlab-heading')"
WORDS = "Why not ask Minh about 2 or 3 things?"


@pytest.fixture(name="talk")
def _talk(page, lab, request):
    seed = sum(request.node.name.encode())  # a run of its own for each test
    name = lab.write(f"conversation_{seed}.ipynb", [PLAY.format(seed=seed)])
    page.open(name).run_all()
    page.wait_for_text("What do you do?")
    return page


def board_of(talk) -> str:
    """All that our outputs show."""
    return str(
        talk.page.evaluate(
            "() => [...document.querySelectorAll('.leadlab-board')].map(e => e.innerText).join()"
        )
    )


def press(talk, key: str) -> None:
    """Press a key and wait until the story has moved and the focus stands on its heading."""
    before = board_of(talk)
    talk.page.keyboard.press(key)
    talk.page.wait_for_function(
        """(before) => [...document.querySelectorAll('.leadlab-board')]
            .map(e => e.innerText).join() !== before""",
        arg=before,
    )
    talk.page.wait_for_function(HEADING)


def write_and_read(talk) -> None:
    """Type the sentence into the box, without a mouse, and have it read back."""
    talk.page.wait_for_selector('textarea[aria-label^="In your own"]')
    talk.tab_to("In your own")
    talk.page.keyboard.type(WORDS)
    talk.tab_to("Read it back to me")
    talk.page.keyboard.press("Enter")
    talk.wait_for_text("Ask what they have thought of")


def test_a_conversation_is_played_by_keyboard_with_own_words(talk):
    """Digits typed into the box choose nothing; the sentence is read back, kept and debriefed."""
    talk.tab_to("3.")
    press(talk, "Enter")
    write_and_read(talk)
    talk.tab_to("2.")
    press(talk, "Enter")
    talk.wait_for_text("What followed")
    talk.tab_to("Go on without")
    press(talk, "Enter")
    talk.wait_for_text("What you were told (1)")

    for key in "1531":
        if "In your own words" in board_of(talk):
            talk.tab_to("1.")
        press(talk, key)
    talk.tab_to("Look back")
    press(talk, "Enter")

    talk.wait_for_text("To take to work")
    page = board_of(talk)
    assert f"In your own words: “{WORDS}”" in page
    assert "What you were told" in page
    assert [] == talk.errors()


def test_what_is_typed_while_the_kernel_is_busy_is_read_whole(talk):
    """The press of the button never overtakes the last letters, however slow the kernel is."""
    talk.tab_to("3.")
    press(talk, "Enter")
    talk.page.wait_for_selector('textarea[aria-label^="In your own"]')
    talk.keep_busy(4)
    write_and_read(talk)

    assert [] == talk.errors()


def test_a_box_and_its_comment_can_be_used_by_everyone(talk):
    """axe-core finds nothing to complain about, in either theme."""
    nothing = {"light": [], "dark": []}
    talk.tab_to("3.")
    press(talk, "Enter")
    write_and_read(talk)

    assert nothing == talk.violations_by_theme()
