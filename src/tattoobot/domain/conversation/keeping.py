"""What is kept of a message: every fact in it, asked for or not, and the answer to the open question."""

from dataclasses import replace

from tattoobot.domain import pictures
from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.affirmed import affirmed
from tattoobot.domain.conversation.announcing import PICTURES, hear_what_is_announced
from tattoobot.domain.conversation.at_summary import named_to_change, plain, with_named_put_right
from tattoobot.domain.conversation.bare_number import with_size_put_right
from tattoobot.domain.conversation.booked_elsewhere import hear_of_a_booking
from tattoobot.domain.conversation.client_questions import (
    PASSED_ON,
    QUESTIONS_ASKED,
    answer_or_pass_on,
    recalls,
)
from tattoobot.domain.conversation.facts import (
    READING,
    add_to_words,
    keep_fact,
    keep_idea,
    keep_links,
    keep_picture,
    keep_reading,
    keep_times,
    keep_too_young,
    source_of,
)
from tattoobot.domain.conversation.finding import hear_what_is_sought
from tattoobot.domain.conversation.health import about_health
from tattoobot.domain.conversation.kindness import hear_tears, notice
from tattoobot.domain.conversation.measuring import hear_span
from tattoobot.domain.conversation.money_words import asks_for_link, asks_for_money_back, says_paid
from tattoobot.domain.conversation.no_answer import named_as_wrong, only_says_wrong, only_thinks_otherwise
from tattoobot.domain.conversation.not_meant import is_of_something_else, is_of_the_old_one
from tattoobot.domain.conversation.only_pointing import hear_what_is_pointed_at
from tattoobot.domain.conversation.pictured import idea_as_pictured
from tattoobot.domain.conversation.retelling import hear_idea_anew
from tattoobot.domain.conversation.saying import PAYMENT_HELD
from tattoobot.domain.conversation.sending import asks_to_send, is_no_more
from tattoobot.domain.conversation.several_pieces import SEVERAL
from tattoobot.domain.conversation.subject import subject_of
from tattoobot.domain.conversation.taking import FIND_OUT, take_as_answer, take_words
from tattoobot.domain.conversation.telling import is_a_mandala, tells_an_idea
from tattoobot.domain.conversation.times import FAR_DATE, in_the_known_month, is_far_ahead, only_words_tell
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import only_reminds, reminds
from tattoobot.domain.conversation.which_place import of_known_place, with_known_place
from tattoobot.domain.conversation.words import (
    asks_beside,
    asks_for_several,
    idea_in,
    sentence_with,
    speaks_of_another,
    wishes,
    without_town,
)
from tattoobot.domain.conversation.yes_and_remark import hear_yes_and_remark, keep_beside
from tattoobot.domain.deposit import Payable
from tattoobot.domain.facts import IDEA, OF_THE_PIECE, READ
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH, Reason
from tattoobot.domain.lead import OPEN, Source
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Found, Intent, Reading, Topic, Years
from tattoobot.domain.understanding.set_texts import orders_the_bot
from tattoobot.domain.understanding.text import SENTENCES

LOOKED_UP = "payment_looked_up"
"""The remark to a client who says that they have paid; Stripe is asked."""

UNSEEN_EDIT = "cannot_see_edits"
"""The remark to a client who has changed a message: WhatsApp tells us that, and not into what."""

MAY_HOLD_AN_IDEA = frozenset({Intent.ENQUIRY, Intent.ANSWER, Intent.CORRECTION, Intent.PRICE_QUESTION})

OF_A_PICTURE = frozenset({Intent.ENQUIRY, Intent.ANSWER, Intent.OTHER})
"""Intents of a caption that only says what the picture shows, where nothing was read in it."""

ABOUT_THE_STUDIO = frozenset({Intent.POLICY_QUESTION, Intent.AFTERCARE_QUESTION})
"""Intents of a question whose subject is no tattoo: "is there parking near you?"."""


def keep(turn: Turn, message: Inbound, reading: Reading) -> None:
    """Take every fact out of one message."""
    if message.kind is Kind.CHOICE:
        _keep_choice(turn, message)
        return
    if is_picture(message):
        keep_picture(turn)
    elif message.media is not None and pictures.is_unshown_picture(message.kind, message.media.mime_type):
        turn.remark("picture_as_photo")
    elif message.kind is Kind.LOCATION:
        keep_fact(turn, "location", reading.slots.get("location"), message.text, Source.WORDS)
        return
    elif message.kind is Kind.UNSUPPORTED and message.detail == "edit":
        turn.remark(UNSEEN_EDIT)
    elif message.kind not in {Kind.TEXT, Kind.CONTACTS, Kind.STICKER}:
        turn.remarks.append("voice_note" if message.kind is Kind.AUDIO else "cannot_read")
        turn.needs_artist.extend([FlagReason.VOICE_NOTE] if message.kind is Kind.AUDIO else [])
    if turn.contact:
        keep_beside(turn, turn.contact, reading)
        turn.remarks += [] if any(map(str.isalnum, message.text)) else ["good_to_know"]
    if turn.material is not None:
        _keep_material(turn, message, reading)
    elif message.text.strip():
        _keep_words(turn, message.text, reading, caption=is_picture(message))


