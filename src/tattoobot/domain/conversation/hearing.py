"""What becomes of each message: opt-out first, then a person's turn, then the enquiry that it belongs to."""

from dataclasses import replace

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.addressing import addressed_by
from tattoobot.domain.conversation.appointment import hear_about_date
from tattoobot.domain.conversation.booked_elsewhere import asks_about_booking
from tattoobot.domain.conversation.calling_off import given_up, hear_taken_back
from tattoobot.domain.conversation.client_questions import HOW_MUCH
from tattoobot.domain.conversation.coming_back import takes_stop_back
from tattoobot.domain.conversation.contact import without_contact
from tattoobot.domain.conversation.decision import Note, Quiet
from tattoobot.domain.conversation.early_sending import leave_the_rest_open, rest_of, sends_early
from tattoobot.domain.conversation.edits import reread, take_back
from tattoobot.domain.conversation.getting_in_touch import asks_for_a_call
from tattoobot.domain.conversation.going_on import goes_on_by_itself, turns_to_the_bot
from tattoobot.domain.conversation.health import note_health
from tattoobot.domain.conversation.keeping import UNSEEN_EDIT, keep, keep_quietly
from tattoobot.domain.conversation.material import is_of_others, take_for_material
from tattoobot.domain.conversation.meanwhile import listen_meanwhile
from tattoobot.domain.conversation.name_of_artist import without_name_of_artist
from tattoobot.domain.conversation.once_more import read_once_more, with_the_rest
from tattoobot.domain.conversation.own_data import hear_about_own_data
from tattoobot.domain.conversation.parting import is_goodbye, say_goodbye
from tattoobot.domain.conversation.plain_answers import hear_plain_answer, is_plain_answer
from tattoobot.domain.conversation.plain_questions import (
    language_of,
    with_sure_questions,
    without_what_was_not_asked,
)
from tattoobot.domain.conversation.private_talk import keep_what_is_plain
from tattoobot.domain.conversation.put_straight import hear_complaint_taken_back, hear_health_of_another
from tattoobot.domain.conversation.returning import (
    is_about_something_else,
    listen_after_the_end,
    needs_no_answer,
    open_lead,
    starts_anew,
)
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.studios_town import without_studios_town
from tattoobot.domain.conversation.suppose import (
    denies_complaint,
    laughs_it_off,
    supposed,
    without_shyness,
    without_swearing,
)
from tattoobot.domain.conversation.tapping import as_tap, sends_summary
from tattoobot.domain.conversation.telling import wants_a_tattoo
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import Before, see_to_questions
from tattoobot.domain.conversation.words import (
    asks_for_consent,
    insults,
    names_an_age,
    with_age_for_consent,
    without_age_to_come,
    without_ages_of_others,
    without_company,
    without_open_age,
)
from tattoobot.domain.conversation.yes_and_remark import keep_remark_for_artist
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH, Reason, hard_stop
from tattoobot.domain.lead import OPEN, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say
from tattoobot.domain.understanding.language import greeting_in
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Notice, Reading, Topic
from tattoobot.domain.understanding.set_texts import is_automatic, is_prefilled, orders_the_bot
from tattoobot.domain.understanding.topics import asks_for

SILENT = frozenset({Kind.REACTION, Kind.SYSTEM, Kind.EDIT, Kind.REVOKE, Kind.OTHER})
"""Kept and shown to the artist, but nobody expects an answer. What holds nothing that is known (the chat was opened, a
type that WhatsApp adds tomorrow) is none either: it opens no enquiry."""

CHAT_OPENED = "request_welcome"
"""WhatsApp's word for a chat in which nothing has been said yet."""

SAID_AGAIN = frozenset({Intent.YES, Intent.NO, Intent.SKIP, Intent.DONT_KNOW})
"""What may be said to one question after the other in the same words."""

BEFORE_ALL_ELSE = (hear_about_own_data, hear_about_date, hear_taken_back, hear_health_of_another)


