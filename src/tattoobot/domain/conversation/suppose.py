"""What is supposed, sworn or said out of shyness, and not meant as it sounds: "what if I have to cancel"."""

import re
from dataclasses import replace

from tattoobot.domain.conversation.calling_off import asks_whether_to_call_off
from tattoobot.domain.conversation.saying_so import LAUGHS
from tattoobot.domain.conversation.words import sentence_with, wishes
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import whole

_CALLED_OFF = (
    r"cancel\w*|reschedul\w*|move (?:it|the (?:date|appointment))|absag\w*|storn\w*|verschieb\w*|verleg\w*"
    r"|anular\w*|mover(?:la|lo)?|cambiar(?:la|lo)|cambiar la (?:cita|fecha)|desmarcar|remarcar|reagendar|adiar"
    r"|annuler|reporter|d[ée]placer|d[ée]caler"
)
_BACK = r"refund\w*|money back|geld zur[üu]ck|reembols\w*|devol\w*|rembours\w*"
_IF = (
    r"what if|what happens if|(?:if|in case) (?:i|we)\b|(?:falls|wenn) (?:ich|wir)\b|was (?:ist|passiert),? wenn"
    r"|wie (?:ist|läuft|geht) das (?:mit|beim)\b|si (?:tengo|tuviera|necesito|quiero|me toca|hay que)\b"
    r"|qu[ée] pasa si\b|se (?:eu|a gente) (?:precisar|quiser|tiver)\b|e se (?:eu )?(?:precisar|quiser|tiver)\b"
    r"|si (?:je|on) (?:dois|veux|doit|veut)\b|si j['’]ai besoin|au cas où"
)
_SICK = (
    r"(?:if|in case) i(?:['’]?m| am| get| fall| become)? (?:sick|ill)\b|(?:falls|wenn) ich krank\b"
    r"|si (?:estoy|me pongo) (?:malo|mala|enferm\w*)|si me enfermo|se (?:eu )?(?:ficar|estiver) doente"
    r"|si je (?:suis|tombe) malade"
)
_MAY = r"^\W*(?:can|could|may|kann|könnte|darf|puedo|podr[íi]a|posso|poderia|puis|je peux|est-ce)\b"
_CALLS_OFF = re.compile(rf"\b(?:{_CALLED_OFF})\b", re.IGNORECASE)
_FIRST = re.compile(rf"\b(?:{_IF})[^.!?\n]{{0,40}}?\b(?:(?P<back>{_BACK})|{_CALLED_OFF})\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"{_MAY}[^.!?\n]*\b(?:(?P<back>{_BACK})|{_CALLED_OFF})\b[^.!?\n]*\b(?:{_SICK})", re.IGNORECASE
)

SWEARING = re.compile(
    r"\b(?:wtf|ffs|omfg|what the (?:fuck|hell|heck)|(?:are )?(?:u|you) (?:joking|kidding)(?: me)?"
    r"|for fuck['’]?s sake|was zur hölle|willst du mich verarschen|qu[ée] carajo|qu[ée] co[ñn]o|que porra|putain"
    r"|bordel)\b",
    re.IGNORECASE,
)
"""Said of a misunderstanding between the client and us: nothing that a person has to hear of."""

MAY_BE_READ = frozenset(
    {
        *(Intent.CANCEL, Intent.RESCHEDULE, Intent.COMPLAINT),
        *(Intent.POLICY_QUESTION, Intent.YES, Intent.OTHER, Intent.ANSWER),
    }
)
"""What such a question may be taken for: "si tengo que cancelar" begins like a yes."""


QUESTIONS = re.compile(r"[^.!?\n]+\?")
NEVER = frozenset({Intent.OPT_OUT, Intent.OPT_IN, Intent.HUMAN_REQUEST})

BESIDE = frozenset({Topic.AVAILABILITY, Topic.HEALTH})
"""Topics of the words around it: a date, an illness."""


def _only_asks_for_hours(reading: Reading, text: str) -> Reading:
    """ "Are you open on Saturdays?": no day that suits them is told."""
    if Topic.HOURS not in reading.topics:
        return reading
    asked = [
        fact
        for fact in reading.found
        if fact.key == "timing" and sentence_with(fact, text).strip() in (text.strip(), *_questions(text))
    ]
    if not asked or wishes(text):
        return reading
    rest = tuple(fact for fact in reading.found if fact not in asked)
    return replace(reading, found=rest, intent=reading.intent if rest else Intent.POLICY_QUESTION)


def _questions(text: str) -> list[str]:
    return [one.strip() for one in QUESTIONS.findall(text)]


