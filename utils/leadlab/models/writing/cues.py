"""Words by which a decision record shows what it holds.

The lists are general English; they were drafted before and adjusted with the development half of
the labelled records, never with its test half.
"""

from __future__ import annotations

import re

from leadlab.models.writing.sections import unwrapped

LOADED = re.compile(
    r"\b(?:"
    # runs something down
    r"dreadful|awful|horribl[ey]|terribl[ey]|ugl(?:y|iest)|hideous|hopeless|useless|pointless|"
    r"pathetic|primitive|ridiculous|stupid|silly|insane|crazy|absurd|idiotic|laughable|clumsy|"
    r"disgrace(?:ful)?|shame(?:ful)?|ashamed|embarrass\w*|irresponsible|unacceptable|intolerable|"
    r"catastroph\w*|disaster\w*|nightmare|monster|monstrosity|swamp|jungle|minefield|dinosaur|"
    r"museum piece|relic|stone.?age|dark ages|prehistoric|antiquated|archaic|outdated|obsolete|"
    r"millstone|ballast|mess(?:y|ed)?|chaos|chaotic|spaghetti|garbage|rubbish|trash|junk|crap|"
    r"rotten|rotting|smudged|unreadable|unbearable|torture|torturing|torment|suffer(?:s|ing)?|"
    r"hates?|hated|hell|plague[ds]?|crime|joke|lottery|toys?|fools?|amateur\w*|dog's|cobbled|"
    r"patchwork|house of cards|ticking|time bomb|band.?aid|bottomless|nobody wants|blows? up|"
    r"painful(?:ly)?|miserable|abysmal|notorious|infamous|bloated|sluggish|creaking|crumbling|"
    r"ailing|dying|doomed|botched|wretched|appalling|atrocious|ghastly|lousy|sloppy|dumb|"
    r"antique|ancient|backward|nasty|gruesome|incompetent|careless|lazy|farce|scandal\w*|tragic|"
    r"unprofessional|unworthy|unloved|worthless|nonsense|madness|folly|beast|zombie|fossil|"
    r"graveyard|headache|pest|curse|ordeal|agony|misery|despair|sick of|fed up|tired of|eyesore|"
    r"laughing stock|abomination|hodge.?podge|kludge|worst|sad(?:ly)?|unfortunately|frankly|"
    r"honestly|insult|insane|cruel|senseless|mindless|endless|jumble|tangle[d]?|wasteland|"
    r"waste of|dead (?:end|horse)|on its last legs|held together|duct tape|nobody (?:likes|would)|"
    r"no one (?:likes|wants|would)|cannot go on|can't go on|enough is enough|so-called|"
    # praises something
    r"world.?class|best.in.class|state.of.the.art|cutting.?edge|gold standard|superior|superb|"
    r"brilliant(?:ly)?|elegant|beautiful(?:ly)?|excellent|outstanding|amazing|wonderful|fantastic|"
    r"magnificent|marvellous|splendid|perfect(?:ly)?|ideal(?:ly)?|unbeatable|unrivalled|peerless|"
    r"revolutionary|visionary|game.?chang\w*|silver bullet|no.?brainer|blessing|miracle|"
    r"best thing|most beautiful|most modern|by far|the future|future.?proof|sleek|blazing\w*|"
    r"second to none|gem|jewel|marvel|godsend|flawless\w*|seamless\w*|effortless\w*|magic(?:al)?|"
    r"stunning|gorgeous|terrific|awesome|great|finest|clever(?:ly)?|ingenious|wise(?:ly)?|"
    r"delight\w*|breeze|bullet.?proof|rock.?solid|proven|mature|leading|legendary|much better|"
    r"far better|vastly|clean and|simple and|the best|"
    # takes the answer for granted
    r"obvious(?:ly)?|of course|clearly|undoubtedly|without (?:a )?doubt|needless to say|naturally|"
    r"everybody knows|everyone knows|as (?:anybody|anyone|everybody|everyone)|let's face it|"
    r"right thing|only sensible|no alternative|simply (?:has|have|must)|(?:high|about) time|"
    r"overdue by|at long last|far too long|should have (?:done|been)|deserves?|every decent|"
    r"in (?:their|his|her) right mind|sane person|ought to be|serious (?:company|team|engineer)|"
    r"who already matters?|that matters|must finally|can only be|the one right|only way|"
    r"only (?:solution|option)|no other way|any sane|surely|certainly|undeniabl[ey]|inevitabl[ey]|"
    r"no doubt|anyone who|any (?:serious|decent|modern)|nobody can (?:deny|doubt)|long overdue|"
    r"(?:must|has to|have to|needs to|need to|should) be (?:replaced|abandoned|modernised|"
    r"rewritten)"
    r")\b|!(?!\[)",
    re.IGNORECASE,
)

