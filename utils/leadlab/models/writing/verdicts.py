"""What a text says of the person addressed as a person: praise or blame of who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.addressed import COPULAS, about_you
from leadlab.models.writing.clauses import Clause
from leadlab.models.writing.exclamations import bare_names
from leadlab.models.writing.language import read
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words


def verdicts_on_person(text: str) -> Iterator[tuple[int, int]]:
    """Where a text judges the person addressed by an adjective or a noun said of them.

    >>> text = "You were careless, Tim. The code is ugly."
    >>> [text[start:end] for start, end in verdicts_on_person(text)]
    ['careless']
    """
    for clause in about_you(text):
        yield from _complement_verdict(clause)
    for sentence in read(text):
        yield from _verdict_in_fragment(sentence)


def _complement_verdict(clause: Clause) -> Iterator[tuple[int, int]]:
    yield from _virtue_lacking(clause)
    if clause.lemma == "come" and clause.rest_words.startswith(
        ("across as", "over as", "across a")
    ):
        yield from _judged(
            [each for each in clause.rest if each.low not in {"across", "over", "as"}], denied=False
        )
    if clause.lemma not in COPULAS or clause.link in {"if", "whether", "unless"}:
        return
    if clause.modal in {"could", "may", "might", "would", "'d"} and not clause.inverted:
        return
    if clause.is_passive or clause.under in {"hope", "wish", "want"} or _is_own_belief(clause):
        return
    if clause.lemma in word_group("manner copulas") and not _judged_by_manner(clause):
        return
    rest = list(clause.tokens[clause.verb + 1 :])
    if clause.inverted:
        rest = [
            each
            for at, each in enumerate(clause.tokens)
            if at > clause.verb and at >= clause.subject_to
        ]
    yield from _judged(rest, denied=clause.negated)


def _is_own_belief(clause: Clause) -> bool:
    """As in "You think you're better": what the receiver is said to think, not a verdict."""
    before = [each.low for each in clause.tokens[: clause.subject_from]]
    return clause.under in word_group("belief verbs") and "you" in before


def _virtue_lacking(clause: Clause) -> Iterator[tuple[int, int]]:
    """As in "You have no backbone", "you lack courage", "you've got talent"."""
    if clause.lemma not in {"have", "lack", "get", "show", "need"} or (
        clause.lemma == "get" and "have" not in clause.aux
    ):
        return
    if clause.lemma in {"show", "need"} and not re.match(
        r"(?:\w+ ){0,2}(?:no|zero|little)\b", clause.rest_words
    ):
        return
    for index, token in enumerate(clause.rest[:5]):
        if token.low in words("virtue_nouns") and not any(
            each.tag == "PRP" for each in clause.rest[:index]
        ):
            yield clause.rest[0].start, token.end
            return


def _judged_by_manner(clause: Clause) -> bool:
    first = next((each for each in clause.rest if not each.is_adverb and not each.is_mark), None)
    if first is None:
        return False
    if first.low == "like":
        return True
    if clause.lemma in {"seem", "appear"} or any(
        each.low in words("person_adjectives") for each in clause.rest[:4]
    ):
        return True
    return is_compared(first.low)


def _judged(rest: Sequence[Token], *, denied: bool) -> Iterator[tuple[int, int]]:
    """The judging words of what stands behind "you are"."""
    negative = denied
    index = 0
    said = " ".join(each.low for each in rest[:9])
    if re.match(
        r"(?:\w+ ){0,2}(?:the |a |that )?(?:kind|sort|type) of (?:person|guy|man|woman|colleague|"
        r"lead|leader|manager|engineer|developer)\b",
        said,
    ):
        yield rest[0].start, rest[min(len(rest), 6) - 1].end
        return
    if (
        re.match(r"(?:really |just |simply )?no \w+", said)
        and len(rest) > 1
        and rest[0].low == "no"
        and rest[1].is_noun
        and rest[1].low not in word_group("not denied")
    ):
        yield rest[0].start, rest[1].end
        return
    if re.match(r"one of (?:the|my|our) ", said):
        rest = rest[3:]
    if len(rest) > 2 and [each.low for each in rest[:2]] == ["by", "far"]:
        rest = rest[2:]
    while index < len(rest):
        token = rest[index]
        if token.low in {"not", "n't", "no", "never", "nobody's"}:
            negative = True
        elif (
            token.is_adverb and token.low not in words("person_nouns") | words("person_adjectives")
        ) or token.low in word_group("skipped"):
            pass
        else:
            break
        index += 1
    phrase: list[Token] = []
    for token in rest[index:]:
        if token.low == "," and not _goes_on(rest, token):
            break
        if token.is_mark and token.low != "," and token.low != "-":
            break
        if (
            token.tag in {"CJS", "CJT"}
            or token.low in {"who", "which", "when", "because", "if"}
            or token.tag == "TO0"
        ):
            break
        if token.tag in {"PRP", "PRF"} and phrase:
            break
        if token.tag[:2] in {"VB", "VD", "VH", "VM"} or token.low in word_group("subject pronouns"):
            break
        phrase.append(token)
    if not phrase or _is_place(rest) or _is_mental_of(phrase, rest):
        return
    first = phrase[0]
    if first.tag in word_group("not a head") and first.low not in words(
        "person_adjectives"
    ) | words("person_nouns"):
        return
    has_article = any(each.low in word_group("articles") for each in rest[:index])
    if _is_fault_denied(phrase, negative=negative):
        return
    if _is_judging(phrase, article=has_article):
        start = next(
            (each for each in rest[:index] if each.low in word_group("degree")),
            first,
        )
        yield start.start, phrase[-1].end if phrase[-1].low != "," else phrase[-2].end


def _goes_on(rest: Sequence[Token], comma: Token) -> bool:
    """Whether another judging word follows a comma, as in "rude, loud and vain"."""
    after = next((each for each in rest if each.start >= comma.end and not each.is_adverb), None)
    return after is not None and after.low in words("person_adjectives")


def _is_judging(phrase: Sequence[Token], *, article: bool) -> bool:
    lows = [each.low for each in phrase]
    listed = words("person_adjectives") | words("person_nouns")
    if any(each in listed and not _is_role(each, lows) for each in lows):
        if (
            not article
            and lows[0] in words("mental_adjectives")
            and not (set(lows) & (listed - words("mental_adjectives")))
        ):
            return lows[0] in listed and len(lows) == 1
        return not (not article and lows[0] in words("neutral_states") | words("observable_states"))
    if article:
        judging = words("verdict_adjectives")
        return len(phrase) > 1 and any(
            each.low in judging or is_compared(each.low) for each in phrase
        )
    first = phrase[0]
    if is_compared(first.low):
        return True
    if first.tag in {"AJ0", "AJC", "AJS"} and first.low not in words("neutral_states") | words(
        "observable_states"
    ) | words("mental_adjectives"):
        return not first.low.endswith(("ed", "ing")) and not re.match(r"\d", first.low)
    return (
        first.low.startswith(("un", "in", "im", "ir", "over", "self-"))
        and first.low.endswith(
            ("ful", "ive", "able", "ible", "less", "al", "ous", "ant", "ent", "ic", "ed", "y")
        )
        and first.low
        not in words("neutral_states") | words("observable_states") | words("mental_adjectives")
    )


def _is_place(rest: Sequence[Token]) -> bool:
    """As in "You are away the whole day": where somebody is."""
    return (
        len(rest) > 1
        and rest[0].low in words("observable_states")
        and rest[1].tag in {"AT0", "DPS", "PRP"}
    )


def _is_mental_of(phrase: Sequence[Token], rest: Sequence[Token]) -> bool:
    """As in "Jealous of Ling", "bitter about it": a state of mind towards something."""
    after = next((each for each in rest if each.start >= phrase[-1].end), None)
    return (
        phrase[-1].low in words("mental_adjectives")
        and len(phrase) == 1
        and after is not None
        and after.low in {"of", "that", "about"}
    )


def is_compared(low: str) -> bool:
    """Whether a word is a higher degree of an adjective that judges.

    >>> is_compared("rudest"), is_compared("lazier"), is_compared("newest")
    (True, True, False)
    """
    if not low.endswith(("est", "er")):
        return False
    stem = low.removesuffix("est") if low.endswith("est") else low.removesuffix("er")
    listed = words("person_adjectives") - {"short", "slow"}
    return bool({stem, stem + "e", stem[:-1], stem[:-1] + "y"} & listed)


def _is_role(word: str, lows: Sequence[str]) -> bool:
    """A noun that judges only together with an adjective: "a poor listener", "the lead"."""
    return word in word_group("role noun") and not any(
        each in words("verdict_adjectives") | words("person_adjectives") for each in lows
    )


def _is_fault_denied(phrase: Sequence[Token], *, negative: bool) -> bool:
    return negative and any(each.low in word_group("faults") for each in phrase)


_OF_YOU = re.compile(r"^of you$")


def _verdict_in_fragment(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """As in "Coward.", "Arrogant of you", "patient as you are", "what a hero"."""
    lows = [each.low for each in sentence]
    listed = words("person_adjectives") | words("person_nouns")
    for index, token in enumerate(sentence):
        following = lows[index + 1 : index + 3]
        if token.low in listed and following == ["of", "you"]:
            yield token.start, token.end
        if following == ["as", "you"] and (
            token.low in listed
            or (
                index
                and lows[index - 1] == "as"
                and token.tag == "AJ0"
                and token.low not in {"soon", "long", "much", "far", "well"}
            )
        ):
            yield token.start, token.end
        if (
            token.low == "you"
            and index
            and lows[index - 1] in word_group("calling")
            and lows[:index].count("i")
        ):
            yield from _judged(list(sentence[index + 1 :]), denied=False)
        if token.low == "you" and index and lows[index - 1] in {"typical", "typically"}:
            yield sentence[index - 1].start, token.end
        if token.low in {"being", "be"} and _is_about_receiver(sentence, index):
            yield from _judged(list(sentence[index + 1 :]), denied=False)
        if token.low == "your" and index + 1 < len(lows) and _is_your_for_you_are(sentence, index):
            yield from _judged(list(sentence[index + 1 :]), denied=False)
        if (
            token.low in word_group("person words")
            and following == ["like", "you"]
            and index
            and sentence[index - 1].low in listed
        ):
            yield sentence[index - 1].start, token.end
        if token.low == "your" and (
            trait := next(
                (
                    each
                    for each in sentence[index + 1 : index + 3]
                    if each.low in words("virtue_nouns")
                ),
                None,
            )
        ):
            yield sentence[index + 1].start, trait.end
        if token.low == "what" and following[:1] in (["a"], ["an"]) and index < 3:
            upto = lows.index("you") if "you" in lows else len(lows)
            tail = [
                each for each in sentence[index + 2 : upto] if each.low in words("person_nouns")
            ]
            if tail and not any(each.is_verb for each in sentence[:upto]):
                yield tail[0].start, tail[0].end
    yield from bare_names(sentence)


def _is_about_receiver(sentence: Sequence[Token], index: int) -> bool:
    before = [each.low for each in sentence[max(0, index - 3) : index]]
    whole = {each.low for each in sentence}
    if sentence[index].low == "be":
        return (
            before[-1:] in (["please"], [])
            or before[-2:-1] in (["please"],)
            or index == 0
            or "stop" in before
            or (before[-1:] in (["not"], ["n't"]) and "do" in before)
        )
    return bool({"for", "stop", "keep", "about"} & set(before)) and (
        "thank" in whole or "thanks" in whole or bool({"stop", "keep"} & set(before))
    )


def _is_your_for_you_are(sentence: Sequence[Token], index: int) -> bool:
    """Whether "your" stands for "you are", as in "your so slow"."""
    after = sentence[index + 1 : index + 4]
    if not after:
        return False
    if after[0].low in word_group("for you are"):
        return not (
            after[0].low in {"so", "too", "not"} and len(after) > 1 and after[1].low == "called"
        )
    ends = len(after) == 1 or after[1].is_mark or after[1].low in {"and", "but", ","}
    return ends and (
        after[0].low in words("person_adjectives")
        or (
            after[0].low.startswith(("in", "un"))
            and not after[0].low.endswith(
                ("ion", "ions", "s", "put", "box", "dex", "terface", "tent", "it")
            )
        )
    )
