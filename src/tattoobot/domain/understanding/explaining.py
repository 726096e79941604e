"""What `tattoobot understand` prints of a message: a line of JSON, with `--explain` how it was read."""

import json
from datetime import UTC, datetime
from typing import Any

from tattoobot.domain.facts import READ
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Context, Found, Reading
from tattoobot.domain.understanding.roles.decide import Considered, explained
from tattoobot.domain.understanding.vocabulary.message import Message
from tattoobot.domain.understanding.weights import Weights, committed


def understand_line(json_line: str, weights: Weights | None = None) -> str:
    """One line of `tattoobot understand`: the facts and the intent of a message."""
    reading = _read_line(json.loads(json_line), weights)
    return json.dumps({"slots": _slots(reading), "intent": reading.intent}, ensure_ascii=False)


def explain_line(json_line: str) -> str:
    """The same with the words and rules that gave each fact, its other readings, and every mention that was weighed."""
    asked = json.loads(json_line)
    with explained() as considered:
        reading = _read_line(asked)
    message = note_words(asked["text"], _context_of(asked))
    because = [
        {
            "key": fact.key,
            "value": fact.value,
            "words": asked["text"][fact.start : fact.end],
            "readings": list(fact.readings),
            "rules": _rules(fact, message, considered),
            "role": "wanted" if fact.because else "by the rules alone",
            "weighed": dict(fact.because.weightiest(against=False)) if fact.because else {},
        }
        for fact in reading.found
    ]
    told = {
        "language": reading.language,
        "flags": sorted(reading.flags),
        "topics": sorted(reading.topics),
        "notices": sorted(reading.notices),
        "because": because,
        "considered": [{**one._asdict(), "weighed": dict(one.weighed)} for one in considered],
    }
    return json.dumps({"slots": _slots(reading), "intent": reading.intent, **told}, ensure_ascii=False)


def _rules(fact: Found, message: Message, considered: list[Considered]) -> list[str]:
    """What its mention was found by: the rule's own words, or the lists of the vocabulary that hold it."""
    tokens = message.text.tokens
    words = message.text.raw[fact.start : fact.end]
    rules = [rule for one in considered if one.key == fact.key and one.words in words for rule in one.rules]
    lists = [
        f"[{kind}] {hit.value} ({hit.language or 'places'})"
        for kind, hits in message.kinds
        for hit in hits
        if fact.start <= tokens[hit.first].start and tokens[hit.after - 1].end <= fact.end
    ]
    return list(dict.fromkeys([*rules, *lists]))


def _slots(reading: Reading) -> dict[str, Any]:
    return {
        key: value for key, value in reading.slots.items() if key in READ | {"idea"} and value is not None
    }


def _read_line(asked: dict[str, Any], weights: Weights | None = None) -> Reading:
    return understand(str(asked.get("text") or ""), _context_of(asked, weights))


def _context_of(asked: dict[str, Any], weights: Weights | None = None) -> Context:
    now = asked.get("now")
    language = asked.get("lang")
    return Context(
        now=datetime.fromisoformat(now) if now else datetime.now(UTC),
        asked=asked.get("asked"),
        language=language if language in LANGUAGES else None,
        weights=committed() if weights is None else weights,
    )