UNDECIDED = re.compile(
    r"\b(?:nothing (?:has been|is|was) (?:decided|settled)|no decision|not (?:yet )?(?:been )?"
    r"(?:decided|accepted|approved)|undecided|open decision|pre-?decision|both are still in|"
    r"still open|choice open|(?:has|have)(?:n't| not) (?:yet )?(?:said|decided|made up|chosen)|"
    r"is asked for|are asked for|(?:doesn't|does not|don't|do not) decide|to be decided by|"
    r"takes? the decision on|will (?:be )?decided?|for discussion|no recommendation|"
    r"options paper|vote is on|takes no decision|decision is due|up for decision|"
    r"request for (?:a )?decision|seeks? a decision|"
    r"awaiting (?:a )?decision|pending (?:a )?decision)\b",
    re.IGNORECASE,
)
DRAFT = re.compile(r"\b(?:draft|proposed|proposal|under discussion|in discussion)\b", re.IGNORECASE)
LEANING = re.compile(
    r"\b(?:lean(?:s|ing|ed)? (?:to|towards)|lean(?:s|ing)?$|tend(?:s)? (?:to|towards)|inclined|"
    r"(?:we|i)(?: would|'d) (?:prefer|favour|favor|suggest|propose|recommend)|"
    r"proposers? prefer|where i lean|tendency)\b",
    re.IGNORECASE,
)
COMMITS = re.compile(
    r"\b(?:we(?: will|'ll| shall| have)?(?: all)? (?:now )?(?:use|choose|chose|chosen|take|took|"
    r"go(?: with| for)?|adopt|keep|put|make|made|move|replace|decide|decided|store|order|drop|"
    r"stay|split|rewrite|build|buy|switch|introduce|write|stop|back up|run|send|migrate|do|"
    r"pick|picked|select|selected|agreed|agree|start|started|continue)|"
    r"(?:we'll|we will|we shall|we are going to|we're going to|is going to be|are going to be) "
    r"(?!decide|see|look|check|review|know|find|discuss|have|need|lose|be able)|"
    r"(?:our|the) (?:choice|decision) (?:is|fell on)|our vote went|"
    r"we're going with|chosen:|decided:|decision:|it was decided|has been decided|is decided|"
    r"from .{3,40} on\b|as of (?:now|monday|tuesday|wednesday|thursday|friday|today|\d)|"
    r"starting (?:with|from)|with immediate effect|goes? (?:behind|into|with)|will be (?:written|"
    r"used|replaced|moved|stored|built|bought|kept|done|made))",
    re.IGNORECASE,
)
ACCEPTED = re.compile(r"\b(?:accepted|approved|adopted|decided|in force|agreed)\b", re.IGNORECASE)

REASON = re.compile(
    r"\b(?:because|becasue|due to|owing to|thanks to|(?:this|that)(?: is|'s)(?: the reason)? why|"
    r"(?:the|our|main|one|deciding|decisive) (?:reason|argument|point|factor)s?|reason is|"
    r"reasons are|so that|in order to|therefore|hence|whereas|tipped the|tips the|decisive for|"
    r"compared (?:with|to)|unlike|rather than|which rules out|rules out|outweighs?|"
    r"speaks for|spoke for|for this reason|on the grounds|given that|in view of|in favour|"
    r"the only one (?:of|that|which)|only (?:the|a|this|that) .{0,40}"
    r"\b(?:answers?|shows?|tells?|covers?|settles?)|cheaper,? but|"
    r"leaves? (?:it |that |this )?out|(?:can't|cannot|couldn't|wouldn't))\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\bsince (?!(?:then|last|the (?:beginning|start|last|end|update|release|spring|summer|autumn|"
    r"winter|first)|\d|january|february|march|april|may\b|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday)\b)|(?:^|[.;] )As [^.]{10,120},",
    re.IGNORECASE,
)
WEAK_REASON = re.compile(
    r"\b(?:gold standard|everybody|everyone|every (?:serious|other|modern) \w+|trend\w*|modern|"
    r"hype|fashion\w*|analysts|the board (?:has )?(?:wish|want)\w*|the boss|cto (?:wants|likes)|"
    r"state of the art|the future|the best|world.?class|cool|latest)\b",
    re.IGNORECASE,
)

MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
UNITS = r"(?:minute|hour|day|week|fortnight|month|quarter|year|sprint|release|incident|evening|"
UNITS += r"performance|night|season|deployment|customer|user|order|run|round|case|meeting)s?"
COUNT = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|"
    r"half an?|an?|each|every|the (?:first|second|third|fourth|fifth|tenth)|ten further)"
)
DATE = re.compile(
    rf"\b(?:week \d{{1,2}}\b|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTHS})|"
    rf"(?:{MONTHS}) (?:\d{{1,4}}|next year)|"
    rf"(?:in|on|by|until|from|before|after|at the end of|next|every|each) (?:early |late |mid-?)?"
    rf"(?:{MONTHS})\b|\d{{4}}-\d{{2}}|Q[1-4]|(?:in|after|within|every|"
    rf"for) {COUNT} (?:\w+ )?{UNITS}|"
    rf"(?:once|twice) (?:a|per|every) {UNITS}|(?:yearly|quarterly|monthly|annually|weekly)|"
    r"(?:half a|a|one) year (?:after|from|later)|(?:on|by) (?:the )?(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|next (?:year|quarter|spring|summer|autumn|winter|"
    r"month|week)|(?:last|first) week of|six weeks before|(?:weeks|days|months) (?:after|before)|"
    r"end of (?:the )?(?:year|quarter|month|season)|the (?:first|second|third|fourth|fifth|last) "
    rf"{UNITS})",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:\b(?:when|whenever|if|as soon as|once|should|in case|unless|until)\b.{0,140}"
    r"(?:\d|more than|less than|fewer than|above|below|exceed|drop|rise|falls?|fail|doubles?|get|"
    r"gets|late|leave|leaves|change|changes|ends?|appear|arriv|is live|first|second|wants?|"
    r"asks?))",
    re.IGNORECASE,
)
LOOK_AGAIN = re.compile(
    r"\b(?:re-?visit\w*|re-?evaluat\w*|re-?consider\w*|(?:be |is |are |gets? )reviewed|"
    r"review (?:this|it|the|in|on|at|after|when|if|every)\b|re-?open\w*|"
    r"re-?assess\w*|look(?:ed|s|ing)? (?:at|into) .{0,40}(?:again|anew|once more)|look (?:back|"
    r"again)|"
    r"discuss(?:ed)? (?:anew|again)|decid\w+ (?:again|anew|whether)|(?:again|once more) on|"
    r"on the agenda|come(?:s)? back to (?:this|it)|open again|carry on with|evaluated|"
    r"taken up again|"
    r"gets its chance|(?:meet|talk|speak) (?:about (?:it|this) )?again|back on the table|"
    r"on the table again|take stock|(?:fresh|second|new) look|valid until|checkpoint|re-?think|"
    r"up for discussion|return to (?:this|the) (?:decision|question|record)|is up for|expires?|"
    r"lapses?|check(?:ed)? again|on trial until|"
    r"put (?:it |this )?to the vote again|check\b.{3,60}\bwhether|count(?:ed)? (?:those|how))\b",
    re.IGNORECASE,
)

UNDO = re.compile(
    r"\b(?:undo(?:ne|ing)?|revers(?:e|ed|al|ible|ibility|ing)|irreversible|revert(?:ed|ing)?|"
    r"(?<!not )(?<!n't )(?:go|going|went|come|coming|gone) back\b(?! over)|"
    r"way back|return (?:to|is|without)|"
    r"comeback|"
    r"roll(?:ed|ing)? ?back|one-way|no way back|switch(?:ed|ing)? back|bring(?:s|"
    r"ing)? .{0,40}back|"
    r"back out|take (?:it|this) back|swap|exit|get(?:ting)? out of|"
    r"(?:be |can be )?(?:replaced|exchanged) (?:later|again|within)|dropping .{3,40} would|"
    r"(?:splitting|leaving|changing|moving away) .{0,30}later (?:remains|stays|is)|"
    r"stop or return|easy to (?:change|leave|undo|replace)|hard to (?:change|leave|undo)|"
    r"moving? (?:away|off)|migrat\w+ (?:away|back)|change our minds?|point of no return|"
    r"irrevocab\w+|retract\w*|withdrawn?|unwind|fall(?:ing)? back (?:to|on)|two-way|stuck with|"
    r"locked in|(?:can|could) be (?:cancelled|ended|terminated|removed (?:again|within))|"
    r"back where we (?:were|are|started)|if (?:it|this|that|we) (?:was|were|is|are|turns? out)"
    r"(?: to be)?(?: a)? (?:mistake|wrong|error)|"
    r"turn(?:ing)? back|could leave(?! (?:it|things)\b)|can leave|"
    r"restor(?:e|ing) the (?:old|former))\b",
    re.IGNORECASE,
)
RUNTIME_SWITCH = re.compile(r"switch(?:ed)? off at runtime|at runtime", re.IGNORECASE)

