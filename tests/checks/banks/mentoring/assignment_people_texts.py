"""Answers to the graded messages, contract, sorting and reply."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.mentoring.assignment_sorting import (
    COMMENT_REASONS,
    COMMENTS,
    GROUPS,
    QUESTION_REASONS,
    QUESTIONS,
)


def message(note, ask=" What led to it?", spoilt=""):
    act, effect = note["seen"].split("; ")
    act = act.split(" ", 1)[1]
    when = note["when"]
    opening = f"On {when}" if "at" in when.split() else f"In {when}"
    return f"{opening} you {act}.{spoilt} {effect[0].upper()}{effect[1:]}.{ask}"


def messages(**more):
    return from_instance(
        lambda own: ({note["who"]: message(note, **more) for note in own["notes"]},)
    )


def drafts(own):
    return ({note["who"]: note["draft"] for note in own["notes"]},)


def one_of_three(own):
    return ({own["notes"][0]["who"]: message(own["notes"][0])},)


def no_effect(own):
    return (
        {
            note["who"]: message({**note, "seen": note["seen"].split("; ")[0] + "; so"})
            .replace(" So.", "")
            for note in own["notes"]
        },
    )  # fmt: skip


def another_case(own):
    text = "In Friday's review you deleted Rui's branch. They wrote it again. What led to it?"
    return (dict.fromkeys([note["who"] for note in own["notes"]], text),)


LINES = {
    "Done when": "it has run for a week and nobody was woken by it.",
    "Owner": "{who}",
    "May decide": "the order of the steps and when it is released, for {work}.",
    "Not without me": "anything above {euro} euro, and fields that Settlement reads.",
    "Resources": "{days_a_week} days a week until then, and Adaeze for an hour when asked.",
    "Talks": "every second Thursday, fifteen minutes.",
    "Deadline": "{last_day}",
    "Call me if": "two releases in a row are rolled back.",
}


def agreed(own, **changes):
    lines = {**LINES, **changes}
    return "\n".join(f"{label}: {words.format(**own)}" for label, words in lines.items() if words)


def contract(**changes):
    return from_instance(
        lambda own: (agreed(own, **{key.replace("_", " "): v for key, v in changes.items()}),)
    )


def letter(own):
    lines = (
        f"{own.who}, I'd like you to take on {own.work}.",
        "It is done when it has run for a week and nobody was woken by it.",
        "You decide the order of the steps and when you release, without asking.",
        f"Ask me before you spend more than {own.euro} euro.",
        f"You have {own.days_a_week} days a week for it.",
        "We talk every second Thursday.",
        f"It has to be finished by {own.last_day}.",
        "If two releases in a row are rolled back, call me.",
    )
    return (" ".join(lines),)


QUESTION_KEY = dict(zip(QUESTIONS, (
    ("keep", "fact"), ("change", "advice"), ("keep", "think"), ("change", "answer inside"),
    ("change", "two at once"), ("keep", "think"), ("change", "advice"), ("keep", "fact"),
), strict=True))  # fmt: skip
COMMENT_KEY = dict(zip(COMMENTS, (
    ("keep", "effect"), ("change", "taste"), ("change", "person"), ("change", "bare order"),
    ("keep", "asks"), ("change", "person"), ("keep", "effect"), ("change", "taste"),
), strict=True))  # fmt: skip
QUESTION_PLACES, COMMENT_PLACES = {"placements": QUESTION_KEY}, {"placements": COMMENT_KEY}


def with_reason(key, reason):
    return {item: (group, reason) for item, (group, _) in key.items()}


def every(key, group, reason):
    return dict.fromkeys(key, (group, reason))


LONG = " ".join(["word"] * 120)
SCORES = {"heard": 2, "own part": 1, "fact": 2, "question": 3, "next step": 2}

BANK = {
    "mentoring.three_rewrites": (
        right(messages()),
        right(messages(ask=" Could you tell me the next time before you do it?"), name="a request"),
        wrong(messages(ask=""), name="no ask", points=7.5, tag="no_question_or_request"),
        wrong(from_instance(no_effect), name="no effect", points=7.5, tag="no_impact"),
        wrong(messages(spoilt=" That was careless of you."), name="a verdict", points=6,
              tag="no_trait_word"),
        wrong(messages(spoilt=" You clearly do not care."), name="a motive", points=6,
              tag="no_mind_reading"),
        wrong(from_instance(drafts), name="the drafts", points=0),
        wrong(from_instance(one_of_three), name="one of three", points=3),
        wrong(from_instance(another_case), name="another case", points=(0, 3), tag="another_case"),
        wrong("three messages", name="one text", points=0, message="Give a dictionary"),
        blank({"Kirsty": "", "Minh": "", "Goran": ""}),
    ),
    "mentoring.contract": (
        right(contract()),
        right(from_instance(letter), name="a letter"),
        wrong(contract(Done_when=""), name="no outcome", points=6, tag="no_outcome"),
        wrong(contract(May_decide=""), name="no authority", points=(5.6, 6),
              tag="order_for_delegation"),
        wrong(contract(Not_without_me=""), name="no limits", points=(5.7, 6), tag="no_limits"),
        wrong(contract(Call_me_if=""), name="no trigger", points=6, tag="no_tripwire"),
        wrong(contract(Call_me_if="something comes up."), name="something", points=6,
              tag="no_tripwire"),
        wrong(contract(Owner="the team"), name="the team", points=(6, 6.5),
              tag="promise_without_owner"),
        wrong(contract(Deadline="soon."), name="soon", points=(6, 6.5), tag="no_deadline"),
        wrong("Please take care of it, you know what I mean.", name="you know", points=0),
        wrong(7, name="a number", points=0),
        blank("\n"),
    ),
    "mentoring.questions": (
        right(QUESTION_KEY, key=QUESTION_PLACES),
        wrong(with_reason(QUESTION_KEY, "think"), name="one reason", points=5,
              key=QUESTION_PLACES, message="another reason weighs more"),
        wrong(every(QUESTION_KEY, "keep", "think"), name="keep all", points=(0, 1.5),
              key=QUESTION_PLACES, tag="advice_in_disguise"),
        wrong(every(QUESTION_KEY, "change", "advice"), name="change all", points=(0, 1.5),
              key=QUESTION_PLACES, tag="every_question_open"),
        wrong("keep", name="a word", points=0, key=QUESTION_PLACES),
        blank(dict.fromkeys(QUESTIONS, (..., ...)), key=QUESTION_PLACES),
    ),
    "mentoring.comments": (
        right(COMMENT_KEY, key=COMMENT_PLACES),
        wrong(with_reason(COMMENT_KEY, "effect"), name="one reason", points=5,
              key=COMMENT_PLACES),
        wrong({**COMMENT_KEY, COMMENTS[5]: ("keep", "person")}, name="praise kept",
              points=(6, 7.2), key=COMMENT_PLACES, tag="taste_as_fault"),
        wrong({**COMMENT_KEY, COMMENTS[4]: ("change", "person")}, name="a question changed",
              points=(6, 7.2), key=COMMENT_PLACES, tag="softness_for_help"),
        wrong(every(COMMENT_KEY, "change", "taste"), name="change all", points=(0, 2.6),
              key=COMMENT_PLACES),
        blank(dict.fromkeys(COMMENTS, (..., ...)), key=COMMENT_PLACES),
    ),
    "mentoring.reply": (
        right(LONG, SCORES),
        wrong("too short", SCORES, name="two words", points=2.5, message="on a train"),
        wrong(LONG, {**SCORES, "fact": 4}, name="four", points=4.5, message="from 0 to 3"),
        wrong(LONG, {"heard": 1}, name="one score", points=3, message="by the anchors"),
        blank("", dict.fromkeys(SCORES, ...)),
    ),
}  # fmt: skip


def guess(items, reasons):
    def pairs(rng):
        return ({item: (str(rng.choice(GROUPS)), str(rng.choice(reasons))) for item in items},)

    return pairs


GUESSERS = {
    "mentoring.questions": guess(QUESTIONS, list(QUESTION_REASONS)),
    "mentoring.comments": guess(COMMENTS, list(COMMENT_REASONS)),
}
