"""Check the agenda of a one-to-one: whose topics come first, and what comes of it."""

from __future__ import annotations

from leadlab.models.writing.findings import TextReport
from leadlab.models.writing.parts import DAY, Part, read_parts

LIMITS = (
    (
        "This checker reads the plan of a talk. It cannot judge whether the talk was one, who "
        "spoke for how long, or what was not said."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, put it "
        'behind a plain label, such as "Your topics:".'
    ),
)
_BY = rf"(?:by|until|till|before|on) (?:\(?{DAY}|the \d|our next|next|we meet|then)"
_NAME = r"(?-i:(?!The|This|That|It|Who|What|How|Where|When)[A-Z][a-z]+)"
_PROMISED = (
    rf"\b(?:i|you|we|he|she|they|{_NAME})(?:'ll| will| am going to|'m going to) [^.?\n]{{2,80}}"
    rf"\b{_BY}(?![^.\n]*\?)|"
    rf"^\W*{_BY},? \w+ \w+s (?:me|you|us|him|her|the|an?|our|two|one) [^?\n]*$|"
    rf"\b{_NAME} \w+s (?:me|you|us|him|her|the|an?|our|two|one) [^.?\n]{{2,60}}\b{_BY}"
    r"(?![^.\n]*\?)"
)
"""Who does what by when, as a promise: "I'll ask Kim by Friday", "Jo writes the plan by May 3"."""
_HANDED_OUT = (
    rf"\[ ?\] ?\w+ ?[:-] \w[^\n]*\b{DAY}|"
    rf"(?:^|[.;,] ?)(?:you|me|i|both|{_NAME}) ?[:-] \w[^\n?]*\b{_BY}"
)
"""The same as a list: "You: the outline by Friday"."""

