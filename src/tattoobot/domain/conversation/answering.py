"""What comes next, once everything was heard: by where the enquiry is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tattoobot.domain import consultation
from tattoobot.domain.consultation import CHANGE, SUMMARY, Question
from tattoobot.domain.conversation.asking import (
    asking,
    leave_open,
    questions_with,
    taps_for,
    ways_to_ask,
    words_for,
)
from tattoobot.domain.conversation.decision import Note, Quiet
from tattoobot.domain.conversation.facts import choice_of_reading, keep_fact
from tattoobot.domain.conversation.keeping import LOOKED_UP
from tattoobot.domain.conversation.meanwhile import answer_meanwhile
from tattoobot.domain.conversation.saying import (
    PAYMENT_HELD,
    SUMMARY_TAPS,
    handed_over,
    leave_out_what_was_said,
    put,
    put_first_new,
    summary_of,
    taps_to_change,
    when_a_person_answers,
)
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.what_comes import WHAT_COMES
from tattoobot.domain.conversation.which_place import asks_which_place
from tattoobot.domain.deposit import Owed, Payable
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import ADDS, BESIDE_THE_PIECE, Answer, Happened, Lead, Source, Status
from tattoobot.domain.pace import mark, mark_of
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import Studio
from tattoobot.domain.under_age import said, speaks_of_parents
from tattoobot.domain.understanding.reading import Found

FORGOTTEN = timedelta(hours=12)
"""So long after our last message the whole summary is shown again."""

MOST_ASKED = 3
"""No question is asked more often than this."""


def answer(turn: Turn) -> None:
    if turn.opted_out and turn.turned is None:
        _name_start(turn)
    elif turn.hands_over is not None:
        if not turn.opted_out:
            turn.says = [handed_over(turn, turn.hands_over)]
    elif turn.says or turn.opted_out:
        return
    elif turn.meanwhile and not turn.expects_answer:
        answer_meanwhile(turn)
    elif not turn.expects_answer:
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
    group = questions_with(question, lead, studio)
    others = {key: count for key, count in lead.asked.items() if key != question.key}
    asked_now = lead if question is asked else asking(replace(lead, asked=others), group)
    return asked_now, Say(words_for(group, studio), taps_for(group))


def _name_start(turn: Turn) -> None:
    """Tell a client who has opted out and writes how to come back, once a day; the artist hears of it once."""
    if turn.quiet is not Quiet.OPTED_OUT or turn.hands_over is not None:
        return
    named_on = turn.pace.start_named_on
    if not named_on:
        turn.passed_on.append(FlagReason.WROTE_AFTER_OPT_OUT)
    if named_on != turn.today.isoformat():
        turn.says = [Say((Phrase("still_opted_out"),))]
        turn.pace = replace(turn.pace, start_named_on=turn.today.isoformat())


# ---------------------------------------------------------------- by status


def _consulting(turn: Turn) -> None:
    adult = turn.enquiry.answers.get("adult")
    change = next((tap for tap in turn.tapped if tap.startswith("change:")), None)
    if adult is not None and adult.value is False:
        _turn_away(turn)
    elif "summary:send" in turn.tapped and turn.next_question() is None and not turn.shows_again:
        turn.lead = replace(turn.enquiry, current_question=None)
        turn.happened.append(Happened.BRIEF_COMPLETED)
        turn.remarks = [one for one in turn.remarks if not one.startswith("answer.reply")]
        put(turn, Phrase("sent_to_artist.with_words" if ADDS in turn.enquiry.answers else "sent_to_artist"))
    elif "summary:change" in turn.tapped and (CHANGE in turn.chosen or not _often_enough(turn)):
        _ask_what_to_change(turn)
    elif change is not None:
        _ask_again_for(turn, change.removeprefix("change:"))
    elif (
        turn.doubts_age
        and "adult" not in {*turn.enquiry.answers, *_asked_out(turn)}
        and (adult_question := turn.question("adult"))
    ):
        _ask(turn, adult_question, differently=True)
    elif turn.waits or _asks_back(turn):
        put(turn)
    elif turn.ambiguous is not None:
        _ask_which(turn, turn.ambiguous)
    else:
        _ask_next(turn)


def _asks_back(turn: Turn) -> bool:
    """Whether the client has just read the question that is open, and has one of their own first. It is answered, and
    theirs to answer; with the next one it is asked again."""
    question = turn.question(turn.open_at_first)
    if question is None or question.must or turn.gained or turn.changed or turn.pictures:
        return False
    if WHAT_COMES in turn.remarks or question.key in turn.enquiry.answers:
        return False
    asks = any(one.startswith(("ask.", "together.", "again.")) for one in turn.pace.said)
    return asks and bool(turn.remarks) and all(one.startswith("answer.") for one in turn.remarks)


def _turn_away(turn: Turn) -> None:
    turn.happened.append(Happened.TOO_YOUNG)
    if turn.under_age is None:
        turn.under_age = said("", None, turn.today, turn.studio.minimum_age)
    turn.under_age = replace(turn.under_age, lead_id=turn.enquiry.id)
    turn.remarks = [one for one in turn.remarks if one != "answer.age"]  # Said with it.
    key = "too_young.parent" if speaks_of_parents(turn.under_age.words) else "too_young"
    phrase = Phrase(key, {"of_age": turn.under_age.birthday})
    if mark_of(phrase) in turn.pace.known(turn.now):
        phrase = Phrase("too_young.then", phrase.facts)  # heard before, and not to be left without a word
    put(turn, phrase, names_idea=False)


def _with_artist_already(turn: Turn) -> None:
    if _said_to_be_under_age(turn):
        turn.passed_on.append(FlagReason.UNDER_AGE)
        _turn_away(turn)
    elif _keep_for_artist(turn):
        put(turn, Phrase("added"))
    else:
        _put_unless_remarked(turn, "still_with_artist")


def _said_to_be_under_age(turn: Turn) -> bool:
    return turn.under_age is not None and not turn.under_age.corrected


def _awaiting_deposit(turn: Turn) -> None:
    if _said_to_be_under_age(turn):
        turn.pass_on(FlagReason.UNDER_AGE)
    adds = _keep_for_artist(turn)
    if turn.deposit is Payable.RAN_OUT:
        # That the artist knows is said with it.
        turn.remarks = [remark for remark in turn.remarks if remark != "passed_on"]
        # Who says that they have paid may be right: Stripe is asked.
        told = LOOKED_UP if LOOKED_UP in turn.remarks else "deposit_ran_out"
        turn.pass_on(FlagReason.DEPOSIT_LINK_WANTED, told)
        put(turn)
    elif adds and not turn.wants_link:
        put(turn, Phrase("added"))
    elif turn.deposit is Payable.OPEN and turn.owed is not None and turn.owed.url is not None:
        _name_link(turn, turn.owed)
    else:
        _put_unless_remarked(turn, DEPOSIT[turn.deposit])


def _name_link(turn: Turn, owed: Owed) -> None:
    """The link itself, for whoever asks for it, comes back to it or has never had it; where that is not enough, a
    person sees to it."""
    wanted = turn.wants_link or turn.turned is False or owed.note is not None
    if not wanted:
        _put_unless_remarked(turn, "deposit_waits")
    elif mark_of(owed.link) in turn.pace.known(turn.now):
        turn.pass_on(FlagReason.DEPOSIT_LINK_WANTED)
        leave_out_what_was_said(turn)
        put(turn)
    else:
        put(turn, owed.link, link=owed.url)


DEPOSIT = {
    Payable.OPEN: "deposit_waits",
    Payable.ON_ITS_WAY: "deposit_on_its_way",
    Payable.IN_DOUBT: "deposit_in_doubt",
    Payable.HELD: PAYMENT_HELD,
}


def _paid(turn: Turn) -> None:
    if _said_to_be_under_age(turn):
        turn.pass_on(FlagReason.UNDER_AGE)
    if _keep_for_artist(turn):
        put(turn, Phrase("added"))
    else:
        _put_unless_remarked(turn, "deposit_is_in")


def _keep_for_artist(turn: Turn) -> bool:
    if turn.ambiguous is not None and turn.ambiguous.key not in turn.changed:
        _take_as_said(turn, turn.ambiguous)
    told = {*turn.gained, *turn.changed} - {"adult"}  # of which the artist hears otherwise
    if told or turn.pictures:
        turn.needs_artist.append(FlagReason.ADDED_TO_BRIEF)
    # Where the artist is about to fix the date, they see it there.
    if told - ({"timing"} if turn.enquiry.status is Status.DEPOSIT_PAID else set()):
        turn.tell(FlagReason.ADDED_TO_BRIEF)
    elif not told and any(tap.startswith("change:") for tap in turn.tapped):
        turn.pass_on(FlagReason.ADDED_TO_BRIEF)
    return bool(told or turn.pictures)


def _take_as_said(turn: Turn, fact: Found) -> None:
    """Of what may mean several things the artist gets the words: "arm instead of calf" is no calf any more."""
    known = turn.enquiry.answers.get(fact.key)
    if known is not None and known.text.strip().casefold() != turn.ambiguous_words.strip().casefold():
        turn.lead = turn.enquiry.with_answer(fact.key, Answer(turn.ambiguous_words, None, Source.CHECK))
        turn.changed.append(fact.key)
        turn.notes.append(Note("answer_changed", {"key": fact.key}))


def _put_unless_remarked(turn: Turn, key: str) -> None:
    if turn.remarks or turn.said_before:
        put(turn)
    elif key in turn.pace.known(turn.now):
        # They know that already, so it is something else that they want to hear.
        turn.pass_on(FlagReason.WROTE_AGAIN)
        leave_out_what_was_said(turn)
        put(turn)
    else:
        turn.remark(key)
        put(turn)


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
        _sum_up(turn)
    elif question.key in _asked_out(turn):
        _hand_over(turn)
    else:
        passed_over = question.must and turn.enquiry.asked.get(question.key, 0) > 0  # what has to be known
        _ask(turn, question, differently=passed_over or turn.unclear == question.key)


def _ask(turn: Turn, question: Question, *, differently: bool = False) -> None:
    group = questions_with(question, turn.enquiry, turn.studio)
    group = group[:1] if differently or turn.puzzled or turn.half_a_place else group
    forms = ways_to_ask(turn, group, differently=differently)
    turn.lead = asking(turn.enquiry, group)
    put_first_new(turn, *forms, taps=taps_for(group))


def _next(turn: Turn) -> Question | None:
    """The next question. One that was passed over twice, while other things were told, comes last.

    One that was asked often enough is left open for the artist. Where it cannot be, it is returned all the same.
    """
    leave_open(turn)
    asked = turn.enquiry.asked
    for key in _asked_out(turn):
        question = turn.question(key)
        if question is not None and not question.must:
            turn.lead = turn.enquiry.with_answer(key, Answer("", None, Source.TO_ASK))
    first = _half_answered(turn) or turn.next_question()
    if first is None or asked.get(first.key, 0) < 2 or not (turn.gained or first.key in _asked_out(turn)):
        return first
    rest = [question for question in turn.studio.questions if asked.get(question.key, 0) < 2]
    other = consultation.next_question(turn.enquiry.answers, rest)
    return first if other is None or other.optional else other  # "Last one" is the last one.


def _half_answered(turn: Turn) -> Question | None:
    """What was asked beside something that is answered now comes before anything new."""
    if turn.open_at_first not in turn.enquiry.answers:
        return None
    answers = turn.enquiry.answers
    group = [question for key in turn.asked_too if (question := turn.question(key)) is not None]
    first = consultation.next_question(answers, group)
    return first if first is not None and turn.enquiry.asked.get(first.key, 0) < 2 else None


def _asked_out(turn: Turn) -> list[str]:
    """Questions that were asked as often as anything is, in vain."""
    lead = turn.enquiry
    often = {key for key, count in lead.asked.items() if count >= MOST_ASKED and key not in lead.answers}
    return [question.key for question in turn.studio.questions if question.key in often] if often else []


def _hand_over(turn: Turn) -> None:
    turn.hands_over = Reason.STUCK
    turn.says = [handed_over(turn, Reason.STUCK)]


# ---------------------------------------------------------------- the summary


def _sum_up(turn: Turn) -> None:
    """Shown once as it is; afterwards only what has changed is said back. Who does not send it is asked what to
    change, then whether it may go, then a person asks."""
    shown = mark(
        sorted((key, one) for key, one in turn.enquiry.answers.items() if key not in BESIDE_THE_PIECE)
    )
    heard = "what_to_change" in turn.pace.said or turn.asked == CHANGE
    if turn.pace.summary != shown:
        _show_summary(turn, shown)
    elif _often_enough(turn):
        _hand_over(turn)
    elif heard or turn.remarks or turn.pictures or turn.keeps_open:
        turn.lead = turn.enquiry.asking(SUMMARY)
        put_first_new(turn, Phrase("ready"), Phrase("what_to_change"), taps=SUMMARY_TAPS)
    else:
        _ask_what_to_change(turn)


def _show_summary(turn: Turn, shown: str) -> None:
    was_shown = SUMMARY in turn.enquiry.asked and not _is_long_ago(turn)
    turn.pace = replace(turn.pace, summary=shown)
    turn.lead = replace(turn.enquiry, asked={**turn.enquiry.asked, SUMMARY: 0, CHANGE: 0}).asking(SUMMARY)
    if was_shown:
        turn.echoed = list(dict.fromkeys((*turn.echoed, *turn.gained, *turn.chosen)))
        put_first_new(turn, Phrase("ready.changed"), Phrase("ready"), taps=SUMMARY_TAPS)
    else:
        summary = summary_of(turn.lead)
        put(turn, *summary.phrases, taps=summary.taps, new_too=False)


def _is_long_ago(turn: Turn) -> bool:
    """Whether a client may have forgotten what the summary said."""
    said_at = turn.pace.said_at
    return said_at is None or turn.now - said_at > FORGOTTEN


def _often_enough(turn: Turn) -> bool:
    asked = turn.enquiry.asked
    return asked.get(SUMMARY, 0) + asked.get(CHANGE, 0) >= MOST_ASKED


def _ask_what_to_change(turn: Turn) -> None:
    again = {SUMMARY: 1, CHANGE: 0} if CHANGE in turn.chosen else {}  # Whatever went wrong before.
    turn.lead = replace(turn.enquiry, asked={**turn.enquiry.asked, **again}).asking(CHANGE)
    put_first_new(turn, Phrase("what_to_change"), Phrase("ready"), taps=taps_to_change(turn))


def _ask_again_for(turn: Turn, key: str) -> None:
    """The client wants it to be asked: that begins anew."""
    question = turn.question(key)
    if question is None:
        _ask_next(turn)
        return
    answers = {other: answer for other, answer in turn.enquiry.answers.items() if other != key}
    asked = {other: count for other, count in turn.enquiry.asked.items() if other != key}
    turn.lead = replace(turn.enquiry, answers=answers, asked=asked)
    turn.notes.append(Note("answer_reopened", {"key": key}))
    _ask(turn, question)


def _ask_which(turn: Turn, fact: Found) -> None:
    asked = turn.enquiry.asked.get(fact.key, 0)
    phrase = asks_which_place(fact) if fact.key == "placement" else Phrase(f"which.{fact.key}")
    if asked >= MOST_ASKED or mark_of(phrase) in turn.pace.said:
        keep_fact(turn, fact.key, None, turn.ambiguous_words, Source.CHECK)
        _ask_next(turn)
        return
    turn.lead = turn.enquiry.asking(fact.key)
    taps = tuple(
        Tap(choice_of_reading(fact.key, value), "value", {"value": (fact.key, value)})
        for value in fact.readings[:3]
    )
    put(turn, phrase, taps=taps)