def keep_quietly(turn: Turn, message: Inbound, reading: Reading) -> None:
    """Facts are facts, whoever asked. What is open stays open until the bot comes back."""
    if turn.lead is None or turn.lead.status not in OPEN:
        return
    if message.kind is Kind.CHOICE:
        _keep_choice(turn, message)
    elif is_picture(message):
        keep_picture(turn)
    if "minor" in reading.flags:
        keep_too_young(turn, message.text, years_in(reading))
        turn.needs_artist.append(FlagReason.UNDER_AGE)
    for fact in reading.found:
        if len(fact.readings) <= 1 or of_known_place(turn, fact) is not None:
            keep_found(turn, fact, message.text, reading)


def is_picture(message: Inbound) -> bool:
    return pictures.is_picture(message.kind, message.media.mime_type if message.media else "")


# ---------------------------------------------------------------- a choice that was tapped


def _keep_choice(turn: Turn, message: Inbound) -> None:
    key, _, offer_id = (message.choice or "").partition(":")
    question = turn.question(key)
    offer = next((o for o in question.offers if o.id == offer_id), None) if question else None
    if question is not None and offer is not None and key == "adult" and offer.value is False:
        keep_too_young(turn, message.text)
    elif question is not None and offer is not None:
        turn.chosen.add(key)
        if offer.unsure and not question.optional:
            turn.remark(FIND_OUT)
        keep_fact(turn, key, offer.value, message.text, Source.UNSURE if offer.unsure else Source.TAP)
    elif key == READING:
        keep_reading(turn, message.choice or "", message.text)
    elif key in {SUMMARY, CHANGE}:
        turn.tapped.add(message.choice or "")
        turn.chosen |= {CHANGE} if message.choice == "summary:change" else set()


# ---------------------------------------------------------------- words


def _keep_words(turn: Turn, text: str, reading: Reading, *, caption: bool) -> None:
    if orders_the_bot(text):
        return
    notice(turn, text, reading)
    reading = with_named_put_right(turn, text, idea_as_pictured(turn, text, reading))
    asked = turn.asked
    if not caption and hear_yes_and_remark(turn, text, reading):
        return
    asks_age = Topic.AGE in reading.topics and "?" in text and len(SENTENCES.findall(text)) == 1
    anew = None if asks_age else hear_idea_anew(turn, text, reading)  # Not of "with my permission?"
    turn.shows_again = turn.shows_again and not asks_to_send(text)
    told_anew, reading = anew is not None, anew or reading
    if not told_anew and (hear_what_is_sought(turn, text) or _says_something_first(turn, text, reading)):
        return
    if asked in {SUMMARY, CHANGE}:
        reading = with_size_put_right(turn, text, plain(text, reading))
    if anew is not None:
        reading = replace(reading, intent=Intent.CORRECTION)
    reading = affirmed(turn, text, hear_span(turn, text, reading))
    if caption and reading.intent is not Intent.CORRECTION:  # "A picture of my back": it moves no place.
        reading = replace(reading, found=tuple(one for one in reading.found if not turn.knows(one.key)))
    for fact in reading.found:
        if _asks_about_our_amount(turn, fact, text):
            turn.pass_on(FlagReason.QUESTION)
        elif not _same_words_answer(turn, fact, reading) and not is_of_something_else(
            turn, fact, text, reading
        ):
            keep_found(turn, fact, text, reading)
    keep_links(turn, text)
    _note_intent(turn, text, reading)
    if not told_anew and _tells_only_words_of_a_time(turn, text, reading):
        keep_times(turn, None, without_town(text, text, reading))
    elif (
        asked is not None
        and (not told_anew or asked in {SUMMARY, CHANGE})
        and (reading.found or FlagReason.ANOTHER_PIECE not in turn.passed_on)
        and "card_number" not in reading.flags
        and not (caption and _says_what_is_shown(turn, asked, reading))
    ):
        answer_open_question(turn, asked, text, reading)


def _says_what_is_shown(turn: Turn, asked: str, reading: Reading) -> bool:
    """ "The map" under a picture is no style and no town."""
    question = turn.question(asked)
    return question is not None and not question.own and asked != "idea" and reading.intent in OF_A_PICTURE


