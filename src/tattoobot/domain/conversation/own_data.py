"""A client asks for their data, or wants it deleted: in whatever words and wherever the talk is.

Who wants to see it gets a link to all that is kept; who wants it gone is asked once, and then it is done.
"""

import re

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.understanding.reading import Intent, Reading
from tattoobot.domain.understanding.sought import Sought

ASKED = "erase_ask"
ARCHIVE = "archive"
"""Stands for the link to all that is kept about a client, which is made when the message is written."""
YES, NO = Tap("erase:yes", "offer.erase.yes"), Tap("erase:no", "offer.erase.no")

WISHES = {
    "en": (
        r"delet(?:e|ing|ed|ion of)|eras(?:e|ing|ed|ure of)|remov(?:e|ing|ed|al of)|wipe",
        r"my|all|any|the",
        r"data|info|information|details|account",
        r"everything (?:you (?:have|know) )?(?:about|on) me",
    ),
    "de": (
        r"lösch\w*|entfern\w*",
        r"meine[nr]?|alle",
        r"\w*daten|infos?|informationen|angaben|konto|account",
        r"alles (?:über mich|von mir)",
    ),
    "es": (
        r"borr\w+|elimin\w+|suprim\w+",
        r"mis?|todos?|todas?|los",
        r"datos|información|info|cuenta",
        r"todo (?:lo )?(?:sobre mí|de mí|mío)",
    ),
    "fr": (
        r"supprim\w+|effac\w+|suppression de",
        r"mes|mon|toutes|tout|les",
        r"données|infos?|informations|compte",
        r"tout (?:sur moi|ce qui me concerne)",
    ),
    "pt": (
        r"apag\w+|delet\w+|exclu\w+|elimin\w+|remov\w+",
        r"meus?|minhas?|todos|todas|os",
        r"dados|informações|infos?|conta",
        r"tudo sobre mim",
    ),
}
"""By language: what is to be done, to whose, and to what, or to all. Between them a few words may stand."""

FEW = r"(?:\W+\w+){0,3}?\W+"
FORWARD = "|".join(rf"(?:{verb}){FEW}(?:{whose}){FEW}(?:{what})" for verb, whose, what, _ in WISHES.values())
DO, WHOSE, WHAT, _ = WISHES["de"]
VERB_LAST = rf"(?:{WHOSE})\W+(?:\w+\W+){{0,2}}?(?:{WHAT})(?:\W+\w+){{0,4}}?\W+(?:ge)?(?:{DO})"
WITHOUT_WHOSE = "|".join(rf"(?:{verb})\W+(?:{everything})" for verb, _, _, everything in WISHES.values())
BY_ITS_NAME = (
    r"right to (?:be forgotten|erasure)|recht auf (?:vergessen\w*|löschung)|derecho (?:al olvido|de supresión)"
    r"|droit à l['’](?:oubli|effacement)|direito ao esquecimento"
)
WANTED = Sought(rf"\b(?:{FORWARD}|{VERB_LAST}|{WITHOUT_WHOSE}|{BY_ITS_NAME})\b")
NOT_WANTED = re.compile(
    r"\b(?:don['’]?t|do not|never|nicht|nie|no (?:me |se )?(?:borr|elimin|suprim)\w+|ne|não)\b", re.IGNORECASE
)

DATA = {
    "en": r"(?:personal |private |stored |own )*(?:data|information|info|details)",
    "de": r"(?:\w+en )?(?:\w*daten|infos|informationen|angaben)",
    "es": r"(?:datos|información|info)",
    "fr": r"(?:données|informations|infos)",
    "pt": r"(?:dados|informações|infos?)",
}

