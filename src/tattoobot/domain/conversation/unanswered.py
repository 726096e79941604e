"""No question is lost: what was asked and neither answered nor taken as a wish is answered from the file, or put to the
artist. Read in all five languages, whoever writes.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from tattoobot.domain.conversation.client_questions import answer_or_pass_on, keep_question
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import MAN_OR_WOMAN
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import OPEN, Source
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.set_texts import is_prefilled

SENTENCES = re.compile(r"[^.!?…\n]+[.!?…\n]*")

_LEADS = (
    r"^\W*(?:(?:and|so|but|ok|okay|mate|bro|hey|hi|hello|oh|um|well|sorry|also|btw|yeah|yes|no|und|aber|ach|hm+|na"
    r"|sag mal|hallo|ja|nein|et|mais|euh|alors|dites|dis|bonjour|oui|non|y|pero|oye|hola|bueno|s[íi]"
    r"|e|mas|oi|ent[ãa]o|não)\b[\s,]*)*"
)
ASKS = re.compile(
    _LEADS
    + r"(?:how|what(?:['’]?s)?|when|where|why|who|which|is|are|do|does|did|will|would|should|am|was|were|has|have"
    r"|wie|wann|wo|warum|wieso|wer|welche\w*|wof[üu]r|muss|müssen|ist|sind|wird|werden|hat|habt|haben|gibt|kann man"
    r"|geht|comment|quand|o[ùu]|pourquoi|qui|que|quel(?:le)?s?|combien|est[- ]ce|qu['’]est|c['’]est quoi"
    r"|faut[- ]il|dois[- ]je|on peut|peut[- ]on|y a"
    r"|c[óo]mo|cu[áa]ndo|d[óo]nde|por qu[eé]|qui[ée]n|qu[ée]|cu[áa]l\w*|cu[áa]nt\w+|se puede"
    r"|es posible|hay|tengo que|como|quando|onde|por qu[eê]|quem|qual|quais|quant\w+|o que|d[áa] (?:pra|para)"
    r"|é poss[íi]vel|tem|tenho que|preciso)\b",
    re.IGNORECASE,
)
"""How a question begins that wishes nothing."""

WHAT_IS = re.compile(
    _LEADS
    + r"(?:what(?:['’]?s| is| does| are)(?! (?:my|your|the (?:price|cost)))|was (?:ist|sind|heißt|bedeutet|genau ist)"
    r"|c['’]est quoi|qu['’]est[- ]ce que? (?:c['’]est|le|la|du)|qu[ée] (?:es|significa)|o que (?:é|significa))\s",
    re.IGNORECASE,
)
WHETHER = re.compile(
    r"\b(?:kann man|können sie|könnt ihr|geht|is it possible|can|could|will|would"
    r"|est[- ]ce (?:que|possible)|peut[- ]on|on peut|pouvez[- ]vous|se puede|es posible|pued\w+|d[áa] (?:pra|para)"
    r"|é poss[íi]vel|consegue\w*|pode\w*)\b[^.!?\n]*?"
    r"\b(?:wirklich|genau|exakt|eins zu eins|1:1|really|exactly|faithfully|vraiment|exactement|à l['’]identique"
    r"|realmente|exactamente|igualit[oa]|de verdad|exatamente|igualzinh[oa]|mesmo)\b",
    re.IGNORECASE,
)
""" "Can the handwriting really be copied exactly?"."""
BETTER = re.compile(
    r"\b(?:(?:what|which|whats|what['’]s)\b[^.?!\n]{0,20}\b(?:better|best|less|more|worse|nicer)"
    r"|(?:was|welche\w*|wo)\b[^.?!\n]{0,25}\b(?:besser|beste\w*|weniger|schöner|mehr)"
    r"|(?:qu['’]est[- ]ce qui|quel(?:le)?|lequel|c['’]est quoi|o[ùu])\b[^.?!\n]{0,25}\b(?:mieux|meilleure?|moins|plus)"
    r"|(?:qu[ée]|cu[áa]l|d[óo]nde|qual|o que|onde)\b[^.?!\n]{0,25}\b(?:mejor|menos|m[áa]s|melhor|mais|pior|peor))\b",
    re.IGNORECASE,
)
""" "What's less painful, calf or shoulder?": which of the two is not told by it."""
NO_PRICE = re.compile(r"\b(?:oh|my|dear|oh my)[, ]+dear(?: me| oh dear)?\b|^\W*dear\b", re.IGNORECASE)
HOW_MUCH = re.compile(r"^\W*(?:c|c['’]est|ct|[sç]a? fait|ca fait|et)?\s*(?:cb|cbn|cmb)\b", re.IGNORECASE)
""" "C cb?" is how much, and no card."""

ADDRESSES = re.compile(
    _LEADS + r"(?:\w+(?:t|en) (?:ihr|sie|du)"
    r"|you|u|ihr|sie|du|tu|vous|ustedes|usted|vosotros|vc|vcs|voc[êe]s?|can|could|kann|könnt|habt|macht|avez|peux"
    r"|j?peux|je peux|puedo|pueden|tienen|atienden|hacen|hac[ée]is|posso|podem|fazem|t[êe]m)\b",
    re.IGNORECASE,
)
"""How a question begins that asks somebody, or whether one may."""

OF_A_THING = frozenset({"idea", "style", "colour", "size", "timing"})
MAY_ASK = frozenset(
    {
        Intent.ENQUIRY,
        Intent.ANSWER,
        Intent.PRICE_QUESTION,
        Intent.POLICY_QUESTION,
        Intent.OTHER,
        Intent.CORRECTION,
        Intent.NO,
        Intent.YES,
    }
)
FEWEST = 3
SEEN_TO = (
    "answer.",
    "passed_on",
    "told.",
    "kind.",
    "about_",
    "health",
    "card_number",
    "handover.",
    "another_piece",
)


class Before(NamedTuple):
    """How it was before the message was heard."""

    remarks: int
    told: int

    @classmethod
    def of(cls, turn: Turn) -> "Before":
        return cls(len(turn.remarks), _told(turn))


def _told(turn: Turn) -> int:
    return (
        len(turn.gained)
        + len(turn.changed)
        + len(turn.known_already)
        + len(turn.echoed)
        + len(turn.tapped)
        + turn.pictures
    )


@lru_cache(4)
def questions_in(text: str) -> tuple[str, ...]:
    """The sentences that ask, and do not only wish."""
    sentences = [one[0].strip() for one in SENTENCES.finditer(text)]
    return tuple(
        one
        for one in sentences
        if (one.endswith("?") and len(one.split()) >= FEWEST and ASKS.match(one))
        or WHAT_IS.match(one)
        or WHETHER.search(one)
        or BETTER.search(one)
        or MAN_OR_WOMAN.search(one)
    )


def read_as_asked(turn: Turn, reading: Reading, words: str) -> Reading:
    """The same reading, where a thing that is only asked about is no fact: "what is blackwork?"."""
    if "dear" in words.casefold() and Topic.PRICE in reading.topics and NO_PRICE.search(words):
        reading = _read_again(turn, reading, NO_PRICE.sub(" ", words))
    if Topic.PAYMENT in reading.topics and HOW_MUCH.match(words):
        reading = replace(reading, topics=reading.topics - {Topic.PAYMENT})
    asked = [one for one in questions_in(words) if WHAT_IS.match(one) or WHETHER.search(one)]
    if not asked or reading.intent not in MAY_ASK:
        return reading
    spans = [(words.find(one), words.find(one) + len(one)) for one in asked]
    found = tuple(
        fact
        for fact in reading.found
        if fact.key not in OF_A_THING or not any(a <= fact.start < b for a, b in spans)
    )
    if len(found) == len(reading.found):
        return reading
    topics = reading.topics - ({Topic.PRICE} if any(WHAT_IS.match(one) for one in asked) else set())
    return replace(reading, intent=Intent.POLICY_QUESTION, found=found, topics=topics)


def _read_again(turn: Turn, reading: Reading, words: str) -> Reading:
    if not any(map(str.isalnum, words)):
        return replace(reading, intent=Intent.OTHER, topics=reading.topics - {Topic.PRICE})
    again = understand(words, turn.context)
    return replace(reading, intent=again.intent, topics=again.topics)


def see_to_questions(turn: Turn, message: Inbound, reading: Reading, before: Before) -> None:
    """Answer, or put to the artist, what was asked and has found no answer so far."""
    if message.kind is not Kind.TEXT or turn.material is not None or turn.lead is None:
        return
    if turn.lead.status not in OPEN or turn.hands_over or turn.says or turn.repeats or turn.waits:
        return
    asked = questions_in(message.text)
    if reading.flags & HEALTH or asks_to_send(message.text, politely=True):
        return
    if not asked:
        asks_beside = turn.is_consulting and reading.intent is not Intent.CORRECTION
        if asks_beside and not _is_seen_to(turn, before):
            _see_to_the_rest(turn, message.text)
        return
    compares = any(BETTER.search(one) for one in asked)
    if compares and turn.ambiguous is not None:
        keep_fact(turn, turn.ambiguous.key, None, turn.ambiguous_words, Source.CHECK)
        turn.ambiguous = None
        _put_too(turn, message.text)
        return
    if any(WHETHER.search(one) for one in asked) and FlagReason.QUESTION not in turn.passed_on:
        _put_too(turn, message.text)
        return
    if _is_seen_to(turn, before):
        return
    if _told(turn) > before.told and not compares:
        _see_to_the_rest(turn, message.text)
        return
    answer_or_pass_on(turn, replace(reading, intent=Intent.POLICY_QUESTION), message.text)


def _is_seen_to(turn: Turn, before: Before) -> bool:
    seen_to = any(one.startswith(SEEN_TO) for one in turn.remarks[before.remarks :])
    return seen_to or "summary:send" in turn.tapped


def _see_to_the_rest(turn: Turn, text: str) -> None:
    """ "10 cm. Do you do fine line?": what is asked beside an answer, in a clause that tells nothing itself."""
    if "idea" in turn.changed or is_prefilled(text):
        return
    for clause in _asking_clauses(text):
        if any(question.is_mentioned(clause) for question in turn.studio.questions):
            continue
        read = understand(clause, replace(turn.context, asked=None))
        if not read.found and (read.topics or ASKS.match(clause) or ADDRESSES.match(clause)):
            answer_or_pass_on(turn, replace(read, intent=Intent.POLICY_QUESTION), clause)
            return


def _asking_clauses(text: str) -> list[str]:
    """The last clause of each sentence that asks, and the whole of it where that is a clause."""
    asking = [one[0].strip() for one in SENTENCES.finditer(text) if one[0].rstrip().endswith("?")]
    last = [one.rpartition(",")[2].strip() for one in asking]
    return [one for one in last if len(one.split()) >= FEWEST]


def _put_too(turn: Turn, text: str) -> None:
    reading = replace(understand(text, replace(turn.context, asked=None)), intent=Intent.POLICY_QUESTION)
    answer_or_pass_on(turn, reading, text)
    if FlagReason.QUESTION not in turn.passed_on:
        turn.pass_on(FlagReason.QUESTION, "passed_on_too")
        keep_question(turn, text)
