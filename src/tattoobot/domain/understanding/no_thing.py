"""Words in which a client tells, asks or hesitates, and names nothing that could be tattooed."""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.notices import is_noticed
from tattoobot.domain.understanding.reading import Notice
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.message import Message

WISH = re.compile(
    r"(?<!\w)(?:and|so|und|y|e|et)\s+(?:(?:so|now|jetzt|ahora|agora|maintenant)\s+)?"
    r"(?:(?:i|i'd|id|ich|me|yo|eu|je|j'\w*)(?!\w)|(?:want|will|hatte|mocht|quer|quier|quis|gost|veux|voudr|aimer))"
)
"""Where a wish begins behind what was told: "and I'd like", "und ich möchte"; without accents."""

DIED = re.compile(
    r"(?<!\w)(?:(?:ist|sind|est|sont|ha|han|has|had|have|just|sadly|recently|se|me|nos|il y a)\s+(?:\w+\s+){0,4}?)*"
    r"(?:died|passed away|passed|is gone|gestorben|verstorben\w*|starb|verstarb|murio|fallecio|fallecid\w+"
    r"|morreu|faleceu|faleci\w+|partiu|decede\w*|mort\w?|nous a quitte\w*|s'est eteint\w*)(?!\w)"
)

THE_ONE_LOST = re.compile(
    r"(?<!\w)(?:(?:want|have|get|love) (?:her|him|them) (?:on|tattooed|inked|with me)|llev\w+l[ao]s?"
    r"|tatua\w+l[ao]s?|lev[ao]-l[ao]s?|leva-l[ao]s?|tatua-l[ao]s?|lev[oa]r? (?:el[ae])|(?:sie|ihn) (?:\w+ ){0,3}"
    r"(?:auf|am|an|bei mir|tragen|tatowier\w*|stechen)|(?:la|le|l')\s?(?:avoir|porter|garder|tatouer|faire tatouer)"
    r"|portrait\w*|portrat\w*|retrato\w*|face|gesicht|cara|rosto|visage|picture of|bild von)(?!\w)"
)
"""What says that the one who died is to be seen."""

SENTENCE_ENDS = re.compile(r"[.!?\n]")
ASKS_WHY = frozenset({"why", "warum", "wieso", "weshalb", "wofur", "porque", "pourquoi", "pq"})

HEART = re.compile(
    r"(?<!\w)(?:near|over|above|beside|by|close to|next to|beim|nahe|neben|am|uber|cerca|junto|encima|perto|cima|pres"
    r"|dessus|cote)\s+(?:(?:del|al|de|do|du|the|my|dem|mein\w*|mi|meu|mon|o|le)\s+)*"
    r"(?:heart|herz\w*|corazon|coracao|coeur|cœur)$"
)
"""Where it goes, not what it shows."""

AS_A_TATTOO = re.compile(
    r"(?<!\w)(?:as|als|comme|en|como|tipo)\s(?:(?:an?|ein\w*|n|ne|une?|una|uma?|my|mein\w*)\s)?"
    r"(?:tattoos?|tatoos?|tats?|tatouages?|tatuajes?|tatuagem|tatuagens|tatu)(?!\w)"
)
"""What it is to become, and not what it shows."""

NOT_OF_THAT = re.compile(
    r"(?<!\w)(?:i\s?(?:wasn'?t|was not|'?m not|am not) (?:talking|asking|speaking|on) about"
    r"|i didn'?t (?:mean|ask about)"
    r"|ich (?:rede|redete|spreche|sprach|fragte|frage) (?:doch |gar |ja )?nicht (?:von|uber|nach)"
    r"|ich (?:mein\w*|hab\w*) (?:doch |gar |ja )?nicht (?:den|die|das|nach|von|uber)(?!\w)"
    r"|(?:je )?(?:n['e]?\s?)?(?:parlais|parle|demandais|demande) pas (?:de|du|des|d|la|le|si)"
    r"|no (?:hablaba|hablo|preguntaba|pregunto|pregunte|hable|me referia|me refiero) (?:de|del|por|sobre|a|al)"
    r"|nao (?:falava|falo|estava a falar|estou falando|estava falando|perguntei|me referia|me refiro|falei)"
    r" (?:de|da|do|sobre|a|ao|das|dos))(?!\w)"
)
"""Where a client says what they were not speaking of: a protest, and nothing of what is to be tattooed."""

ONESELF = frozenset({"i", "ich", "yo", "eu", "je", "j"})
MYSELF = {
    "de": frozenset({"mich", "mir"}),
    "es": frozenset({"me"}),
    "pt": frozenset({"me"}),
    "fr": frozenset({"me", "m"}),
}


def no_things(message: Message, motifs: set[int]) -> set[int]:
    """The tokens that name no thing, whatever the vocabulary does not know of them."""
    told = {*_of_a_loss(message, motifs), *_told_of_oneself(message, motifs), *_asked(message, motifs)}
    told |= {*_protested(message), *_within(message, AS_A_TATTOO)}
    return told | {at for at in motifs if HEART.search(message.text.folded[: message.text.tokens[at].end])}


def protests(text: str) -> bool:
    """ "Je ne parlais pas de la douleur mais de l'hygiène"."""
    return NOT_OF_THAT.search(fold(text)) is not None


def _protested(message: Message) -> Iterator[int]:
    """The whole sentence, unless a wish follows in it."""
    folded = message.text.folded
    for said in NOT_OF_THAT.finditer(folded):
        ends = SENTENCE_ENDS.search(folded, said.end())
        wish = WISH.search(folded, said.end(), ends.start() if ends else len(folded))
        until = min((one.start() for one in (ends, wish) if one), default=len(folded))
        yield from _between(message, said.start(), until)


def _within(message: Message, form: re.Pattern[str]) -> Iterator[int]:
    for said in form.finditer(message.text.folded):
        yield from _between(message, *said.span())


def _between(message: Message, start: int, end: int) -> Iterator[int]:
    return (at for at, token in enumerate(message.text.tokens) if start <= token.start < end)


def _of_a_loss(message: Message, motifs: set[int]) -> Iterator[int]:
    """ "My father died three months ago": who died is the thing only where they are to be seen."""
    griefs = message.of("notice", Notice.GRIEF)
    if not griefs or not is_noticed(message, Notice.GRIEF):
        return
    seen = THE_ONE_LOST.search(message.text.folded) is not None
    tokens = message.text.tokens
    for hit in griefs:
        start, after = message.clause(hit.first)
        begins, ends = tokens[start].start, tokens[after - 1].end
        if not DIED.search(message.text.folded, begins, ends):
            continue
        wish = WISH.search(message.text.folded, begins, ends)
        until = wish.start() if wish else ends
        for at in range(start, after):
            if tokens[at].start < until and not (seen and at in motifs):
                yield at


def _told_of_oneself(message: Message, motifs: set[int]) -> Iterator[int]:
    """ "Ich trau mich", "je stresse": what stands behind "I" is what they do."""
    myself = MYSELF.get(message.language, frozenset())
    for at in range(1, len(message.words)):
        if at in motifs or message.gaps[at] not in ("",):
            continue
        before = message.words[at - 1]
        if before in ONESELF or before in myself:
            yield at


def _asked(message: Message, motifs: set[int]) -> Iterator[int]:
    """ "Why is this on WhatsApp"."""
    for at, word in enumerate(message.words):
        if word in ASKS_WHY:
            _, after = message.clause(at)
            yield from (other for other in range(at, after) if other not in motifs)
