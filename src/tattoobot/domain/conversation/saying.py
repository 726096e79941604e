"""One message: what was understood, what the client asked, then what comes next."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tattoobot.domain import consultation
from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.asking import taps_for
from tattoobot.domain.conversation.client_questions import SAID_ANEW, UNKNOWN, says_itself
from tattoobot.domain.conversation.early_sending import STILL_NEEDED, still_needed
from tattoobot.domain.conversation.facts import TOO_LARGE
from tattoobot.domain.conversation.kindness import is_gentle
from tattoobot.domain.conversation.opening import changed, named, noted
from tattoobot.domain.conversation.times import FAR_DATE
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.facts import NEVER_SAID_BACK
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import LATE, Reason, when_answered
from tattoobot.domain.lead import BESIDE_THE_PIECE, Answer, Lead
from tattoobot.domain.messages import MENU_ROW_LIMIT
from tattoobot.domain.money import Money
from tattoobot.domain.pace import mark_of, says_the_same, told_of
from tattoobot.domain.says import Phrase, Say, Tap

NEW_PIECE = Tap("again:new", "offer.again.new")
SUMMARY_TAPS: tuple[Tap, ...] = (
    Tap("summary:send", "offer.summary.send"),
    Tap("summary:change", "offer.summary.change"),
)

SAID_BACK_BESIDE = {"style_not_offered": "style", FAR_DATE: "timing", TOO_LARGE: "size"}
"""Remarks that say back what they are about."""

THANKS, CALM_THANKS = "thanks_for_pictures", "got_pictures"
OF_PICTURES = frozenset({THANKS, CALM_THANKS, "pictures_came"})
"""What is said of pictures that have come."""
ACKNOWLEDGES = (
    "noted",
    "changed",
    "named",
    "kind.",
    "thanks_for",
    "passed_on",
    "added",
    "told.",
    "voice_note",
    "welcome",
)
"""How the keys of sentences begin that say thanks, or that something was heard."""
SHORTER = {
    "passed_on": "passed_on_too",
    "added": "added.too",
    "noted.3": "noted",
    "got_pictures": "pictures_came",
}
"""What is said instead where that was said already."""

CALL_WANTED = "handover.human_request.call"

PAYMENT_HELD = "payment_is_held"
"""The remark to a client who asks after money that came when nothing was due."""


def put(
    turn: Turn,
    *phrases: Phrase,
    taps: tuple[Tap, ...] = (),
    new_too: bool = True,
    link: str | None = None,
    names_idea: bool = True,
) -> None:
    """Say it after whatever the turn has to remark. New facts are said back too, except before the whole summary."""
    said = _thanking_once((*_beforehand(turn, facts=bool(phrases) and names_idea, new_too=new_too), *phrases))
    if said:
        label = "pay_deposit" if link else ""
        turn.says.append(Say(said, () if link else _with_new_piece(turn, taps), link, label))


def put_facts(turn: Turn) -> None:
    """What was told, said back and no more."""
    if said := _thanking_once(tuple(_beforehand(turn))):
        turn.says.append(Say(said))


def put_first_new(
    turn: Turn,
    *forms: Phrase | tuple[Phrase, ...],
    taps: tuple[Tap, ...] = (),
    new_too: bool = True,
) -> None:
    """The same question in the first of these forms that the client has not just read."""
    beforehand = _thanking_once(tuple(_beforehand(turn, new_too=new_too)))
    taps = _with_new_piece(turn, taps)
    for form in forms:
        asked = (form,) if isinstance(form, Phrase) else form
        say = Say((*beforehand, *asked), taps)
        # Beside something new the same question may stand once more.
        if not says_the_same(say, turn.pace.said) if beforehand else mark_of(asked[0]) not in turn.pace.said:
            break
    turn.says.append(say)


def _thanking_once(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """What came is acknowledged by its first sentence; those after it only say where it goes."""
    said: list[Phrase] = []
    for phrase in phrases:
        shorter = SHORTER.get(phrase.key)
        acknowledged = any(one.key.startswith(ACKNOWLEDGES) for one in said)
        said.append(replace(phrase, key=shorter) if shorter and acknowledged else phrase)
    return tuple(said)


def _with_new_piece(turn: Turn, taps: tuple[Tap, ...]) -> tuple[Tap, ...]:
    if turn.offers_new and (turn.is_open or turn.is_over) and len(taps) < MENU_ROW_LIMIT:
        return (*taps, NEW_PIECE)
    return taps


def _beforehand(turn: Turn, *, facts: bool = True, new_too: bool = True) -> list[Phrase]:
    said = [phrase for remark in turn.remarks for phrase in _in_full(turn, remark)]
    if count := pictures_together(turn):
        said.append(Phrase(CALM_THANKS if _shows_what_hurts(turn) else THANKS, {"count": count}))
    echoed = _said_back(turn, turn.changed + (turn.echoed if new_too else []))
    if not echoed and not said and not turn.gained:
        echoed = _said_back(turn, turn.known_already)
    if facts and echoed and turn.changed:
        said.append(changed(turn, echoed))
    elif facts and new_too and (idea := named(turn, echoed)):
        said.append(idea)
    elif facts and echoed:
        said.append(noted(turn, echoed))
    return said


def _shows_what_hurts(turn: Turn) -> bool:
    """A scar, an old tattoo, something of one who has died: its picture is not called lovely."""
    answers = turn.enquiry_answers
    covers = "cover_up" in answers and answers["cover_up"].value in {"cover_up", "rework"}
    return covers or is_gentle(turn)


def _shows_a_scar(turn: Turn) -> bool:
    """Who has just told of a scar does not hear it called a cover-up."""
    known = turn.enquiry_answers.get("cover_up")
    return known is not None and known.value == "cover_up" and is_gentle(turn)


def pictures_together(turn: Turn) -> int:
    """How many pictures the client is to be thanked for: all that came together, once there is a new one."""
    pace = turn.pace
    waiting = pace.album - pace.thanked + turn.pictures
    return pace.album + turn.pictures if waiting and pace.continues_album(turn.now) else waiting


def leave_out_what_was_said(turn: Turn) -> None:
    """Give a question that is asked again to a person: the first answer did not help."""
    known = turn.pace.known(turn.now)
    remarks = [
        one for one in turn.remarks if one not in {*UNKNOWN, *SAID_ANEW}
    ]  # their words change by themselves
    said = [one for one in remarks if all(mark_of(phrase) in known for phrase in _in_full(turn, one))]
    turn.remarks = [remark for remark in turn.remarks if remark not in said]
    if turn.meanwhile:
        return  # A person answers, and knows.
    if any(remark.startswith("answer.") for remark in said):
        turn.pass_on(FlagReason.QUESTION)
    if "passed_on" in {*turn.remarks, *said}:
        turn.remarks = [remark for remark in turn.remarks if remark != "passed_on"]
        asks = FlagReason.QUESTION in turn.passed_on and not turn.repeats and "passed_on_too" not in known
        if asks or any(told_of(reason) not in known for reason in turn.passed_on):
            turn.remark("passed_on_too" if "passed_on" in turn.pace.said else "passed_on")
    turn.said_before = turn.said_before or bool(said)


def _in_full(turn: Turn, remark: str) -> list[Phrase]:
    """Add the studio's figures for who asks for the price, where the studio says so."""
    answers = turn.lead.answers if turn.lead else {}
    if remark == PAYMENT_HELD and turn.owed is not None:
        return [Phrase(remark, {"amount": turn.owed.amount})]
    if remark in {"style_not_offered", TOO_LARGE}:
        about = SAID_BACK_BESIDE[remark]
        return [Phrase(remark, {"answers": {about: answers[about]}})]
    if remark == FAR_DATE:
        when = answers["timing"]
        return [Phrase(remark, {"answers": {"timing": when}, "year": when.value["from"][:4]})]
    if remark == STILL_NEEDED:
        return [Phrase(remark, {"labels": tuple(one.key for one in still_needed(turn))})]
    if remark in {"answer.sent", "answer.sent.again"}:
        return [Phrase(remark, {"answers": {key: answers[key] for key in turn.shown}})]
    if remark == "answer.deposit":
        return _of_deposit(turn, Money(turn.studio.deposit_for(answers), turn.studio.currency))
    if remark == "answer.payment" and turn.has_paid:
        return _own(turn, remark) or [Phrase("answer.payment.paid")]
    if remark == "answer.address" and not says_itself(turn.studio, remark):
        return [Phrase("booked.map", {"link": turn.studio.map_url})]
    if remark in {"answer.moving", "answer.calling_off"}:
        own = _own(turn, "answer.policy")
        return own if own and remark == "answer.moving" else [Phrase(remark), *own]
    if remark != "answer.price" or not turn.studio.prices.shown:
        return [Phrase(remark)]
    price = turn.studio.estimate_of(answers).price
    least = turn.studio.prices.minimum
    tells = least and _names(turn, remark, least)
    figures = (
        [Phrase("answer.price.minimum", {"money": {"minimum": (least, None)}})] if least and not tells else []
    )
    if price is not None:
        figures.append(Phrase("answer.price.estimate", {"money": {"price": price}}))
    return [Phrase(remark), *figures]