def supposed(reading: Reading, text: str) -> Reading:
    """ "What if I have to cancel?" asks for the rule, and calls nothing off."""
    if reading.intent in NEVER:
        return reading
    reading = _only_asks_for_hours(reading, text)
    about = _FIRST.search(text) or _AFTER.search(text)
    if about is None or reading.intent not in MAY_BE_READ:
        if not asks_whether_to_call_off(text):
            return reading
        return replace(
            reading, intent=Intent.POLICY_QUESTION, topics=reading.topics - BESIDE | {Topic.MOVING}
        )
    if _CALLS_OFF.search(text[: about.start()] + text[about.end() :]):
        return reading  # "I need to cancel. What happens if I cancel?"
    topic = Topic.DEPOSIT if about["back"] else Topic.MOVING
    return replace(reading, intent=Intent.POLICY_QUESTION, topics=reading.topics - BESIDE | {topic})


def moves_or_calls_off(text: str) -> bool:
    """ "Je peux décaler ?", "¿puedo cambiarla?", of a date that is fixed."""
    return _CALLS_OFF.search(text) is not None


def without_swearing(text: str) -> str:
    """Every other word stays where it is."""
    return SWEARING.sub(lambda word: " " * len(word[0]), text)


_MUCH = r"(?:(?:much[ao]|un poco(?: de)?|algo de|bastante|tant[ao]|cosa|como|una?|medi[ao]|algo)\s){0,3}"
_SOME = r"(?:(?:muita|um pouco de|uma|maior|certa)\s)?"
_TO_ASK = r"(?:de|em) (?:perguntar|pedir|falar|dizer)"
SHY = re.compile(
    rf"\b(?:me|nos) da(?:ba)? {_MUCH}(?:verg[uü]enza|penita|pena|corte|palo|apuro|cosita)\b"
    r"|\b(?:tengo|con|siento|qu[eé]) (?:\w+ )?verg[uü]enza"
    r"(?= (?:preguntar|pedir|me da|decir|escribir)|[,.…!]|\s*$| pero| y\b)"
    r"|\bverg[uü]enza (?:preguntar|pedir|decir|escribir)\w*"
    rf"|\b(?:tenho|(?:t[ôo]|estou) com|com|me d[áa]|d[áa]|morro de|que|morrendo de) {_SOME}vergonha (?={_TO_ASK}|mas\b)"
    rf"|\bvergonha {_TO_ASK}"
    r"|\b(?:j['’]ai|c['’]est) (?:(?:un peu|trop|presque|tellement|la)\s){0,2}honte (?:de|d['’])\s?"
    r"(?:demand|[ée]cri|dire|vous)\w*"
    r"|\b(?:ashamed|embarrassed|embarrassing|shame|shy) (?:to|of|about)? ?(?:ask|write|say)\w*"
    r"|\b(?:mir|ist|war|wäre|bisschen|etwas|so) (?:das |es )?(?:total |so |etwas |ein bisschen |bisschen )?peinlich\b"
    r"|\bschäme? mich\b",
    re.IGNORECASE,
)
"""Said of themselves, who ask for something: no complaint in any language."""

NO_COMPLAINT = re.compile(
    r"\bno (?:me (?:quejaba|quejo|estaba quejando|estoy quejando|quise quejar)|estaba reclamando"
    r"|(?:era|es|fue) (?:una )?(?:queja|reclamo|reclamaci[oó]n))\b"
    r"|\bn[ãa]o (?:(?:era|é|foi) (?:uma )?(?:reclama[çc][ãa]o|queixa)|me queixei|reclamei"
    r"|(?:estava|estou|t[ôo]|tava) (?:a )?(?:reclama\w+|me queixa\w+|queixar))\b"
    r"|(?:\b(?:not|wasnt|isnt|no|never)|n['’]t) (?:a |any |really |actually )?(?:complain\w*|complaint)\b"
    r"|\b(?:keine|nicht als) beschwerde\b|\b(?:nicht|gar nicht) (?:beschwer\w+|gemeckert|meckern)\b"
    r"|\bbeschwer\w* mich nicht\b|\b(?:pas|aucune) (?:une |de )?(?:plainte|r[ée]clamation)\b"
    r"|\bplai(?:gnais|ns) pas\b|\bplainte? pas\b",
    re.IGNORECASE,
)
ONLY_JOKING, IN_EARNEST = whole("only_joking"), whole("in_earnest")
LAUGHING = re.compile(rf"\b{LAUGHS}\b|[😂🤣😅😆😄😁]", re.IGNORECASE)


def without_shyness(text: str) -> str:
    """Every other word stays where it is."""
    return SHY.sub(lambda words: " " * len(words[0]), text)


def laughs_it_off(text: str) -> bool:
    """ "Jaja, nobody answers anything here": grumbled with a laugh, and nothing that a person has to settle."""
    return LAUGHING.search(text) is not None and IN_EARNEST.search(fold(text)) is None


def denies_complaint(text: str) -> bool:
    """ "No me quejaba": what was taken for a complaint was none."""
    return NO_COMPLAINT.search(text) is not None or ONLY_JOKING.search(fold(text)) is not None