OWNED = re.compile(
    r"\b(?:(?:was |is |been )?(?:decided|approved|decision (?:was )?taken|"
    r"signed off) by (?!(?:hand|then|now|the end|"
    r"friday|monday|majority)\b)|deciders?:|decision (?:maker|owner)s?:?|owner(?:s|ed)?:| owns? "
    r"(?:this|the) (?:decision|choice|record)|accountable|responsible for (?:this|the) "
    r"(?:decision|choice)|it's up to (?:her|him|them|the)|(?:takes?|took|made|makes) (?:the|"
    r"this) decision|"
    r"the decision (?:is|was) (?:made |taken )?(?:by|with|up to)|"
    r"decision (?:rests|lies) with|in charge of (?:the|this) decision|signed:|"
    r"(?:last|final) word|answers for (?:this|the)|on behalf of|decides\b|"
    r"decision lies with|final say|\bI (?:have )?decided\b|"
    r"approver:|driver:)",
    re.IGNORECASE,
)

LEVEL = re.compile(
    r"(?:\b\d{1,3}(?:[.,]\d+)? ?(?:%|per ?cent)|\b0?[.,]\d+\b|\b\d(?:[.,]\d)?(?: ?/ ?| out of |"
    r" of )"
    r"(?:10|ten)\b|\b(?:one|two|three|four|five|nine|\d) (?:to|in|out of) (?:one|two|three|four|"
    r"five|ten|\d+)\b|\b(?:very |fairly |rather |quite )?(?:high|low|medium|moderate)\b|"
    r"\bbetween \d+ and \d+|\bat \d{2}\b|\bis \d{2}\b|\b(?:fairly|almost|quite|very|not very) "
    r"(?:sure|certain|confident)\b)",
    re.IGNORECASE,
)
SURE = re.compile(
    r"\b(?:confiden(?:t|ce)|sure\b|certain(?:ty)?\b(?! \w+s\b)|odds|probabilit(?:y|ies)|"
    r"likelihood|"
    r"chances?\b|likely|we (?:put|give) (?:it|our)|i'd (?:say|put)|we'd (?:say|put)|bet\b|"
    r"credence|we estimate the)",
    re.IGNORECASE,
)

