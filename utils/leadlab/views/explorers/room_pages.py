"""The pages of the decision room: a case on the table, and the quarter looked back upon."""

from __future__ import annotations

from collections import Counter

from leadlab.simulation.decision_room import Case, RoomState, RoomView
from leadlab.simulation.decision_room_debrief import BrierSplit, Debrief, debrief
from leadlab.simulation.decision_room_policies import BASELINES
from leadlab.simulation.decision_room_runs import play
from leadlab.views.markup import Rows, escape, inline, percent, prose, table_html
from leadlab.views.style import BLUE, GREY, INK, VERMILION, figure_html, new_figure, style

VERDICTS = (
    ("good decision, good luck", "good decision, bad luck"),
    ("poor decision, good luck", "poor decision, bad luck"),
)


def money(thousands: float) -> str:
    """An amount of thousand euro.

    >>> money(6.4), money(-30)
    ('6,400 euro', '-30,000 euro')
    """
    return f"{round(thousands, 1) * 1000:,.0f} euro"


def case_html(view: RoomView, case: Case) -> str:
    """A decision on the table with all that was heard about it."""
    decision = case.decision
    names = {adviser.id: adviser.name for adviser in view.advisers}
    options: list[tuple[object, ...]] = [
        ("option", "if the claim is true", "if it is not", "going back")
    ]
    for option in decision.options:
        back = "one-way" if option.undo_cost is None else f"costs {money(option.undo_cost)}"
        options.append((option.text, *(money(each) for each in option.payoffs), back))
    heard: list[tuple[object, ...]] = [("who or what", "says", "how")]
    for said in case.statements:
        how = "in the meeting" if said.together else "alone"
        heard.append((names[said.adviser], f"{percent(said.chance)} that it is true", how))
    for found in case.findings:
        text = decision.look(found.look).text
        heard.append((text, _finding(found.says, found.ready), "bought"))
    base = f"Such claims held in {percent(decision.base_rate)} of cases before."
    waiting = (
        f"Undecided after week {decision.due}: {decision.option(decision.default).text.lower()}. "
        f"Each week of waiting costs {money(decision.delay_per_week)}."
    )
    known = table_html(heard) if len(heard) > 1 else "<p>Nobody was asked yet.</p>"
    return (
        f"{prose(decision.text)}<p><strong>The claim: {inline(decision.claim)}</strong> {base}</p>"
        f"{table_html(options)}<p>{inline(waiting)}</p>{known}"
    )


def _finding(says: bool | None, ready: int) -> str:
    if says is None:
        return f"comes in week {ready}"
    return "yes, it is true" if says else "no, it is not"


def status_html(view: RoomView) -> str:
    """Calendar and purse."""
    return (
        f"<p>Week {view.week} of {view.weeks}. You have {view.hours_left:g} hours left this week "
        f"and {money(view.money_left)} for looks.</p>"
    )


def debrief_html(state: RoomState) -> str:
    """The quarter looked back upon: process and outcome apart, bias, noise and luck apart."""
    facts = debrief(state)
    return (
        f"<p><strong>{escape(result_sentence(facts))}</strong></p>"
        f"<h4>Process and outcome</h4>{table_html(_two_by_two(facts))}"
        f"{_scatter(facts)}"
        f"<h4>Each decision</h4>{table_html(_decisions(facts))}"
        f"<h4>Bias, noise and luck</h4>{_errors(state, facts)}"
        f"<h4>The same quarter in other hands</h4>{table_html(_others(state, facts))}"
    )


def result_sentence(facts: Debrief) -> str:
    """A quarter in one sentence."""
    return (
        f"The quarter brought {money(facts.result)}: your choices gave away "
        f"{money(facts.process_loss)}, looks that you left out were worth {money(facts.unlooked)}, "
        f"waiting cost {money(facts.delay_cost)}, and luck made {money(facts.luck)}."
    )


def _two_by_two(facts: Debrief) -> Rows:
    counts = Counter(each.verdict for each in facts.judged)
    rows: list[tuple[object, ...]] = [("the choice was", "luck was good", "luck was bad")]
    for row in VERDICTS:
        word = row[0].split(" ", 1)[0]
        rows.append((word, *(counts[name] for name in row)))  # type: ignore[index]  # the names are verdicts
    return rows


def _scatter(facts: Debrief) -> str:
    figure = new_figure(6.4, 3.4)
    with style():
        axes = figure.subplots()
        axes.axhline(0, color=GREY, linewidth=1)
        for number, each in enumerate(facts.judged, 1):
            good = each.verdict.startswith("good")
            given_away = each.process_loss + each.unlooked
            axes.plot(
                [given_away],
                [each.luck],
                marker="o" if good else "s",
                color=BLUE if good else VERMILION,
            )
            axes.annotate(
                str(number), (given_away, each.luck), xytext=(5, 3), textcoords="offset points",
                fontsize=9, color=INK,
            )  # fmt: skip
        axes.set(xlabel="Given away by the choice (1,000 euro)", ylabel="Luck (1,000 euro)")
        axes.margins(0.1)
    sound = sum(each.verdict.startswith("good") for each in facts.judged)
    unlucky = sum(each.verdict == "good decision, bad luck" for each in facts.judged)
    alt = (
        f"{sound} of {len(facts.judged)} choices were good for what could be known (circles; the "
        f"others are squares), and {unlucky} of the good ones had bad luck."
    )
    return figure_html(figure, alt)


def _decisions(facts: Debrief) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("decision", "choice", "you said", "could be known", "was", "result", "verdict")
    ]
    for number, each in enumerate(facts.judged, 1):
        choice = each.decision.option(each.option).text
        choice += ", since nobody decided" if each.lapsed else ""
        rows.append(
            (
                f"{number}. {each.decision.title}",
                choice + (", undone later" if each.undone else ""),
                "–" if each.said is None else percent(each.said),
                percent(each.knowable),
                "true" if each.happened else "false",
                money(each.result),
                each.verdict,
            )
        )
    return rows


def _errors(state: RoomState, facts: Debrief) -> str:
    names = {adviser.id: adviser.name for adviser in state.room.advisers}
    rows: list[tuple[object, ...]] = [("who", "chances", "Brier", "bias²", "noise²", "luck")]
    if facts.yours is not None:
        rows.append(("you", *_split(facts.yours)))
    rows += [(names[who], *_split(split)) for who, split in facts.advisers.items()]
    if len(rows) == 1:
        return "<p>No chance was stated, by you or by anybody else, so no error can be split.</p>"
    words = (
        "<p>Brier score = bias² + noise² + luck, lower is better. Bias leans one way, noise "
        "scatters, and luck is what nobody could have known.</p>"
    )
    return words + table_html(rows)


def _split(split: BrierSplit) -> tuple[object, ...]:
    parts = (split.brier, split.bias2, split.noise2, split.luck)
    return (split.count, *(f"{each:.3f}" for each in parts))


def _others(state: RoomState, facts: Debrief) -> Rows:
    rows: list[tuple[object, ...]] = [("who", "result", "poor decisions")]
    played = {"you": facts}
    for name, policy in BASELINES.items():
        played[name] = debrief(play(state.room, policy, state.hidden))
    for name, each in played.items():
        poor = sum(judged.verdict.startswith("poor") for judged in each.judged)
        rows.append((name, money(each.result), poor))
    return rows
