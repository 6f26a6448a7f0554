"""The card that a check shows: what holds, and what to look at next."""

from __future__ import annotations

from leadlab.checks.outcome import Check, Outcome, Status
from leadlab.views.markup import Card, bullets, escape, inline, title_html

LOOKS = {
    Status.PASSED: ("good", "✓"),
    Status.FAILED: ("look", "→"),
    Status.ERROR: ("bad", "!"),
    Status.NOT_ATTEMPTED: ("quiet", "○"),
}


def outcome_card(outcome: Outcome) -> Card:
    """Show an outcome; the sign, the word and the place say the same as the colour.

    >>> outcome_card(Outcome.of("demo.half", [Check(says="both doors", held=True)], max_points=1))
    demo.half: passed, 1 of 1 point
      ✓ both doors
    """
    look, sign = LOOKS[outcome.status]
    title = outcome.title or outcome.exercise
    mark = f'<span class="leadlab-mark" aria-hidden="true">{sign}</span>'
    body = title_html(f"{mark}{inline(title)}: {escape(outcome.headline)}")
    held = [line for line in outcome.lines if line.held]
    rest = [line for line in outcome.lines if not line.held]
    if rest:
        body += f"<p><strong>Look at</strong></p>{_lines(rest)}"
    if held:
        body += f"<p><strong>What holds</strong></p>{_lines(held)}"
    body += "".join(f"<p>{inline(note)}</p>" for note in outcome.notes)
    if outcome.fault:
        body += f"<p>The check itself failed, which is not your fault: {inline(outcome.fault)}</p>"
    return Card(plain=repr(outcome), body=body, kind=look)


def hint_card(text: str, *, step: int, steps: int, solution: bool = False) -> Card:
    """Show a hint and say whether another follows.

    >>> hint_card("Look at the second column.", step=1, steps=3)
    Hint 1 of 3. Look at the second column.
    """
    if solution:
        body = f"{title_html('Worked solution')}<pre>{escape(text)}</pre>"
        return Card(plain=f"Worked solution.\n{text}", body=body, kind="quiet")
    title = f"Hint {step} of {steps}"
    follows = "Another hint follows." if step < steps else "This was the last hint."
    body = f'{title_html(title)}<p>{inline(text)}</p><p class="leadlab-soft">{follows}</p>'
    return Card(plain=f"{title}. {text}", body=body)


def message_card(title: str, *sentences: str, kind: str = "look") -> Card:
    """Say something to the learner where a traceback would say too much.

    >>> message_card("There is no hint left.", "You have seen all three.")
    There is no hint left.
      You have seen all three.
    """
    plain = "\n  ".join([title, *sentences])
    first, rest = (sentences[0], sentences[1:]) if sentences else ("", ())
    body = title_html(inline(title)) + (f"<p>{inline(first)}</p>" if first else "")
    return Card(plain=plain, body=body + bullets(rest), kind=kind)


def _lines(lines: list[Check]) -> str:
    items = "".join(
        f'<li><span class="leadlab-mark" role="img" aria-label="{line.words}:">{line.mark}</span>'
        f"{inline(line.says)}{f': {inline(line.message)}' if line.message else ''}</li>"
        for line in lines
    )
    return f'<ul class="leadlab-marks">{items}</ul>'
