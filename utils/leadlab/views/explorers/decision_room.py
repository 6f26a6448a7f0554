"""Explorer: a quarter of decisions, with advice, looks, deadlines and a debrief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import SystemRandom

import ipywidgets as widgets

from leadlab.catalog_decision_room import decision_room
from leadlab.errors import LeadlabError
from leadlab.simulation.decision_room import Case, RoomState, begin, step
from leadlab.simulation.decision_room_debrief import debrief
from leadlab.simulation.decision_room_records import (
    Action,
    Room,
    ask,
    decide,
    defer,
    look,
    meet,
)
from leadlab.views.base import Board, html
from leadlab.views.explorers.room_pages import (
    case_html,
    debrief_html,
    money,
    result_sentence,
    status_html,
)
from leadlab.views.explorers.stage import Keep, Prompt
from leadlab.views.markup import escape, heading, inline, percent, prose

QUARTERS = 10_000
INTRODUCTION = (
    "A quarter, twelve decisions, six hours a week for them. Each hangs on a claim that is true "
    "or false. You can ask people, who lean and scatter. You can buy a look. You can wait, "
    "which costs, or decide."
)


class DecisionRoom(Board):
    """The inbox of a lead: hear, look, decide, defer; at the end, process and luck apart.

    >>> room = DecisionRoom(seed=7)
    >>> room.answers["three"].click()
    >>> room.state.week, len(room.state.view.open) > 0
    (1, True)
    """

    subject = "decision_room"
    prompt = Prompt(
        question="Suppose that you took each of the twelve decisions as well as could be known. "
        "How many would still turn out badly, by luck alone?",
        options={"none": "None or one", "three": "About three", "six": "About six"},
        answer="three",
        because="Bad luck after a good decision is common. The debrief tells the two apart.",
    )

    def __init__(
        self,
        *,
        keep: Keep | None = None,
        seed: int | None = None,
        room: Room | None = None,
        done: Sequence[Action] = (),
        record: Callable[[RoomState], object] | None = None,
    ) -> None:
        """Open a quarter.

        Args:
            keep: Called with the explorer's name and the prediction.
            seed: The quarter to play; drawn when it is not given.
            room: Another room than the course's.
            done: Actions that were taken before, to go on from there.
            record: Called with the new state after every action.
        """
        super().__init__("Decision room")
        self.room = room or decision_room()
        self.seed = SystemRandom().randrange(1, QUARTERS) if seed is None else seed
        self.state = begin(self.seed, self.room)
        self.case_id = ""
        self._keep, self._record = keep, record
        self.news: list[str] = []
        for action in done:
            self.state = step(self.state, action)
        if done:
            self.answers: dict[str, widgets.Button] = {}
            self._draw()
            return
        self.answers = {
            key: self.button(text, self._answerer(key), key=str(number), look="choice")
            for number, (key, text) in enumerate(self.prompt.options.items(), 1)
        }
        opening = html(
            f"{heading(self.room.title)}{prose(INTRODUCTION)}<h4>Predict first</h4>"
            f"{prose(self.prompt.question)}"
        )
        self.show(opening, *self.answers.values())

    def sentence(self) -> str:
        """Where the quarter stands."""
        if self.state.over:
            return result_sentence(debrief(self.state))
        view = self.state.view
        count = len(view.open)
        return (
            f"Week {view.week} of {view.weeks}: {count} decision{'s' * (count != 1)} on the table."
        )

    def _answerer(self, key: str) -> Callable[[], None]:
        def answer() -> None:
            if self._keep is not None:
                self._keep(self.subject, {"choice": key})
            start = "So it is" if key == self.prompt.answer else "Not here"
            self.news = [f"{start}. {self.prompt.because}"]
            self._draw()
            self.go_to(".leadlab-heading")

        return answer

    def _case(self) -> Case | None:
        """The case that lies open, or the dearest one."""
        cases = self.state.view.open
        return next(
            (case for case in cases if case.id == self.case_id), cases[0] if cases else None
        )

    def _draw(self) -> None:
        self.forget_names()
        news = "".join(f"<p>→ {inline(text)}</p>" for text in self.news)
        if self.state.over:
            self.again = self.button("Play another quarter", self._again)
            body = f"{heading('The quarter is over')}{news}{debrief_html(self.state)}"
            self.show(html(body), self.again)
            return
        view, case = self.state.view, self._case()
        top = f"{heading(f'{self.room.title}, week {view.week}')}{news}{status_html(view)}"
        self.later = self.button("Leave the rest and go to next week", self._do(defer()))
        self.rest = self.button(
            "Leave everything to its default and end the quarter", self._end_quarter
        )
        if case is None:
            quiet = "<p>Nothing waits for you this week.</p>"
            self.show(html(top + quiet), widgets.HBox([self.later, self.rest]))
            return
        self.show(
            html(top),
            self._inbox(case),
            html(f"<h4>{escape(case.decision.title)}</h4>{case_html(view, case)}"),
            self._questions(case),
            self._decision(case),
            widgets.HBox([self.later, self.rest]),
        )

    def _inbox(self, present: Case) -> widgets.VBox:
        self.inbox = {}
        for case in self.state.view.open:
            due = f"due week {case.decision.due}"
            waiting = ", a look is on its way" if case.waiting else ""
            button = self.button(f"{case.decision.title} ({due}{waiting})", self._opener(case.id))
            chosen = case.id == present.id
            if chosen:
                button.add_class("mod-active")
            self.inbox[case.id] = self.name(button, "", aria_pressed="true" if chosen else "false")
        box = widgets.VBox([html("<h4>On your table</h4>"), *self.inbox.values()])
        return self.name(box, "On your table", on="self", role="group")

    def _opener(self, case_id: str) -> Callable[[], None]:
        def open_case() -> None:
            self.case_id, self.news = case_id, []
            self._draw()
            self.say(f"{self.state.view.case(case_id).decision.title} lies open.")
            self.go_to(".leadlab-heading")

        return open_case

    def _questions(self, case: Case) -> widgets.VBox:
        view, decision = self.state.view, case.decision
        names = {adviser.id: adviser.name for adviser in view.advisers}
        assumed = view.assumptions
        self.steps = {
            f"ask {who}": self._act(f"Ask {names[who]} alone ({assumed.ask_hours:g} h)",
                                    ask(case.id, who))
            for who in case.unheard
        }  # fmt: skip
        if len(case.unheard) > 1:
            text = f"Hear all of them in one meeting ({assumed.meet_hours:g} h)"
            self.steps["meet"] = self._act(text, meet(case.id))
        for name in case.unbought:
            offer = decision.look(name)
            price = f"{money(offer.cost)}, {offer.hours:g} h, {weeks_text(offer.weeks)}"
            self.steps[f"look {name}"] = self._act(f"{offer.text} ({price})", look(case.id, name))
        title = html("<h4>Hear and look</h4>" if self.steps else "")
        return widgets.VBox([title, *self.steps.values()])

    def _decision(self, case: Case) -> widgets.VBox:
        self.chance = self.slider(
            "I think the claim is true, in %",
            min=0,
            max=100,
            value=round(case.decision.base_rate * 100),
        )
        self.options = {
            option.id: self.button(f"Decide: {option.text}", self._decider(case.id, option.id))
            for option in case.decision.options
        }
        return widgets.VBox([html("<h4>Decide</h4>"), self.chance, *self.options.values()])

    def _decider(self, case_id: str, option: str) -> Callable[[], None]:
        return lambda: self._take(decide(case_id, option, probability=self.chance.value / 100))

    def _act(self, text: str, action: Action) -> widgets.Button:
        button = self.button(text, self._do(action))
        if not self.state.view.allows(action):
            button.disabled = True
            button.description = f"{text}: not this week"
        return button

    def _do(self, action: Action) -> Callable[[], None]:
        return lambda: self._take(action)

    def _take(self, action: Action) -> None:
        before = self.state
        self.news = []
        try:
            self.state = step(before, action)
            self.news += _news(before, self.state, action)
            if self._record is not None:
                self._record(self.state)
        except LeadlabError as error:
            self.news.append(str(error))
        if action.kind in {"ask", "meet", "look"}:
            self.case_id = action.decision
        self._draw()
        self.say(" ".join([*self.news, self.sentence()]))
        self.go_to(".leadlab-heading")

    def _end_quarter(self) -> None:
        while not self.state.over:
            self._take(defer())

    def _again(self) -> None:
        self.seed = SystemRandom().randrange(1, QUARTERS)
        self.state, self.news, self.case_id = begin(self.seed, self.room), [], ""
        if self._record is not None:
            self._record(self.state)
        self._draw()
        self.go_to(".leadlab-heading")


def weeks_text(weeks: int) -> str:
    """How long a look takes.

    >>> weeks_text(0), weeks_text(1), weeks_text(2)
    ('at once', '1 week', '2 weeks')
    """
    return f"{weeks} week{'s' * (weeks != 1)}" if weeks else "at once"


def _news(before: RoomState, after: RoomState, action: Action) -> list[str]:
    """What an action brought, in sentences."""
    names = {adviser.id: adviser.name for adviser in after.room.advisers}
    news = []
    if action.kind == "decide":
        decision = after.room.decision(action.decision)
        news.append(f"Decided: {decision.option(action.what).text}.")
    for old, new in zip(before.cases, after.cases, strict=True):
        news += [
            f"{names[said.adviser]} says {percent(said.chance)} that it is true."
            for said in new.statements[len(old.statements) :]
        ]
        known = {found.look for found in old.findings if found.says is not None}
        for found in new.findings:
            if found.says is not None and found.look not in known:
                says = "yes" if found.says else "no"
                news.append(f"{new.decision.look(found.look).text}: {says}, for the claim.")
        if old.status == "coming" and new.status == "open":
            news.append(f"New on your table: {new.decision.title}.")
        if new.lapsed and not old.lapsed:
            default = new.decision.option(new.decision.default).text
            news.append(f"{new.decision.title} was left undecided, so: {default}.")
        if old.result is None and new.result is not None:
            true = "true" if new.truth else "false"
            news.append(
                f"{new.decision.title}: the claim was {true}, and it brought {money(new.result)}."
            )
    if action.kind == "look" and not news:
        news.append("The look is paid and on its way.")
    return news