def answer_open_question(turn: Turn, asked: str, text: str, reading: Reading) -> None:
    if asked == "idea" and not turn.knows(asked):
        reading = replace(reading, found=tuple(fact for fact in reading.found if fact.key != "idea"))
    if any(fact.key == asked for fact in reading.found) or _only_takes_back(turn, reading) or reminds(text):
        return
    if turn.known_already and not reading.found:
        return  # "My friend says ribs"
    question = turn.question(asked)
    if not turn.knows(asked):
        take_as_answer(turn, asked, text, reading)
    elif question is not None and question.own:
        add_to_words(turn, asked, text)


def _only_takes_back(turn: Turn, reading: Reading) -> bool:
    """ "I don't live in Leeds": of the open question it says nothing."""
    back = any(tap.startswith("change:") for tap in turn.tapped)
    return back and reading.intent is Intent.CORRECTION and not reading.found


def _tells_only_words_of_a_time(turn: Turn, text: str, reading: Reading) -> bool:
    """ "Not the 14th", "after the holidays": no value, and an answer all the same."""
    if "timing" in reading.slots or reading.intent in QUESTIONS_ASKED:
        return False
    expected = any(question.key == "timing" for question in turn.questions_asked)
    return (expected or turn.knows("timing")) and only_words_tell(text, None)


