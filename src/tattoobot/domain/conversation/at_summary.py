"""What clients write under the summary: send it, change something, nothing to change; and a yes that says more.

A plain yes, and a tap, need none of this. Everything here is read in all five languages, whoever writes.
"""

import re
from dataclasses import replace

from tattoobot.domain.conversation.saying_so import CHANGE_OF_MIND
from tattoobot.domain.conversation.sending import (
    agrees,
    asks_to_send,
    ends_with_go,
    holds_back,
    is_no_more,
    only_asks,
    questions_beside,
)
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Reading
from tattoobot.domain.understanding.vocabulary.lists import listed

CHANGES = (
    r"\b(?:chang\w+|edit\w*|correct (?:something|it|this)|cambi\w+|modific\w+|corregir|muda\w*|alter\w+|corrigir"
    r"|änder\w*|korrigier\w*|modifi\w+|corriger)\b"
)

CHANGES_A_THING = re.compile(CHANGES, re.IGNORECASE)

NOTHING_TO_CHANGE = re.compile(
    r"\b(?:nothing|no need|don['’]?t (?:want|need)|do not (?:want|need)|nada|no quiero|não (?:quero|precisa)|nichts"
    r"|nix|rien|pas besoin)\b(?:\W+\w+){0,3}?\W+(?:" + CHANGES + r")"
    r"|\b(?:no|without|sin|sem|keine|pas de|aucun) (?:more )?"
    r"(?:changes?|cambios?|mudanças?|alterações|änderungen?|changements?)\b|\bne change[zs]? rien\b",
    re.IGNORECASE,
)

CHANGE_SOMETHING = re.compile(
    r"^\W*(?:\w+\W+){0,4}?"
    + CHANGES
    + r"\W*(?:something|sth|things?|some|one|it|a bit|algo|una cosa|uma coisa|alguma coisa|un point|quelque chose"
    r"|un truc|please|pls|por favor|bitte|stp|svp|\W)*$|\b(?:etwas|was|gern) (?:\w+ )?änder\w*\W*(?:bitte)?\W*$",
    re.IGNORECASE,
)

IN_COLOUR = re.compile(
    r"\b(?:in|en|em|a)\s+(?:full\s+)?(?:farbe|colou?r|couleurs?|cor|cores|color)\b", re.IGNORECASE
)
"""Here the word is the answer, and not what the question is called."""

YES = listed("yes")

UNLESS = re.compile(
    CHANGES
    + r"|\b(?:not|no|never|don['’]?t|isn['’]?t|wrong|instead|rather|different|other than|bigger|smaller|larger"
    r"|make|add|move|put|remove|wait|later|before|first|hold on|tomorrow"
    r"|todavía|aún|espera|luego|después|antes|mejor|más grande|más pequeñ[oa]|quita|añade|pon"
    r"|não|ainda|espera|depois|melhor|maior|menor|tira|coloca|põe"
    r"|nicht|kein\w*|noch|warte|später|lieber|größer|kleiner|falsch|doch|mach\w*"
    r"|pas|ne|encore|attends|attendez|plus tard|avant|plutôt|plus grande?|plus petite?|ajoute\w*|enlève\w*)\b",
    re.IGNORECASE,
)
"""What makes a yes conditional: it is not sent before that is settled."""

DISCOUNT = re.compile(
    r"\d\s*%|\b(?:discount|for free|free of charge|descuento|gratis|rebaja|desconto|grátis|rabatt|umsonst|kostenlos"
    r"|réduction|remise|gratuit\w*)\b",
    re.IGNORECASE,
)

ANOTHER_PIECE = re.compile(
    r"\b(?:friend|mate|partner|sister|brother|wife|husband|girlfriend|boyfriend|mum|mom)(?:['’]?s)?"
    r" (?:one|piece|tattoo|tat)\b"
    r"|\b(?:other|second|another) (?:one|piece|tattoo|tat)\b"
    r"|\b(?:el|la) (?:otr[oa]|segund[oa]|de mi (?:amig[oa]|herman[oa]|novi[oa]|pareja))\b"
    r"|\b(?:[oa] (?:outr[oa]|segund[oa])|[oa] d[oae] (?:meu|minha|me[ui]) (?:amig[oa]|irmã|irmão|namorad[oa]))\b"
    r"|\b(?:das|die|der) (?:andere|zweite|von mein\w+ \w+)\b"
    r"|\b(?:l['’]autre|le deuxième|la deuxième|(?:celui|celle) de (?:mon|ma) \w+)\b",
    re.IGNORECASE,
)

