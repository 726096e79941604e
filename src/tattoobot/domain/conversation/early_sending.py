""" "Send it", said before all is asked: what can be left open is, and what is still needed is named once."""

from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY, Question
from tattoobot.domain.conversation.asking import OFTEN
from tattoobot.domain.conversation.client_questions import QUESTIONS_ASKED
from tattoobot.domain.conversation.only_pointing import says_it_was_sent
from tattoobot.domain.conversation.sending import asks_to_send, without_sending
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Reading

STILL_NEEDED = "still_needed"
"""The remark that names what is missing before it can be sent."""


def sends_early(turn: Turn, message: Inbound, reading: Reading) -> bool:
    if message.kind is not Kind.TEXT or turn.material is not None or not turn.is_consulting:
        return False
    if turn.asked in {SUMMARY, CHANGE} or not turn.enquiry_answers:
        return False
    if says_it_was_sent(message.text):
        return False
    return reading.intent not in QUESTIONS_ASKED and asks_to_send(message.text)


def rest_of(message: Inbound) -> Inbound | None:
    """What else was said: "send it" answers no question."""
    rest = without_sending(message.text)
    return replace(message, text=rest) if any(map(str.isalnum, rest)) else None


def told_beside_sending(reading: Reading, text: str) -> Reading:
    """ "Send it over" tells no age."""
    rest = without_sending(text)
    return replace(
        reading, found=tuple(fact for fact in reading.found if text[fact.start : fact.end] in rest)
    )


def leave_the_rest_open(turn: Turn) -> None:
    """The artist asks for what is only useful; and for the rest, of who has heard what is missing and sends again."""
    again = STILL_NEEDED in turn.enquiry.asked
    for question in turn.studio.questions:
        if turn.knows(question.key) or question.must:
            continue
        asked_out = turn.enquiry.asked.get(question.key, 0) > OFTEN
        if not (again or asked_out or question.optional or question.useful) or question.key == "idea":
            continue
        source = Source.TO_ASK if question.useful or asked_out else Source.UNSURE
        turn.lead = turn.enquiry.with_answer(question.key, Answer("", None, source))
    if still_needed(turn):
        turn.lead = replace(turn.enquiry, asked={**turn.enquiry.asked, STILL_NEEDED: 1})
        turn.remark(STILL_NEEDED)


def still_needed(turn: Turn) -> list[Question]:
    """Those of the questions that are open, as they would be asked."""
    answers, needed = dict(turn.enquiry_answers), list[Question]()
    while (question := turn.next_after(answers)) is not None:
        needed.append(question)
        answers[question.key] = Answer("", None, Source.TO_ASK)
    return needed