def _says_something_first(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether it answers nothing: it is about a change, announces a picture, or is about another booking."""
    if hear_tears(turn, text, reading):
        return True
    if (wrong := only_says_wrong(turn, text)) or only_thinks_otherwise(turn, text):
        again = wrong and (turn.enquiry.asked.get(CHANGE) or not turn.knows(IDEA))  # It is then asked anew.
        turn.tapped.add(f"change:{IDEA}" if again else "summary:change")
        return True
    wrong_one = None if reading.found else named_as_wrong(turn, text)
    if wrong_one or turn.asked in {SUMMARY, CHANGE}:
        named = wrong_one or named_to_change(turn, text, reading)
        turn.tapped |= {f"change:{named}"} if named else set()
        return named is not None
    if hear_what_is_pointed_at(turn, text, reading):
        return True
    if reading.sure <= {Topic.SENDING} and hear_what_is_announced(turn, text, reading):
        if reading.intent is not Intent.YES and not turn.knows(PICTURES):
            keep_fact(turn, PICTURES, "later", text, source_of(reading))
        return True
    return hear_of_a_booking(turn, text, reading)


def _keep_material(turn: Turn, message: Inbound, reading: Reading) -> None:
    """Read what somebody else wrote for the open question only. It chooses, sends and asks nothing."""
    for fact in reading.found:
        if not turn.knows(fact.key):
            keep_found(turn, fact, message.text, reading)
    question = turn.question(turn.asked)
    if question is None or question.key == "adult" or turn.knows(question.key):
        return
    if message.forwarded and message.text.strip():
        take_words(turn, question, message.text, reading)


def _asks_about_our_amount(turn: Turn, fact: Found, text: str) -> bool:
    """ "Is 60000 a typo?", once a deposit is asked for, is no budget."""
    return fact.key == "budget" and turn.awaits_deposit and "?" in text[fact.end :]


def _changes_nothing(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    """ "Do you do hands too?", "for my sister 5 cm", once the brief is with the artist, who hears of it."""
    if turn.is_consulting or not turn.knows(fact.key) or fact.key in {"adult", "idea", PICTURES}:
        return False
    if reading.intent in {Intent.CORRECTION, *PASSED_ON}:
        return False
    said = sentence_with(fact, text)
    asks_price = reading.intent is Intent.PRICE_QUESTION and (
        Topic.PRICE in reading.topics or not wishes(said)
    )
    if speaks_of_another(said) or asks_price:
        return True
    asks = said.endswith("?") or (reading.intent in QUESTIONS_ASKED and not asks_beside(said, text))
    return asks and not wishes(said)


def keep_found(turn: Turn, fact: Found, text: str, reading: Reading) -> None:
    if _changes_nothing(turn, fact, text, reading):
        if reading.intent in QUESTIONS_ASKED or turn.meanwhile:
            turn.tell(FlagReason.QUESTION)
        else:
            turn.pass_on(FlagReason.QUESTION)
    elif len(fact.readings) > 1:
        place = of_known_place(turn, fact)
        if place is None:
            turn.ambiguous, turn.ambiguous_words = fact, _words_of(fact, text)
        else:
            keep_fact(turn, "placement", place, _words_of(fact, text), Source.WORDS)
    elif fact.key == "idea" and is_of_the_old_one(turn, fact, text, reading):
        if not turn.knows("cover_up"):
            keep_fact(turn, "cover_up", "cover_up", text, Source.WORDS)
    elif fact.key == "idea" and (not is_no_more(text) or is_a_mandala(turn, reading)):
        beside = OF_THE_PIECE.intersection(reading.slots)
        about_studio = reading.intent in ABOUT_THE_STUDIO and not beside
        asks = about_studio and sentence_with(fact, text).endswith("?")
        if (
            not asks
            and tells_an_idea(turn, fact, text, reading)
            and (turn.asked == "idea" or reading.intent in MAY_HOLD_AN_IDEA or beside)
        ):
            _keep_idea(turn, fact, text, reading)
    elif fact.key == "timing" and not _beside_the_point(turn, fact.key, reading):
        _keep_time(turn, fact, text, reading)
    elif fact.key in READ and not _beside_the_point(turn, fact.key, reading):
        value = with_known_place(turn, fact.value) if fact.key == "placement" else fact.value
        if value is not None:
            keep_fact(turn, fact.key, value, _words_of(fact, text), Source.WORDS)


def _keep_time(turn: Turn, fact: Found, text: str, reading: Reading) -> None:
    if fact.value is None:
        turn.remark("past_date")
        return
    words = text if turn.asked == "timing" else sentence_with(fact, text)
    known = turn.enquiry_answers["timing"].value if turn.knows("timing") else None
    value = in_the_known_month(known, fact.value, words, turn.context)
    keep_times(turn, value, without_town(words, text, reading))
    kept = turn.enquiry.answers["timing"].value or {}  # Who can come whenever, still can.
    if kept.get("from") and is_far_ahead(fact.value, text, turn.today):
        turn.remark(FAR_DATE)


def _keep_idea(turn: Turn, fact: Found, text: str, reading: Reading) -> None:
    said = idea_in(fact, text, reading, turn.context)
    if said is not None and turn.lacks("idea") and turn.material is None:
        turn.subject = subject_of(fact, text, reading)
    keep_idea(turn, text, said, source_of(reading))


def _words_of(fact: Found, text: str) -> str:
    return text[fact.start : fact.end] or text


def _same_words_answer(turn: Turn, fact: Found, reading: Reading) -> bool:
    """ "palm" may be a size or a place: where the size was asked for, it does not move a place that is known."""
    answer = next((other for other in reading.found if other.key == turn.asked), None)
    if answer is None or fact.key in {turn.asked, "idea"} or not turn.knows(fact.key):
        return False
    return fact.overlaps(answer)


def _beside_the_point(turn: Turn, key: str, reading: Reading) -> bool:
    """Whether an answer to a question of the studio's own only mentions a fact: it then changes nothing known."""
    asked = turn.question(turn.asked)
    return asked is not None and asked.own and turn.knows(key) and reading.intent is not Intent.CORRECTION


def _note_intent(turn: Turn, text: str, reading: Reading) -> None:
    if turn.has_paid and asks_for_money_back(text):
        turn.pass_on(FlagReason.REFUND_WANTED)
    elif reading.intent in PASSED_ON:
        turn.pass_on(PASSED_ON[reading.intent])
    elif reading.flags & HEALTH:
        turn.pass_on(Reason.MEDICAL, about_health(turn, reading))
    elif "payment_screenshot" in reading.flags or (
        (turn.awaits_deposit or turn.has_paid) and says_paid(text)
    ):
        turn.remark(_about_payment(turn))
    elif turn.awaits_deposit and asks_for_link(text):
        turn.wants_link = True
        return
    if only_reminds(reading, text):
        return
    if reading.sure or (
        (reading.intent in QUESTIONS_ASKED or _asks_beside(reading)) and not recalls(turn, text)
    ):
        answer_or_pass_on(turn, reading, text)
    if reading.intent is Intent.ENQUIRY and asks_for_several(text):
        turn.needs_artist.append(FlagReason.SEVERAL_PIECES)
        turn.remark(SEVERAL)
        turn.lead = replace(turn.enquiry, asked={**turn.enquiry.asked, SEVERAL: 1})
    if "minor" in reading.flags:
        keep_too_young(turn, text, years_in(reading))


def _asks_beside(reading: Reading) -> bool:
    """ "Can I come on Friday?", "do you do colour?": facts, and questions."""
    of_colour = reading.slots.keys() == {"colour"} and Topic.OFFERED in reading.topics
    return of_colour or ("timing" in reading.slots and Topic.AVAILABILITY in reading.topics)


def _about_payment(turn: Turn) -> str:
    """Whose date comes next hears that, and not that it may go back: that is for money nobody waited for."""
    if turn.date_comes_next:
        return "deposit_is_in"
    told = LOOKED_UP if turn.awaits_deposit else "payment_screenshot"
    return PAYMENT_HELD if turn.deposit is Payable.HELD else told


def years_in(reading: Reading) -> Years | None:
    return next((fact.years for fact in reading.found if fact.key == "adult"), None)
