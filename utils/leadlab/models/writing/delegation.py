"""Check a delegation contract: what, who, with which authority, until when, and what ends it."""

from __future__ import annotations

from leadlab.models.writing.findings import TextReport
from leadlab.models.writing.parts import DAY, Part, read_parts

LIMITS = (
    (
        "This checker sees whether a part is there. It cannot judge whether the task fits the "
        "person, whether the authority is enough, or whether both of you mean the same by it."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, put it "
        'behind a plain label, such as "Authority:".'
    ),
)
PARTS = (
    Part(
        name="outcome",
        says="a result that could be checked",
        advice="Say what will be true when it is done, so that a third person could check it.",
        cannot="whether it is the right result",
        label=(
            r"^done\b|finished when|ready when|^outcome|result|^goal|done looks|deliverable|"
            r"^objective|what (?:it|done|success)"
        ),
        cue=(
            r"\bat the end\b.*\b(?:should|will|is|are|can|has|have)\b|\bby the end\b.*\b(?:can|"
            r"is|are)\b|^by \d{1,2} \w+,? .*\b(?:is|are|can|has|works?)\b|\bdone when\b|"
            r"\b(?:it is done when|the result i need|you have succeeded|"
            r"done when|"
            r"the outcome is)\b"
        ),
        never=r"you know what i mean|take care of|look after",
    ),
    Part(
        name="owner",
        says="one person who takes it on",
        advice="Name the one person whose task it is; a team cannot be asked.",
        cannot="whether they said yes freely",
        label=(
            r"^name\b|^person|^owner|delegated to|^responsible|accountable|^who\b|^assignee|"
            r"taken on by"
        ),
        cue=(
            r"\bi(?:'d| would) like you to (?:run|lead|take|own|do|handle|drive)\b|\bi(?: want|"
            r"'m asking| ask) you to\b|\b(?:takes? (?:this|it) on|this is yours|i hand (?:this|"
            r"it) (?:over )?to|"
            r"is (?:the owner|responsible)|owns? (?:this|it)\b|will (?:run|lead|own|drive) (?:the|"
            r"this|it)\b|i delegate \w+ to)\b"
        ),
        needs=r"[A-Z][a-zà-ÿ]+|\byours\b|\byou\b",
        never=r"\bteam\b|\ball of us\b|\beverybody\b|\beveryone\b|\bsome(?:body|one)\b|\bwe\b",
    ),
    Part(
        name="authority",
        says="what they may decide themselves",
        advice='Say what they decide alone, and what they tell you afterwards: "you may …".',
        cannot="whether others will respect it",
        label=(
            r"freedom|free to|latitude|^room\b|^power|authority|decision|may decide|can decide|"
            r"decide (?:your|them)sel|mandate"
        ),
        cue=(
            r"\b(?:you|he|she|they) (?:can |may |will )?(?:decides?|choose[s]?|picks?)\b|"
            r"\bup to you\b|\byou (?:can |may )?decide\b|\bmay (?:spend|decide|choose|sign|hire|"
            r"order)\b|"
            r"\bfinal say\b|\bwithout asking\b|\b(?:is|are) yours to decide\b|\bdecide alone\b"
        ),
        needs=(
            r"choos|pick|up to you|decid|\bspend|final say|without asking|level \d|propose|"
            r"inform|\byours\b|order|"
            r"choose|design|wording|act\b|sign"
        ),
    ),
    Part(
        name="limits",
        says="what is outside it, or must be asked first",
        advice="Draw the line: what they may not touch, spend or promise without you.",
        cannot="whether the line is in the right place",
        label=(
            r"not allowed|forbidden|off.?limits|must not|stays? with me|red line|do not|don't|"
            r"limit|constraint|boundar|out of (?:bounds|scope)|not part|not included|guard.?rail"
        ),
        cue=(
            r"\b(?:don't|do not|never) (?:delete|change|touch|promise|release|ship|spend|move|"
            r"drop|buy|merge) \w|\b(?:anything|more|what is|all) (?:\w+ ){0,3}(?:beyond|above|over|"
            r"than)\b.*\b(?:ask|tell|come to) me\b|\bleaves the house\b|"
            r"\bask me before\b|\bi (?:need|want) to (?:sign|approve|see it|be asked)\b|"
            r"\bneeds my (?:ok|approval|signature)\b|\b(?:ask|come to|check with|"
            r"call) me (?:first )?before\b|\bmay not\b|\bmust not\b|"
            r"\bnot part of it\b|\bnot without\b|\bstays? as (?:it is|they are)\b|\boff limits\b"
        ),
        never=r"none that i can think",
    ),
    Part(
        name="resources",
        says="time, money, people or access for it",
        advice="Give what it takes: days, money, a person's hours, what you take off their desk.",
        cannot="whether it is enough",
        label=(
            r"^money|time and money|what you have|resource|budget|support|^time for|^help|"
            r"what you get|^means|capacity"
        ),
        cue=(
            r"\bcan help you\b|\byou can drop\b|\bhelps you\b|\bi(?: will|'ll) take over your\b|"
            r"\byou (?:have|get) (?:\w+ ){1,4}(?:days?|hours?|%|euros?|week)|\bi (?:will |"
            r"'ll )?free "
            r"you\b|\btaken .{3,30} from you\b|\bdays? a week for it\b"
        ),
        needs=(
            r"\bhelps?\b|\bdrop\b|\bdays?\b|\bhours?\b|\d|\b(?:one|two|three|four|five|half|"
            r"a day|agreed|access|licen[cs]e|free you|room|"
            r"can draw)\b"
        ),
    ),
    Part(
        name="checkpoints",
        says="when you talk in between",
        advice="Fix the talks in between: a day, an interval, or a stage.",
        cannot="whether they will be kept",
        label=(
            r"^talks?\b|^meeting|^contact|rhythm|^update|check.?(?:in|point)|^review|milestone|"
            r"^touch|^sync|status"
        ),
        cue=(
            r"\b(?:look at it|look at this|sit down|catch up)\b.*\bevery\b|\b(?:talk|meet|speak|"
            r"look|check in|demo|send me|show me|report|lines?)\b.*\b(?:every|"
            r"each|weekly|daily|once a|twice a|by \d|on \d)|\bevery (?:two )?(?:weeks?|mondays?|"
            r"tuesdays?|wednesdays?|thursdays?|fridays?|days?)\b|\bfirst draft by\b"
        ),
        needs=rf"month|fortnight|every|each|weekly|daily|once a|twice a|after (?:the|each)|{DAY}",
    ),
    Part(
        name="deadline",
        says="a day by which it is done",
        advice='Give the day: "by 30 June". "Soon" is none.',
        cannot="whether it is realistic",
        label=r"^by\b|^end\b|^finish|deadline|^due|finish|end date|^until|^by when|^when\b|done by",
        cue=(
            r"\blike it (?:finished|done|live|ready) by\b|\b(?:finished|done|ready|off|"
            r"complete[d]?|live) (?:by|before|until)\b|^(?:by|until|"
            r"before) .*|"
            r"\bwill (?:run|lead|finish|deliver|build|own|drive) .*\bby\b|"
            r"\bhave it done before\b|\bhas to be .* by\b"
        ),
        needs=DAY,
        never=r"draft by|check.?in|check.?point|^review",
    ),
    Part(
        name="escalation",
        says="a sign on which they come back to you",
        advice='Name what you would both see: "if the estimate grows beyond 20 days, call me".',
        cannot="whether they will dare to come",
        never=r"something comes up|there are (?:any )?problems|anything|\bif needed\b|my door",
        label=(
            r"^alarm|^emergency|call me if|escalat|warning sign|alarm|trigger|stop (?:if|when)|"
            r"come back (?:if|when)|"
            r"take.? back"
        ),
        cue=(
            r"\bcome to me (?:if|when|as soon as)\b|"
            r"\bif\b.*\b(?:come to me|we talk|tell me|i step in)\b|\b(?:come back to|call|ring|"
            r"tell|write to|ping) me\b.*\b(?:if|when|at once)\b|"
            r"\bif\b.*\b(?:call|"
            r"ring|tell|stop|come to|talk to|write to) (?:me|and)|\btake it back\b|"
            r"\bwe talk again\b.*\bif\b"
        ),
        needs=(
            r"\bif\b|\bwhen\b|\bas soon as\b|\d|\b(?:two|three|five|more than|beyond|misses?|"
            r"fewer|stuck for|a (?:day|week)|"
            r"only if|complains?|fails?)\b"
        ),
    ),
)


def check_delegation(text: str) -> TextReport:
    r"""What a delegation contract holds and lacks.

    >>> report = check_delegation("Owner: Amal\nDeadline: 30 June\nKeep me posted.")
    >>> [finding.name for finding in report.findings if finding.present]
    ['owner', 'deadline']

    Args:
        text: The contract, in Markdown or plain text; anything else is read as text.
    """
    return read_parts(text, PARTS, LIMITS, "delegation")
