"""The idea told anew once it is known: put right, said outright, or added to. Read in all five languages."""

import re
from collections.abc import Callable
from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.at_summary import COURTESY, IDEA, new_idea
from tattoobot.domain.conversation.cut_idea import without_other_facts
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.instead import ASKS_WHY, idea_instead
from tattoobot.domain.conversation.put_right import names_a_thing, put_right, without_the_rest
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import SENTENCE_ENDS, sentence_with
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.idea import QUOTATION
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Intent, Reading
from tattoobot.domain.understanding.thing import about_the_thing, begins, names_subject, without_filler
from tattoobot.domain.understanding.vocabulary.lists import listed

ONLY = r"(?:only|just|simply|nur|einfach|s[oó]lo|solamente|só|apenas|seulement|juste)"

IS_WRONG = (
    r"(?:est|is|ist|es|é|está)\s(?:fausse?|wrong|falsch|mal|equivocad\w+|errad\w+|incorrect\w*|pas (?:ça|juste|bonne?)"
    r"|not right|nicht richtig|verkehrt)\s*[:;,.!–-]+\s*"
)

OUTRIGHT = re.compile(
    rf"\b{IDEA}\s*(?:{ONLY}\s*)?(?:{IS_WRONG})?"
    r"(?:[:=]|it['’]?s\b|es ist\b"
    r"|['’]s\b|\b(?:is|are|should be|would be|ist|wäre|soll|sollte|es|sería|debe ser|é|seria|deve ser"
    r"|est|serait|doit être|c['’]est|,\s*c['’]est)(?=\s|:))"
    rf"\s*(?:{ONLY}\b)?\s*:?\s*(?P<idea>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""What stands behind "the idea is"."""

PUT_DOWN = re.compile(
    r"\b(?:put|write|say|schreib\w*|nimm|setz\w*|pon\w*|escrib\w+|coloca\w*|põe|escrev\w+|mets|mett\w+|écri\w+)"
    rf"\s*(?:down|in|{ONLY})?\s*:\s*(?P<idea>\S.*)",
    re.IGNORECASE | re.DOTALL,
)

IT_IS = re.compile(
    r"^\W*(?:(?!(?:no|n[aã]o)\s+(?:es|é|e)\b)(?:no|nein|non|não|nope|sorry|perdón|desculpa|pardon)\W+)?"
    r"(?:it['’]?s|it is|es ist|ist|es|é|c['’]est)\s+"
    r"(?P<idea>(?:an?|the|ein\w*|un|una|um|uma|une|des|la|el|o|a|le|l['’]|my|mein\w*|mi|meu|minha|mon|ma)[\s’'][^\n.!?]+?)(?=\s(?:but|aber|pero|mas|mais)\b|[\n.!?]|$)",
    re.IGNORECASE,
)
"""A thing that is named after it, and no "but"."""

NOT_BUT = re.compile(
    r"^\W*(?:(?:no|nein|non|não|nope|sorry|also|and|oh|but|auch|und|y|pero|e|mas|et|mais)\W+){0,2}"
    r"(?:it['’]?s |that['’]?s |es ist |c['’]est |ce n['’]est )?"
    r"(?:not|no(?: es| era| quiero)?|não(?: é| era| quero)?|nicht|keine?n?|pas)\s"
    r"(?P<wrong>[^,.;!?\n]{2,40}?)"
    r"(?:\s*[,.;!]+\s*(?:but|sondern|sino|mas sim|mais|it['’]?s|es ist|es|é|c['’]est)?"
    r"|\s(?:but|sondern|sino|mas|mais))\s+"
    r"(?P<idea>[^,.;!?\n]+)",
    re.IGNORECASE,
)
""" "Not a wolf, a fox", "nicht Wolf sondern Fuchs": the second of two things."""

I_SAID = re.compile(
    r"\b(?:i (?:said|meant)|dije|quise decir|(?:eu )?(?:disse|quis dizer)|ich (?:sagte|meinte|habe? gesagt)"
    r"|j['’]ai dit|je voulais dire)\s+(?P<idea>(?:an?|my|ein\w*|mein\w*|un|una|mi|um|uma|meu|minha|une|mon|ma)\s"
    r"[^,.;!?\n]+?)(?=\s(?:not|no|nicht|kein\w*|não|pas|und)\b|[,.;!?\n]|$)",
    re.IGNORECASE,
)

MISSING = re.compile(
    r"^\W*(?:(?P<named>[^\n.!?,;:]+?)\s+(?:fehlt|fehlen|is missing|are missing)\b"
    r"(?:\s*(?:noch|still|bitte))*\W*(?:also\s+)?(?P<more>[^\n.!?]*)"
    r"|(?:you forgot|il manque|falta(?:n|m)?|du hast|vergessen:?)\s+(?P<after>[^\n.!?]+?)(?:\s+vergessen)?\W*$)",
    re.IGNORECASE,
)

JUST_THE = re.compile(
    rf"^\W*{ONLY}\s+(?:an?|the|d\w\w|ein\w*|el|la|un|una|o|a|um|uma|le|une)\s", re.IGNORECASE
)

I_WANT = re.compile(
    r"^\W*(?:i (?:really )?(?:want|wanted|need|would like)|i['’]?d (?:like|love)|quiero|quisiera|me gustaría"
    r"|(?:eu )?quero|(?:eu )?queria|ich (?:will|möchte|hätte gerne?|mag)|je (?:veux|voudrais)|j['’]aimerais)"
    r"\s(?!to\b|you\b)",
    re.IGNORECASE,
)

FEW = 4
A_FEW_WORDS = 80
"""Words and characters of a thing that is named and not told about."""

INITIAL = re.compile(r"\b\w\.$")

JUDGES = re.compile(
    r"^\W*(?:(?:so|very|really|all|sehr|ganz|muy|muito|très|still|also)\s+)?"
    r"(?:good|great|fine|nice|ok|okay|right|wrong|correct|not|no|the same|cool|perfect\w*|mine|yours|this|that"
    r"|buen\w*|bien|mal|igual|así|correct\w*|cert\w+|errad\w*|bo[am]|não|gut|falsch|richtig|nicht|super|so|passt|schön"
    r"|bonne?|fauss?e?|pas|belle|génial\w*|egal|the one|different|something else|anders|andere?)\b",
    re.IGNORECASE,
)


def hear_idea_anew(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether the message told the idea anew: it is then in the brief."""
    known = turn.enquiry.answers.get("idea") if turn.lead is not None else None
    at_summary = turn.asked in {SUMMARY, CHANGE}
    text = without_the_rest(text) or text
    idea, adds = new_idea(text), False
    if idea is None and (known is not None or at_summary or turn.asked == "idea"):
        idea = _said_outright(text, turn.context, at_summary=at_summary)
    if idea is None and known is not None:
        idea = idea_instead(turn, text, str(known.value or known.text))
        if idea == "" and not reading.found:
            turn.tapped.add("change:idea")
            return False
        idea = idea or None
    if idea is None and at_summary and not reading.found:
        idea, adds = (
            _missing(text, lambda said: any(q.is_mentioned(said) for q in turn.studio.questions)),
            True,
        )
    if idea is None and known is not None:
        named = str(known.value or "")
        thing = _new_thing(turn, text, named)
        idea, adds = (thing if "," in text else None) or _named_plainly(turn, text, reading, named), True
        idea = idea or thing or _words_of_it(turn, text, named)
    if not idea or not (known is not None or at_summary or turn.asked == "idea"):
        return False
    if adds and known is not None and known.value and isinstance(known.value, str):
        idea = f"{known.value}, {idea}"
    _keep(turn, idea, reading)
    return True


def _keep(turn: Turn, idea: str, reading: Reading) -> None:
    private = bool(reading.flags & HEALTH)
    keep_fact(turn, "idea", idea, idea, Source.PRIVATE if private else Source.WORDS)


def hear_put_right(turn: Turn, text: str, reading: Reading) -> Reading | None:
    """What else the message says, where it puts the idea right: of the old idea nothing is read any more."""
    before = turn.enquiry.answers.get("idea") if turn.lead is not None else None
    told = next((str(fact.value) for fact in reading.found if fact.key == "idea" and fact.value), None)
    known = str(before.value or before.text) if before is not None else told
    if known is None or turn.material is not None or ASKS_WHY.match(text):
        return None
    below = (
        "cover_up" in {turn.asked, *turn.asked_too}
        or getattr(turn.enquiry_answers.get("cover_up"), "value", "new") != "new"
    )
    righted = put_right(text, known, turn.context, below=below)
    if righted is None:
        return None
    _keep(turn, righted.idea, reading)
    left = tuple(
        fact
        for fact in reading.found
        if fact.key != "idea" and not (fact.start < righted.end and righted.start < fact.end)
    )
    return replace(reading, found=left, intent=Intent.CORRECTION)


def _said_outright(text: str, context: Context, *, at_summary: bool) -> str | None:
    told = OUTRIGHT.search(text) or (PUT_DOWN.search(text) if at_summary else None)
    if told is not None:
        idea = without_other_facts(_tidy(told["idea"]), replace(context, asked=None))
        return (
            idea
            if idea and not idea.endswith("?") and not JUDGES.match(idea) and names_subject(idea)
            else None
        )
    if "?" in text:
        return None
    for pattern in (NOT_BUT, I_SAID, IT_IS) if at_summary else ():
        told = pattern.search(text)
        if told is not None and names_a_thing(told["idea"], context):
            return without_other_facts(_tidy(told["idea"]), replace(context, asked=None))
    return None


def _named_plainly(turn: Turn, text: str, reading: Reading, known: str) -> str | None:
    """ "Its a DRAGON", "ne Mohnblume", beside an idea that named no thing; "just the robin", whatever was named."""
    question = turn.question(turn.asked)
    if turn.asked in {None, "idea"} or (question is not None and question.own) or "?" in text:
        return None
    wants = I_WANT.match(text) is not None
    answers = any(fact.key == turn.asked for fact in reading.found)
    if len(text) > A_FEW_WORDS or (answers and not wants):
        return None
    told, narrows = IT_IS.match(text), JUST_THE.match(text) is not None
    short = len(text.split()) <= FEW or wants
    if not (told or narrows or short):
        return None
    if not (names_a_thing(told["idea"], turn.context) if told else reading.names_a_thing):
        return None
    return (
        _tidy(told["idea"] if told else text) if narrows or not names_a_thing(known, turn.context) else None
    )


def _new_thing(turn: Turn, text: str, known: str) -> str | None:
    """ "It's a sunflower! On my ribs", "I want a fern leaf, inner forearm", beside an idea that named no thing."""
    question = turn.question(turn.asked)
    asks_more = question is None or question.own or question.key == "idea"
    if asks_more or listed("indefinite_articles").isdisjoint(text.casefold().split()):
        return None
    if names_a_thing(known, turn.context):
        return None
    found = understand(text, replace(turn.context, asked=None)).found
    fact = next((one for one in found if one.key == "idea"), None)
    if fact is None or not names_a_thing(text[fact.start : fact.end], turn.context):
        return None
    said = sentence_with(fact, text)
    first = text[begins(text, fact.start) : fact.start].split()[:1]
    if said.endswith("?") or not first or first[0].casefold() not in listed("indefinite_articles"):
        return None
    return str(fact.value)


def _words_of_it(turn: Turn, text: str, known: str) -> str | None:
    """The words themselves, where only that there are to be some was known: "a lettering"."""
    said = QUOTATION.search(text)
    if said is None or turn.asked == "idea" or len(known.split()) > FEW or QUOTATION.search(known):
        return None
    return (
        said[0]
        if understand(known, replace(turn.context, asked=None)).slots.get("style") == "lettering"
        else None
    )


def _missing(text: str, is_a_question: Callable[[str], bool]) -> str | None:
    told = MISSING.match(text)
    if told is None or "?" in text or is_a_question(text):
        return None
    words = told["after"] or told["named"]
    said = {*words.casefold().split()}
    if not said.isdisjoint(
        listed("negations") | {"nothing", "something", "nada", "nichts", "was", "rien", "algo"}
    ):
        return None
    return _tidy(f"{words} ({told['more'].strip()})" if told["more"] else words) or None


def _tidy(words: str) -> str:
    """Without a sentence that only has it sent, a courtesy, and the stop at the end."""
    sentences = [one for one in SENTENCE_ENDS.split(words.strip()) if one.strip()]
    while len(sentences) > 1 and (
        asks_to_send(sentences[-1]) or sentences[-1].casefold().startswith("dann ")
    ):
        sentences.pop()
    told = without_filler(COURTESY.sub("", about_the_thing(". ".join(sentences))).strip(" ,;:"))
    return told if INITIAL.search(told) else told.rstrip(".! ")
