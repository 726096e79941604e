"""To call off, asked about and not wished; and a wish to call off that was none, or is taken back. Read in all five
languages, whoever writes.
"""

import re

from tattoobot.domain.conversation.material import is_of_others
from tattoobot.domain.conversation.turn import HEARS, Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import OPEN, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Intent, Reading

ELSE = frozenset({Intent.RESCHEDULE, Intent.RUNNING_LATE, Intent.HUMAN_REQUEST, Intent.COMPLAINT})
"""Who says this as well wants more than to keep the date."""

CALLS_OFF = (
    r"(?:cancel\w*|call (?:it |this |that )?off|back out|pull out|absag\w*|abzusagen|stornier\w*|zu stornieren"
    r"|zurücktreten|anular\w*|desmarcar\w*|desistir|annul\w+|me désister)"
)
CALLS_OFF_WORDS = re.compile(rf"\b{CALLS_OFF}", re.IGNORECASE)

MAY = (
    r"(?:can|could|may|am|would|is|are|kann|könnte?|darf|dürfte|können|dürfen|ist|geht|ginge|ob"
    r"|puis|peux|peut|pourrais|est|c['’]est|possible|puedo|podemos|podr[íi]a(?:mos)?|puede|es posible|se puede"
    r"|posso|podemos|poderia|pode|consigo|dá|da|tem como|é possível)"
)
WHEN_OR_WHAT = (
    r"(?:until when|till when|up to when|how (?:late|early|long before|far in advance)|by when|what does it cost"
    r"|bis wann|wie (?:lange|kurzfristig|spät)|was kostet|kostet es"
    r"|jusqu['’]à quand|jusqu['’]a quand|combien de temps|hasta cu[áa]ndo|con cu[áa]nt\w+|at[ée] quando)"
)

ASKED = re.compile(
    rf"(?:^|[.!?;:,¿¡\n]\s*|\b(?:and|und|et|y|e|so|also|but|aber|mais|pero|mas)\s+|\bque\s)"
    rf"(?:\w+[ ,]+){{0,3}}?(?:\b{MAY}\b|\b{WHEN_OR_WHAT}\b)[^.!?\n]{{0,60}}?\b{CALLS_OFF}",
    re.IGNORECASE,
)
YOU = re.compile(
    r"\b(?:you|u|ya|du|ihr|sie|tu|vous|usted(?:es)?|vosotros|voc[êe]s?|vcs?|kannst|könnt|können sie|pouvez|peux[- ]tu"
    r"|puedes|podéis|pueden|podrías|podrían)\b",
    re.IGNORECASE,
)
""" "Can you cancel it?" is a wish."""

PLEADS = re.compile(
    r"\b(?:please|pls|plz|bitte|por favor|porfa|stp|svp|s['’]il (?:te|vous) pla[iî]t|because|cause|weil|parce que"
    r"|car je|porque|i need to|have to|got to|gotta|muss|musste|must|tengo que|tenho que|preciso|necesito|je dois"
    r"|came up|dazwischen ?gekommen|empêchement|surgi\w*|can(?:['’]?t|not) (?:make|come)|schaff\w* es nicht"
    r"|i(?:['’]?m| am) (?:sick|ill)|ich bin krank|je suis malade|estoy (?:enferm|mal)\w*|estou doente)\b",
    re.IGNORECASE,
)
"""Beside it the question is only a polite way to call it off."""

SUPPOSES = re.compile(
    r"\b(?:if|in case|still|later(?: on)?|anytime|any time|at any point|theoretically|wenn|falls|noch|später|jederzeit"
    r"|überhaupt|theoretisch|si|s['’]il|encore|au cas|plus tard|todavía|aún|después|caso|se|ainda|depois)\b",
    re.IGNORECASE,
)

KEEPS = re.compile(
    r"\b(?:don['’]?t|do not|not|never|didn['’]?t|wasn['’]?t) (?:\w+ ){0,3}cancel\w*"
    r"|\bnicht (?:\w+ ){0,2}(?:absag|stornier)\w*"
    r"|\b(?:sag|sage) (?:\w+ ){0,3}nicht ab\b|\bkeine absage|\bno (?:\w+ ){0,3}(?:cancel|anul|desmarc)\w+"
    r"|\b(?:não|nao|n) (?:\w+ ){0,3}(?:cancel|desmarc|desist)\w+|\bpas (?:\w+ ){0,2}annul\w+",
    re.IGNORECASE,
)

ONLY_ASKED = re.compile(
    r"\b(?:(?:just|only) (?:a question|asking|wondering|curious|wanted to know)"
    r"|(?:just|only) ask\w*"
    r"|(?:war|ist) (?:ja |doch )?(?:nur|bloß|bloss) (?:so )?(?:'?ne|eine|ne) frage"
    r"|nur (?:ne |eine |mal )?(?:frage|gefragt)"
    r"|(?:hab|habe|wollte) (?:ja |doch )?(?:nur|bloß) (?:mal )?(?:gefragt|fragen|wissen)"
    r"|(?:c['’]était|c['’]est|ct) (?:juste|seulement|qu['’])\s?(?:une question|pour savoir)"
    r"|je (?:demandais|posais) juste"
    r"|juste une question|(?:sólo|solo|solamente|nada más) (?:era )?(?:una pregunta|preguntaba|pregunté|quería saber)"
    r"|era (?:sólo|solo) (?:una pregunta|por saber)"
    r"|(?:só|apenas) (?:era )?(?:uma pergunta|perguntei|perguntando|queria saber)"
    r"|era (?:só|apenas) (?:uma )?(?:pergunta|dúvida)|foi só uma pergunta)\b",
    re.IGNORECASE,
)


def asks_whether_to_call_off(text: str) -> bool:
    """ "Can I still cancel if I get scared?": a question. "Can I cancel please, I'm ill" and "can you cancel it" are
    wishes put politely.
    """
    asked = ASKED.search(text)
    if asked is None or YOU.search(asked[0]):
        return False
    return PLEADS.search(text) is None or SUPPOSES.search(text) is not None


def names_calling_off(text: str) -> bool:
    return CALLS_OFF_WORDS.search(text) is not None


def keeps_the_date(text: str) -> bool:
    """ "NO, I don't want to cancel": what seemed to be called off stands."""
    return "?" not in text and KEEPS.search(text) is not None


def hear_taken_back(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether they take back a wish to call off, or never had it: the artist, who was told of one, hears that too."""
    if message.kind is not Kind.TEXT or is_of_others(message) or reading.found or turn.opted_out:
        return False
    if turn.lead is None or turn.lead.status not in {*OPEN, Status.BOOKED} or reading.intent in ELSE:
        return False
    if CALLS_OFF_WORDS.search(KEEPS.sub(" ", message.text)):
        return False
    told = HEARS[FlagReason.CANCEL_REQUEST] in turn.pace.known(turn.now)
    if not (keeps_the_date(message.text) or (told and ONLY_ASKED.search(message.text))):
        return False
    if turn.with_artist and turn.waits_because is None:
        return False
    turn.meanwhile = turn.with_artist
    turn.expects_answer = turn.expects_answer or not turn.with_artist
    turn.tell(FlagReason.KEPT_AFTER_ALL)
    turn.takes_back.add(FlagReason.CANCEL_REQUEST)
    turn.needs_artist = [one for one in turn.needs_artist if one is not FlagReason.CANCEL_REQUEST]
    turn.passed_on = [one for one in turn.passed_on if one is not FlagReason.CANCEL_REQUEST]
    turn.remark("told.stays" if turn.enquiry.status is Status.BOOKED else "told.goes_on")
    return True
