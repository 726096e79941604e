"""The idea told anew once it is known: put right, said outright ("the idea is …"), or named where none was."""

import re
from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.at_summary import COURTESY
from tattoobot.domain.conversation.choosing import chosen_of
from tattoobot.domain.conversation.cut_idea import without_other_facts
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.name_of_artist import without_name_of_artist
from tattoobot.domain.conversation.only_pointing import behind_pointing, only_points
from tattoobot.domain.conversation.part_of_it import OWN, is_of_a_part, part_told
from tattoobot.domain.conversation.pictured import names_what_was_pictured
from tattoobot.domain.conversation.put_right import (
    JUDGES,
    Righted,
    content_of_idea,
    named_first,
    names_a_thing,
    put_right,
    same_as_one_of,
)
from tattoobot.domain.conversation.said_of import behind_leads, cue, simple
from tattoobot.domain.conversation.saying_so import CHANGE_OF_MIND
from tattoobot.domain.conversation.sending import asks_to_send, sending_blanked
from tattoobot.domain.conversation.several_pieces import told_of_others
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import WHETHER, reminds
from tattoobot.domain.conversation.words import SENTENCE_ENDS
from tattoobot.domain.conversation.words_put_right import words_put_right
from tattoobot.domain.conversation.words_shown import with_words_shown
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.idea import COURTESIES, QUOTATION
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Context, Found, Intent, Reading, Topic
from tattoobot.domain.understanding.text import CLAUSE_ENDS, CLAUSES, WORD, fold
from tattoobot.domain.understanding.thing import (
    LAUGHTER_FIRST,
    about_the_thing,
    names_subject,
    without_filler,
)
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded, listed, names_of, spoken

