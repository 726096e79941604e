"""What a message is for, one answer, and the signals beside it.

In this order: what must never be missed (opt-out, a person, opt-in, complaint), what touches a booking (late, cancel,
reschedule), questions, a correction, then bare words (skip, don't know, yes, no, thanks, greeting), then facts: an
answer while a question is open, an enquiry otherwise.
"""

import re
from collections.abc import Iterable

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.message import Message

URGENT = ("opt_out", "human_request", "opt_in", "complaint", "running_late", "cancel", "reschedule")
QUESTIONS = ("aftercare_question", "policy_question", "availability_question", "price_question")
BARE = ("skip", "dont_know", "yes", "no", "thanks", "greeting")
YES_SIGNS = re.compile("[👍👌✅✔💯]")
NO_SIGNS = re.compile("[👎❌]")
THANKS_SIGNS = re.compile("[🙏❤🫶💕😍]")
GREETING_SIGNS = re.compile("[👋]")


def read_intent(message: Message, found: Iterable[Found], context: Context) -> str:
    facts = {fact.key for fact in found}
    for intent in URGENT:
        if _said(message, intent):
            return intent
    bare = _bare(message)
    if bare in ("opt_out", "opt_in", "cancel"):
        return bare
    if _said(message, "correction") and (facts or context.asked):
        return "correction"
    for intent in QUESTIONS:
        if _said(message, intent):
            return intent
    if bare:
        return bare
    return _by_facts(message, facts, context)


def _by_facts(message: Message, facts: set[str], context: Context) -> str:
    for intent in ("skip", "dont_know"):
        if _said(message, intent) and not facts:
            return intent
    if facts:
        return "answer" if context.asked else "enquiry"
    if _said(message, "enquiry"):
        return "enquiry"
    if context.asked and message.words:
        return "answer"
    for intent in ("thanks", "greeting"):
        if _said(message, intent):
            return intent
    return "other"


def _said(message: Message, intent: str) -> list[Hit]:
    blocks = message.of("phrase", f"not_{intent}")
    return [
        hit
        for hit in message.of("phrase", intent)
        if not any(
            block.first <= hit.first < block.after or hit.first <= block.first < hit.after for block in blocks
        )
    ]


def _bare(message: Message) -> str | None:
    """The intent of a message that is nothing but it, and courtesy."""
    if not message.words:
        return _signs(message.text.raw)
    courtesy = vocabulary().courtesy
    for intent in ("opt_out", "opt_in", "cancel", *BARE):
        covered: set[int] = set()
        for kind in ("bare", "phrase"):
            for hit in message.of(kind, intent):
                covered.update(range(hit.first, hit.after))
        if covered and all(at in covered or word in courtesy for at, word in enumerate(message.words)):
            return intent
    return None


def _signs(raw: str) -> str | None:
    for signs, intent in (
        (YES_SIGNS, "yes"),
        (NO_SIGNS, "no"),
        (THANKS_SIGNS, "thanks"),
        (GREETING_SIGNS, "greeting"),
    ):
        if signs.search(raw):
            return intent
    return None


def read_flags(message: Message) -> frozenset[str]:
    flags = set()
    for hit in message.of("flag"):
        if hit.value.startswith("not_"):
            continue
        blocks = message.of("flag", f"not_{hit.value}")
        if not any(block.first <= hit.first < block.after for block in blocks):
            flags.add(hit.value)
    if _said(message, "complaint"):
        flags.add("complaint")
    return frozenset(flags)
