"""The words that are to be tattooed, told once a name or a phrase was asked for: "o nome é Davi Lucas", "it says …".

Read in all five languages, whoever writes.
"""

import re

from tattoobot.domain.conversation.cut_idea import without_other_facts
from tattoobot.domain.conversation.saying_so import LAUGHS
from tattoobot.domain.conversation.sending import sending_blanked
from tattoobot.domain.understanding.idea import QUOTATION
from tattoobot.domain.understanding.reader import read_alone, understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, ENDS, Form, choices, whole

OF_WORDS = re.compile(BEGINS + choices("of_words") + ENDS)
"""A name, a phrase, a signature: an idea of which the words are still to be told."""
THE_WORDS_ARE = re.compile(rf"{BEGINS}{choices('the_words_are')}\W*\s[\"'“‘„«‚]?(?P<words>\w[^.;!?\n]*)")
WRITE = re.compile(rf"{BEGINS}{choices('write_the_words')}{ENDS}")
NOT_WRITTEN = re.compile(BEGINS + choices("not_written") + ENDS)
A_DATE = whole("part_that_is_a_date")
LAUGHTER = Form(rf"\s+{LAUGHS}(?!\w)")
MOST = 12
"""Words."""


def with_words_shown(text: str, known: str, told: str, context: Context) -> str | None:
    """The idea with its words in quotation marks; None where none are told, or they stand in it. `told`: all that the
    client had said of it."""
    folded = fold(text)
    # Looked at first: whether an idea is of words costs much to say.
    if not (QUOTATION.search(text) or THE_WORDS_ARE.search(folded)):
        return None
    made_of_words = OF_WORDS.search(fold(f"{known} {told}")) or _is_lettering(known, context)
    plainly = QUOTATION.search(text) and OF_WORDS.search(folded) and THE_WORDS_ARE.search(folded)
    if not (made_of_words or plainly or WRITE.search(folded)):
        return None
    if NOT_WRITTEN.search(folded):
        return None
    words = _words_in(sending_blanked(text), context)
    if (
        words
        and A_DATE.search(folded)
        and not A_DATE.search(fold(f"{known} {told}"))
        and _is_to_come(words, context)
    ):
        return None  # "And the date is 14 May": the appointment's.
    if not words or len(words.split()) > MOST or fold(words) in fold(known):
        return None
    part = fold(known).strip("\"“”„«»'‘’‚ .,") in fold(words)
    return f"“{words}”" if part else f"{known}, “{words}”"


def _words_in(text: str, context: Context) -> str:
    quoted = QUOTATION.search(text)
    if quoted is not None:
        return quoted[0].strip("\"“”„«»'‘’‚ ")
    said = THE_WORDS_ARE.search(fold(text))
    if said is None or text[: said.end()].count("?"):
        return ""
    words = without_other_facts(text[said.start("words") : said.end("words")].strip(), context)
    return LAUGHTER.split(words)[0].strip(" ,.:!")


def _is_lettering(known: str, context: Context) -> bool:
    return understand(known, context).slots.get("style") == "lettering"


def _is_to_come(words: str, context: Context) -> bool:
    return any(fact.value for fact in read_alone("timing", words, context.asking(None)))