THE_IDEA = "|".join(sorted(names_of("idea") | {"dibujo", "motivo"}))
WRONG = rf"(?:{alternatives('idea_is')})\s(?:{alternatives('idea_is_wrong')})\s*[:;,.!–-]+\s*"
OUTRIGHT = re.compile(
    rf"\b(?:{THE_IDEA})\s*(?:(?:{alternatives('alone')})\s*)?"
    rf"(?:{WRONG})?"
    rf"(?:[:=]|[,.](?=\s(?:{alternatives('indefinite_articles')})\s)|,?\s*\b(?:{alternatives('idea_is')})(?=\s|:))"
    rf"\s*(?:(?:{alternatives('idea_is')})(?=\s))?"
    rf"\s*(?:(?:{alternatives('alone')})\b)?\s*:?\s*(?P<idea>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""What stands behind "the idea is"."""
BEHIND_WRONG = re.compile(
    rf"\b(?:{THE_IDEA})\s*{WRONG}(?:(?:{alternatives('plain_no')})\W+)?(?P<idea>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
""" "The idea is wrong!! A snake round a dagger"."""
PUT_DOWN = re.compile(
    rf"\b(?:{alternatives('put_down')})\s*(?:{choices('put_down_in')}|{alternatives('alone')})?\s*:\s*(?P<idea>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
MISSING = re.compile(
    rf"^\W*(?:(?P<named>[^\n.!?,;:]+?)\s+(?:{alternatives('is_missing')})\b"
    rf"(?:\s*{choices('beside_missing')})*\W*(?:{choices('missing_then')}\s+)?(?P<more>[^\n.!?]*)"
    rf"|(?:{alternatives('misses')})\s+(?P<after>[^\n.!?]+?)(?:\s+{choices('forgot_it')})?\W*$)",
    re.IGNORECASE,
)
FORGOT = Form(
    rf"^\W*(?:\w+\W+){{0,2}}?{choices('you_forgot')}\s"
    rf"(?P<thing>(?:{alternatives('articles_of_things', 'possessives')})\s[^\n.!?,;]+?)"
    rf"(?:\s{choices('forgot_it')})?\W*$"
)
""" "You forgot the kookaburra!!", whatever was asked."""
NOTHING = listed("negations") | listed("no_thing")
SO_MANY = re.compile(rf"{BEGINS}(?P<many>{choices('so_many')})\s(?P<first>\w+)(?:\s(?P<second>\w+))?")
POINTS = re.compile(rf"\W*(?:{alternatives('it_is')})\b", re.IGNORECASE)
INITIAL = re.compile(r"\b\w\.$")
DENIED = re.compile(
    rf"[\s,.;(]+(?:{choices('and')}\s)?(?:{alternatives('no_or_not', 'plain_not')}|{choices('not_a')})\s"
    rf"(?:(?:{alternatives('articles', 'possessives')}|de|d['’])\s?)*(?P<what>\w+)",
    re.IGNORECASE,
)
FEW, FEW_MORE = 4, 12
SHOWS_NOTHING = frozenset({"instagram", "budget"})
"""Questions that no thing answers."""
MISTAKES = form("there_are_mistakes")
NO_THEN = re.compile(
    rf"\W*(?:{alternatives('plain_no')}|{alternatives('no_or_not')})\W+(?P<thing>(?:{alternatives('indefinite_articles')})\s.+)",
    re.IGNORECASE | re.DOTALL,
)
OF_ITS_LOOK = frozenset({"size", "colour", "style"})
LEFT_OVER = re.compile(rf"\s{choices('with', 'in_it')}$", re.IGNORECASE)
"""Of "a peony with thin lines", where the lines are a style."""


def hear_idea_anew(turn: Turn, text: str, reading: Reading) -> Reading | None:
    """What else the message says, where it tells the idea anew: it is then in the brief."""
    if turn.material is not None:
        return None
    text = MISTAKES.blanked_in(LAUGHTER_FIRST.sub(lambda said: " " * len(said[0]), text))
    text = without_name_of_artist(text, turn.studio.artists)
    before = turn.enquiry.answers.get("idea") if turn.lead is not None else None
    known = str(before.value or before.text) if before is not None else None
    if known is not None and before is not None and (spans := told_of_others(turn, text)):
        return _with_the_others(turn, text, reading, known, before.text, spans)
    if known is not None and before is not None and (written := words_put_right(text, known, before.text)):
        found = (one for one in reading.found if not written.start <= one.start < written.end)
        return _told_anew(turn, replace(reading, found=tuple(found)), written.idea)
    if known is not None and (chosen := chosen_of(text, known, turn.context)):
        return _told_anew(turn, reading, chosen)
    many = _so_many(text, known, turn.context) if known is not None else None
    of_a_part = any(is_of_a_part(turn, fact, text) for fact in reading.found)
    plainly = many is not None or of_a_part
    righted, answers = (None, ()) if plainly else _righted(turn, text, reading, known)
    left = reading
    if righted is not None:
        kept = _left(text, reading, righted, turn.context)
        left = replace(
            reading, found=(*kept, *(fact for fact in answers if fact.key == "colour" and fact not in kept))
        )
    if righted is not None and not righted.idea:
        turn.tapped |= set() if left.found else {"change:idea"}
        return None if left.found else replace(left, intent=Intent.CORRECTION)
    at_summary = turn.asked in {SUMMARY, CHANGE}
    idea = _behind_its_name(righted.idea) if righted else many
    if (righted is None or not righted.gone) and (known is not None or at_summary or turn.asked == "idea"):
        idea = _said_outright(text, turn.context, known or "", at_summary=at_summary) or idea
    if idea is None and known is not None and before is not None:
        if part := part_told(turn, text, reading):
            start, named, end = part
            found = (one for one in left.found if not (one.key in OWN and start <= one.start < end))
            idea = known if fold(text[named:end]) in fold(known) else f"{known}, {text[named:end].strip()}"
            return _told_anew(turn, replace(left, found=tuple(found)), idea)
        idea = _told_otherwise(turn, text, reading, known, before.text)
    return _told_anew(turn, left, idea) if idea else None


def _righted(
    turn: Turn, text: str, reading: Reading, known: str | None
) -> tuple[Righted | None, tuple[Found, ...]]:
    """What is put right in what is known, and the facts of the new words that answer what was asked."""
    righted = _put_right(turn, text, reading, known)
    if righted is None or (not righted.idea and known and _is_still_named(text, righted, known)):
        return None, ()
    answers = _answers(turn, reading, righted)
    if answers and not names_a_thing(text[slice(*righted.thing)], turn.context):
        return None, ()
    return righted, answers


def _told_otherwise(turn: Turn, text: str, reading: Reading, known: str, told: str) -> str | None:
    """Another thing behind a no, the words that are to be written, or what was missing."""
    other = _no_then_a_thing(text, turn.context) if turn.asked in {SUMMARY, CHANGE} else None
    idea = other or with_words_shown(text, known, told, turn.context.asking(None))
    if idea is not None:
        return idea
    more = (
        _missing(turn, text, reading)
        or _named_now(turn, text, reading, known)
        or _no_handle(turn, text, reading)
    )
    more = more and LEFT_OVER.sub("", more)
    if not more:
        return None
    alone = names_what_was_pictured(turn, more) or only_points(known) or _denies(turn, text, known)
    return more if alone or _is_less_than(known, more) else f"{known}, {more}"


def _denies(turn: Turn, text: str, known: str) -> bool:
    """ "Madame n'est pas le dessin ! Une hirondelle": what was taken for the idea names nothing, and is denied."""
    no = [spoken(name, turn.language) for name in ("negations", "plain_no", "no_or_not")]
    if frozenset[str]().union(*no).isdisjoint(WORD.findall(fold(text))):
        return False
    context = turn.context.asking(None)
    lettering = understand(known, context).slots.get("style") == "lettering"
    return not lettering and not names_a_thing(known, context)


def _is_less_than(words: str, known: str) -> bool:
    """Whether all that is left of it stood there before, and more."""
    left, before = content_of_idea(words), content_of_idea(known)
    return 0 < len(left) < len(before) and all(same_as_one_of(one, before) for one in left)


def _told_anew(turn: Turn, reading: Reading, idea: str) -> Reading:
    before = turn.enquiry.answers.get("idea")
    turn.shows_again = before is not None and _is_less_than(idea, str(before.value or before.text))
    keep_fact(turn, "idea", idea, idea, Source.PRIVATE if reading.flags & HEALTH else Source.WORDS)
    found = tuple(fact for fact in reading.found if fact.key != "idea")
    topics, sure = reading.topics - {Topic.SENT}, reading.sure - {Topic.SENT}
    return replace(reading, found=found, intent=Intent.CORRECTION, topics=topics, sure=sure)


def _with_the_others(
    turn: Turn, text: str, reading: Reading, known: str, told: str, spans: list[tuple[int, int]]
) -> Reading:
    """What is said of another piece than the first stays with the idea, in the client's words."""
    more = [
        words for start, end in spans if fold(words := text[start:end].strip(" ,.;!\n")) not in fold(known)
    ]
    idea, words = ", ".join((known, *more)), "\n".join((told, *more))
    if more:
        keep_fact(turn, "idea", idea, words, Source.PRIVATE if reading.flags & HEALTH else Source.WORDS)
    return replace(reading, found=tuple(one for one in reading.found if one.key != "idea"))


def _behind_its_name(idea: str) -> str:
    """ "FLORES" of "la idea son FLORES"."""
    named = OUTRIGHT.search(idea)
    return named["idea"] if named else idea


def tells_idea_anew(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether a thing is plainly put in the place of what is known, taken out of it or added; nothing is kept."""
    known = turn.enquiry_answers.get("idea")
    words = str(known.value or known.text) if known is not None else ""
    if known is not None and with_words_shown(text, words, known.text, turn.context.asking(None)):
        return True
    if _so_many(text, words, turn.context) or _said_outright(text, turn.context, words, at_summary=True):
        return True
    righted = _put_right(turn, text, replace(reading, found=()), words) if words else None
    if righted is None or not righted.idea:
        return False
    start, end = righted.thing
    same = not righted.gone and not righted.adds and _shows_the_same(text[start:end], words, turn.context)
    return not same and names_a_thing(text[start:end] or righted.idea, turn.context)


def _shows_the_same(told: str, known: str, context: Context) -> bool:
    """ "Le chat c'est Momo" of "mon chat Momo"."""
    message = note_words(told, context)
    return all(same_as_one_of(message.words[at], fold(known).split()) for at in message.covered("motif"))


def _no_then_a_thing(text: str, context: Context) -> str | None:
    """ "No, a wolf", to what stands in the brief."""
    told = NO_THEN.match(text)
    if told is None or "?" in text or len(text.split()) > FEW_MORE:
        return None
    thing = understand(told["thing"], context.asking("idea")).slots.get("idea")
    return _tidy(str(thing)) if thing and names_a_thing(str(thing), context) else None


def _is_still_named(text: str, righted: Righted, known: str) -> bool:
    """ "Not a scared fox, just a fox"."""
    rest = text
    for start, end in righted.gone:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return any(same_as_one_of(word, fold(known).split()) for word in re.findall(r"\w{3,}", fold(rest)))


def _answers(turn: Turn, reading: Reading, righted: Righted) -> tuple[Found, ...]:
    """ "With a touch of red", asked for the colour: the answer stands in what would be added to the idea."""
    start, end = righted.thing
    asked = {turn.asked, *turn.asked_too} & OF_ITS_LOOK if righted.adds else set()
    return tuple(fact for fact in reading.found if fact.key in asked and start <= fact.start < end)


def _put_right(turn: Turn, text: str, reading: Reading, known: str | None) -> Righted | None:
    told = next((str(fact.value) for fact in reading.found if fact.key == "idea" and fact.value), None)
    asks_price = Topic.PRICE in reading.topics and "?" in text and not cue("exchanges").search(simple(text))
    if (known or told) is None or asks_price or WHETHER.search(fold(text)):
        return None
    below = (
        "cover_up" in {turn.asked, *turn.asked_too}
        or getattr(turn.enquiry_answers.get("cover_up"), "value", "new") != "new"
    )
    if known is None:  # "una frase: "no me rindo"" takes nothing back.
        text = QUOTATION.sub(lambda said: " " * len(said[0]), text)
    if turn.asked == SUMMARY and asks_to_send(text):
        text = sending_blanked(text)
    return put_right(text, known or str(told), turn.context, below=below, told_here=known is None)


def _left(text: str, reading: Reading, righted: Righted, context: Context) -> tuple[Found, ...]:
    """Of the old idea nothing is read any more, and of the new one no lavender for a colour, no lighthouse for Faro."""
    start, end = righted.thing
    message = note_words(text, context)
    named = [at for at in message.covered("motif") if at and message.words[at - 1] in folded("articles")]
    motifs = {message.text.tokens[at].start for at in named}
    return tuple(
        fact
        for fact in reading.found
        if not any(fact.start < after and first < fact.end for first, after in righted.gone)
        if not (fact.key in {"colour", "location"} and start <= fact.start < end and fact.start in motifs)
        if not (righted.adds and start <= fact.start < end and fact.key in OF_ITS_LOOK)
        if not (righted.adds and fact.key == "cover_up" and fact.value == "rework")
    )


def _without_denied(idea: str, known: str) -> str:
    """ "FLORES" of "FLORES no martín jaja", where that was the idea."""
    for said in DENIED.finditer(idea):
        if same_as_one_of(said["what"], fold(known).split()) and names_subject(idea[: said.start()]):
            return idea[: said.start()].rstrip(" ,.;")
    return idea


def _said_outright(text: str, context: Context, known: str, *, at_summary: bool) -> str | None:
    text = CHANGE_OF_MIND.sub(lambda said: " " * len(said[0]), text)
    told = OUTRIGHT.search(text) or (PUT_DOWN.search(text) if at_summary else None)
    if (told is None or JUDGES.match(told["idea"])) and (behind := BEHIND_WRONG.search(text)):
        shows = QUOTATION.search(behind["idea"]) or names_a_thing(behind["idea"], context.asking(None))
        told = behind if shows else None
    if told is None:
        return None
    pointed = POINTS.match(told["idea"])
    words = told["idea"][pointed.end() if pointed else 0 :].strip()
    idea = without_other_facts(_tidy(behind_pointing(words)), context.asking(None))
    idea = _without_denied(idea, known)
    says = idea and not idea.endswith("?") and not JUDGES.match(idea) and names_subject(idea)
    return idea if says else None


def _missing(turn: Turn, text: str, reading: Reading) -> str | None:
    """ "Pepe fehlt noch, also der Name": under the summary."""
    at_summary = turn.asked in {SUMMARY, CHANGE}
    told = (
        None
        if reading.slots.keys() - {"idea"}
        else (at_summary and MISSING.match(text)) or FORGOT.match(text)
    )
    if (
        not told
        or "?" in text
        or reminds(text)
        or any(one.is_mentioned(text) for one in turn.studio.questions)
    ):
        return None
    if told.re is not MISSING:
        return _tidy(text[slice(*told.span("thing"))]) or None
    words = told["after"] or told["named"]
    if not NOTHING.isdisjoint(words.casefold().split()):
        return None
    return _tidy(f"{words} ({told['more'].strip()})" if told["more"] else words) or None


def _named_now(turn: Turn, text: str, reading: Reading, known: str) -> str | None:
    """ "Its a DRAGON", "ne Mohnblume", "I want a fern leaf, inner forearm", beside an idea that named no thing; and the
    words themselves, where only that there are to be some was known."""
    question = turn.question(turn.asked)
    if turn.asked in {None, "idea"} or (question is not None and question.own):
        return None
    context = turn.context.asking(None)
    said = QUOTATION.search(text) if len(known.split()) <= FEW and not QUOTATION.search(known) else None
    if said is not None and understand(known, context).slots.get("style") == "lettering":
        return said[0]
    if not reading.names_a_thing or names_a_thing(known, context):
        return None
    thing = named_first(text, context)
    alone = not reading.slots.keys() - {"idea"} and not re.search(r"[,;.!?…\n]\s*\w", text)
    if thing and alone and not POINTS.match(text):
        thing = _tidy(text)
    return thing if thing and (turn.asked not in reading.slots or len(text.split()) > FEW) else None


def _no_handle(turn: Turn, text: str, reading: Reading) -> str | None:
    """ "Mate the bird. KOOKABURRA sitting on a branch", where Instagram or money was asked: told of the idea."""
    asks = "?" in text or reading.intent.endswith("_question") or reading.intent in COURTESIES
    if turn.asked not in SHOWS_NOTHING or asks or reading.slots.keys() - {"idea"}:
        return None
    context = turn.context.asking(None)
    clauses = [
        one for one in CLAUSES.findall(text) if len(one.split()) >= FEW - 1 and names_a_thing(one, context)
    ]
    told = max(clauses, key=lambda one: len(content_of_idea(one)), default="")
    return _tidy(told[behind_leads(simple(told), 0, len(told)) :]) or None


def _so_many(text: str, known: str, context: Context) -> str | None:
    """ "Can we do two ravens?", where it was one."""
    told = SO_MANY.search(fold(text))
    if told is None:
        return None
    before = SO_MANY.search(fold(known))
    if before is not None and before["many"] == told["many"]:
        return None
    near = (word for word in (told["first"], told["second"]) if word and names_a_thing(word, context))
    if not any(same_as_one_of(word, fold(known).split()) for word in near):
        return None
    return without_filler(COURTESY.blanked_in(CLAUSE_ENDS.split(text[told.start() :])[0]).strip()) or None


def _tidy(words: str) -> str:
    """Without a sentence that only has it sent, a courtesy, and the stop at the end."""
    sentences = [one for one in SENTENCE_ENDS.split(words.strip()) if one.strip()]
    while len(sentences) > 1 and (
        asks_to_send(sentences[-1]) or sentences[-1].casefold().startswith("dann ")
    ):
        sentences.pop()
    told = without_filler(COURTESY.blanked_in(about_the_thing(". ".join(sentences))).strip(" ,;:"))
    return told if INITIAL.search(told) else told.rstrip(".! ")