COSTS = re.compile(
    r"\b(?:cost(?:s|ly)?|pay|pays|price|more (?:memory|work|money|euros|time|often|tests?|space|"
    r"code|"
    r"effort|expensive|complex|difficult)|(?:must|has to|have to|had to|need(?:s|ed)? to|needs?|"
    r"takes?|requires?|binds) (?!(?:less|only|no|not|place)\b)|slower|slow|harder|hard to|"
    r"difficult|"
    r"worse|lose|loses|lost|losing|loss|risk\w*|fail(?:s|ure|ed)?|break(?:s)?|broken|down,|angry|"
    r"complain\w*|leave the|extra|additional(?:ly)?|only one|nobody|no one (?:can|knows)|"
    r"can(?:'t|not| no longer)|could(?:n't| not)|(?:does|do|is|are|will)(?:n't| not)|won't|"
    r"without "
    r"(?:the|a) (?:decoder|counterpart)|no (?:counterpart|longer (?:check|read|see))|grow[s]?|"
    r"increase[sd]?|rises?|heavier|longer\b(?<!no longer)|wait(?:s|ing)?|by hand|overhead|"
    r"burden|delay(?:s|ed)?|"
    r"stop\b|stops\b|wrong|old by|differ|twice|drawback|unfortunately|less (?:visible|precise|"
    r"accurate|safe|readable)|pile up|shut out|suspected|depend(?:s|ent|ence)?|lock-?in|tied|"
    r"slips?\b|slipped|late by|(?:is|are) (?:gone|away)|instead of 9\d|danger\w*|"
    r"(?<!we )(?<!will )learn\b(?! how| what| to| whether)|missed|misses|vulnerab\w*|"
    r"alone|debt|abroad|until)\b",
    re.IGNORECASE,
)
GAINS = re.compile(
    r"\b(?:faster|quicker|sooner|at once|immediately|less (?!(?:visible|precise|accurate|safe|"
    r"readable)\b)|fewer|shorter|simpler|easier|cheaper|safe(?:r|ly)?|sav(?:e|es|ing|ings)|drops? "
    r"(?:to|by|below|from)|falls?(?: by| to| below)|sinks?|shrinks?|disappears?|goes away|"
    r"no longer (?:needs?|have|has|take|wait)|any more|no one needs|does away|avoid(?:s|ed)?|"
    r"reduc\w+|same \w+ as|serves?|handles?|see at once|"
    r"we(?:'ll| will| shall)? (?:learn|know)|learns? (?:how|what|to|whether)|"
    r"halv(?:e|es|ed)|gain(?:s|ed)?|improv\w+|better|win|wins|can (?!(?:'t|not|no longer|only|"
    r"leave|"
    r"be old)\b)|could stand in|below|under \d|within|in (?:0\.)?\d+ (?:s|ms|seconds|minutes)|"
    r"only "
    r"\d|takes? (?:only )?(?:about )?\d+(?:\.\d+)? ?(?:s|ms|seconds|minutes)\b|after (?:two|some|"
    r"0\.\d)|never|all\b.{0,30}in one|"
    r"one search|visible|readable|meets?|works (?:for|on|without)|stay up|remains?|"
    r"keeps?|holds?|complete|by themselves|free(?:s|d)?|ready|satisf\w+|happier|become[s]?|"
    r"live)\b",
    re.IGNORECASE,
)

BECAUSE = re.compile(
    r"\b(?:because|becasue|due to|owing to|(?:this|that)(?: is|'s)(?: the reason)? why|reason is|"
    r"reasons are|hence|on the grounds|for this reason|given that)\b",
    re.IGNORECASE,
)
PRESUPPOSES = re.compile(
    r"\b(?:we (?:will|shall|have decided|must therefore|therefore|should|need to (?:move|switch|"
    r"replace|adopt|migrate|buy|build))|so we|the (?:solution|answer|decision) is|"
    r"is what (?:our|the|every)\b.{0,30}\b(?:deserve|need|want)|has to go|have to go)\b",
    re.IGNORECASE,
)
DRAFT_TITLE = re.compile(
    r"\b(?:draft|proposal|undecided|open decision|pre-decision|request for|options paper|"
    r"issue for|"
    r"discussion)\b",
    re.IGNORECASE,
)
WOULD = re.compile(r"\b(?:would|could|might|may|if)\b", re.IGNORECASE)
SIGN = re.compile(
    r"^[ \t]*(?:(?P<plus>\+|good:|pros?:|gain:|\(\+\))|(?P<minus>[−–]|bad:|cons?:|cost:|\(-\)))",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"(?<=[.!?;])[ \t]+|,? (?:but|however|on the other hand|although|though|yet)[ ,]|, and "
    r"|(?= [+−–] )| (?=(?:good|bad|pro|con): )",
    re.IGNORECASE,
)


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text that each say one thing; list marks other than + and − are dropped.

    >>> clauses("- Reports are faster, but exports cost more.")
    ('Reports are faster', 'exports cost more.')
    """
    parts: list[str] = []
    for line in unwrapped(text):
        stripped = re.sub(r"^[ \t]*(?:[-*•]|\d+[.)]|\d+\.\d+)[ \t]+", "", line)
        parts += [each.strip() for each in _CLAUSES.split(stripped)]
    return tuple(each for each in parts if any(mark.isalpha() for mark in each))


FEWER_HARMS = re.compile(
    r"\b(?:no longer|never|not|n't|without|fewer|less|no|nobody has to)\b.{0,30}\b(?:wrong|"
    r"fail\w*|"
    r"lost|lose|errors?|mistakes?|late|wait\w*|by hand|breaks?|conversion|risk)\b",
    re.IGNORECASE,
)
