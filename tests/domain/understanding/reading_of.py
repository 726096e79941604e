"""What one extractor reads in a sentence, on a Tuesday: 10 March 2026."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tattoobot.domain.understanding.numbers import Scan, scan
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.text import prepare
from tattoobot.domain.understanding.vocabulary.message import Message, notice

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
Extractor = Callable[[Message, Scan, Context], list[Found]]


def found(
    read: Extractor, raw: str, language: str = "en", asked: str | None = None, **known: Any
) -> Found | None:
    context = Context(NOW, asked=asked, language=language, **known)
    text = prepare(raw)
    facts = read(notice(text, context), scan(text, language, context), context)
    return facts[0] if facts else None


def value(read: Extractor, raw: str, language: str = "en", asked: str | None = None, **known: Any) -> Any:
    fact = found(read, raw, language, asked, **known)
    return fact.value if fact else None
