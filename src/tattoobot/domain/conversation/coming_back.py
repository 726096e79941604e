"""Who has stopped the messages and takes it back without a word such as START.

"I didn't say stop", and a wish for a tattoo right after: what was taken for an end was none, or is none any longer.
Whoever says STOP once more is not asked here.
"""

import re

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Intent
from tattoobot.domain.understanding.vocabulary.lists import listed

_STOPPING = (
    r"(?:stopp?(?:en|ing)?|unsubscribe|opt(?:ing)? out"
    r"|par(?:ar|ares?|asse|aras|ases|es?)|sair|descadastrar|dej(?:ar|es|aras|ases)|(?:darme de |la )?baja"
    r"|aufhör\w*|aufzuhören|abmelden|abbestellen"
    r"|(?:d['’])?arr[êe]t\w*|(?:me )?d[ée]sabonner|(?:me )?d[ée]sinscrire)\b"
)
_SAID_BY_ME = (
    (
        r"\b(?:i|we) (?:didn['’]?t|did not|don['’]?t|do not|never)"
        r" (?:say|said|ask(?:ed)?|tell|told|mean|meant|want(?:ed)?)(?: you| for| to| a)*"
    ),
    (
        r"\b(?:eu (?:não|nao|n) (?:te |lhe )?(?:mandei|pedi|disse|falei)|(?:não|nao|n) (?:quis|queria|quero))"
        r"(?: pra| para| que| você| voce| vc| vcs| vocês| te| de| o)*"
    ),
    (
        r"\b(?:yo no (?:te |le |os |les )?(?:pedí|pedi|dije|mandé|mande)|no (?:quise|quería|queria|quiero|pedí|pedi))"
        r"(?: que| para| a| de| te| usted| lo)*"
    ),
    r"\b(?:wollte|hab|habe|will)(?: doch| gar| das| euch| dir)* (?:nicht|nie|kein)(?: mehr| zu)*",
    r"\b(?:ai|voulais|veux)(?: pas| jamais)(?: dit| demandé| voulu)?(?: de| que| à| vous| tu)*",
)
"""What a speaker denies, before the word for stopping. "Não falei pra parar?" asks whether it was heard."""
DENIES_STOP = re.compile(
    "|".join(rf"{said} ['\"“„«‘]?{_STOPPING}(?![^.!,;]*\?)" for said in _SAID_BY_ME)
    + r"|^\W*(?:(?:nein|nee|oh|sorry|halt|moment)\W+)?(?:das |so |es )?(?:wollte|meinte) ich (?:doch |gar |so |aber )*"
    r"nicht\b|\bthat['’]?s not what i (?:meant|said)\b",
    re.IGNORECASE,
)


def takes_stop_back(turn: Turn, text: str) -> bool:
    if DENIES_STOP.search(" ".join(text.split())):
        return True
    return not turn.pace.start_named_on and _goes_on_with_a_wish(turn, text)


def _goes_on_with_a_wish(turn: Turn, text: str) -> bool:
    if set(re.findall(r"\w+", text.casefold())) & listed("negations"):
        return False
    context = turn.context.asking(None)
    reading = understand(text, context)
    wants = note_words(text, context).of("phrase", "enquiry")
    return bool(wants) and reading.intent is Intent.ENQUIRY and bool(reading.found)
