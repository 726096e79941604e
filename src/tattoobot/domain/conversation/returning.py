"""Whose enquiry has ended, or was put aside, and who writes again: what comes back, and what stays closed."""

from dataclasses import replace
from datetime import timedelta

from tattoobot.domain.conversation.after_the_end import begins_another, is_sorry, listen_after_the_end_of_it
from tattoobot.domain.conversation.booked_elsewhere import wants_nothing_new
from tattoobot.domain.conversation.client_questions import PASSED_ON, QUESTIONS_ASKED, answer_or_pass_on
from tattoobot.domain.conversation.decision import Note, Quiet
from tattoobot.domain.conversation.finding import hear_what_is_sought
from tattoobot.domain.conversation.keeping import keep, years_in
from tattoobot.domain.conversation.money_words import asks_for_money_back
from tattoobot.domain.conversation.saying import NEW_PIECE
from tattoobot.domain.conversation.suppose import moves_or_calls_off
from tattoobot.domain.conversation.tapped_late import contradicts_the_brief
from tattoobot.domain.conversation.turn import HEARS, Turn
from tattoobot.domain.conversation.words import (
    speaks_of_another_piece,
    wishes_for_a_later_day,
)
from tattoobot.domain.deposit import Payable
from tattoobot.domain.facts import OF_THE_PIECE
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS, OPEN, Answer, Happened, Lead, Source, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.pace import mark_of, told_of
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.under_age import (
    is_age_to_come,
    own_years,
    speaks_of_later,
    speaks_of_parents,
    with_birthday,
)
from tattoobot.domain.understanding.coming_of_age import coming_birthday
from tattoobot.domain.understanding.reading import Intent, Reading, Topic

BOOKING = "again:booking"

SAID_AGAIN_AFTER = timedelta(days=1)
"""Who is under age hears it once; what they write soon afterwards is kept, and the artist sees it."""

TURNED_AWAY = "turned_away"
"""Counts, beside the questions, how often that was said."""

ENDED = {
    Status.REJECTED: "ended.rejected",
    Status.CANCELLED: "ended.cancelled",
    Status.LAPSED: "ended.put_aside",
    Status.BOOKED: "ended.booked",
    Status.COMPLETED: "ended.booked",
    Status.WAITLISTED: "ended.waitlisted",
}


def open_lead(turn: Turn) -> None:
    artist_id = turn.lead.artist_id if turn.lead else 0
    turn.lead = Lead(0, turn.client.id, artist_id, Status.QUALIFYING)
    turn.opens = True
    turn.remarks.append("hello_again" if artist_id else "hello")


def needs_no_answer(turn: Turn) -> None:
    """Unless something else in the same burst waits for an answer."""
    turn.expects_answer = turn.awaited
    turn.quiet = None if turn.awaited else Quiet.COURTESY