def _of_deposit(turn: Turn, amount: Money) -> list[Phrase]:
    """The same fact once: what the studio says itself stands for our words, as far as it goes."""
    policy = _own(turn, "answer.policy")
    if policy and _names(turn, "answer.policy", amount.amount):
        return policy
    own = bool(_own(turn, "answer.deposit"))
    key = "answer.deposit.amount" if policy and not own else "answer.deposit"
    return [Phrase(key, {"amount": amount}), *policy]


def _own(turn: Turn, key: str) -> list[Phrase]:
    """What the studio says in words of its own, where it does so in the client's language."""
    return [Phrase(key)] if key in turn.studio.wording.get(turn.language, {}) else []


def _names(turn: Turn, key: str, amount: Decimal) -> bool:
    """Whether the studio's own words name this amount already."""
    own = turn.studio.wording.get(turn.language, {}).get(key, "")
    return re.search(rf"(?<!\d){amount.normalize():f}(?!\d)", own) is not None


def _said_back(turn: Turn, keys: Sequence[str]) -> dict[str, Answer]:
    """In the order of the questions."""
    if turn.lead is None:
        return {}
    answers = turn.lead.answers
    silent = NEVER_SAID_BACK - ({"idea"} & set(turn.changed))
    silent |= {key for remark, key in SAID_BACK_BESIDE.items() if remark in turn.remarks}
    if _shows_a_scar(turn):
        silent |= {"cover_up"} - {*turn.changed}
    ordered = consultation.in_order(dict.fromkeys(keys), turn.studio.questions)
    return {key: answers[key] for key in ordered if key in answers and key not in silent}


