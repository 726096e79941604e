"""The idea put right in free words: "a wolf instead of the fox", "un loup, plus un renard", "troca a flor por uma
âncora", "just the wolf". Read in all five languages, whoever writes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from tattoobot.domain.facts import OF_THE_CLIENT
from tattoobot.domain.understanding.idea import motif_tokens
from tattoobot.domain.understanding.reader import note, understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.sought import without_case
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import ARTICLES, EMPTY, OWNERS, begins, without_filler
from tattoobot.domain.understanding.vocabulary.lists import listed

A = (
    r"(?:an?|some|the|my|'?ne?n?|ein\w{0,2}|d(?:er|ie|as|en|em|es)|mein\w{0,2}|un[ao]?s?|el|l[ao]s?|mis?"
    r"|um(?:as?)?|uns|os?|as?|meus?|minhas?|une|des|les?|mon|ma|mes)\s|l['’]"
)
PART = r"[^,.;:!?\n]"
ONLY = r"(?:only|just|simply|nur|einfach|s[oó]lo|solamente|s[oó]|somente|apenas|seulement|juste)"
NOT = (
    r"(?:(?:no longer|not|no|nicht(?: mehr)?|kein\w{0,2}|n[aã]o|non|pas d(?:e|u)|pas)(?!\w)|pas d['’]"
    r"|plus (?:d(?:e|u)\s|d['’]|(?=une?\s|l[ae]\s|l['’])))"
)
INSTEAD_OF = (
    r"(?:instead of|rather than|in place of|anstatt|statt|anstelle (?:von|vom|des|der)"
    r"|au lieu (?:de la\b|du\b|des?\b|d['’])|[àa] la place (?:de la\b|du\b|des?\b|d['’])|plut[oô]t qu(?:e\b|['’])"
    r"|en (?:vez|lugar) del?\b|(?:em vez|no lugar|em lugar|ao inv[eé]s) d[eao]s?\b)"
)
INSTEAD = (
    r"(?:instead|now|stattdessen|jetzt|doch|[àa] la place|finalement|plut[oô]t|en (?:su|vez) lugar|mejor|ahora"
    r"|no lugar|em vez disso|agora|afinal|maintenant)"
)
LINK = (
    r"(?:(?:and|but|sondern|sino(?: que)?|mas sim|mas|mais|und|y|e|et|pis|puis|it['’]?s|it is|es ist|es|é|c['’]est"
    r"|i (?:want|said|meant)|quiero|quero|ich (?:will|möchte|meine)|je veux)\s+){0,2}"
)
CALLS = re.compile(
    r"(?:(?:wait|why|no|sorry|bro|mate|dude|hey|oh|actually|ok(?:ay)?|warte|halt|warum|doch|nein|alter|sorry|espera|oye|no"
    r"|perd[óo]n|tio|tía|calma|pera|n[ãa]o|desculpa|mano|attends|non|mais|pardon|pourquoi|en fait|por qu[eê])\W*)+",
    re.IGNORECASE,
)
"""What stands before a no, and is no thing: "wait no not a snake"."""
ANY_MORE = r"(?:\s(?:any ?more|mehr|m[aá]s|mais))?"
TO = r"(?:(?:in)?to|for|with|by|por|para|a|con|com|pour|en|par|contre|zu|in|auf|gegen|durch|mit)"
CHANGE = (
    r"(?:chang\w*|swap\w*|switch\w*|replac\w*|cambi\w+|sustitu\w+|reempla\w+|mud[ae]\w*|tro[cq]\w+|substitu\w+"
    r"|rempla\w+|änder\w*|tausch\w*|ersetz\w*|wechsel\w*)"
)
INSTEAD_OF_IT, NOT_IT, CHANGES = rf"(?<!\w){INSTEAD_OF}", rf"(?<!\w){NOT}", rf"\b{CHANGE}"
CHANGES_IN_GERMAN = "änder|tausch|wechsel|ersetz"


class Form(NamedTuple):
    key: re.Pattern[str]
    """In small letters: words without which it is not there."""
    whole: re.Pattern[str]

    def in_text(self, text: str) -> Iterator[re.Match[str]]:
        """What it finds. It is looked for around its key words alone: in a whole text that takes milliseconds."""
        upto = 0
        for key in islice(self.key.finditer(without_case(text)), MOST_KEYS):
            begin, end = max(key.start() - BEFORE, upto), key.end() + BEHIND
            if key.start() >= upto and (told := self.whole.search(text, begin, end)):
                upto = told.end()
                yield told


BEFORE, BEHIND = 110, 200
"""So far from its key words a form reaches."""
MOST_KEYS = 12
FORMS = tuple(
    Form(re.compile(key), re.compile(whole, re.IGNORECASE))
    for key, whole in (
        (
            INSTEAD_OF_IT,
            rf"(?P<new>{PART}{{2,90}}?),?\s{INSTEAD_OF}\s*(?P<old>{PART}{{2,40}})",
        ),
        (
            INSTEAD_OF_IT,
            rf"(?:^|[,.;:!?\n]\s*|\s)(?P<gone>{INSTEAD_OF}\s*)(?P<old>(?:{A})?\s*\w+)\s*,?\s+(?P<new>(?:{A}){PART}{{2,60}})",
        ),
        (
            CHANGES,
            rf"\b{CHANGE}\s(?P<old>{PART}{{2,40}}?)\s{TO}\s(?P<new>{PART}{{2,60}})",
        ),
        (
            CHANGES_IN_GERMAN,
            rf"(?P<old>(?:{A})\s*\w+)\s(?:zu|in|auf|gegen|durch)\s(?P<new>{PART}{{2,40}}?)\s(?:um|aus|ein)?(?=(?:änder|tausch|wechsel|ersetz)\w*)",
        ),
        (
            r"\baus\s",
            rf"\baus\s(?P<old>de[mr]\s\w+)\s(?P<new>ein\w*\s{PART}{{2,40}})",
        ),
        (
            r"\bmake\s",
            rf"\bmake (?P<old>(?:the|my)\s\w+)\s(?P<new>an?\s{PART}{{2,40}})",
        ),
        (
            NOT_IT,
            rf"(?<!\w)(?P<gone>{NOT}\s*)(?P<old>{PART}{{2,30}}?){ANY_MORE}(?:\s*[,.;!]+|\s(?=(?:sondern|sino|mas|mais|but)\s))\s*{LINK}(?P<new>\w{PART}{{1,60}})",
        ),
        (
            NOT_IT,
            rf"(?P<old>\w+)\s(?P<gone>(?:no|n[aã]o|nicht|non|pas))(?!\w)\s*[,.;!]+\s*{LINK}(?P<new>\w{PART}{{1,60}})",
        ),
        (
            NOT_IT,
            rf"(?P<new>{PART}{{2,90}}?)(?:\s*[,.;!]+\s*(?:(?:and|und|y|e|et)\s)?|\s)(?P<gone>{NOT})\s*(?P<old>{PART}{{2,40}})",
        ),
    )
)
"""Each with the new thing and the old one."""
ANY_KEY = re.compile("|".join(dict.fromkeys(form.key.pattern for form in FORMS)))

LEANS = re.compile(
    r"^\W*(?:(?:no|nein|non|não|sorry|oh|ok|hm+|wait|also|pues|bon|bem)\W+){0,2}"
    r"(?:(?:actually|make (?:it|that)|i(?:['’]d| would)? (?:rather|prefer)(?: have)?|better"
    r"|let['’]?s (?:do|go (?:with|for))"
    r"|change (?:it|that) to|doch|lieber|besser|mach|nimm|ich (?:will|möchte|nehme)|finalement|en fait|plut[oô]t"
    r"|je (?:veux|voudrais|pr[ée]f[èe]re)|mejor|al final|en realidad|prefiero|quiero|na verdade|afinal|melhor"
    r"|prefiro|quero|i want|i['’]?d like)\W+){1,3}"
    rf"(?P<new>(?:{A}){PART}{{2,60}})",
    re.IGNORECASE,
)
ONLY_WANTED = re.compile(
    r"^\W*(?:i want|i['’]?d like|ich (?:will|möchte)|quiero|quero|je (?:veux|voudrais))\b", re.IGNORECASE
)
"""Of these alone it is not plain that the other thing is given up."""
INSTEAD_BEHIND = re.compile(rf"(?P<new>{PART}{{3,90}}?),?\s{INSTEAD}\s*[.!?]*\s*$", re.IGNORECASE)
INSTEAD_AT_THE_END = re.compile(rf"\s{INSTEAD}\s*[.!?]*\s*$")
IT_IS = re.compile(
    r"^\W*(?:(?:no|nein|non|não|sorry|perdón|desculpa|pardon)\W+)?(?:it['’]?s|it is|es ist|ist|es|é|c['’]est)\s"
    rf"(?P<new>(?:{A}){PART}{{2,40}})",
    re.IGNORECASE,
)
THE_IDEA = re.compile(
    rf"\b(?:idea|motif|motivo|ideia|idee|motiv|idée)\s*[,–-]\s*(?P<new>(?:{A}){PART}{{2,60}})",
    re.IGNORECASE,
)
PUT_ONLY = re.compile(
    r"\b(?:put|write|schreib\w*|nimm|setz\w*|pon\w*|escrib\w+|deja\w*|coloca\w*|põe|deixa\w*|escrev\w+|mets|mett\w+)\s"
    rf"{ONLY}\s(?P<new>{PART}{{2,60}})",
    re.IGNORECASE,
)
NARROWS = re.compile(rf"(?:^|[,.;:!?\n]|\s){ONLY}\s(?P<new>{PART}{{2,60}})", re.IGNORECASE)
REST_OUT = re.compile(
    r"[,.;:!?\n]*\s*(?:(?:and|und|y|e|et)\s)?"
    r"(?:(?:take|leave|cut|delete|remove|drop|forget|lass|lösch\w*|streich\w*|nimm|quita\w*|borra\w*|saca\w*|tira\w*"
    r"|apaga\w*|enl[eè]ve\w*|supprime\w*|retire\w*|oublie\w*)\s(?:\w+\s){0,2}?"
    r"(?:the rest|all the rest|den rest|das andere|(?:el|lo) (?:resto|demás)|o resto|le reste)"
    r"|(?:the|den|der) rest)(?:\s(?:out|off|away|please|raus|weg|bitte|porfa|por favor|stp|svp))*\W*(?=$|[,.;!?\n])",
    re.IGNORECASE,
)
RESTS = ("rest", "andere", "demás")
"""One of these is in it."""
TOO = re.compile(
    r"\b(?:too|also|as well|auch|dazu|noch|zusätzlich|tambi[ée]n|adem[aá]s|tamb[ée]m|aussi|en plus)\b",
    re.IGNORECASE,
)
WITHOUT = re.compile(r"\b(?:with|mit|con|com|avec)\W*$", re.IGNORECASE)
SHOWN_BY = re.compile(
    r"\b(?:drawing|picture|photo|portrait|cover|gift|present|dibujo|foto|retrato|regalo|desenho|presente|zeichnung|bild"
    r"|porträt|geschenk|dessin|cadeau)\b",
    re.IGNORECASE,
)
"""How a thing is shown, or why: no other thing."""
A_FEW_WORDS = 7
STEM = 4


class Righted(NamedTuple):
    """What the idea is now, and the words of the old one (`start`:`end`), in which nothing is to be read."""

    idea: str
    start: int = 0
    end: int = 0


def put_right(text: str, known: str, context: Context, *, below: bool = False) -> Righted | None:
    """`below`: an old tattoo is spoken of, which "it's a rose" may be said of."""
    context = replace(context, asked=None)
    said = without_the_rest(text)
    plain = said.strip()
    for form in FORMS if ANY_KEY.search(without_case(plain)) else ():
        for told in form.in_text(plain):
            gone = told.groupdict().get("gone") or ""
            if gone.strip().casefold() == "no" and _is_portuguese(plain, context):
                continue  # "no pulso"
            righted = _one_for_another(told, known, context)
            if righted is not None:
                return righted
    only = NARROWS.search(plain)
    if only is not None and (narrowed := _narrowed(only["new"], known)):
        return Righted(narrowed)
    if said != text and not plain.strip(" .!,?"):
        return _bare(known, context)
    named = _named_anew(plain, known, context, below=below)
    return Righted(named) if named else None


def _is_portuguese(text: str, context: Context) -> bool:
    return context.language == "pt" or note(text, context).message.language == "pt"


def without_the_rest(text: str) -> str:
    """Without "take out the rest"."""
    lowered = without_case(text)
    return REST_OUT.sub("", text) if any(rest in lowered for rest in RESTS) else text


def _one_for_another(told: re.Match[str], known: str, context: Context) -> Righted | None:
    old, new = told["old"], told["new"]
    if WITHOUT.search(new) or TOO.search(new):
        return None
    thing = _thing(new, context)
    if thing is None or _said_in(thing, old) or CALLS.fullmatch(thing):
        return None
    was = _said_in(old, known)
    if not was and not (_is_thing(old, context) and _is_thing(thing, context)):
        return None
    if _said_in(thing, known) or _only_a_fact(thing, context):
        return None
    gone = told.span("gone")[0] if "gone" in told.re.groupindex else told.start("old")
    return Righted(_in_place_of(old, thing, known, context), min(gone, told.start("old")), told.end("old"))


def _named_anew(text: str, known: str, context: Context, *, below: bool) -> str | None:
    """Only where a thing is named that people have tattooed, and another than before."""
    for form in (PUT_ONLY, THE_IDEA, LEANS, INSTEAD_BEHIND, *(() if below else (IT_IS,))):
        if form is INSTEAD_BEHIND and not INSTEAD_AT_THE_END.search(without_case(text)):
            continue
        told = form.search(text)
        if told is None or TOO.search(told["new"]) or SHOWN_BY.search(told["new"]):
            continue
        if form in (LEANS, IT_IS) and len(told["new"].split()) > A_FEW_WORDS:
            continue
        if (form is LEANS and ONLY_WANTED.match(text)) or (
            form is IT_IS and not names_a_thing(known, context)
        ):
            continue
        thing = _thing(told["new"], context)
        if thing is None or not names_a_thing(thing, context) or _only_a_fact(thing, context):
            continue
        bare = form is not PUT_ONLY and thing.split()[0].casefold() not in ARTICLES | OWNERS
        if bare or _said_in(thing, known):
            continue
        return thing
    return None


def _thing(words: str, context: Context) -> str | None:
    """ "un loup" of "je pense plutôt au mollet pis un loup"."""
    words = words.strip()
    message = note(words, context).message
    motifs = sorted(motif_tokens(message))
    tokens = message.text.tokens
    if motifs:
        facts = [one for one in understand(words, context).found if one.key == "idea"]
        start = begins(words, tokens[motifs[0]].start)
        if facts and facts[0].start <= tokens[motifs[0]].start:
            start = min(start, begins(words, facts[0].start))
        return _tidy(words[start:])
    first = next((one for one in re.finditer(r"\w+", words) if one[0].casefold() in ARTICLES), None)
    told = words[first.start() :] if first else words
    return _tidy(told) if _content(told) and len(told.split()) <= A_FEW_WORDS else None


def _tidy(words: str) -> str | None:
    told = re.sub(
        rf"(?:\s(?:please|pls|bitte|por favor|porfa|stp|svp|thanks|{INSTEAD}))+\W*$",
        "",
        words,
        flags=re.IGNORECASE,
    )
    return without_filler(told.strip(" ,.!?")) or None


def _only_a_fact(thing: str, context: Context) -> bool:
    """ "The calf instead of the thigh", "a wrist"."""
    found = understand(thing, context).found
    if any(fact.key in OF_THE_CLIENT | {"timing", "budget"} for fact in found):
        return True
    others = [fact for fact in found if fact.key != "idea"]
    return (
        bool(others) and not any(fact.key == "idea" for fact in found) and not names_a_thing(thing, context)
    )


def names_a_thing(words: str, context: Context) -> bool:
    """Whether something that people have tattooed is named."""
    return bool(motif_tokens(note(words, context).message))


def _is_thing(words: str, context: Context) -> bool:
    """Lettering is one, where it is spoken of beside others."""
    found = understand(words, context).slots
    return names_a_thing(words, context) or found.get("style") == "lettering"


def _content(words: str) -> list[str]:
    small = EMPTY | ARTICLES | OWNERS | listed("articles")
    said = (one for one in re.findall(r"\w+", words.casefold()) if one not in small and len(one) > 2)
    return [fold(one) for one in said]


def _same(one: str, other: str) -> bool:
    """ "Fuchs" and "Fuchses", "rose" and "roses"."""
    length = min(len(one), len(other))
    return one == other or (length >= STEM and one[: max(length - 1, STEM)] == other[: max(length - 1, STEM)])


def _said_in(words: str, known: str) -> bool:
    there = _content(known)
    mine = _content(words)
    return bool(mine) and any(_same(mine[0], one) or _same(mine[-1], one) for one in there)


def _in_place_of(old: str, new: str, known: str, context: Context) -> str:
    """The other things of the idea stay: "a wolf with roses" of "a fox with roses"."""
    gone = next((one for one in _places(known, old)), None)
    if gone is None:
        return new
    start = begins(known, gone.start())
    rest = f"{known[:start]} {known[gone.end() :]}"
    if not names_a_thing(rest, context) or "\n" in known:
        return new
    return f"{known[:start]}{new}{known[gone.end() :]}".strip()


def _places(known: str, old: str) -> Iterator[re.Match[str]]:
    mine = _content(old)
    return (
        one
        for one in re.finditer(r"\w+", known)
        if any(_same(fold(one[0].casefold()), word) for word in mine)
    )


def _narrowed(new: str, known: str) -> str | None:
    """All of it stood in the idea before."""
    mine, there = _content(new), _content(known)
    inside = bool(mine) and all(any(_same(one, other) for other in there) for one in mine)
    return _tidy(new) if inside and len(mine) < len(there) else None


def _bare(known: str, context: Context) -> Righted | None:
    """ "Take the rest out": of the idea the part that names a thing."""
    parts = [part.strip() for part in re.split(r"[,.;!?\n]+", known) if part.strip()]
    thing = next((part for part in parts if names_a_thing(part, context)), None)
    return Righted(thing) if thing and thing != known else None
