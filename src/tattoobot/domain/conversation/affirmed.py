"""What is known is changed only by what is said of this piece: not by a no, a comparison, a question, the piece of
somebody else, the day of a flight, or a price that is too high. Read in all five languages, whoever writes."""

from collections.abc import Iterator
from dataclasses import replace

from tattoobot.domain.conversation.departing import clause_ends, with_departure
from tattoobot.domain.conversation.measuring import is_compared, is_vaguer
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import (
    WHAT_IS,
    asks_and_proposes_nothing,
    proposes_to_add,
    reminds,
)
from tattoobot.domain.conversation.words import sentence_with, wishes
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading, Topic
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import listed

_ANOTHER = rf"{choices('my')} {choices('relative')}\b"
_ALSO = rf"\s*(?:{choices('they_also')}\s)*"
ANOTHERS = Form(
    rf"\b{_ANOTHER}{_ALSO}(?P<wants>{choices('anothers_wish', 'anothers_act')})\b"
    rf"|\b{_ANOTHER}{_ALSO}{choices('wears')}\b|\b{choices('may_they')}\s{_ANOTHER}(?P<may>)"
)
ONE = Form(rf"\s(?:{choices('also')}\s)?{choices('one_too')}\b(?!\s{choices('one_of_these')})")
ASKS = Form(rf"^\W*(?:{choices('but_first')}\s)?{choices('asks_first')}\b|\b{choices('hurts')}\b[^?]*\?")
MAY_BE = form("may_be")
"""A question that proposes."""

_BEFORE_NO = rf"(?:\s?{choices('between_no_and_it')}){{0,3}}\s?$"
DENIES = Form(BEGINS + choices("takes_away") + _BEFORE_NO)
NO_BEFORE = Form(BEGINS + choices("no_that_is_in") + _BEFORE_NO)
DENIED_BEHIND = Form(rf"^\s*{choices('not_behind')}\s*(?:[,.!?;:]|$)")
NO_BEHIND = Form(rf"^\s*{choices('no_that_is_in')}\s*(?:[,.!?;:]|$)")

NO_TO_IT = Form(rf"^\s*\?+[\s,]*{choices('no_to_it')}\s*(?:$|[,.!;:…\n])")
""" "Hip?? No": they wonder at it, and want it not."""

SAYS_ANOTHER = Form(
    rf"\b{choices('my')} (?:\w+ )?{choices('relative')}\b\s*(?:{choices('still_says')}\s)?{choices('advises')}\b"
)
""" "My friend says ribs" is no wish, where it is known where it goes,"""
AND_SO_DO_I = form("and_so_do_i")
"""but where they say that it is theirs."""

TOO_DEAR = Form(rf"\?{{2,}}|\b{choices('too_dear')}\b|\b{choices('minimum')}\s*\?")
HAS_IT = form("can_pay")

OF_ITS_LOOK = frozenset({"placement", "style"})
A_NO = listed("plain_no") | listed("no_or_not")
ANSWERED_BY_A_NO = frozenset({"cover_up", "reference_images", "adult"})
MAY_BE_ASKED_ABOUT = frozenset({"placement", "style", "size", "colour", "timing", "location"})
DESCRIBED_WITH = frozenset({Topic.PRICE, Topic.AVAILABILITY})
"""Topics of questions that tell what is wanted: "how much is a fox in colour?"."""
MAY_BE_ANOTHERS = frozenset({"placement", "size", "style", "colour"})


def affirmed(turn: Turn, text: str, reading: Reading) -> Reading:
    """The message without what is not said of this piece; what is taken back with it is open again."""
    if not turn.is_consulting:
        return reading
    if not reading.found and turn.knows("idea"):
        _hear_one_for_another(turn, text)
    others = [
        fact for fact in reading.found if fact.key in MAY_BE_ANOTHERS and _is_anothers(turn, fact, text)
    ]
    found = [fact for fact in reading.found if fact not in others and _counts(turn, fact, text, reading)]
    turn.known_already += [fact.key for fact in reading.found if _leaves_as_it_is(turn, fact, text)]
    found = _without_town_asked_about(turn, text, found)
    _take_back_denied(turn, text, reading, found)
    dear = any(fact.key == "budget" and fact not in found for fact in reading.found)
    kept = tuple(with_departure(turn, text, found))
    if kept != reading.found:
        reading = replace(reading, found=kept)
    if dear and reading.intent is not Intent.CORRECTION:
        reading = replace(reading, intent=Intent.PRICE_QUESTION)
    return reading


