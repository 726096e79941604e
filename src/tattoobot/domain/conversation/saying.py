"""One message: what was understood, what the client asked, then what comes next."""

from collections.abc import Sequence

from tattoobot.domain import consultation
from tattoobot.domain.consultation import Question
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.handover import Reason, announcement, when_answered
from tattoobot.domain.lead import Answer, Lead
from tattoobot.domain.says import Phrase, Say, Tap

NEVER_SAID_BACK = frozenset({"adult", "reference_images", "idea"})


def put(turn: Turn, *phrases: Phrase, taps: tuple[Tap, ...] = (), new_too: bool = True) -> None:
    """Said after whatever the turn has to remark. New facts are said back too, except before the whole summary."""
    said = [phrase for remark in turn.remarks for phrase in _in_full(turn, remark)]
    if turn.pictures:
        said.append(Phrase("thanks_for_pictures", {"count": turn.pictures}))
    echoed = _said_back(turn, turn.changed + (turn.echoed if new_too else []))
    if echoed and phrases:
        said.append(Phrase("changed" if turn.changed else "noted", {"answers": echoed}))
    if said or phrases:
        turn.says.append(Say((*said, *phrases), taps))


def _in_full(turn: Turn, remark: str) -> list[Phrase]:
    """Who asks for the price hears the studio's figures too, where the studio says so."""
    answers = turn.lead.answers if turn.lead else {}
    if remark == "style_not_offered":
        return [Phrase(remark, {"answers": {"style": answers["style"]}})]
    if remark != "answer.price" or not turn.studio.prices.shown:
        return [Phrase(remark)]
    price = turn.studio.estimate_of(answers).price
    least = turn.studio.prices.minimum
    figures = [Phrase("answer.price.minimum", {"money": {"minimum": (least, None)}})] if least else []
    if price is not None:
        figures.append(Phrase("answer.price.estimate", {"money": {"price": price}}))
    return [Phrase(remark), *figures]


def _said_back(turn: Turn, keys: Sequence[str]) -> dict[str, Answer]:
    """In the order of the questions."""
    if turn.lead is None:
        return {}
    answers = turn.lead.answers
    silent = NEVER_SAID_BACK | ({"style"} if "style_not_offered" in turn.remarks else set())
    ordered = consultation.in_order(dict.fromkeys(keys), turn.studio.questions)
    return {key: answers[key] for key in ordered if key in answers and key not in silent}


def summary_of(lead: Lead) -> Say:
    taps = (Tap("summary:send", "offer.summary.send"), Tap("summary:change", "offer.summary.change"))
    return Say((Phrase("summary", {"answers": lead.answers}),), taps)


def taps_of(question: Question) -> tuple[Tap, ...]:
    key = question.key
    return tuple(Tap(f"{key}:{offer.id}", f"offer.{key}.{offer.id}") for offer in question.offers)


def handed_over(turn: Turn, reason: Reason) -> Say:
    """Who answers from now on, and when. Nothing beside it: whatever else was asked, a person answers that too."""
    greeting = [Phrase(remark) for remark in turn.remarks if remark in {"hello", "welcome_back"}]
    told = announcement(
        reason,
        turn.studio.handover,
        turn.now,
        turn.studio.zone,
        in_studios_language=turn.language == turn.studio.language,
    )
    return Say((*greeting, *told))


def when_a_person_answers(turn: Turn) -> Phrase:
    return when_answered(
        turn.studio.handover,
        turn.now,
        turn.studio.zone,
        in_studios_language=turn.language == turn.studio.language,
    )
