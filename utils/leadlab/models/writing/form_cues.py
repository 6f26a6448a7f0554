"""Words by which forms and memos name dates, people, chances, amounts and what may happen.

The lists are general English; they were drafted before and adjusted with the development half of
the labelled texts, never with its test half.
"""

from __future__ import annotations

import re

from leadlab.models.writing.words import entries, phrases

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
COUNT = (
    r"(?:\d{1,9}(?:[.,']\d{1,3}){0,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|"
    r"fifteen|twenty|thirty|forty|fifty|half an?|a dozen|several|hundred|thousand)"
)
NUMBER = (
    r"(?:\ban(?= hour)|\d{1,9}(?:[.,']\d{1,3}){0,3}|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|"
    r"\bseven|\beight|"
    r"\bnine|\bten|\beleven|"
    r"\btwelve|\bfifteen|\btwenty|\bthirty|\bforty|\bfifty|\bhalf an?|\bhundreds?|\bthousands?)"
)
DATE = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?(?:\.| of)? {MONTH}\b|\b{MONTH} \d{{1,4}}\b|"
    rf"\b(?:in|until|till|by|before|from|since|through|end of|end|beginning of|mid|for|of|this|"
    rf"next|to) {MONTH}\b|\b{DAY}s?\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[/.]\d{{1,2}}\b|"
    r"\b(?:week|wk|kw|quarter|q)\.? ?\d{1,2}\b|\b20\d\d\b|\bthe \d{1,2}(?:st|nd|rd|th)\b|"
    r"\b(?:end of (?:the )?(?:day|week|month|quarter|year)|(?:this|next) (?:week|month|quarter|"
    r"year|spring|summer|autumn|winter)|easter|christmas|new year|tomorrow|today|tonight|each "
    r"(?:morning|evening|day|night)|every (?:morning|evening|day|night|week|month)|before each|"
    r"meanwhile by|in \d+ (?:days|weeks|months)|within (?:a|an|\w+) (?:days?|weeks?|months?))\b)",
    re.IGNORECASE,
)
"""A day, a week, a season; also a fixed rhythm."""

LIKELIHOOD_WORD = phrases("likelihood")
ODDS = re.compile(
    rf"(?:\b\d+(?:[.,]\d+)?(?: ?(?:-|–|to) ?\d+(?:[.,]\d+)?)? ?(?:%|per ?cent\b)|"
    rf"\b{COUNT} (?:\w+ )?(?:in|out of) (?:the last |its last |every )?(?:a |an )?"
    rf"{COUNT.replace('an?|', '', 1)}\b"
    r"(?! ?(?:minutes|hours|days|weeks|months|years|of|%))|"
    r"\b1 ?: ?\d{1,9}(?:[.,']\d{1,3}){0,3}\b|"
    rf"\b{COUNT} of (?:the |our |its )?last {COUNT}\b|"
    r"\b\d{1,9}(?:[.,']\d{1,3}){0,3} of (?:our |the |its )?\d{1,9}(?:[.,']\d{1,3}){0,3} \w+|"
    rf"\b{COUNT} (?:\w+ ){{1,2}}in {COUNT} (?:years|months)\b|"
    rf"\b{COUNT} (?:\w+ ){{0,3}}(?:among|out of) (?:the |"
    rf"our )?(?:last )?\d{{1,9}}(?:[.,']\d{{1,3}}){{0,3}}|"
    r"\b(?:once|twice|three times|four times|five times|\d+ times)(?: each| already)? "
    r"(?:in|a|an|per|every|over|during|within|last|this|the last)\b|"
    r"\b(?:every|each) (?:\d+|other|second|third|few|two|three|four|five|six|eight|ten) "
    r"(?:nights?|days|weeks|months?|years|releases|runs)\b|"
    r"\bevery other \w+\b|"
    rf"\b{COUNT} (?:\w+ )?(?:failures?|cases?|times|incidents?|outages?|breakdowns?|accidents?) "
    rf"(?:in|within|over|during|per|a) (?:the last |the past )?(?:{COUNT} )?\w+)",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:a|per|each|every) (?:night|day|week|month|quarter|year)\b|\bof the (?:runs|cases|"
    r"\w+s)\b",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\b(?:medium|moderately) likely\b|"
    r"^\W*(?:very |rather |quite )?(?:low|medium|high|moderate|rare|remote)\b|"
    r"\b(?:likelihood|probability|chance|frequency)\b[^.;]{0,25}\b(?:low|medium|high|moderate)\b|"
    r"\b(?:low|medium|high|moderate) (?:likelihood|probability|chance)\b",
    re.IGNORECASE,
)


