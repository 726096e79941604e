"""Whether words that were read as an idea tell one: a question, a loss and a wish for a date show nothing yet."""

import re
from functools import cache

from tattoobot.domain.conversation.booked_elsewhere import wants_nothing_new
from tattoobot.domain.conversation.client_questions import QUESTIONS_ASKED
from tattoobot.domain.conversation.kindness import is_gentle
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.suppose import moves_or_calls_off
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import names_only_a_person, sentence_with, tells_a_loss
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.idea import ARTICLES, COURTESIES, OF_THEMSELVES, QUOTATION
from tattoobot.domain.understanding.no_thing import AS_A_TATTOO, DIED, THE_ONE_LOST, protests
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Found, Intent, Notice, Reading
from tattoobot.domain.understanding.text import CLAUSE_ENDS, CLAUSES, WORD, as_token, fold
from tattoobot.domain.understanding.thing import EMPTY, names_subject, without_facts
from tattoobot.domain.understanding.vocabulary import vocabulary
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded, listed, spoken

SENTENCES = re.compile(r"[^.!?…\n]*\w[^.!?…\n]*[.!?…]*\s*")
OF_SOMEBODY = listed("possessives") | listed("somebody")
COVERED = Form(rf"\b{choices('covers_what')}\s+(?:{choices('the_old')}\s+)*$")
WITH = form("with", "by_means")
""" "A cover of an old name": what is there already is not what is wanted, unless it is told with what."""

A_TATTOO = re.compile(rf"\b(?:{'|'.join(sorted(folded('tattoos')))})\b")
ANY_TATTOO = re.compile(rf"\b(?:{alternatives('indefinite_articles')})\s(?:\w+\s)?{A_TATTOO.pattern}")
NEW = listed("indefinite_articles")
FEWEST_TO_ASK = 4
"""Words of a question without its mark."""
MOST_ADDRESSED = 5
"""Words: "sehr geehrte Damen und Herren"."""

USED_TO = Form(rf"\b(?:{alternatives('remembered')})\b", accents=True)