def hear(turn: Turn, message: Inbound) -> None:
    if message.kind is Kind.REACTION and sends_summary(turn, message):
        turn.tapped.add("summary:send")
        turn.expects_answer = True
        return
    if _corrects(turn, message) and not _says_stop_now(turn, message):
        _hear_again(turn, message)
        return
    if message.kind is Kind.REVOKE:
        take_back(turn, message)
    if message.kind in SILENT and not _says_stop_now(turn, message):
        turn.quiet = turn.quiet or Quiet.NO_ANSWER_EXPECTED
        if message.kind is Kind.OTHER and message.detail != CHAT_OPENED and turn.lead is not None:
            turn.needs_artist.append(FlagReason.UNKNOWN_MESSAGE)
        return
    words, turn.contact = without_contact(without_what_was_not_asked(message.text))
    message = as_tap(turn, message if words == message.text else replace(message, text=words))
    reading = _heard(turn, message)
    if hear_plain_answer(turn, message, reading):
        return
    hear_complaint_taken_back(turn, message.text)
    if reading.intent is Intent.OPT_OUT:
        _opt_out(turn)
    elif turn.erases or any(heard(turn, message, reading) for heard in BEFORE_ALL_ELSE):
        return
    elif turn.with_artist:
        _while_with_artist(turn, message, reading)
    elif reason := _calls_for_person(turn, reading, message.text):
        _hand_over(turn, reason, message, reading)
    elif turn.opted_out:
        _while_opted_out(turn, message, reading)
    else:
        before = Before.of(turn)
        _listen(turn, message, reading)
        see_to_questions(turn, message, reading, before)


def _heard(turn: Turn, message: Inbound) -> Reading:
    before = turn.language, turn.doubts_age
    if message.text.strip() and UNSEEN_EDIT in turn.remarks:
        turn.remarks.remove(UNSEEN_EDIT)  # They have sent it again already.
    reading = _without_false_complaint(turn, message, supposed(_read(turn, message), message.text))
    reading = without_studios_town(turn, message.text, _as_wish(turn, message, reading))
    reading = given_up(turn, message.text, reading)
    if _tells_a_loss_only(turn, message, reading):
        reading = replace(reading, intent=Intent.ENQUIRY)
    if reading.intent is Intent.COMPLAINT and turn.is_consulting and not insults(message.text):
        reading = _calmly(turn, message, _as_question(turn, reading))
    if reading.flags & HEALTH:
        note_health(turn, message.text)
    turn.material = None
    if is_of_others(message):
        turn.language, turn.doubts_age = before
        return take_for_material(turn, message, reading)
    turn.pace = addressed_by(turn.pace, message.text)
    return reading


def _as_wish(turn: Turn, message: Inbound, reading: Reading) -> Reading:
    """ "Can't do Thursday, Friday then", while the brief is asked for: there is no appointment yet to be moved. Nor is
    one by "I kinda want a tattoo but I don't know what"."""
    if reading.intent not in {Intent.RESCHEDULE, Intent.CANCEL} or asks_about_booking(message.text):
        return reading
    if turn.is_consulting and "timing" in reading.slots:
        return replace(reading, intent=Intent.ANSWER)
    if (turn.is_consulting or turn.lead is None) and wants_a_tattoo(message.text):
        return replace(reading, intent=Intent.ENQUIRY)
    return reading


