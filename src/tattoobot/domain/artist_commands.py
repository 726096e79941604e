"""What the artist means by words typed to the bot's own number. Where that is not certain, nothing is meant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tattoobot.domain.understanding.vocabulary.forms import choices


class Verb(StrEnum):
    ANSWER = "answer"  # these words are for a client
    APPROVE = "approve"
    REJECT = "reject"
    SHOW = "show"  # what can be done with an enquiry
    LIST = "list"
    HELP = "help"
    DESK = "desk"
    WHICH = "which"  # something was meant for a client, and it is not certain for whom
    NONE = "none"


DECIDES = frozenset({Verb.APPROVE, Verb.REJECT})

WORDS: Mapping[Verb, Mapping[str, frozenset[str]]] = {
    Verb.APPROVE: {
        "en": frozenset({"approve", "approved", "accept", "yes", "yep", "ok", "okay"}),
        "es": frozenset({"aprobar", "aceptar", "acepto", "sí", "si", "vale"}),
        "pt": frozenset({"aprovar", "aceitar", "aceito", "sim"}),
        "de": frozenset({"annehmen", "zusagen", "ja", "jo"}),
        "fr": frozenset({"approuver", "accepter", "j'accepte", "oui", "d'accord"}),
    },
    Verb.REJECT: {
        "en": frozenset({"reject", "decline", "no", "nope"}),
        "es": frozenset({"rechazar", "rechazo", "no"}),
        "pt": frozenset({"recusar", "recuso", "não", "nao"}),
        "de": frozenset({"ablehnen", "absagen", "nein"}),
        "fr": frozenset({"refuser", "je refuse", "non"}),
    },
    Verb.LIST: {
        "en": frozenset({"list", "waiting", "who", "who waits"}),
        "es": frozenset({"lista", "pendientes", "quién espera"}),
        "pt": frozenset({"lista", "pendentes", "quem espera"}),
        "de": frozenset({"liste", "wer wartet", "offen"}),
        "fr": frozenset({"liste", "en attente", "qui attend"}),
    },
    Verb.DESK: {
        "en": frozenset({"desk", "front desk"}),
        "es": frozenset({"recepción", "recepcion"}),
        "pt": frozenset({"recepção", "recepcao"}),
        "de": frozenset({"empfang"}),
        "fr": frozenset({"accueil"}),
    },
    Verb.HELP: {
        "en": frozenset({"help", "?", "commands"}),
        "es": frozenset({"ayuda"}),
        "pt": frozenset({"ajuda"}),
        "de": frozenset({"hilfe"}),
        "fr": frozenset({"aide"}),
    },
    Verb.ANSWER: {
        "en": frozenset({"answer", "reply"}),
        "es": frozenset({"responder", "responde"}),
        "pt": frozenset({"responder", "responda"}),
        "de": frozenset({"antworten", "antworte", "antwort"}),
        "fr": frozenset({"répondre", "réponds"}),
    },
}

_MEANS = {word: verb for verb, languages in WORDS.items() for words in languages.values() for word in words}
_DIGITS = r"[0-9]{1,15}"
_NUMBERED = re.compile(rf"#\s?({_DIGITS})(?![0-9])[\s:,.;–-]*(.*)", re.S | re.ASCII)
_VERB_AND_NUMBER = re.compile(rf"(\D+?)\s+(#?)({_DIGITS})(?![0-9])[\s:,.;–-]*(.*)", re.S)
_ANOTHER = re.compile(rf"(?:#\s?{_DIGITS}|(?:{choices('and')}|,|&)?\s*#?{_DIGITS}\s*$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heard:
    verb: Verb
    lead_id: int | None = None
    words: str = ""
    """What the client is to read."""


def read(text: str, about: int | None = None) -> Heard:
    """`about`: the enquiry of the message that is answered, where it is about one."""
    said = text.strip()
    named = _with_number(said)
    if named is None:
        return _without_number(said, about)
    if about is not None and named.lead_id not in {None, about}:
        return Heard(Verb.WHICH)
    return named


def _with_number(said: str) -> Heard | None:
    if numbered := _NUMBERED.fullmatch(said):
        lead_id, rest = int(numbered[1]), numbered[2].strip()
        if _ANOTHER.match(rest):
            return Heard(Verb.WHICH)
        verb = _verb(rest)
        if verb in DECIDES:
            return Heard(verb, lead_id)
        return Heard(Verb.ANSWER, lead_id, rest) if rest else Heard(Verb.SHOW, lead_id)
    if said.isascii() and said.isdigit() and len(said) <= 15:
        return Heard(Verb.SHOW, int(said))
    if (found := _VERB_AND_NUMBER.fullmatch(said)) and (verb := _verb(found[1])) in {*DECIDES, Verb.ANSWER}:
        lead_id, rest = int(found[3]), found[4].strip()
        if _ANOTHER.match(rest):
            return Heard(Verb.WHICH)
        if verb in DECIDES:
            # Its page asks once more, so that what else was said need not be understood.
            return Heard(verb, lead_id)
        return Heard(verb, lead_id, rest) if rest else Heard(Verb.SHOW, lead_id)
    return None


def _without_number(said: str, about: int | None) -> Heard:
    verb = _verb(said)
    if verb in {Verb.LIST, Verb.HELP, Verb.DESK}:
        return Heard(verb)
    if about is None:
        return Heard(Verb.WHICH if verb in DECIDES or verb is Verb.ANSWER else Verb.NONE)
    if verb in DECIDES:
        return Heard(verb, about)
    return Heard(Verb.ANSWER, about, said) if said else Heard(Verb.SHOW, about)


def _verb(words: str) -> Verb:
    plain = words.strip().casefold().replace("’", "'")
    return _MEANS.get(plain) or _MEANS.get(plain.rstrip(" .!?"), Verb.NONE)