PARTS = (
    Part(
        name="their_topics",
        says="the other person's topics, first",
        advice="Open with their topics; it is their meeting.",
        cannot="whether they dare to bring what matters",
        label=r"^your topics|topics from|^\w+'s (?:points|topics|list)|\bbrings\b|^you start",
        cue=(
            r"\bwhat(?:'s| is) on your mind\b|\b(?:you|your list) (?:start|goes? first|begin)\b"
            r"(?! (?:on|with the|at|in)\b)|"
            r"\bwhat (?:would you like|do you want|should we) .*\b(?:talk|discuss|use)|"
            r"\b\w+'s (?:points|topics|list)\b|"
            r"\bwhatever you want\b|\btopics from \w+"
        ),
        never=r"\bmy list\b",
    ),
    Part(
        name="wellbeing",
        says="how the person is, and the load",
        advice='Ask how they are and how the load is, so that "fine" is not enough.',
        cannot="whether the answer is the true one",
        label=r"wellbeing|well-being|^mood|^energy|workload|^load|check-in|how are you",
        cue=(
            r"\bhow(?:'s| is| are) (?:it|things|life)\b|\bhow do you sleep\b|\bhow are things\b|"
            r"\bhow are you\b|\bhow (?:do|did) (?:you feel|the .* go for you)|\bhow(?:'s|"
            r" is) (?:the |your )?(?:work)?load\b|\bsleeping\b|\benergy\b|\bstress\b|"
            r"\bhow do you feel\b"
        ),
        needs=r"\bgoing\b|\?|scale|mood|stress|energy",
        never=(
            r"(?:^|[.!,] )how(?:'s| is| are) (?:it|you|things)(?: doing| going)?\W*$|"
            r"\benergy (?:budget|price|cost|consumption|market)"
        ),
    ),
    Part(
        name="follow_up",
        says="what was agreed last time",
        advice="Begin with what you both promised last time.",
        cannot="whether the promise was worth keeping",
        label=(
            r"since (?:last|our)|last 1:1|"
            r"^(?:\w+ )?(?:of |from |since )?(?:the |our )?last (?:time|week|meeting)|"
            r"follow.?up|open (?:actions|"
            r"points|items)|"
            r"action items of|what we agreed|review of what"
        ),
        cue=(
            r"\bi (?:had )?promised\b|\bdid you (?:talk|speak|get|ask|manage|send|hear|find)\b|"
            r"\bsince (?:last|our last)\b|(?<!where )(?<!what )(?<!how )(?<!when )\bdid i\b|"
            r"\b(?:last time|still open|we agreed last|"
            r"from last|you wanted to try|what we said)\b"
        ),
        never=r"last but not least|^\W*what did you do last|\b(?:numbers|figures) from",
    ),
    Part(
        name="feedback",
        says="feedback, in at least one direction",
        advice="Ask for one thing that you could do better, and bring one observation.",
        cannot="whether it will be heard",
        label=r"^feedback|what i noticed",
        cue=(
            r"\b(?:could|should|can) i (?:be )?(?:do|doing|done|have|stop|start|keep|change)\b|"
            r"\bhow did i\b|\bdo differently\b|\bfeedback (?:in|for|from|to)\b|\b(?:could|"
            r"should) i (?:have )?(?:done?|change|"
            r"stop|start)\b|\bone thing (?:i|from me)|\bwhat i noticed\b|\bmy (?:answer|part|"
            r"handling)\b.*\bland\b"
        ),
        never=(
            r"\b(?:feedback|the|an?) form\b|\bform is\b|\bportal\b|good job|"
            r"\b(?:customer|user|client) feedback\b|^\W*can i do\b|"
            r"\b(?:can|could|should) i do\b.*\b(?:help|unblock|support|ease|easier)\b"
        ),
    ),
    Part(
        name="growth",
        says="what the person wants to learn or become",
        advice="Keep a point for where they want to go and the next step there.",
        cannot="whether you can offer it",
        label=r"^growth(?! of)|^career|^development|^your plan|long term|learning",
        cue=(
            r"\bstill something you want\b|\byour (?:next|future)\b|\bwhere (?:do|"
            r"would) you (?:want|like)\b|\bin a year\b|\b(?:want|like) to (?:learn|lead|"
            r"practi[sc]e|be(?! (?:told|asked|informed|there|called)))\b|\bdid you learn\b|"
            r"\bstretch task\b|\bskill\b"
        ),
        never=r"user base|budget code|\bheadcount\b",
    ),
    Part(
        name="obstacles",
        says="what is in the way, and what they need from you",
        advice="Ask what is in the way and what they need from you.",
        cannot="whether you will get it out of the way",
        label=r"^block|^obstacle|^impediment|support needed|^help",
        cue=(
            r"\bblocks? you\b|\bin the way\b|\bwhat do you need\b|\bneed help\b|"
            r"\bholds? you (?:up|back)\b|\bin your way\b|\bhow can i help\b|\bslows you down\b|"
            r"\b(?:are you|"
            r"where) .*stuck\b|\bneed from me\b|\bneed me\b|\bunblock\b"
        ),
    ),
    Part(
        name="next_steps",
        says="who does what by when",
        advice="End with who does what by when, on both sides.",
        cannot="whether it will be done",
        label=(
            r"^wrap|^takeaway|^close|^next steps?(?! (?:to|towards|for you|in your)\b)|"
            r"^actions?$|^to.?dos?|^agreement|^we agree|"
            r"before next time|at the end|^action (?:items?|points?)|^agreed|"
            r"^what we (?:each )?take|^commitments?|"
            r"^who does what|^before we (?:part|go|close)|^until (?:next|we meet)"
        ),
        cue=(
            rf"{_PROMISED}|{_HANDED_OUT}|"
            r"\bwhat each of us\b|\bone thing each\b.*\b(?:until|by|before)\b|"
            r"\buntil next (?:week|time)\b|\bto do until\b|\bwho does what\b|"
            r"\bi will\b.*\bby\b|\bwe agree\b|\bwith a date and a name\b|"
            r"\bbefore next time\b"
        ),
        needs=rf"each of us|next week|by when|date|until|till|before|by |{DAY}",
    ),
)


def check_agenda(text: str) -> TextReport:
    r"""What the agenda of a one-to-one holds and lacks.

    >>> report = check_agenda("What is on your mind?\nSprint goals\nHow can I help?")
    >>> [finding.name for finding in report.findings if finding.present]
    ['their_topics', 'obstacles']

    Args:
        text: The agenda, in Markdown or plain text; anything else is read as text.
    """
    return read_parts(text, PARTS, LIMITS, "agenda", items=True)