def _tells_a_loss_only(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Who tells of a loss complains of nothing, and moves no date: "that is no date, it's when she died"."""
    if Notice.GRIEF not in reading.notices:
        return False
    moves = reading.intent in {Intent.RESCHEDULE, Intent.CANCEL} and turn.is_consulting
    return (reading.intent is Intent.COMPLAINT and not insults(message.text)) or (
        moves and not asks_about_booking(message.text)
    )


def _without_false_complaint(turn: Turn, message: Inbound, reading: Reading) -> Reading:
    """Shyness is no complaint, nor are words that take one back."""
    if reading.intent is not Intent.COMPLAINT:
        return reading
    if denies_complaint(message.text):
        return replace(reading, intent=Intent.ENQUIRY)
    if turn.is_consulting and laughs_it_off(message.text) and not insults(message.text):
        return replace(reading, intent=Intent.ANSWER)
    rest = without_shyness(message.text)
    if rest == message.text:
        return reading
    return (
        _read(turn, replace(message, text=rest))
        if any(map(str.isalnum, rest))
        else replace(reading, intent=Intent.OTHER)
    )


def _as_question(turn: Turn, reading: Reading) -> Reading:
    """ "Just give me the damn price" is a question, however it is put."""
    intent = asks_for(reading.topics)
    if intent is None:
        return reading
    turn.remark("calm")
    return replace(reading, intent=intent)


def _calmly(turn: Turn, message: Inbound, reading: Reading) -> Reading:
    """ "Wtf, it's a DRAGON" is about what the bot has understood, and no complaint about the studio."""
    rest = without_swearing(message.text)
    if reading.intent is not Intent.COMPLAINT or rest == message.text:
        return reading
    calm = Reading(language=turn.language, intent=Intent.OTHER)
    if any(map(str.isalnum, rest)):
        calm = _read(turn, replace(message, text=rest))
    if calm.intent is Intent.COMPLAINT:
        return reading
    turn.remark("calm")
    return calm


def _says_stop_now(turn: Turn, message: Inbound) -> bool:
    """Whether a message was changed into STOP, which is as good as said."""
    return message.kind is Kind.EDIT and understand(message.text, turn.context).intent is Intent.OPT_OUT


def _corrects(turn: Turn, message: Inbound) -> bool:
    known = message.kind is Kind.EDIT and message.reply_to in turn.originals
    return known and message.text.strip() != "" and turn.lead is not None and not turn.opted_out


def _hear_again(turn: Turn, edit: Inbound) -> None:
    """A changed message is heard as what it says now. An artist who may have read it otherwise is told."""
    turn.quiet = turn.quiet or Quiet.NO_ANSWER_EXPECTED
    asking, held, expected = turn.is_consulting, turn.with_artist, turn.expects_answer
    words = replace(edit, kind=Kind.TEXT, media=None)
    with reread(turn, turn.originals[edit.reply_to or ""].text):
        reading = _heard(turn, words)
        if held:
            _while_with_artist(turn, words, reading)
        elif reason := _calls_for_person(turn, reading, words.text):
            _hand_over(turn, reason, words, reading)
        elif turn.enquiry.status in OPEN:
            keep(turn, words, reading)
    if held:
        turn.expects_answer = expected
    if held or not asking:
        turn.needs_artist.append(FlagReason.MESSAGE_CHANGED)
        turn.passed_on += [] if held else [FlagReason.MESSAGE_CHANGED]


def _read(turn: Turn, message: Inbound) -> Reading:
    words = message.text if message.kind is not Kind.CHOICE else ""
    if not words.strip():
        return Reading(language=turn.language, intent=Intent.OTHER)
    if turn.repeats and is_automatic(words):
        return Reading(language=turn.language, intent=Intent.OTHER)
    words = without_name_of_artist(words, turn.studio.artists)
    turn.is_language_known = turn.client.language is not None
    understood = understand(words, turn.context)
    turn.language, turn.is_language_known = understood.language, True
    if is_plain_answer(turn, understood):
        return understood
    understood = with_the_rest(turn, understood, words)
    if understood.is_plain:  # Not so plain that nothing else is looked for.
        understood = replace(understood, is_plain=False)
    if not turn.is_turned_away:
        understood = _with_questions(turn, understood, words)
    understood = read_once_more(turn, understood, words)
    if is_prefilled(words):
        understood = replace(understood, intent=Intent.GREETING, found=())
    elif orders_the_bot(words) and understood.intent not in {Intent.OPT_OUT, Intent.HUMAN_REQUEST}:
        return Reading(language=understood.language, intent=Intent.OTHER)
    doubted = turn.is_turned_away or turn.under_age is not None
    if not doubted and turn.asked != "adult":
        understood = without_company(understood, words)
    told = without_age_to_come(understood, words, turn.studio.minimum_age, turn.today, doubted=doubted)
    reading = without_open_age(told)
    turn.doubts_age = turn.doubts_age or told is not understood
    turn.doubts_age = turn.doubts_age or (reading is not told and names_an_age(told))
    turn.language = reading.language
    if turn.client.language is None and (spoken := greeting_in(words)):
        turn.language = spoken
    elif turn.client.language is None and reading.sure and reading.language == turn.studio.language:
        turn.language = language_of(words, reading.language)
    asked = turn.question(turn.asked)
    return without_ages_of_others(reading, words) if asked is not None and asked.own else reading


def _with_questions(turn: Turn, reading: Reading, words: str) -> Reading:
    if not asks_for_consent(words):
        return with_sure_questions(reading, words, turn.context)
    reading = with_age_for_consent(reading, asks_price=HOW_MUCH.is_in(words))
    turn.doubts_age = turn.doubts_age or Topic.AGE in reading.sure
    return reading


# ---------------------------------------------------------------- a person, or nobody, answers


def _calls_for_person(turn: Turn, reading: Reading, text: str) -> Reason | None:
    status = turn.lead.status if turn.lead else None
    consulting = status not in {*OPEN, Status.BOOKED, Status.COMPLETED} or turn.is_consulting
    reason = hard_stop(reading, turn.asked, consulting=consulting)
    if reason is Reason.MEDICAL and _plans_a_piece(turn, reading):
        return None  # The artist hears of it, and the consultation goes on.
    if reason is Reason.HUMAN_REQUEST and turn.asked == SUMMARY and asks_to_send(text, politely=True):
        return None  # Once it is sent, a person answers.
    return reason


def _plans_a_piece(turn: Turn, reading: Reading) -> bool:
    """Whether a tattoo is being planned; who asks what to do about one that is there is not put off."""
    if reading.intent is Intent.AFTERCARE_QUESTION or "pregnant" in reading.flags:
        return False
    told = {fact.key for fact in reading.found} & {"idea", "placement", "cover_up"}
    return bool(told) if turn.lead is None else turn.is_consulting and turn.knows("idea")


def _hand_over(turn: Turn, reason: Reason, message: Inbound, reading: Reading) -> None:
    """From here on a person answers. Of the rest of the burst nothing is lost, and nothing answered."""
    if turn.lead is None:
        open_lead(turn)
    turn.hands_over = reason
    turn.wants_call = reason is Reason.HUMAN_REQUEST and asks_for_a_call(message.text)
    turn.with_artist = True
    keep_quietly(turn, message, reading)


def _while_with_artist(turn: Turn, message: Inbound, reading: Reading) -> None:
    if turn.opted_out and reading.intent is Intent.OPT_IN:
        _while_opted_out(turn, message, reading)
        return
    if turns_to_the_bot(turn, message):
        if not goes_on_by_itself(turn, message, reading):
            _listen(turn, message, reading)
        return
    turn.quiet = Quiet.WITH_ARTIST
    if turn.opted_out:
        keep_quietly(turn, message, reading)
    elif turn.waits_because is None:
        keep_what_is_plain(turn, message, reading)
    else:
        listen_meanwhile(turn, message, reading)


def _opt_out(turn: Turn) -> None:
    if not turn.opted_out:
        turn.says = [Say((Phrase("opted_out"),))]
        turn.pace = replace(turn.pace, start_named_on="")
    turn.opted_out = True
    turn.turned = True
    turn.expects_answer = False


def _while_opted_out(turn: Turn, message: Inbound, reading: Reading) -> None:
    agrees = reading.intent is Intent.YES and not reading.found and "still_opted_out" in turn.pace.said
    if reading.intent is Intent.OPT_IN or agrees:
        _back_in(turn)
    elif message.kind is Kind.TEXT and not is_of_others(message) and takes_stop_back(turn, message.text):
        _back_in(turn)
        _listen(turn, message, reading)
    else:
        turn.quiet = Quiet.OPTED_OUT
        turn.notes.append(Note("wrote_after_opt_out"))
        turn.needs_artist.append(FlagReason.WROTE_AFTER_OPT_OUT)
        keep_quietly(turn, message, reading)


def _back_in(turn: Turn) -> None:
    turn.opted_out = False
    turn.turned = False
    turn.pace = replace(turn.pace, start_named_on="")
    turn.says = []
    turn.remarks.append("welcome_back")
    turn.expects_answer = True


# ---------------------------------------------------------------- the bot answers


def _listen(turn: Turn, message: Inbound, reading: Reading) -> None:
    turn.awaited, turn.expects_answer = turn.expects_answer, True
    says_nothing = turn.puzzled or (turn.repeats and reading.intent not in SAID_AGAIN)
    if turn.is_consulting and says_nothing and message.kind is not Kind.CHOICE:
        return
    if is_about_something_else(turn, message, reading) or starts_anew(turn, message):
        return
    if turn.lead is not None and not turn.is_turned_away and is_goodbye(message, reading):
        say_goodbye(turn)
    elif turn.lead is None or turn.lead.status not in OPEN:
        listen_after_the_end(turn, message, reading)
    elif not turn.is_consulting and _only_thanks(message, reading):
        needs_no_answer(turn)
    elif sends_early(turn, message, reading):
        if rest := rest_of(message):
            keep(turn, rest, _heard(turn, rest))
        leave_the_rest_open(turn)
    else:
        keep(turn, message, reading)
        keep_remark_for_artist(turn, message, reading)
    if "card_number" in reading.flags:
        turn.remark("card_number")


def _only_thanks(message: Inbound, reading: Reading) -> bool:
    if message.kind is not Kind.TEXT or reading.found or reading.sure:
        return False
    emoji = message.text.strip() != "" and not any(map(str.isalnum, message.text)) and "?" not in message.text
    return reading.intent is Intent.THANKS or emoji