def tells_an_idea(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    """Whether what was read shows something; what people have tattooed does, unless it is but remembered."""
    words = text[fact.start : fact.end]
    if COVERED.search(text[: fact.start]) and not WITH.search(text[fact.start :]):
        return False
    if THE_ONE_LOST.search(fold(text)) and names_a_thing(words, turn.context):
        return True
    clause = next((one[0] for one in CLAUSES.finditer(text) if one.start() <= fact.start < one.end()), text)
    if names_only_a_person(clause, gently=is_gentle(turn)):
        return False
    # "His handwriting": the words of the style are the thing.
    of_hand = reading.slots.get("style") == "lettering"
    if not (of_hand or names_subject(words)) or tells_of_loss(turn, sentence_with(fact, text), reading):
        return False
    if of_hand or names_a_thing(words, turn.context) or QUOTATION.search(text):
        return True
    if _only_fills(words) or _wants_any_tattoo(fact, text) or _is_addressed(fact, text):
        return False
    asks = sentence_with(fact, text).endswith("?")
    if not (asks or reading.intent in QUESTIONS_ASKED):
        return True
    articles = spoken("before_a_thing", reading.language) if asks else ARTICLES
    before = text[: fact.start].casefold().split()[-3:]
    return words.casefold().split()[0] in articles or not articles.isdisjoint(before)


def wants_a_tattoo(text: str) -> bool:
    """ "I kinda want a tattoo": and to move or to call off nothing."""
    plain = fold(text)
    wishes = not listed("wishes").isdisjoint(WORD.findall(text.casefold()))
    other = moves_or_calls_off(text) or wants_nothing_new(text)
    return wishes and not other and ANY_TATTOO.search(plain) is not None


def _wants_any_tattoo(fact: Found, text: str) -> bool:
    """ "Surprise my husband with a tattoo", "le quiero regalar un tatuaje": what stands before the tattoo is for whom,
    and what they do; not of "a ramen bowl tattoo"."""
    said = AS_A_TATTOO.sub(lambda one: "." * len(one[0]), fold(text))
    clause = CLAUSE_ENDS.split(said[fact.start :])[0]
    return ANY_TATTOO.search(clause) is not None


def _is_addressed(fact: Found, text: str) -> bool:
    """ "Madame, j'aimerais me faire tatouer", "no listen. I want a new tattoo": words before the wish, and no part of
    it."""
    before, behind = text[: fact.start].casefold().split(), fold(text[fact.end :])
    ends = CLAUSE_ENDS.search(behind)
    wish = A_TATTOO.search(behind)
    first = not NEW.intersection(before[-2:]) and not A_TATTOO.search(fold(text[: fact.start]))
    few = len(text[fact.start : fact.end].split()) <= MOST_ADDRESSED
    return first and few and ends is not None and wish is not None and ends.start() < wish.start()


def shows_nothing(turn: Turn, text: str, reading: Reading) -> bool:
    """A wish for a tattoo and not of what, hesitation, words that only fill: it is asked what it shows."""
    message = note_words(text, turn.context)
    if message.covered("motif") or message.of("style", "lettering") or QUOTATION.search(text):
        return False
    hesitates = bool(message.of("phrase", "dont_know"))
    return (
        hesitates
        or A_TATTOO.search(fold(text)) is not None
        or _only_fills(without_facts(text, reading.found))
    )


def _only_fills(words: str) -> bool:
    """ "Então", "naja egal", "wow thats expensive", whatever the language was taken for."""
    said = [as_token(one) for one in re.findall(r"[^\W\d_]{2,}", fold(words))]
    return any(
        all(word in EMPTY or any(word in kind for kind in small) for word in said)
        for small in map(_small_words, LANGUAGES)
    )


@cache
def _small_words(language: str) -> tuple[frozenset[str], ...]:
    own = vocabulary().of(language)
    return own.everyday, own.ordinary, own.courtesy, own.light


def only_asks(turn: Turn, text: str, reading: Reading) -> bool:
    """ "Geht das auf alter Haut noch?", "do u have like a book", "je ne parlais pas de ça": nothing that could be
    tattooed is told."""
    sentences = SENTENCES.findall(text)
    asks = bool(sentences) and all(one.rstrip().endswith("?") for one in sentences)
    if len(sentences) == 1 and len(text.split()) >= FEWEST_TO_ASK and "?" not in text:
        asks = any(not one.first for one in note_words(text, turn.context).of("question", "opens"))
    return protests(text) or (asks and not reading.names_a_thing)


def tells_of_loss(turn: Turn, text: str, reading: Reading) -> bool:
    """ "My brother died three weeks ago", "she always had robins in the garden": told before the wish, once."""
    if reading.intent is Intent.ENQUIRY or not (turn.gentle or Notice.GRIEF in reading.notices):
        return False
    clauses = [clause for clause in CLAUSE_ENDS.split(text) if clause.strip()]
    return bool(clauses) and all(_remembers(turn, clause) for clause in clauses)


def only_says_for_whom(turn: Turn, text: str) -> bool:
    """ "I'm new to this. I'd like something for my nan. She died in May": the wish comes after it."""
    clauses = [clause for clause in CLAUSE_ENDS.split(text) if clause.strip()]
    gently = is_gentle(turn)
    rest = [one for one in clauses if not (names_only_a_person(one, gently=gently) or _remembers(turn, one))]
    return len(rest) < len(clauses) and all(_is_of_oneself(turn, one) for one in rest)


def _is_of_oneself(turn: Turn, clause: str) -> bool:
    said = understand(clause, turn.context.asking(None))
    tells = bool(said.found) or said.names_a_thing or said.intent in {Intent.ENQUIRY, Intent.ANSWER}
    return not tells and (said.intent in COURTESIES or clause.casefold().split()[0] in OF_THEMSELVES)


def _remembers(turn: Turn, clause: str) -> bool:
    words = clause.casefold().split()
    if DIED.search(fold(clause)) and listed("wishes").isdisjoint(words):
        return not names_a_thing(clause, turn.context)
    return words[0] in OF_SOMEBODY and (
        USED_TO.is_in(clause)
        or tells_a_loss(clause)
        or Notice.GRIEF in understand(clause, turn.context).notices
    )


def is_a_mandala(turn: Turn, reading: Reading) -> bool:
    """The word is "send it" in Spanish, too, once there is something to send."""
    return not turn.knows("idea") and reading.slots.get("style") == "mandala"