KNOWN_OF_ME = (
    r"(?:what|which|everything|anything)(?: \w+){0,3}? (?:you|the studio)(?:'ve| have| has| do)*"
    r" (?:know|have|has|hold|keep|kept|store|stored|saved|got)(?: \w+){0,2} (?:about|on|of) me"
    r"|was (?:weißt du|weiß|wisst ihr|wissen sie|habt ihr|haben sie|hast du)(?: \w+){0,3} (?:über|von|zu) mi(?:ch|r)"
    rf"|welche(?: \w+)? {DATA['de']}(?: \w+){{0,4}} (?:über|von|zu) (?:mich|mir)"
    rf"|qué(?: {DATA['es']})?(?: \w+){{0,3}} (?:sabes|sabéis|saben|sabe|tienes|tenéis|tienen|tiene|guard\w+)"
    r"(?: \w+){0,3} (?:de|sobre) mí"
    r"|(?:que savez[- ]vous|que sais[- ]tu|qu['’]est-ce que (?:vous savez|tu sais)) (?:de|sur) moi"
    rf"|quelles {DATA['fr']}(?: \w+){{0,2}}(?:[ -]\w+){{0,3}} (?:de|sur|à propos de) moi"
    rf"|(?:o que|que|quais)(?: {DATA['pt']})?(?: \w+){{0,3}} (?:sabem?|têm?|tem|guard\w+|armazen\w+)"
    r"(?: \w+){0,3} sobre mim"
)

MINE_TO_ME = (
    rf"(?:send|give|show|mail|e-?mail|export)(?: me)? (?:all |a copy of )?(?:of )?my {DATA['en']}(?! to)"
    r"|(?:(?:copy|export|download) of|access to|download|export|(?:can|could|may) i (?:see|get|have|download))"
    r" (?:all )?(?:of )?my (?:personal |private |stored |own )*data"
    rf"|(?:schick\w*|send\w*|zeig\w*|gib|geben)(?: \w+){{0,2}} (?:(?:alle|all) )?meine {DATA['de']}"
    rf"|(?:kopie|auskunft)(?: \w+){{0,2}} (?:meiner|meine) {DATA['de']}"
    r"|meine \w*daten (?:sehen|einsehen|herunterladen|haben)"
    r"|(?:env[ií]a\w*|m[aá]nda\w*|pásame|dame|muéstra\w*|enséña\w*|ver|descargar|copia de)(?: todos)?"
    rf" mis {DATA['es']}"
    r"|(?:envo\w+|donne\w*|montre\w*|transmet\w+|voir|consulter|télécharger|copie de)(?:[- ]moi)?(?: toutes)?"
    rf" mes {DATA['fr']}"
    r"|(?:envi\w+|mand\w+|mostr\w+|ver|baixar|cópia d?e?)(?:-me| para mim)?(?: todos)?(?: os)? ?(?:d?os )?"
    rf"meus {DATA['pt']}"
)

ACCESS_BY_ITS_NAME = (
    r"(?:data|subject) access request|right of access|auskunftsrecht|auskunft nach (?:der )?(?:art\w*|ds-?gvo)"
    r"|derecho de acceso|droit d['’]accès|direito de acesso"
)

TO_SEE = Sought(rf"\b(?:{KNOWN_OF_ME}|{MINE_TO_ME}|{ACCESS_BY_ITS_NAME})")


def wants_own_data(text: str) -> bool:
    """ "What do you know about me?", "schick mir meine Daten"."""
    return TO_SEE.is_in(" ".join(text.split()))


def wants_erasure(text: str) -> bool:
    """ "Please delete my data", "borra todos mis datos". Who is asked once too often says no."""
    return WANTED.is_in(text) and NOT_WANTED.search(text) is None


def hear_about_own_data(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether it is about that: then nothing else is answered."""
    others = [fact for fact in reading.found if fact.key != turn.asked]
    bare = reading.intent if ASKED in turn.pace.said and not others else None
    if message.choice == YES.id or bare is Intent.YES:
        turn.erases = True
        turn.says = [Say((Phrase("erased"),))]
    elif message.choice == NO.id or bare is Intent.NO:
        turn.says = [Say((Phrase("erase_left"),))]
    elif message.kind is Kind.TEXT and wants_erasure(message.text):
        money = (Phrase("erase_money"),) if turn.has_paid else ()
        turn.says = [Say((Phrase(ASKED), *money), (YES, NO))]
    elif message.kind is Kind.TEXT and wants_own_data(message.text):
        turn.says = [Say((Phrase("own_data"),), link=ARCHIVE, link_label="own_data.get")]
    else:
        return False
    turn.expects_answer = False
    return True
