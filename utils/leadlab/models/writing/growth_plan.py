"""Check a growth plan: what somebody wants to be able to do, on which work, with whose help."""

from __future__ import annotations

from leadlab.models.writing.findings import TextReport
from leadlab.models.writing.parts import DAY, Part, read_parts

LIMITS = (
    (
        "This checker sees whether a part is there. It cannot judge whether the step has the "
        "right size, or whether the wish is the person's own."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, put it "
        'behind a plain label, such as "Task:".'
    ),
)
_PERSON = r"\b(?:[A-Z][a-zà-ÿ]+|i|we|she|he|me)\b"
PARTS = (
    Part(
        name="goal",
        says="something that the person will be able to do",
        advice='Say what they will do that they cannot do now: "run a design review alone".',
        cannot="whether it is the next thing to learn",
        label=(
            r"\bgoal\b|to learn$|^goal|^aim|^skill|^objective|will be able|wants? to learn|"
            r"^target"
        ),
        cue=(
            r"\b(?:should|will|can) be able to\b|\babout to be able\b|\b(?:you|i|she|he|"
            r"they) can\b.*\bwithout\b|\bwant to learn\b|\bat the end (?:you|i|"
            r"she|he)\b|\b(?:will|wants?|like) (?:to )?be able to\b"
        ),
        never=(
            r"^(?:goal|aim|objective): (?:become|be|get|grow)\b(?! able)|\bmore proactive\b|"
            r"better engineer"
        ),
    ),
    Part(
        name="own_wish",
        says="why it matters to the person themselves",
        advice="Say what the person wants from it, in their words.",
        cannot="whether they would say so elsewhere",
        label=r"^because|my reason|^why|own wish|motivation|^wish|what draws|reason",
        cue=(
            r"\b(?:wants? to|would like to|'d like to|asked for|told (?:you|me|us) that|"
            r"said .*wants?|"
            r"i chose this|draws me|i enjoy|her wish|his wish)\b"
        ),
        never=r"\bhr\b|time of the year|matrix|required|\bwant to learn\b",
    ),
    Part(
        name="start",
        says="where the person stands today",
        advice="Tell what was seen so far: what they have done, how often, how it went.",
        cannot="whether it is fair",
        label=(
            r"^today|^now|where (?:i|you|she|he) stand|start(?:ing)? point|current|baseline|"
            r"so far|at present|as.?is"
        ),
        cue=(
            r"\b(?:so far|at present|until now|up to now|to date|currently)\b|"
            r"^today,? (?:i|you|she|he|they)\b"
        ),
        never=r"room for improvement|already quite good",
        needs=r"\w+ \w+ \w+",
    ),
    Part(
        name="task",
        says="real work to learn it on",
        advice="Give a real piece of work, a size larger than the last one.",
        cannot="whether it stretches or breaks",
        label=(
            r"where (?:i|you|she|he|we) (?:practi|learn|try)|^work\b|^assignment|^task|^project|"
            r"^stretch|real work|practice|on the job|assignment"
        ),
        cue=(
            r"\b(?:takes?|took) (?:on )?the .{3,60}\b(?:from|to|until)\b|\bfor that,? (?:she|he|"
            r"you|i|they)\b|\b(?:takes? over|will (?:run|lead|own|write|present|build|"
            r"organi[sz]e|host|review|"
            r"design)|"
            r"leads? the|runs? the next)\b"
        ),
        never=r"\bread a book\b|\bvideos?\b|\bcourse\b",
    ),
    Part(
        name="support",
        says="who helps, and how much time there is",
        advice="Name who helps, how often, and the time that is set free.",
        cannot="whether the helper has the time",
        label=r"^with\b|^partner|^helper|^support|^mentor|^coach|^help|^time\b|sponsor|who helps",
        cue=(
            r"\breviews (?:her|his|my|your|each)\b|\bfree of (?:tickets|meetings|pages)\b|"
            r"\bdebriefs?\b|\bhelps (?:her|him|me|you)\b|\b(?:pairs? with|sits? in|"
            r"gives? feedback|keep .* free|answers? questions|"
            r"reads? each|"
            r"is paid|hours? (?:a|every|each)|day a week|mentors?)\b"
        ),
        needs=_PERSON + r"|\d|\bhalf a day\b|\b(?:mon|tues|wednes|thurs|fri)days?\b",
        never=r"\bask around\b|\ball here for\b",
    ),
    Part(
        name="evidence",
        says="how both would know that it worked",
        advice="Say what would be seen: a number, a piece of work, somebody who says so.",
        cannot="whether it shows learning or luck",
        label=(
            r"^seen\b|^shown\b|^proof|done when|how (?:we|you|i) (?:will )?know|^measure|"
            r"^evidence(?! so far)|success|indicator|"
            r"^metric|^sign"
        ),
        cue=(
            r"\b(?:we(?:'ll| will)?|i(?:'ll| will)?|you(?:'ll| will)?) know\b.*\b(?:if|when|"
            r"worked)\b|\b(?:worked|succeeded) (?:if|when)\b|\b(?:success is when|we will see it|"
            r"you have got there when|there when|"
            r"it worked when)\b"
        ),
        never=r"speak for itself|when we see it|feel it|evidence so far",
    ),
    Part(
        name="review",
        says="a day or rhythm on which you look at it again",
        advice="Fix the day or the rhythm on which you look at it again.",
        cannot="whether it will be kept",
        label=r"look back|^talk|^review|^check|next look|follow.?up|look again",
        cue=(
            r"\b(?:sit down|see how far|look back)\b|\b(?:look at (?:it|this) again|review this|"
            r"compare notes|go through it|check again|"
            r"talk about it again)\b"
        ),
        needs=rf"\d{{1,2}} \w+|monthly|weekly|every|each|{DAY}",
    ),
    Part(
        name="first_step",
        says="a first step with a day",
        advice="Name the first step and the day on which it happens.",
        cannot="whether it is small enough",
        label=r"^start\b|^first|next step|to begin|^this week|^start$|^tomorrow",
        cue=(
            r"\b(?:starts?|begins?) (?:next week|tomorrow|on|by|this)\b|^(?:on|tomorrow|"
            r"this week|to begin|first|i start|by)\b.*\b(?:sits?|write|asks?|"
            r"book|invite|starts?|calls?|picks?|shadows?|list|sends?)\b|\bi start tomorrow\b"
        ),
        needs=DAY,
        never=r"look at it|compare notes|go through it",
    ),
)


def check_growth_plan(text: str) -> TextReport:
    r"""What a growth plan holds and lacks.

    >>> report = check_growth_plan("Goal: lead a review alone.\nMentor: Birgitta, an hour a week.")
    >>> [finding.name for finding in report.findings if finding.present]
    ['goal', 'support']

    Args:
        text: The plan, in Markdown or plain text; anything else is read as text.
    """
    return read_parts(text, PARTS, LIMITS, "growth_plan")
