"""Check an interview scorecard: what was looked for, what was seen, and how it was judged."""

from __future__ import annotations

from leadlab.models.writing.findings import TextReport
from leadlab.models.writing.parts import Part, read_parts

LIMITS = (
    (
        "This checker sees whether a part is there. It cannot judge whether the criterion predicts "
        "work, whether the notes are fair, or whether the decision is right."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, put it "
        'behind a plain label, such as "Evidence:".'
    ),
)
_GRADE = (
    r"\b\d{1,2} ?(?:of|/|out of) ?(?:our scale of )?\d{1,2}\b|\ba \d on\b|\b(?:meets|below|above|"
    r"exceeds) (?:the bar|expectations?)\b|\b(?:strong|weak|clear) (?:yes|no)\b"
)
PARTS = (
    Part(
        name="criterion",
        says="one criterion that the job needs",
        advice="Name what you looked for, as something that people do on this job.",
        cannot="whether the job needs it",
        label=(
            r"^looked (?:at|for)|^area|^topic|^tested|^checked|^criteri|compet|what we look|"
            r"^skill|^dimension|^focus|^requirement|"
            r"interview covers|(?<!not )\bassessed$"
        ),
        cue=r"\bthis (?:interview|round) (?:covers|is about)\b|\bwe look for\b",
        never=(
            r"\b(?:culture|cultural) fit\b|\bvibe\b|\bgeneral impression\b|\bchemistry\b|^not |"
            r"what i did not"
        ),
    ),
    Part(
        name="evidence",
        says="what the candidate said or did",
        advice="Write down what they said or did, in words that a recording would bear out.",
        cannot="whether it was typical of them",
        label=r"^evidence|^observ|^quote|what (?:they|she|he|the candidate) (?:did|said)|^example",
        cue=(
            r"\b(?:she|he|they|the candidate) (?:then )?(?:said|asked|wrote|drew|described|"
            r"explained|listed|"
            r"sketched|found|named|could not|could|built|chose|tested|ran|showed|read|answered|"
            r"proposed)\b"
        ),
        needs=r"\w+ \w+ \w+",
        never=(
            r"good answers|seems smart|^(?:not assessed|concern|doubt|gap|against|what i did not)"
        ),
    ),
    Part(
        name="rating",
        says="a rating on a scale",
        advice="Give one rating on the scale that all interviewers use.",
        cannot="whether you rate as the others do",
        label=r"^rating|^score|^level|^points|^grade|^result",
        cue=rf"{_GRADE}|^\d(?:\.\d)?\b",
        needs=rf"{_GRADE}|\b\d(?:\.\d)?\b",
        never=r"^a \d|^scale|means|stands for|looks like|\d ?=|if the candidate|^rubric|^anchor|%",
    ),
    Part(
        name="anchors",
        says="what the steps of the scale mean",
        advice="Say what a 1, a 3 and a 5 look like for this criterion.",
        cannot="whether the steps are far enough apart",
        label=r"^scale|^anchor|^rubric|looks like|^what a \d",
        cue=(
            r"\(\d .{2,60}\b\d .{2,}\)|\b(?:a )?\d (?:means|stands for|looks like)\b|\b\d ?= ?\w|"
            r"\bmeets the bar if\b"
        ),
        needs=r"\d|\b(?:below|meets|above)\b",
        never=r"\bthe usual\b",
    ),
    Part(
        name="not_seen",
        says="what speaks against it, or was not seen",
        advice="Say what you did not see, and what speaks against your own rating.",
        cannot="whether you looked for it",
        label=(
            r"not assessed|^against|open question|did not see|counter|^concern|^doubt|^gap|^risk|"
            r"not seen"
        ),
        cue=(
            r"\bno time for\b|\bdid not get to\b|\b(?:was|is) (?:slow|vague|weak)|\bstruggled\b|"
            r"\bmissed\b|\b(?:i did not|we did not|did not) (?:see|ask|cover|get to)\b|"
            r"\bwe skipped\b|"
            r"\bneeded .* hints?\b"
        ),
        never=r"no concerns|everything was fine",
    ),
    Part(
        name="recommendation",
        says="a recommendation, yes or no",
        advice='Commit: "hire" or "no hire", and how sure you are.',
        cannot="whether it is right",
        label=r"^recommend|^verdict|^my vote|^decision|^hire",
        cue=(
            r"\b(?:i'd|i would) (?:not )?(?:take|pass|reject|bring)\b|\bmake (?:her|him|"
            r"them) an offer\b|\bnot take\b|\bmove (?:her|him|them) forward\b|\bi (?:would|"
            r"'d) (?:not )?(?:hire|make an offer)\b|\bi recommend\b|\b(?:no )?hire\b"
        ),
        needs=(
            r"\btake\b|\bpass\b|\breject\b|\bforward\b|\bbring\b|\b(?:hire|yes|no|offer|"
            r"not to go on|go on|lean)\b"
        ),
        never=r"see the others|let's discuss",
        bare=r"y|n|yes|no",
    ),
    Part(
        name="independent",
        says="written before you heard the others",
        advice="Write it before you talk to the other interviewers, and say so.",
        cannot="whether it is true",
        label=r"^independent",
        cue=(
            r"\b(?:haven't|have not) (?:talked|spoken|read|seen|asked)\b|\bwithout talking\b|"
            r"\bnobody else's\b|\b(?:before (?:the|i|we) (?:debrief|round|discussion|talked|saw|"
            r"read|spoke|heard)|"
            r"have not read the other|"
            r"without having (?:seen|read)|don't know the other|not seen the other|"
            r"before i talked)\b"
        ),
        never=r"after we talked|same as",
        bare=r"y|yes",
    ),
)


def check_scorecard(text: str) -> TextReport:
    r"""What an interview scorecard holds and lacks.

    >>> report = check_scorecard("Skill: SQL\nRating: 3 of 4\nRecommendation: hire")
    >>> [finding.name for finding in report.findings if finding.present]
    ['criterion', 'rating', 'recommendation']

    Args:
        text: The scorecard, in Markdown or plain text; anything else is read as text.
    """
    return read_parts(text, PARTS, LIMITS, "scorecard")
