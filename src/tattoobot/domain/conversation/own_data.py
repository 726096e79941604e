"""A client wants their data deleted: in whatever words and wherever the talk is, one question, then it is done."""

import re

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.understanding.reading import Intent, Reading

ASKED = "erase_ask"
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
WANTED = re.compile(rf"\b(?:{FORWARD}|{VERB_LAST}|{WITHOUT_WHOSE}|{BY_ITS_NAME})\b", re.IGNORECASE)
NOT_WANTED = re.compile(
    r"\b(?:don['’]?t|do not|never|nicht|nie|no (?:me |se )?(?:borr|elimin|suprim)\w+|ne|não)\b", re.IGNORECASE
)


def wants_erasure(text: str) -> bool:
    """ "Please delete my data", "borra todos mis datos". Who is asked once too often says no."""
    return WANTED.search(text) is not None and NOT_WANTED.search(text) is None


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
    else:
        return False
    turn.expects_answer = False
    return True