def summary_of(lead: Lead) -> Say:
    answers = {key: answer for key, answer in lead.answers.items() if key not in BESIDE_THE_PIECE}
    return Say((Phrase("summary", {"answers": answers}),), SUMMARY_TAPS)


def taps_to_change(turn: Turn) -> tuple[Tap, ...]:
    answers = turn.enquiry.answers
    known = [q.key for q in turn.studio.questions if q.key in answers and q.key != "reference_images"]
    taps = (Tap(f"change:{key}", f"label.{key}", {"answer": (key, answers[key])}) for key in known)
    return tuple(taps)[:MENU_ROW_LIMIT]


def taps_on_screen(turn: Turn) -> tuple[Tap, ...]:
    """What stands below the question that is open, in its order; none where that is not known any more."""
    question = turn.question(turn.asked)
    if any(said.startswith("which.") for said in turn.pace.said):
        return ()
    if turn.asked == SUMMARY:
        taps = SUMMARY_TAPS
    elif turn.asked == CHANGE:
        taps = taps_to_change(turn)
    else:
        taps = taps_for(turn.questions_asked) if question is not None else ()
    offered_new = "came_back" in turn.pace.said and len(taps) < MENU_ROW_LIMIT
    return (*taps, NEW_PIECE) if offered_new else taps


def handed_over(turn: Turn, reason: Reason) -> Say:
    """Announce who answers from now on, and when. Whatever else was asked, a person answers that too."""
    greeting = [
        Phrase(remark) for remark in turn.remarks if remark in {"hello", "hello.gentle", "welcome_back"}
    ]
    told = Phrase(CALL_WANTED if turn.wants_call else f"handover.{reason}")
    return Say((*greeting, told, when_a_person_answers(turn)))


def when_a_person_answers(turn: Turn) -> Phrase:
    """The promise. Where the one before was not kept it is not made anew."""
    if turn.is_late:
        return Phrase(LATE)
    return when_answered(
        turn.studio.handover,
        turn.now,
        turn.studio.zone,
        in_studios_language=turn.language == turn.studio.language,
    )
