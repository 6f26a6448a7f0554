"""Answers to the exercises of the lesson on questions and hints."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

KINDS = {
    "a": ("advice", "thought of"), "b": ("open", "what happens"), "c": ("leading", "risky"),
    "d": ("stacked", "and what"), "e": ("closed", "does"), "f": ("open", "how"),
    "g": ("advice", "any reason not to"), "h": ("leading", "how badly"),
}  # fmt: skip
OTHER_WORDS = {
    **KINDS, "a": ("Advice", "Have you thought of"), "c": ("leading", "Isn't"),
    "f": ("open", "notice"), "d": ("stacked", "who writes them"),
}  # fmt: skip
ORDER = ["b", "e", "c", "a", "d"]
MOMENTS = {
    "a": "tell", "b": "tell", "c": "ask", "d": "hint", "e": "tell", "f": "tell", "g": "ask",
    "h": "hint",
}  # fmt: skip


def first_look(own):
    return f"What would you look at first to find out about the {own.about[0]}?"


def in_their_words(own):
    return f"Walk me through one {own.about[0]} as it happened to you."


def noticed(own):
    return f"How would you notice that the {own.about[0]} did something else than you meant?"


def as_advice(own):
    return f"Have you thought of {own.gives_away[0]} for the {own.about[0]}?"


def names_it(own):
    return f"What would {own.gives_away[0]} change about the {own.about[0]}?"


def by_yes_or_no(own):
    return f"Do you know who looks at the {own.about[0]}?"


def expects(own):
    return f"Isn't the {own.about[0]} a mess?"


def three_at_once(own):
    return f"Who uses the {own.about[0]}, when do they use it, and what do they expect of it?"


def on_something_else(own):
    return "What did you learn from the last release?"


def openly(own):
    return own.advice


BANK = {
    "mentoring.kinds": (
        right(KINDS),
        right(OTHER_WORDS, name="other words"),
        wrong(
            {**KINDS, "a": ("open", "thought of")}, name="form for function", points=(6, 7),
            message="something in it is already settled", tag="form_for_function",
        ),
        wrong(
            {**KINDS, "h": ("open", "how badly")}, name="by its first word", points=(6, 7),
            tag="form_for_function",
        ),
        wrong(
            {**KINDS, "b": ("advice", "what happens")}, name="sees advice", points=(6, 7),
            message="Nothing to do is put forward", tag="sees_advice",
        ),
        wrong(
            {**KINDS, "e": ("closed", "phone")}, name="words that show nothing", points=7.5,
            message="Quote the words that give it away",
        ),
        wrong(
            {**KINDS, "d": ("stacked", "which tables hold times, who writes them, and what")},
            name="quotes it all", points=7.5,
        ),
        wrong(dict.fromkeys(KINDS, ("open", "what")), name="all open", points=(0, 2)),
        wrong({name: kind for name, (kind, _) in KINDS.items()}, name="no words", points=0),
        wrong(["open"], name="a list", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(KINDS, (..., ...))),
    ),
    "mentoring.rewrite": (
        right(from_instance(first_look)),
        right(from_instance(in_their_words), name="an invitation"),
        right(from_instance(noticed), name="how they would notice"),
        wrong(
            from_instance(as_advice), name="advice in disguise", points=4, tag="lost_no_advice",
            message="Your advice is still there",
        ),
        wrong(from_instance(names_it), name="the answer in it", points=6, tag="answer_in_it"),
        wrong(from_instance(by_yes_or_no), name="closed", points=7, tag="lost_open"),
        wrong(from_instance(expects), name="leading", points=7, tag="lost_not_leading"),
        wrong(
            from_instance(three_at_once), name="stacked", points=7, tag="lost_one_question",
            message="Ask the first question",
        ),
        wrong(from_instance(on_something_else), name="another case", points=7, tag="another_case"),
        wrong(from_instance(openly), name="open advice", points=0, tag="tells"),
        wrong(7, name="a number", points=0, message="this is a number"),
        blank(...),
    ),
    "mentoring.hint_order": (
        right(ORDER),
        wrong(["e", "b", "c", "a", "d"], name="looks before it is told", points=4),
        wrong(["b", "e", "a", "c", "d"], name="line before idea", points=4,
              message="what is left for Rui"),
        wrong(ORDER[::-1], name="the deed first", points=0, tag="too_much_too_soon"),
        wrong(["b", "e"], name="two of five", points=0, message="Missing"),
        blank(...),
    ),
    "mentoring.ask_or_tell": (
        right(MOMENTS),
        wrong({**MOMENTS, "e": "ask"}, name="asks a novice", points=6.5, tag="ask_for_tell",
              message="nothing to think with"),
        wrong({**MOMENTS, "f": "ask"}, name="silent before a one-way door", points=6.5,
              tag="ask_for_tell"),
        wrong({**MOMENTS, "c": "tell"}, name="tells who knows more", points=6.5,
              tag="tell_for_ask"),
        wrong({**MOMENTS, "d": "tell"}, name="the answer at the first silence", points=6.5,
              tag="tell_for_hint"),
        wrong(dict.fromkeys(MOMENTS, "ask"), name="always asks", points=0),
        wrong(dict.fromkeys(MOMENTS, "tell"), name="always tells", points=2),
        wrong({**MOMENTS, "a": "shout"}, name="no such way", points=(6, 7)),
        blank(dict.fromkeys(MOMENTS, ...)),
    ),
}  # fmt: skip
GUESSERS = {
    "mentoring.kinds": lambda rng: (
        {
            item: (str(rng.choice(["open", "closed", "leading", "advice", "stacked"])), words)
            for item, (_, words) in KINDS.items()
        },
    ),
    "mentoring.hint_order": lambda rng: ([str(each) for each in rng.permutation(ORDER)],),
    "mentoring.ask_or_tell": lambda rng: (
        {each: str(rng.choice(["ask", "hint", "tell"])) for each in MOMENTS},
    ),
}
