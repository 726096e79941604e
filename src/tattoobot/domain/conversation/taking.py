"""Words in which nothing was read for the open question: are they an answer all the same?"""

from tattoobot.domain.consultation import CHANGE, SUMMARY, Accepts, Question
from tattoobot.domain.conversation.at_summary import (
    note_what_stands_beside,
    says_change,
    says_send,
    sends_what_it_changes,
)
from tattoobot.domain.conversation.client_questions import (
    PASSED_ON,
    QUESTIONS_ASKED,
    answer_or_pass_on,
    keep_question,
)
from tattoobot.domain.conversation.facts import keep_fact, source_of
from tattoobot.domain.conversation.no_answer import says_nothing_more
from tattoobot.domain.conversation.only_pointing import only_says_so
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.telling import only_asks, only_says_for_whom, shows_nothing, tells_of_loss
from tattoobot.domain.conversation.times import NAMES_A_TIME
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import asks_without_mark
from tattoobot.domain.conversation.words import PREFERS, is_patient, says_more_than
from tattoobot.domain.conversation.yes_and_remark import keep_beside
from tattoobot.domain.facts import IDEA, OF_THE_PIECE
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.no_thing import ON_THE_WAY
from tattoobot.domain.understanding.reading import Intent, Notice, Reading
from tattoobot.domain.understanding.text import CLAUSES, WORD, fold
from tattoobot.domain.understanding.thing import EMPTY, without_facts
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form

FIND_OUT = "find_out"
"""The remark to a client who does not know."""

NONE = form("none_of_it")
LONGEST = 40
"""Letters of such a remark."""
SHORT = 2
"""Words of no more letters show nothing."""
FEWEST_TO_SHOW = 3
"""Beside a place or a size, so many words may be a thing that no list has."""

LONGEST_HANDLE = 4
"""Words. More of them are no handle: they are kept as a remark."""

OFTEN = 2
"""Asked so often, whatever they say of it is kept for the artist."""

WAITING = frozenset({"waiting", "go_ahead"})
"""What was said last to who announced a picture."""

ANSWERED_SHORTLY = frozenset({"location", "placement", "size", "instagram"})

TELLS_WHEN = Form(rf"{BEGINS}{choices('leads_a_clause')}\s(?:\w+['’\s]+){{2,}}\w+", accents=True)
"""A clause of its own beside the question: "am liebsten wenn nicht so viele Leute da sind" is no town."""

OF_MONEY_AND_PICTURES = frozenset({"budget", "reference_images", "instagram"})
NOT_AN_ANSWER = frozenset(
    {
        *PASSED_ON,
        *QUESTIONS_ASKED,
        Intent.HUMAN_REQUEST,
        Intent.COMPLAINT,
        Intent.GREETING,
        Intent.THANKS,
        Intent.OPT_IN,
        Intent.OPT_OUT,
    }
)


def take_as_answer(turn: Turn, asked: str, text: str, reading: Reading) -> None:
    """Nothing was read for the open question: is it an answer all the same?"""
    question = turn.question(asked)
    if question is None or asked in {SUMMARY, CHANGE}:
        _take_at_summary(turn, asked, text, reading)
    elif question.own and (offer := question.chosen(text)):
        keep_fact(turn, asked, offer.value, text, Source.UNSURE if offer.unsure else Source.WORDS)
    elif other := _has_none_of_another(turn, question, text, reading):
        keep_fact(turn, other, None, text, Source.UNSURE)
        turn.keeps_open = True
    elif is_patient(text) and question.key != "timing" and not question.own:
        turn.keeps_open = True
        turn.remark("good_to_know")
    elif not reading.found and asks_without_mark(text):
        return  # It is seen to as a question.
    elif not question.must and _is_passed_over(question, text, reading):
        _leave_unsure(turn, text, reading)
    elif reading.intent not in NOT_AN_ANSWER and not _is_about_another(turn, question, text, reading):
        take_words(turn, question, text, reading)


def _is_passed_over(question: Question, text: str, reading: Reading) -> bool:
    if reading.intent in {Intent.SKIP, Intent.DONT_KNOW} or asks_to_send(text):
        return True
    return not (question.own or question.key == IDEA or reading.found) and says_nothing_more(text)


def _has_none_of_another(turn: Turn, asked: Question, text: str, reading: Reading) -> str | None:
    """ "Don't have Instagram", where something else was asked: the optional question that is closed by it."""
    if reading.found or asked.own or asked.is_mentioned(text) or not NONE.is_in(text) or len(text) > LONGEST:
        return None
    named = [one.key for one in turn.studio.questions if one.optional and one.is_mentioned(text)]
    return named[0] if len(named) == 1 and not turn.knows(named[0]) else None


def _leave_unsure(turn: Turn, text: str, reading: Reading) -> None:
    """ "No idea" is an answer to all that was asked and is not told."""
    told = {fact.key for fact in reading.found}
    for question in turn.questions_asked:
        if question.key not in told and not question.must and not turn.knows(question.key):
            keep_fact(turn, question.key, None, text, Source.UNSURE)
            if not question.optional:
                turn.remark(FIND_OUT)


def _is_about_another(turn: Turn, question: Question, text: str, reading: Reading) -> bool:
    """Words that hold other facts are no answer to a question with values; to an open one, unless they correct."""
    told = {fact.key for fact in reading.found}
    if question.key == "location" and (
        told & OF_THE_PIECE
        or (told and not says_more_than(reading.found, _without_days(text)))
        or (told & OF_MONEY_AND_PICTURES and _names_no_town(turn, text, reading))
    ):
        return True
    if question.accepts is Accepts.VALUE or told & turn.asked_too:
        return bool(told)
    return question.own and reading.intent is Intent.CORRECTION and bool(reading.found)


