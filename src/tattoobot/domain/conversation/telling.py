"""Whether words that were read as an idea tell one: a question, a loss and a wish for a date show nothing yet."""

import re

from tattoobot.domain.conversation.client_questions import QUESTIONS_ASKED
from tattoobot.domain.conversation.kindness import is_gentle
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import names_only_a_person, sentence_with, tells_a_loss
from tattoobot.domain.understanding.idea import ARTICLES, COURTESIES, OF_THEMSELVES
from tattoobot.domain.understanding.no_thing import DIED, THE_ONE_LOST, protests
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Found, Intent, Notice, Reading
from tattoobot.domain.understanding.text import CLAUSE_ENDS, CLAUSES, fold
from tattoobot.domain.understanding.thing import names_subject
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed, spoken

SENTENCES = re.compile(r"[^.!?…\n]*\w[^.!?…\n]*[.!?…]*\s*")
OF_SOMEBODY = listed("possessives") | listed("somebody")
COVERED = Form(rf"\b{choices('covers_what')}\s+(?:{choices('the_old')}\s+)*$")
WITH = form("with", "by_means")
""" "A cover of an old name": what is there already is not what is wanted, unless it is told with what."""

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
    of_hand = (
        reading.slots.get("style") == "lettering"
    )  # "his handwriting": the words of the style are the thing
    if not (of_hand or names_subject(words)) or tells_of_loss(turn, sentence_with(fact, text), reading):
        return False
    asks = sentence_with(fact, text).endswith("?")
    if not (asks or reading.intent in QUESTIONS_ASKED) or names_a_thing(words, turn.context):
        return True
    articles = spoken("before_a_thing", reading.language) if asks else ARTICLES
    before = text[: fact.start].casefold().split()[-3:]
    return words.casefold().split()[0] in articles or not articles.isdisjoint(before)


def only_asks(text: str, reading: Reading) -> bool:
    """ "Geht das auf alter Haut noch?", "je ne parlais pas de ça": nothing that could be tattooed is told."""
    sentences = SENTENCES.findall(text)
    asks = bool(sentences) and all(one.rstrip().endswith("?") for one in sentences)
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