def tells_chance(text: str) -> bool:
    """Whether a sentence says how likely or how often something is.

    >>> tells_chance("about once in two years"), tells_chance("5 % of the budget")
    (True, False)
    """
    odds = ODDS.search(text)
    if not odds:
        return False
    plain = "%" in odds.group() or "cent" in odds.group()
    return not plain or bool(LIKELIHOOD_WORD.search(text) or _RATE.search(text))


POST = rf"\b(?:{'|'.join(entries('posts'))})\b"
PERSON = re.compile(
    rf"(?:(?i:{POST})|\b(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z]|\b[A-Z]\. ?[A-Z][\w'’-]+|"
    r"\b[A-Z][a-zà-ÿ'’-]+ [A-Z][\w'’-]+|(?<![.!?] )(?<!^)\b[A-Z][a-zà-ÿ]+\b)"
)
"""A name or a post that one person holds; see `named`."""
_CALENDAR = re.compile(
    rf"\b\d{{1,2}}\.? {MONTH}\b|\b{MONTH} \d+|\b(?:january|february|march|april|may|june|july|"
    rf"august|september|october|november|december|{DAY}s?|until|easter|christmas|week)\b(?: \d+)?",
    re.IGNORECASE,
)
_STARTERS = re.compile(
    r"(?:^|(?<=[.!?:;] ))(?:The|If|When|Until|Till|Should|An?|We|It|This|That|There|These|"
    r"Those|In|"
    r"On|At|By|For|With|Without|After|Before|All|Each|Every|Some|Somebody|Someone|Nobody|No|Not|"
    r"Our|Its|Their|As|And|But|Or|So|Then|Once|Twice|People|Customers|Users|Everyone|Everybody|"
    r"Who|What|Yes|Both|One|Two|Three|Over|Under|Low|High|Medium|Signed|Accepted|Approved|"
    r"Passwords?|Network|Probability|Damage|Risk|Chance|Event|Until|During|From|To|Since|"
    r"Because|Between|Now|How|"
    r"Why|Where|Most|Many|More|Our|Users|Worst|Before|Here|Only|Meanwhile|Last|Next|Any|Another|"
    r"First|Second|Review|Backlog|Should|Even|Just|Nothing)"
    r"\b"
)
_GROUP = re.compile(r"\b[A-Z]\w+ (?:team|group|department|board|committee)\b")


def named(text: str) -> bool:
    """Whether a text names one person, or a post that one person holds.

    >>> named("signed by Jan on 3 May"), named("accepted by the team until May")
    (True, False)
    """
    bare = _GROUP.sub("", _CALENDAR.sub("", _STARTERS.sub("", text)))
    return bool(PERSON.search(f": {bare}"))


NOBODY = phrases("nobody_to_ask")

POSSIBLE = phrases("forms_possible")
EFFECT = phrases("risk_effects")

AMOUNT = re.compile(
    rf"(?:[€$£] ?\d|\b\d{{1,9}}(?:[.,']\d{{1,3}}){{0,3}}(?: ?(?:k|m|mio|bn|million|billion|"
    rf"thousand))? ?(?:€|\$|£|"
    rf"euros?\b|eur\b|pounds?\b|dollars?\b|yen\b|"
    rf"francs?\b|cents?\b)|\b\d+(?:[.,]\d+)? ?k(?:€|\b)|{NUMBER}[ -](?:\w+[ -]){{0,2}}?"
    r"(?:people|persons?|households?|users?|customers?|clients?|accounts?|orders?|records?|rows|"
    r"letters?|messages?|invoices?|patients?|members?|pupils?|students?|guests?|visits?|carts?|"
    r"shops?|branches|machines|pallets?|parcels?|hours?|minutes?|days?|weeks?|hectares?|carers?|"
    r"cases?|agencies|images?|pages?|devices?|transactions?|employees|tickets?|passengers?|"
    r"bookings?|payments?|documents?|readers?|years? of|calls?)\b|"
    r"\b\d{1,9}(?:[.,']\d{1,3}){0,3} (?!(?:per|of|in|to|and|or|is|was|has|times|"
    r"euros?)\b)(?:[a-z]+ )?[a-z]{3,}s\b|"
    r"\b\d{1,9}(?:[.,']\d{1,3}){0,3} (?:a|per|each) (?:shift|day|night|week|month|year)\b)",
    re.IGNORECASE,
)
"""So much money, or so many of something that is harmed."""
