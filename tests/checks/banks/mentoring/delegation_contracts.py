"""Answers to the exercises of the lesson on delegation."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

DECISIONS = {
    "a": ("theirs", "undone in a day"), "b": ("theirs", "they know more"),
    "c": ("mine", "owed to others"), "d": ("together", "hard to undo"),
    "e": ("mine", "owed to others"), "f": ("theirs", "undone in a day"),
    "g": ("together", "hard to undo"), "h": ("theirs", "they know more"),
}  # fmt: skip


def effort(own, waiting=1.0):
    return 0.75 * own.hour + waiting * own.waiting


def advised(own, *, heed=0.7, yours=None, waiting=1.0):
    yours = own.yours if yours is None else yours
    return effort(own, waiting) + own.theirs * (1 - heed * (1 - yours)) * own.loss


def turn_of(own, waiting=1.0):
    return effort(own, waiting) / (own.theirs * 0.7 * (1 - own.yours))


def costs(own):
    return own.theirs * own.loss, advised(own), turn_of(own)


def own_errors(own):
    return own.yours * own.loss, *costs(own)[1:]


def all_taken(own):
    return costs(own)[0], advised(own, heed=1.0), costs(own)[2]


def never_errs(own):
    return costs(own)[0], advised(own, yours=0.0), costs(own)[2]


def free_waiting(own):
    return costs(own)[0], advised(own, waiting=0.0), turn_of(own, waiting=0.0)


def saves_all(own):
    return *costs(own)[:2], effort(own) / own.theirs


def wait(own, count):
    return count * own.booked / (1 - own.booked) * own.hours / 8


def waits(own):
    return wait(own, own.approvals), wait(own, own.gates)


def in_hours(own):
    return 8 * wait(own, own.approvals), 8 * wait(own, own.gates)


def by_share(own):
    return tuple(n * own.booked * own.hours / 8 for n in (own.approvals, own.gates))


def answering(own):
    return tuple(n * own.hours / 8 for n in (own.approvals, own.gates))


def one_only(own):
    return wait(own, 1), wait(own, own.gates)


LINES = {
    "outcome": "Outcome: Yusuf has seen that this is true: {task}.",
    "owner": "Owner: {who}, who said yes on Monday.",
    "authority": "Authority: {who} decides how, alone; level 6 (inquire) for tools.",
    "limits": "Limits: {limit}. More than 900 euro needs my signature.",
    "resources": "Support: two days a week; I take two tickets off their desk.",
    "checkpoints": "Check-ins: every Tuesday for ten minutes.",
    "deadline": "Deadline: {by}",
    "escalation": "Come back when: one step takes more than three days.",
}


def text_of(own, **changed):
    lines = {**LINES, **changed}
    return "\n".join(line for line in lines.values() if line).format(**dict(own))


def whole(own):
    return text_of(own)


def as_a_letter(own):
    return (
        "{who}, I'd like you to take this on. It is done when another team can see it: {task}.\n"
        "You decide alone how, and which tools (level 7).\n"
        "You must not forget one thing: {limit}.\n"
        "You have two days a week for it, and you can drop the reports.\n"
        "We talk about it every Thursday.\n"
        "It has to be finished by {by}.\n"
        "If the plan grows beyond ten days, come to me at once."
    ).format(**dict(own))


def from_template(own):
    import leadlab as lab

    return lab.template(
        "delegation_contract",
        title=f"{own.task}, to {own.who}",
        outcome=f"A third person has seen it: {own.task}.",
        owner=f"{own.who}, who said yes.",
        authority=f"{own.who} chooses how, at level 7; tools at level 6 (inquire).",
        limits=own.limit,
        support="Three days in each fortnight.",
        check_ins="Every Tuesday; the design before the building.",
        deadline=own.by,
        come_back_when="One step takes more than three days.",
    )


def unfilled(own):
    import leadlab as lab

    return lab.template("delegation_contract", title=f"{own.task}, to {own.who}; {own.limit}")


def full_trust(own):
    return text_of(own, authority="You have my full trust.")


def soon(own):
    return text_of(own, deadline="Deadline: soon")


def anything_comes_up(own):
    return text_of(own, escalation="Come to me if anything comes up.")


def other_limit(own):
    return text_of(own, limits="Limits: more than 900 euro needs my signature.")


def to_all(own):
    return text_of(
        own, owner="Owner: the team", authority="Authority: level 6 (inquire), up to you all."
    )


def no_level(own):
    return text_of(own, authority="Authority: {who} decides how, alone.")


def take_care(own):
    return f"{own.who}, please take care of it: {own.task}. You have my full trust."


def in_sentences(own):
    text = (
        f"{own.who}, you own this: {own.task}, because it wakes people.\n"
        f"By {own.by} it is so on ten days in a row, and Yusuf has looked.\n"
        f"You choose how, and may spend up to {own.euro} euro, level 7.\n"
        f"This stays as it is: {own.limit}. Anything beyond {own.euro} euro you ask me first.\n"
        "You have one day a week. We talk every other Tuesday.\n"
        f"It has to be ready by {own.by}.\n"
        "Come to me if one step takes more than three days."
    )
    return (text,)


def says_nothing(own):
    return text_of(own, outcome="Outcome: good.")


BANK = {
    "mentoring.levels": (
        right(DECISIONS),
        wrong({**DECISIONS, "b": ("mine", "hard to undo")}, name="decides though they know more",
              points=(6, 7.2), tag="keeps_it", message="you are a queue"),
        wrong({**DECISIONS, "e": ("theirs", "they know more")}, name="hands the blame over",
              points=(6, 7.2), tag="gives_away_what_stays"),
        wrong({**DECISIONS, "f": ("together", "undone in a day")}, name="a meeting for a trifle",
              points=(6, 7.2), tag="meets_about_it"),
        wrong({**DECISIONS, "d": ("together", "they know more")}, name="another reason",
              points=7.5, message="another reason carries it"),
        wrong(dict.fromkeys(DECISIONS, ("theirs", "they know more")), name="all theirs",
              points=(1, 2.5)),
        wrong(dict.fromkeys(DECISIONS, ("mine", "owed to others")), name="all mine", points=1.0),
        wrong(["mine"], name="a list", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(DECISIONS, (..., ...))),
    ),
    "mentoring.level_costs": (
        right(from_instance(costs)),
        wrong(from_instance(own_errors), name="own errors", points=6, tag="own_errors"),
        wrong(from_instance(all_taken), name="all taken", points=4, tag="all_advice_taken"),
        wrong(from_instance(never_errs), name="never errs", points=4, tag="you_never_err"),
        wrong(from_instance(free_waiting), name="free waiting", points=1, tag="waiting_is_free",
              message="They wait for you"),
        wrong(from_instance(saves_all), name="saves all", points=4, tag="advice_saves_all"),
        wrong(0, 0, 0, name="nothing costs", points=0),
        blank(..., ..., ...),
    ),
    "mentoring.approvals": (
        right(from_instance(waits)),
        wrong(from_instance(in_hours), name="in hours", points=0, tag="hours_for_days"),
        wrong(from_instance(by_share), name="by the share", points=0, tag="share_as_queue"),
        wrong(from_instance(answering), name="answering", points=0, tag="answering_is_waiting"),
        wrong(from_instance(one_only), name="one only", points=2, tag="only_one"),
        blank(..., ...),
    ),
    "mentoring.own_contract": (
        right(from_instance(whole)),
        right(from_instance(as_a_letter), name="a letter"),
        right(from_instance(from_template), name="the template"),
        right(from_instance(in_sentences), name="whole sentences"),
        wrong(from_instance(says_nothing), name="a good outcome", points=10, tag="no_outcome"),
        wrong(from_instance(unfilled), name="an unfilled template", points=2, tag="no_outcome"),
        wrong(from_instance(full_trust), name="full trust", points=9, tag="no_authority"),
        wrong(from_instance(soon), name="soon", points=10, tag="no_deadline"),
        wrong(from_instance(anything_comes_up), name="if anything comes up", points=10,
              tag="no_escalation"),
        wrong(from_instance(other_limit), name="another limit", points=10, tag="limit_forgotten"),
        wrong(from_instance(to_all), name="to all", points=(8, 9), tag="no_owner"),
        wrong(from_instance(no_level), name="no level", points=10, tag="no_level"),
        wrong(from_instance(take_care), name="take care of it", points=1, tag="no_outcome",
              message="Say what will be true when it is done"),
        wrong(7, name="a number", points=0, message="this is a number"),
        blank(...),
    ),
}  # fmt: skip
GUESSERS = {
    "mentoring.levels": lambda rng: (
        {
            each: (
                str(rng.choice(["mine", "together", "theirs"])),
                str(rng.choice(["undone in a day", "they know more", "hard to undo",
                                "owed to others"])),
            )
            for each in DECISIONS
        },
    ),
}  # fmt: skip