COURTESY = re.compile(
    r"\b(?:please|pls|thanks|por favor|bitte|stp|svp|s['’]il (?:te|vous) pla[iî]t)\W*$", re.IGNORECASE
)

CLAUSES = re.compile(r"[,.!?;:…\n]+|\s[-–—]\s")


def plain(text: str, reading: Reading) -> Reading:
    """ "Changer un point" is no other date for an appointment; there is none yet. "Hand it over" is no hand."""
    if is_no_more(text):
        return replace(reading, intent=Intent.YES, found=())
    if NOTHING_TO_CHANGE.search(text):
        return replace(reading, intent=Intent.YES)
    return replace(reading, intent=Intent.NO) if CHANGE_SOMETHING.search(text.strip()) else reading


def named_to_change(turn: Turn, text: str, reading: Reading) -> str | None:
    """The question that "the size" means, once it is about changing something; not one answered by the way."""
    words = CHANGE_OF_MIND.sub(" ", text)
    named = [question for question in turn.studio.questions if question.is_named(words)]
    if reading.sure or len(named) != 1 or not turn.knows(named[0].key) or IN_COLOUR.search(text):
        return None
    told = (text[fact.start : fact.end] for fact in reading.found if fact.key == named[0].key)
    return None if any(not named[0].is_mentioned(said) for said in told) else named[0].key


def says_send(turn: Turn, text: str, reading: Reading) -> bool:
    """A yes, alone or beside a question, which keeps nobody waiting: the artist gets both."""
    if reading.found or only_asks(text) or (reading.sure and not asks_to_send(text) and _is_one(text)):
        return False
    if (reading.intent is Intent.YES and not holds_back(text)) or _agrees_and_says_more(turn, text):
        return True
    return (asks_to_send(text, politely=True) or agrees(text)) and not any(
        UNLESS.search(question) for question in questions_beside(text)
    )


def _is_one(text: str) -> bool:
    """ "Isso é um robô?" begins like a yes, and only asks."""
    return len([clause for clause in CLAUSES.split(text) if clause.strip()]) == 1


def sends_what_it_changes(reading: Reading, text: str) -> bool:
    """ "Inner forearm, then send it": the change is made, said back, and it is sent. Pictures are waited for."""
    keys = {fact.key for fact in reading.found}
    settled = all(len(fact.readings) <= 1 for fact in reading.found)
    return (
        bool(keys)
        and settled
        and "reference_images" not in keys
        and (asks_to_send(text) or ends_with_go(text))
    )


def says_change(reading: Reading) -> bool:
    return reading.intent is Intent.NO and not reading.found


def note_what_stands_beside(turn: Turn, text: str, reading: Reading) -> None:
    """Pass on what came with the yes; nothing is promised about it."""
    if ANOTHER_PIECE.search(text):
        _leave_to_artist(turn, FlagReason.ANOTHER_PIECE, "another_piece")
    elif DISCOUNT.search(text) or "haggling" in reading.flags:
        _leave_to_artist(turn, FlagReason.DISCOUNT_WANTED, "about_discount")
    elif reading.intent is Intent.POLICY_QUESTION and FlagReason.QUESTION not in turn.passed_on:
        turn.pass_on(FlagReason.QUESTION, "passed_on_too")


def _leave_to_artist(turn: Turn, reason: FlagReason, told: str) -> None:
    turn.remarks = [remark for remark in turn.remarks if not remark.startswith("answer.")]
    turn.needs_artist = [one for one in turn.needs_artist if one is not FlagReason.QUESTION]
    turn.passed_on = [one for one in turn.passed_on if one is not FlagReason.QUESTION]
    turn.pass_on(reason, told)


def _agrees_and_says_more(turn: Turn, text: str) -> bool:
    clauses = [clause.split() for clause in CLAUSES.split(text.casefold()) if clause.strip()]
    if not clauses or UNLESS.search(text):
        return False
    first = clauses[0]
    if {first[0], first[-1]}.isdisjoint(YES) and not _is_yes(turn, " ".join(first)):
        return False
    return "?" in text or any(told.search(text) for told in (DISCOUNT, ANOTHER_PIECE)) or _asks(turn, text)


def _is_yes(turn: Turn, words: str) -> bool:
    return understand(words, turn.context).intent is Intent.YES


def _asks(turn: Turn, words: str) -> bool:
    return understand(words, turn.context.asking(None)).intent.endswith("_question")