def is_about_something_else(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """A tap belongs to the enquiry whose message was tapped, wherever the talk has gone since.

    One that has gone quiet comes back by it, where no other is open; else the client hears how it ended.
    """
    if _goes_on_about_a_booking(turn, message, reading):
        turn.waits = True
        _listen_to_who_booked(turn, message, reading)
        return True
    if message.kind is not Kind.CHOICE or (message.choice or "").startswith("again:"):
        return False
    about = turn.quoted.get(message.reply_to or "")
    if about is None or (turn.lead is not None and about.id == turn.lead.id):
        about = turn.lead
    elif about.status is Status.LAPSED and (turn.lead is None or turn.lead.status not in OPEN):
        turn.lead = about
    if about is None or turn.is_turned_away:
        return False
    if about.status in OPEN:
        return about is turn.lead and contradicts_the_brief(turn, message)
    if about is turn.lead and about.status is Status.LAPSED:
        return False
    _say_how_it_ended(turn, about)
    return True


def _goes_on_about_a_booking(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """ "It's for Tuesday, can I move it?", from somebody who has said that they booked; nothing is known of it."""
    heard = {told_of(FlagReason.MESSAGE_AFTER_BOOKING), *HEARS.values()}
    told = not heard.isdisjoint(turn.pace.lately)
    writes = message.kind is Kind.TEXT or message.choice == BOOKING
    if not (told and turn.is_consulting and writes) or turn.enquiry_answers.keys() - {ASKS}:
        return False
    if wants_nothing_new(message.text):
        return True
    return reading.intent is not Intent.ENQUIRY and not (OF_THE_PIECE | {"idea"}).intersection(reading.slots)


def _say_how_it_ended(turn: Turn, lead: Lead) -> None:
    free = turn.lead is None or turn.lead.status not in OPEN
    turn.says = [Say((Phrase(ENDED[lead.status]),), (NEW_PIECE,) if free else ())]


def starts_anew(turn: Turn, message: Inbound) -> bool:
    """ "Something new" under the questions of an enquiry that came back: that one is put aside again."""
    lead = turn.lead
    if message.choice != NEW_PIECE.id or lead is None or lead.status not in OPEN:
        return False
    if turn.reopened_from is not None:
        turn.happened.clear()
        turn.reopened_from = None
    elif Happened.WENT_QUIET not in _possible(turn, lead):
        return False
    elif lead.id:
        turn.put_aside = lead
    open_lead(turn)
    return True


def _possible(turn: Turn, lead: Lead) -> frozenset[Happened]:
    """Whether another enquiry may begin: not while this one can still be paid for."""
    pays = lead.status is Status.AWAITING_DEPOSIT and turn.deposit is not Payable.RAN_OUT
    gone = lead.status in {Status.QUALIFYING, Status.AWAITING_DEPOSIT} and not pays
    return frozenset({Happened.WENT_QUIET}) if gone else frozenset()


def listen_after_the_end(turn: Turn, message: Inbound, reading: Reading) -> None:
    """Between two enquiries: a courtesy is let be, one that went quiet comes back, anything else begins a new one."""
    if turn.is_turned_away:
        _listen_turned_away(turn, message, reading)
        return
    if turn.lead is not None:
        if turn.has_paid and asks_for_money_back(message.text):
            turn.pass_on(FlagReason.REFUND_WANTED)
            return
        if message.choice == BOOKING:
            turn.pass_on(FlagReason.MESSAGE_AFTER_BOOKING)
            return
        if _is_about_the_piece(turn.lead, message, reading):
            _listen_when_booked(turn, message, reading)
            return
        if turn.is_put_aside and message.choice != NEW_PIECE.id and _continues(turn, message, reading):
            _come_back(turn)
            keep(turn, message, reading)
            return
        sorry = turn.is_over and is_sorry(message.text)
        courtesy = reading.intent in {Intent.THANKS, Intent.YES, Intent.NO} and not sorry
        if courtesy and not (reading.found or reading.sure):
            needs_no_answer(turn)
            return
        if _was_written_before_the_end(turn, turn.lead, message):
            needs_no_answer(turn)
            return
        if turn.is_over and message.choice != NEW_PIECE.id and not begins_another(turn, message, reading):
            listen_after_the_end_of_it(turn, message, reading)
            return
    open_lead(turn)
    keep(turn, message, reading)


def _was_written_before_the_end(turn: Turn, lead: Lead, message: Inbound) -> bool:
    """Whether this is of the enquiry that has ended meanwhile: WhatsApp brought it late. What names another piece is
    heard all the same.
    """
    if lead.status_since is None or message.at >= lead.status_since or message.choice == NEW_PIECE.id:
        return False
    idea = lead.answers.get("idea")
    return not speaks_of_another_piece(message.text, idea.text if idea else "", turn.context)


def _is_about_the_piece(lead: Lead, message: Inbound, reading: Reading) -> bool:
    """Whether it may be about the piece that is booked or done; once it is done, prices and dates are of the next."""
    if message.choice == NEW_PIECE.id:
        return False
    asks = reading.intent in {Intent.PRICE_QUESTION, Intent.AVAILABILITY_QUESTION}
    return lead.status is Status.BOOKED or (lead.status is Status.COMPLETED and not asks)


# ---------------------------------------------------------------- what went quiet


def _continues(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether this is about the enquiry that was put aside. "Thank you" alone is about nothing."""
    if reading.intent in {Intent.THANKS, Intent.NO} and not reading.found:
        return False
    known = turn.enquiry.answers.get("idea")
    return known is None or not speaks_of_another_piece(message.text, known.text, turn.context)


def _come_back(turn: Turn) -> None:
    """A brief of which no question is open any more had been approved: only such a one goes quiet later."""
    approved = turn.enquiry.current_question is None and turn.next_question() is None
    turn.reopen(Happened.CAME_BACK_TO_PAY if approved else Happened.CAME_BACK)
    turn.offers_new = True
    turn.remark("came_back")
    if approved and turn.deposit is Payable.OPEN:
        turn.deposit = Payable.RAN_OUT


# ---------------------------------------------------------------- who is under age


def _listen_turned_away(turn: Turn, message: Inbound, reading: Reading) -> None:
    read = years_in(reading)
    years = read or own_years(message.text)
    least = turn.studio.minimum_age
    if read is not None:
        told = reading.slots.get("adult") is True
    else:
        dated = wishes_for_a_later_day(reading, turn.today)
        told = years is not None and not is_age_to_come(message.text, years, least, doubted=True, dated=dated)
    grown = told and years is not None and years.years >= least
    if grown or message.choice == "adult:yes":
        _put_right(turn, message, reading)
    elif (
        reading.intent in {Intent.THANKS, Intent.YES, Intent.NO, Intent.GREETING}
        and not reading.found
        and message.choice is None
    ):
        needs_no_answer(turn)
    else:
        _stay_closed(turn, message.text, reading)


def _put_right(turn: Turn, message: Inbound, reading: Reading) -> None:
    """The enquiry goes on where it was. The artist sees both statements, and decides.

    A parent who writes is of age; that the tattoo is the child's is asked.
    """
    known, words = turn.client.under_age, message.text.strip()
    assert known is not None
    turn.under_age = replace(known, corrected=words)
    if turn.lead is not None and turn.lead.status is Status.REJECTED and turn.lead.id == known.lead_id:
        turn.reopen(Happened.AGE_CORRECTED)
        turn.remark("age_corrected")
    else:
        open_lead(turn)
    if turn.doubts_age:
        answers = {key: one for key, one in turn.enquiry.answers.items() if key != "adult"}
        turn.lead = replace(turn.enquiry, answers=answers)
    else:
        turn.lead = turn.enquiry.with_answer("adult", Answer(words, True, Source.WORDS))
    turn.notes.append(Note("age_corrected", {"said": words}))
    keep(turn, message, reading)


def _stay_closed(turn: Turn, words: str, reading: Reading) -> None:
    """A no, said once a day; who asks, or tells of the day when they will be old enough, hears what is then."""
    turn.needs_artist.append(FlagReason.WROTE_UNDER_AGE)
    lead = turn.lead
    heard = lead.updated_at if lead is not None and lead.asked.get(TURNED_AWAY) else None
    soon = heard is not None and turn.now < heard + SAID_AGAIN_AFTER
    known = turn.client.under_age
    birthday = coming_birthday(words, turn.context)
    if known is not None and with_birthday(known, birthday) != known:
        known = turn.under_age = with_birthday(known, birthday)
    facts = {"of_age": known.birthday if known else None}
    parent, stays, then = (Phrase(f"too_young.{one}", facts) for one in ("parent", "stays", "then"))
    asks = "?" in words or reading.intent in QUESTIONS_ASKED
    later = speaks_of_later(words) or wishes_for_a_later_day(reading, turn.today)
    told = turn.pace.known(turn.now)
    if soon and not asks and (not later or mark_of(then) in told):
        turn.expects_answer = turn.awaited
        turn.quiet = Quiet.TURNED_AWAY
        return
    if lead is not None and not soon:
        asked = {**lead.asked, TURNED_AWAY: lead.asked.get(TURNED_AWAY, 0) + 1}
        turn.lead = replace(lead, asked=asked, updated_at=turn.now)
    if speaks_of_parents(words) and mark_of(parent) not in told:
        turn.says = [Say((parent,))]
        return
    first, second = (then, stays) if later or soon else (stays, then)
    turn.says = [Say((second if mark_of(first) in turn.pace.said else first,))]


# ---------------------------------------------------------------- who is booked


def _listen_when_booked(turn: Turn, message: Inbound, reading: Reading) -> None:
    if hear_what_is_sought(turn, message.text):
        return
    facts = {fact.key for fact in reading.found} - {"timing", "adult", "instagram"}
    if reading.intent in {Intent.THANKS, Intent.YES} and not (facts or reading.sure):
        needs_no_answer(turn)
    elif reading.intent in QUESTIONS_ASKED or reading.sure:
        answer_or_pass_on(turn, reading, message.text)
    elif _names_another(turn, message, reading, facts):
        open_lead(turn)
        keep(turn, message, reading)
    elif reading.intent is Intent.GREETING:
        turn.says = [Say((Phrase("again"),), (Tap(BOOKING, "offer.again.booking"), NEW_PIECE))]
    elif message.kind is Kind.AUDIO:
        turn.tell(FlagReason.MESSAGE_AFTER_BOOKING)
        turn.remark("voice_note")
    else:
        turn.pass_on(PASSED_ON.get(reading.intent, FlagReason.MESSAGE_AFTER_BOOKING))


def _listen_to_who_booked(turn: Turn, message: Inbound, reading: Reading) -> None:
    """ "It's for Tuesday, can I move it?": nobody here knows of the date, and the artist hears each word."""
    if message.choice == BOOKING:
        turn.tell(FlagReason.MESSAGE_AFTER_BOOKING)
        turn.remark("handover.here")
        return
    reason = PASSED_ON.get(reading.intent)
    if reason is None and (Topic.MOVING in reading.topics or moves_or_calls_off(message.text)):
        reason = FlagReason.RESCHEDULE_REQUEST
    if reason is not None:
        turn.pass_on(reason, HEARS[reason])
    elif reading.intent in {*QUESTIONS_ASKED, Intent.GREETING, Intent.THANKS, Intent.YES} or reading.sure:
        _listen_when_booked(turn, message, reading)
    else:
        turn.pass_on(FlagReason.MESSAGE_AFTER_BOOKING, "passed_on_too")


def _names_another(turn: Turn, message: Inbound, reading: Reading, facts: set[str]) -> bool:
    """Whether this is about a piece to come, and not a late word about the one that is booked or done."""
    about_a_piece = reading.intent is Intent.ENQUIRY or "idea" in facts or len(facts) > 1
    return about_a_piece and not _was_written_before_the_end(turn, turn.enquiry, message)
