"""What comes next, once everything was heard: by where the enquiry is."""

from collections.abc import Callable
from dataclasses import replace

from tattoobot.domain import consultation
from tattoobot.domain.consultation import CHANGE, SUMMARY, Question
from tattoobot.domain.conversation.decision import Note
from tattoobot.domain.conversation.facts import choice_of_reading
from tattoobot.domain.conversation.keeping import LOOKED_UP
from tattoobot.domain.conversation.saying import handed_over, put, summary_of, taps_of, when_a_person_answers
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.deposit import Stands
from tattoobot.domain.lead import Happened, Lead, Status
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reading import Found


def answer(turn: Turn) -> None:
    if turn.hands_over is not None:
        if not turn.opted_out:
            turn.says = [handed_over(turn, turn.hands_over)]
    elif turn.says or not turn.expects_answer or turn.opted_out:
        return
    elif turn.with_artist:
        put(turn, when_a_person_answers(turn))
    else:
        status = turn.lead.status if turn.lead else None
        BY_STATUS.get(status, put)(turn)


def open_question(lead: Lead, studio: Studio) -> tuple[Lead, Say] | None:
    """What the bot asks when it comes back: the question that is open. None where it waits for nothing."""
    if lead.status is not Status.QUALIFYING:
        return None
    asked = consultation.question(lead.current_question, studio.questions)
    question = asked or consultation.next_question(lead.answers, studio.questions)
    if question is None:
        return lead.asking(SUMMARY), summary_of(lead)
    asking = lead if question is asked else lead.asking(question.key)
    return asking, Say((Phrase(f"ask.{question.key}"),), taps_of(question))


# ---------------------------------------------------------------- by status


def _consulting(turn: Turn) -> None:
    adult = turn.enquiry.answers.get("adult")
    change = next((tap for tap in turn.tapped if tap.startswith("change:")), None)
    if adult is not None and adult.value is False:
        turn.happened.append(Happened.TOO_YOUNG)
        put(turn, Phrase("too_young", {"age": turn.studio.minimum_age}))
    elif "summary:send" in turn.tapped and turn.next_question() is None:
        turn.lead = replace(turn.enquiry, current_question=None)
        turn.happened.append(Happened.BRIEF_COMPLETED)
        put(turn, Phrase("sent_to_artist"))
    elif "summary:change" in turn.tapped:
        _ask_what_to_change(turn)
    elif change is not None:
        _ask_again_for(turn, change.removeprefix("change:"))
    elif turn.doubts_age and not turn.knows("adult") and (adult_question := turn.question("adult")):
        _ask(turn, adult_question, differently=True)
    elif turn.ambiguous is not None:
        _ask_which(turn, turn.ambiguous)
    else:
        _ask_next(turn)


def _with_artist_already(turn: Turn) -> None:
    if _keep_for_artist(turn):
        put(turn, Phrase("added"))
    else:
        _put_unless_remarked(turn, "still_with_artist")


def _awaiting_deposit(turn: Turn) -> None:
    _keep_for_artist(turn)
    if turn.deposit is Stands.RAN_OUT:
        # That the artist knows is said with it.
        turn.remarks = [remark for remark in turn.remarks if remark != "passed_on"]
        # Who says that they have paid may be right: Stripe is asked.
        told = LOOKED_UP if LOOKED_UP in turn.remarks else "deposit_ran_out"
        turn.pass_on("deposit_link_wanted", told)
        put(turn)
    else:
        _put_unless_remarked(turn, DEPOSIT[turn.deposit])


DEPOSIT = {
    Stands.OPEN: "deposit_waits",
    Stands.ON_ITS_WAY: "deposit_on_its_way",
    Stands.IN_DOUBT: "deposit_in_doubt",
}


def _paid(turn: Turn) -> None:
    _keep_for_artist(turn)
    _put_unless_remarked(turn, "deposit_is_in")


def _keep_for_artist(turn: Turn) -> bool:
    adds = bool(turn.gained or turn.changed or turn.pictures)
    if adds:
        turn.needs_artist.append("added_to_brief")
    return adds


def _put_unless_remarked(turn: Turn, key: str) -> None:
    put(turn, *([] if turn.remarks else [Phrase(key)]))


BY_STATUS: dict[Status | None, Callable[[Turn], None]] = {
    Status.QUALIFYING: _consulting,
    Status.PENDING_APPROVAL: _with_artist_already,
    Status.AWAITING_DEPOSIT: _awaiting_deposit,
    Status.DEPOSIT_PAID: _paid,
    Status.BOOKING_PENDING: _paid,
}


# ---------------------------------------------------------------- the next question


def _ask_next(turn: Turn) -> None:
    question = _next(turn)
    if question is None:
        turn.lead = turn.enquiry.asking(SUMMARY)
        summary = summary_of(turn.lead)
        put(turn, *summary.phrases, taps=summary.taps, new_too=False)
        return
    _ask(turn, question, differently=turn.unclear == question.key or _was_passed_over(turn, question))


def _was_passed_over(turn: Turn, question: Question) -> bool:
    """What has to be known is not asked twice in the same words."""
    return question.must and turn.enquiry.asked.get(question.key, 0) > 0


def _ask(turn: Turn, question: Question, *, differently: bool) -> None:
    turn.lead = turn.enquiry.asking(question.key)
    put(turn, Phrase(f"{'again' if differently else 'ask'}.{question.key}"), taps=taps_of(question))


def _next(turn: Turn) -> Question | None:
    """Who passes over a question twice, and tells other things instead, is asked the rest first."""
    first, asked = turn.next_question(), turn.enquiry.asked
    if first is None or asked.get(first.key, 0) < 2 or not turn.gained:
        return first
    rest = [question for question in turn.studio.questions if asked.get(question.key, 0) < 2]
    return consultation.next_question(turn.enquiry.answers, rest) or first


def _ask_what_to_change(turn: Turn) -> None:
    turn.lead = turn.enquiry.asking(CHANGE)
    answers = turn.lead.answers
    known = [q.key for q in turn.studio.questions if q.key in answers and q.key != "reference_images"]
    taps = tuple(Tap(f"change:{key}", f"label.{key}", {"answer": (key, answers[key])}) for key in known)
    put(turn, Phrase("what_to_change"), taps=taps[:10])


def _ask_again_for(turn: Turn, key: str) -> None:
    question = turn.question(key)
    if question is None:
        _ask_next(turn)
        return
    answers = {other: answer for other, answer in turn.enquiry.answers.items() if other != key}
    turn.lead = replace(turn.enquiry, answers=answers).asking(key)
    turn.notes.append(Note("answer_reopened", {"key": key}))
    put(turn, Phrase(f"ask.{key}"), taps=taps_of(question))


def _ask_which(turn: Turn, fact: Found) -> None:
    turn.lead = turn.enquiry.asking(fact.key)
    taps = tuple(
        Tap(choice_of_reading(fact.key, value), "value", {"value": (fact.key, value)})
        for value in fact.readings[:3]
    )
    put(turn, Phrase(f"which.{fact.key}"), taps=taps)
