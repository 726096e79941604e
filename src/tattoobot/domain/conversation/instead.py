"""A no to what stands in the brief, and what is wanted instead: "no snake. Mountains", "Arm statt Wade", "and not
blackwork". Read in all five languages, whoever writes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.idea import motif_tokens
from tattoobot.domain.understanding.reader import note, understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading
from tattoobot.domain.understanding.thing import about_the_thing, without_filler

WORD = re.compile(r"[\w'’-]+")
CLAUSE_ENDS = re.compile(r"[,.;:!?…\n]+|\s[-–—]\s", re.IGNORECASE)

DENIES = re.compile(
    r"\b(?:no|not|never|without|instead of|rather than|isn['’]?t|don['’]?t want|nicht|kein\w*|statt|anstatt|ohne"
    r"|pas(?: de| d['’])?|plus de|au lieu d[e'’u]|plut[ôo]t qu['’e]+|sans|sin|en vez del?|en lugar del?|n[ãa]o|sem|nada"
    r" de|em vez d[eao]s?|ao inv[ée]s d[eao]s?)(?=\W)",
    re.IGNORECASE,
)
THAN = re.compile(
    r"\b(?:rather|prefer|lieber|plut[ôo]t|préfère|prefiero|mejor|más bien|prefiro|melhor|antes)\b[^,.;:!?\n]{2,40}?\s"
    r"(?P<no>than|als|do que|que|qu['’]|statt)(?=\W|(?<=['’]))",
    re.IGNORECASE,
)
""" "Rather the ankle than the calf"."""
HEDGES = re.compile(
    r"\s*(?:sure|only|just|bad|too|so|yet|quite|really sure|that|sicher|nur|schlecht|zu|so|mehr sicher|sûre?|seulement"
    r"|que|trop|seguro|segura|s[óo]lo|muy|tan|certeza|só|tão|muito|certo)\b",
    re.IGNORECASE,
)
""" "Not sure about the snake" denies no snake."""
ASKS_WHY = re.compile(r"^\W*(?:why|warum|wieso|weshalb|pourquoi|por ?qu[eê])\b", re.IGNORECASE)
REACH = 4
"""So many words behind its no something is denied."""

LEADS = re.compile(
    r"^\W*(?:(?:i (?:said|meant|want|wanted|would like)|i['’]d (?:like|rather have|prefer)|make it|wait|no|nah"
    r"|not|actually|bro|mate|ok(?:ay)?|sorry|hey|oh|so|just|but|rather|instead|pls|please|it['’]?s|like|maybe|with"
    r"|doch|lieber|sondern|nein|nee?|ich (?:will|möchte|sagte|meinte|hätte gern\w*)|hab ich gesagt|also|eher|bitte|halt"
    r"|warte|aber|und|mach|es ist|sino|mejor|quiero|dije|prefiero|más bien|mas bien|perdón|es|y|pero|que sea"
    r"|mas|melhor|quero|prefiro|eu disse|disse|sim|na verdade|desculpa|é|e|plut[ôo]t|non|mais"
    r"|je (?:veux|voudrais|préfère)|j['’]ai dit|finalement|en fait|et|c['’]est|attends|al final|and)\b[\s,]*)+",
    re.IGNORECASE,
)
TAILS = re.compile(
    r"[\s,]*\b(?:instead|rather|actually|though|tho|lieber|stattdessen|à la place|en su lugar|please|pls|bitte)\W*$",
    re.IGNORECASE,
)

SHORTEST = 3
SMALL = frozenset(
    re.findall(
        r"\w+",
        "the and with mit und ein ei eine einer den dem der das die une les des avec una uno con los las um uma com dos"
        " das os na no any my mein mi ma mon meu minha new want have like it is",
    )
)
ENDINGS = ("en", "es", "s", "n", "e")

MAY_BE_DENIED = frozenset({"placement", "style", "size", "timing"})


class Denied(NamedTuple):
    """Where a no begins, where what it denies begins, and where that ends."""

    first: int
    after: int
    end: int

    def of(self, text: str) -> str:
        return text[self.after : self.end]


def idea_instead(turn: Turn, text: str, known: str) -> str | None:
    """The thing that is named beside a no to the one in the brief; "" where only the no is said."""
    if ASKS_WHY.match(text):
        return None
    denied = [*_denied(text)]
    spans = [span for span in denied if _stems(span.of(text)) & _stems(known)]
    others = [span for span in denied if motif_tokens(note(span.of(text), turn.context).message)]
    if not spans and not others:
        return None
    rest = _without(text, spans or others)
    named = [told for clause in CLAUSE_ENDS.split(rest) if (told := _thing_in(turn, clause, known))]
    return named[-1] if named else "" if spans else None


def _thing_in(turn: Turn, clause: str, known: str) -> str:
    told = TAILS.sub("", LEADS.sub("", clause)).strip(" .,;:!?…")
    if not told or not motif_tokens(note(told, turn.context).message):
        return ""
    told = without_filler(about_the_thing(told)).strip(" .,;:!?…")
    return "" if _stems(told) <= _stems(known) else told


def read_instead(turn: Turn, reading: Reading, words: str) -> Reading:
    """The same reading, where a no to a fact of the brief brings what is wanted instead, or only takes it back."""
    if turn.lead is None or reading.intent in {Intent.OPT_OUT, Intent.CANCEL} or ASKS_WHY.match(words):
        return reading
    known = {key: one.value for key, one in turn.lead.answers.items() if key in MAY_BE_DENIED and one.value}
    if not known:
        return reading
    for span in _denied(words):
        for asked in (None, "timing") if "timing" in known else (None,):
            for fact in understand(span.of(words), replace(turn.context, asked=asked)).found:
                if fact.key in known and _is_that(fact, known[fact.key]):
                    return _put_right(turn, reading, words, span, fact)
    return reading


def _put_right(turn: Turn, reading: Reading, words: str, span: Denied, denied: Found) -> Reading:
    key = denied.key
    told = [fact for fact in reading.found if fact.key == key and not _is_that(fact, denied.value)]
    others = [fact for fact in reading.found if fact.key != key]
    if not told:
        rest = LEADS.sub("", _without(words, [span]))
        found = (
            understand(rest, replace(turn.context, asked=key)).found if any(map(str.isalnum, rest)) else ()
        )
        told = [fact for fact in found if fact.key == key and not _is_that(fact, denied.value)]
    # A style that is taken out while the brief is asked for is the artist's to choose.
    if not told and "?" not in words and (key != "style" or not turn.is_consulting):
        turn.tapped.add(f"change:{key}")
    return replace(reading, intent=Intent.CORRECTION, found=(*others, *told))


def _is_that(fact: Found, value: object) -> bool:
    if isinstance(fact.value, dict) and isinstance(value, dict) and "part" in value:
        return bool(fact.value.get("part") == value["part"])
    if fact.key == "timing" and isinstance(fact.value, dict) and isinstance(value, dict):
        return _covers(fact.value, value)
    return bool(fact.value == value)


def _covers(denied: dict[str, Any], known: dict[str, Any]) -> bool:
    """ "Not January" takes its second week back too, and "not the 14th" no month."""
    ends = (denied.get("from"), known.get("from"), known.get("to"), denied.get("to"))
    return all(ends) and [*ends] == sorted(map(str, ends))


def _denied(text: str) -> Iterator[Denied]:
    """Where a no stands with what it denies."""
    nos = [no.span() for no in DENIES.finditer(text)] + [than.span("no") for than in THAN.finditer(text)]
    for first, after in nos:
        if HEDGES.match(text, after):
            continue
        end = next((one.start() for one in CLAUSE_ENDS.finditer(text, after)), len(text))
        words = [one.end() for one in WORD.finditer(text, after, end)][:REACH]
        if words:
            yield Denied(first, after, words[-1])


def _without(text: str, spans: list[Denied]) -> str:
    for span in spans:
        text = text[: span.first] + "," + " " * (span.end - span.first - 1) + text[span.end :]
    return text


def _stems(text: str) -> set[str]:
    """Words without the ending that number and case give them."""
    return {_stem(word) for word in WORD.findall(text.casefold()) if len(word) > SHORTEST - 1} - SMALL


def _stem(word: str) -> str:
    end = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= SHORTEST), "")
    return word.removesuffix(end)