def _without_days(text: str) -> str:
    """What else is said in "plutôt en mars, un mercredi", each letter where it was."""
    for words in (PREFERS, NAMES_A_TIME):
        text = words.blanked_in(text)
    return text


def _names_no_town(turn: Turn, text: str, reading: Reading) -> bool:
    """ "I can pay 200. No instagram": every clause is about something else."""
    return all(
        any(clause.start() <= fact.start < clause.end() for fact in reading.found)
        or any(one.optional and one.is_mentioned(clause[0]) for one in turn.studio.questions)
        for clause in CLAUSES.finditer(text)
        if any(map(str.isalpha, clause[0]))
    )


def take_words(turn: Turn, question: Question, text: str, reading: Reading) -> None:
    if question.accepts is Accepts.VALUE:
        if text.rstrip().endswith("?") and len(text.split()) >= FEWEST_TO_SHOW:
            turn.keeps_open = True  # It is seen to as a question.
            return
        if any(one.startswith(("kind.", "health")) for one in turn.remarks):
            return  # That they are afraid, or ill, is no answer that was not understood.
        if question.key == "instagram" and len(text.split()) > LONGEST_HANDLE:
            keep_beside(turn, text.strip(), reading)
            keep_fact(turn, question.key, None, "", Source.UNSURE)
        elif question.optional and (reading.intent is Intent.NO or turn.asked_too):
            keep_fact(turn, question.key, None, text, Source.UNSURE)
        else:
            _take_unclear(turn, question, text, reading)
    elif question.key in ANSWERED_SHORTLY and TELLS_WHEN.is_in(text):
        keep_question(turn, text)
        turn.tell(FlagReason.QUESTION)
        turn.remark("passed_on")
        turn.keeps_open = True
    elif question.key != "idea":
        _keep_as_said(turn, question, text, reading)
    else:
        _take_idea(turn, text, reading)


def _take_idea(turn: Turn, text: str, reading: Reading) -> None:
    if tells_of_loss(turn, text, reading) or _tells_of_skin(reading):
        return  # The wish comes after it.
    if only_asks(turn, text, reading):
        answer_or_pass_on(turn, reading, text)
    elif only_says_for_whom(turn, text):
        return
    elif turn.enquiry.asked.get("idea", 0) < OFTEN and shows_nothing(turn, text, reading):
        turn.unclear = "idea"
    elif _tells_what_it_shows(turn, text, reading):
        source = source_of(reading)
        keep_fact(turn, "idea", None if source is Source.PRIVATE else text.strip(), text, source)
    elif not reading.found:
        turn.unclear = "idea"


def _keep_as_said(turn: Turn, question: Question, text: str, reading: Reading) -> None:
    if question.key == "location" and not any(map(str.isalpha, text)):
        turn.unclear = question.key  # "19" is a day, or an age.
    else:
        keep_fact(turn, question.key, None, text, source_of(reading))


def _tells_what_it_shows(turn: Turn, text: str, reading: Reading) -> bool:
    if only_says_so(text) or ON_THE_WAY.search(fold(text)) or not says_more_than(reading.found, text):
        return False
    return not _tells_only_where_and_how_big(turn, text, reading)


def _tells_only_where_and_how_big(turn: Turn, text: str, reading: Reading) -> bool:
    """ "Dunno, like a 2p coin", where what it shows was asked for."""
    rest = without_facts(text, reading.found)
    if not {"size", "placement"} & reading.slots.keys() or names_a_thing(rest, turn.context):
        return False
    words = (word for word in WORD.findall(rest.casefold()) if len(word) > SHORT)
    return sum(word not in EMPTY for word in words) < FEWEST_TO_SHOW


def _tells_of_skin(reading: Reading) -> bool:
    """ "My scar", "I want a cover-up": where it is to be, and nothing of what is to be seen there."""
    return Notice.SCARS in reading.notices or any(fact.key == "cover_up" for fact in reading.found)


def _take_unclear(turn: Turn, question: Question, text: str, reading: Reading) -> None:
    """Once more, differently, unless it may be skipped; after that the words are kept for the artist."""
    if WAITING & {*turn.pace.said}:
        # The question was not asked in our last message: these words are no failed try.
        if not any(map(str.isdigit, text)) and len(text.split()) > 1:
            turn.remark("whenever")
        return
    patience = 3 if question.must else 1 if _may_stay_open(question, text) else 2
    if turn.enquiry.asked.get(question.key, 0) < patience:
        turn.unclear = question.key
    else:
        keep_fact(turn, question.key, None, text, Source.PRIVATE if reading.flags & HEALTH else Source.CHECK)
        turn.unclear = None
        if not question.optional and not question.must:
            turn.remark(FIND_OUT)


def _may_stay_open(question: Question, text: str) -> bool:
    """A thumb is no try at an answer."""
    return question.optional or (question.useful and any(map(str.isalnum, text)))


def _take_at_summary(turn: Turn, asked: str, text: str, reading: Reading) -> None:
    if says_send(turn, text, reading) or sends_what_it_changes(reading, text):
        turn.tapped.add("summary:send")
        note_what_stands_beside(turn, text, reading)
    elif says_nothing_more(text):
        turn.keeps_open = True  # To be sent or not is asked again.
    elif asked == SUMMARY and says_change(reading):
        turn.tapped.add("summary:change")
    elif reading.intent is Intent.DONT_KNOW:
        turn.remark(FIND_OUT)