def _without_town_asked_about(turn: Turn, text: str, found: list[Found]) -> list[Found]:
    """ "LEEDS?? I live in Berlin": the town is told in what asks nothing."""
    town = next((fact for fact in found if fact.key == "location"), None)
    said = sentence_with(town, text) if town is not None else ""
    rest = text.replace(said, " " * len(said))
    if not said.endswith("?") or not any(map(str.isalnum, rest)):
        return found
    told = [
        fact for fact in understand(rest, turn.context.asking("location")).found if fact.key == "location"
    ]
    return [*(fact for fact in found if fact is not town), *told] if told else found


def _counts(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    if fact.key in OF_ITS_LOOK and is_denied(fact, text, reading):
        return False
    if fact.key == "placement" and is_compared(turn, fact, text):
        return False
    if fact.key == "size" and is_vaguer(turn, fact, text):
        return False
    if fact.key == "budget":
        said = sentence_with(fact, text)
        asked_or_dear = "?" in said and (not _may_be_offered(turn, fact, said) or TOO_DEAR.search(said))
        dear = TOO_DEAR.search(text[fact.start :]) and text[fact.end :].lstrip().startswith("?")
        return bool(HAS_IT.search(said)) or wishes(said) or not (asked_or_dear or dear)
    if _is_said_by_another(turn, fact, text) or _is_no_to_a_place(fact, text, reading):
        return False
    if fact.key in ANSWERED_BY_A_NO and reminds(text) and text[fact.start : fact.end].casefold() in A_NO:
        return False  # "No, no. I asked what that means!"
    if fact.key == "cover_up" and fact.value == "rework" and proposes_to_add(sentence_with(fact, text)):
        return False
    if fact.key == "timing" and Topic.HOURS in reading.topics and sentence_with(fact, text).endswith("?"):
        return False  # when the studio is open, and not when they come
    return not _is_asked_about(turn, fact, text, reading)


def _may_be_offered(turn: Turn, fact: Found, said: str) -> bool:
    """ "£150-200?", "would 500 do?" offer; "80??" is taken aback, and "is 60 the deposit?" asks after ours."""
    if turn.asked == "budget":
        return True
    value = fact.value if isinstance(fact.value, dict) else {}
    return not turn.knows("budget") and value.get("max") != turn.studio.deposit.amount


def _clause(fact: Found, text: str) -> tuple[int, int]:
    breaks = clause_ends(text)
    begins = max((end for _, end in breaks if end <= fact.start), default=0)
    return begins, min((start for start, _ in breaks if start >= fact.end), default=len(text))


def _is_anothers(turn: Turn, fact: Found, text: str) -> bool:
    start, end = _clause(fact, text)
    said = ANOTHERS.search(text[start:end])
    if said is None or start + said.start() > fact.start:
        return False
    wants = said["wants"] or said["may"] is not None
    if wants and FlagReason.ANOTHER_PIECE not in turn.passed_on:
        turn.pass_on(FlagReason.ANOTHER_PIECE, "another_piece")
    return True


def _hear_one_for_another(turn: Turn, text: str) -> None:
    """ "Mi novia quiere uno también", with nothing told of it."""
    said = ANOTHERS.search(text)
    if said is not None and said["wants"] and ONE.match(text, said.end()):
        turn.pass_on(FlagReason.ANOTHER_PIECE, "another_piece")


def is_denied(fact: Found, text: str, reading: Reading) -> bool:
    start, end = _clause(fact, text)
    before, behind = text[start : fact.start], text[fact.end : end + 1]
    if DENIES.search(before) or DENIED_BEHIND.search(behind) or NO_TO_IT.match(text[fact.end :]):
        return True
    return reading.language != "pt" and bool(NO_BEFORE.search(before) or NO_BEHIND.search(behind))


def _is_no_to_a_place(fact: Found, text: str, reading: Reading) -> bool:
    """ "Hip?? No" says nothing of a tattoo that is there."""
    if fact.key not in ANSWERED_BY_A_NO:
        return False
    before = text[: fact.start].rstrip()
    return before.endswith("?") and any(one.key in OF_ITS_LOOK for one in reading.found)


def _leaves_as_it_is(turn: Turn, fact: Found, text: str) -> bool:
    known = turn.enquiry.answers.get(fact.key)
    if known is None or known.value is None or known.value == fact.value:
        return False
    denied = fact.key in OF_ITS_LOOK and NO_TO_IT.match(text[fact.end :]) is not None
    return denied or _is_said_by_another(turn, fact, text)


def _is_said_by_another(turn: Turn, fact: Found, text: str) -> bool:
    if fact.key not in MAY_BE_ANOTHERS or not turn.knows(fact.key):
        return False
    start, end = _clause(fact, text)
    said = SAYS_ANOTHER.search(text[start:end])
    return said is not None and start + said.end() <= fact.start and not AND_SO_DO_I.search(text[fact.end :])


def _is_asked_about(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    """ "Does the calf hurt?"; what "a fox in watercolour" would cost is the price of what is wanted."""
    known = turn.knows(fact.key)
    if len(fact.readings) > 1 or (fact.key == "timing" and Topic.AVAILABILITY in reading.topics):
        return False  # "Have you time in May?" wishes for May.
    if fact.key not in MAY_BE_ASKED_ABOUT or (not known and reading.topics & DESCRIBED_WITH):
        return False
    said = sentence_with(fact, text)
    if fact.key == "location" and known and said.endswith("?"):
        return True
    if reminds(said) or WHAT_IS.match(fold(said)):
        return True
    if not known and _is_for_what_is_told(reading, text, said):
        return False
    if asks_and_proposes_nothing(said) and turn.knows("idea") and not MAY_BE.search(said):
        return known or fact.key not in {turn.asked, *turn.asked_too}
    if fact.key not in OF_ITS_LOOK or (
        not known and (fact.key != "style" or reading.intent is Intent.PRICE_QUESTION)
    ):
        return False
    return said.endswith("?") and ASKS.search(said) is not None and not (wishes(said) or MAY_BE.search(said))


def _is_for_what_is_told(reading: Reading, text: str, said: str) -> bool:
    """ "Do you do realism? I want my dog's face": it is asked after for the piece that is told beside it."""
    start = text.find(said)
    return any(fact.key == "idea" and not start <= fact.start < start + len(said) for fact in reading.found)


def _take_back_denied(turn: Turn, text: str, reading: Reading, found: list[Found]) -> None:
    """ "Take the lettering out": the style is the artist's to choose; a place is asked for again."""
    for fact in [*reading.found, *_styles(turn, text)]:
        known = turn.enquiry.answers.get(fact.key)
        if fact.key not in OF_ITS_LOOK or known is None or known.value != fact.value or known.value is None:
            continue
        if any(one.key == fact.key for one in found) or not is_denied(fact, text, reading):
            continue
        if fact.key == "style":
            turn.lead = turn.enquiry.with_answer("style", Answer(_said(fact, text), None, Source.UNSURE))
            turn.changed.append("style")
        else:
            answers = {key: one for key, one in turn.enquiry.answers.items() if key != fact.key}
            turn.lead = replace(turn.enquiry, answers=answers)


def _styles(turn: Turn, text: str) -> Iterator[Found]:
    """Every style that is named, wanted or not, where one is known that could be taken back."""
    known = turn.enquiry.answers.get("style")
    if known is None or known.value is None:
        return
    message = note_words(text, turn.context)
    for hit in message.of("style"):
        yield message.found("style", hit.value, hit.first, hit.after)


def _said(fact: Found, text: str) -> str:
    start, end = _clause(fact, text)
    return text[start:end].strip()
