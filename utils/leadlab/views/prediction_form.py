"""A prediction that is made before the fact is shown, and the two side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from leadlab.errors import LeadlabError
from leadlab.views.base import Board, html, typed
from leadlab.views.markup import Card, escape, heading, inline, prose, title_html

Answer = Mapping[str, Any]
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3,}")
"""A number with one comma that parts thousands; any other single comma is a decimal one."""


class PredictionForm(Board):
    """Asks for a range, a choice or a chance, and keeps it once.

    >>> class Rain: kind, question, level = "probability", "Will it rain?", 0.8
    >>> kept = []
    >>> form = PredictionForm(Rain(), keep=kept.append)
    >>> form.inputs["probability"].value = 70; form.commit.click(); kept
    [{'probability': 0.7}]
    >>> form
    Your prediction: 70 %.
    """

    def __init__(
        self, prediction: Any, *, keep: Callable[[Answer], object], kept: Answer | None = None
    ) -> None:
        super().__init__("Your prediction")
        self.prediction = prediction
        self.kept = kept
        self._keep = keep
        self.inputs = self._inputs()
        self.commit = self.button("Keep this prediction", self._commit, look="main")
        self.note = html("")
        if kept is None:
            self.show(self._question(), *self.inputs.values(), self.commit, self.note)
        else:
            self._show_kept()

    def sentence(self) -> str:
        """The prediction, or the question while there is none."""
        if self.kept is None:
            return str(self.prediction.question)
        return f"{answer_text(self.prediction, self.kept)}."

    def _question(self) -> widgets.HTML:
        words = f"{heading('Predict first')}{prose(self.prediction.question)}"
        if self.prediction.kind == "interval":
            of_ten = f"{self.prediction.level * 10:g} of 10"
            words += (
                '<p class="leadlab-soft">'
                f"Give a range that holds the true number in {of_ten} cases.</p>"
            )
        return html(words)

    def _inputs(self) -> dict[str, Any]:
        if self.prediction.kind == "interval":
            unit = f" ({self.prediction.unit})" if self.prediction.unit else ""
            low = self._number(f"Low end{unit}")
            high = self._number(f"High end{unit}")
            return {"low": low, "high": high}
        chance = self.slider("Chance, in %", min=0, max=100, value=50)
        if self.prediction.kind == "probability":
            return {"probability": chance}
        choice = widgets.Dropdown(
            options=[
                ("Choose …", None),
                *((text, key) for key, text in self.prediction.options.items()),
            ],
            index=0,
            description="Your choice",
            style={"description_width": "15rem"},
            layout={"width": "100%", "max_width": "44rem"},
        )
        self.name(choice, "Your choice")
        confidence = self.slider("How sure are you, in %", min=0, max=100, value=60)
        return {"choice": choice, "confidence": confidence}

    def _number(self, text: str) -> Any:
        field = typed(
            description=text,
            placeholder="a number",
            style={"description_width": "20rem"},
            layout={"width": "100%", "max_width": "32rem"},
        )
        return self.name(field, text, inputmode="decimal")

    def _read(self) -> dict[str, Any]:
        """What stands in the form.

        Raises:
            LeadlabError: A field is empty or holds no number.
        """
        values: dict[str, Any] = {}
        for key, field in self.inputs.items():
            if key in {"probability", "confidence"}:
                values[key] = field.value / 100
            elif key == "choice":
                if field.value is None:
                    raise LeadlabError("Choose one of the answers first.")
                values[key] = field.value
            else:
                values[key] = number_in(field.value, f"the {key} end")
        if "low" in values and values["low"] > values["high"]:
            raise LeadlabError("The low end is above the high end. Swap the two.")
        return values

    def _commit(self) -> None:
        try:
            answer = self._read()
            self._keep(answer)
        except LeadlabError as error:
            self.note.value = html(f"<p>→ {escape(error)}</p>").value
            self.say(str(error))
            return
        self.kept = answer
        self._show_kept()
        self.say(f"Kept: {answer_text(self.prediction, answer)}.")
        self.go_to(".leadlab-heading")

    def _show_kept(self) -> None:
        assert self.kept is not None
        text = escape(answer_text(self.prediction, self.kept))
        self.forget_names()
        self.show(
            html(
                f"{heading('Your prediction')}{prose(self.prediction.question)}"
                f"<p>✓ Kept: <strong>{text}</strong>. Read on; the fact comes later.</p>"
            )
        )


def number_in(text: str, what: str) -> float:
    """Read a number as people type it; a comma before three digits parts thousands.

    >>> number_in(" 300,000 ", "the low end"), number_in("1.5", "the low end")
    (300000.0, 1.5)
    >>> number_in("5,5", "the low end")
    5.5

    Raises:
        LeadlabError: The text is empty or is not a finite number.
    """
    cleaned = str(text).replace(" ", "").replace("_", "")
    if "." not in cleaned and cleaned.count(",") == 1 and not THOUSANDS.fullmatch(cleaned):
        cleaned = cleaned.replace(",", ".")
    if "," not in cleaned.partition(".")[2]:  # 1.250,5 may mean two numbers: better to ask
        cleaned = cleaned.replace(",", "")
    try:
        value = float(cleaned)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        seen = f"{text.strip()[:60]!r} is not one" if text.strip() else "the field is empty"
        raise LeadlabError(f"Give {what} as a number; {seen}.")
    return value


def answer_text(prediction: Any, answer: Answer) -> str:
    """A kept prediction in words.

    >>> class Delay: kind, unit, level = "interval", "min", 0.8
    >>> answer_text(Delay(), {"low": 4, "high": 9})
    '4 to 9 min, 80 % sure'
    """
    if prediction.kind == "interval":
        unit = f" {prediction.unit}" if prediction.unit else ""
        return f"{answer['low']:,g} to {answer['high']:,g}{unit}, {prediction.level * 100:g} % sure"
    if prediction.kind == "probability":
        return f"{answer['probability'] * 100:g} %"
    text = prediction.options.get(answer["choice"], answer["choice"])
    sure = answer.get("confidence")
    return f"{text}, {sure * 100:g} % sure" if sure is not None else str(text)


def truth_text(prediction: Any) -> str:
    """The fact of a prediction in words.

    >>> class Delay: kind, unit, truth = "interval", "min", 7.5
    >>> truth_text(Delay())
    '7.5 min'
    """
    if prediction.kind == "interval":
        return f"{prediction.truth:,g} {prediction.unit or ''}".strip()
    if prediction.kind == "probability":
        return "It happened" if prediction.truth else "It did not happen"
    return str(prediction.options.get(prediction.truth, prediction.truth))


def reveal_card(prediction: Any, answer: Answer | None, *, score: str = "") -> Card:
    """Put a prediction beside the fact.

    Args:
        prediction: A `catalog.Prediction`.
        answer: What the learner kept, or None if nothing was.
        score: A sentence with the score, worked out by the caller.
    """
    yours = answer_text(prediction, answer) if answer is not None else "none was kept"
    fact = truth_text(prediction)
    rows = f"<p>Your prediction: <strong>{escape(yours)}</strong></p>"
    rows += f"<p>The fact: <strong>{escape(fact)}</strong></p>"
    if score:
        rows += f"<p>{inline(score)}</p>"
    body = f"{title_html(inline(prediction.question))}{rows}{prose(prediction.because)}"
    plain = [prediction.question, f"  Your prediction: {yours}", f"  The fact: {fact}"]
    plain += [f"  {text.strip()}" for text in (score, prediction.because) if text]
    return Card(plain="\n".join(plain), body=body)


def ask_first_card(prediction: Any, name: str) -> Card:
    """Ask for the prediction before the fact is shown.

    >>> class Rain: kind, question = "probability", "Will it rain?"
    >>> print(str(ask_first_card(Rain(), "weather.rain")).splitlines()[0])
    Nothing was predicted yet: Will it rain?
    """
    call = {
        "interval": f'lab.predict("{name}", low=…, high=…)',
        "choice": f'lab.predict("{name}", choice=…, confidence=…)',
        "probability": f'lab.predict("{name}", probability=…)',
    }[prediction.kind]
    skip = f'lab.reveal("{name}", skip=True)'
    body = (
        f"{title_html('Nothing was predicted yet')}<p>{inline(prediction.question)}</p>"
        f"<p>Commit first, in the form above or with <code>{escape(call)}</code>. "
        f"To see the fact anyway: <code>{escape(skip)}</code>.</p>"
    )
    plain = f"Nothing was predicted yet: {prediction.question}\n  {call}\n  {skip}"
    return Card(plain=plain, body=body, kind="look")
