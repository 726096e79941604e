"""Who has stopped the messages and takes it back without a word such as START.

"I didn't say stop", and a wish for a tattoo right after: what was taken for an end was none, or is none any longer.
Whoever says STOP once more is not asked here.
"""

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Intent
from tattoobot.domain.understanding.text import WORD
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import listed

DENIES_STOP = Form(
    rf"\b{choices('never_said')} ['\"]?{choices('to_stop')}\b(?![^.!,;]*\?)"
    rf"|^\W*{choices('not_meant_first')}\b|\b{choices('not_what_i_meant')}\b"
)
"""What a speaker denies, before the word for stopping. "Não falei pra parar?" asks whether it was heard."""


def takes_stop_back(turn: Turn, text: str) -> bool:
    if DENIES_STOP.is_in(" ".join(text.split())):
        return True
    return not turn.pace.start_named_on and _goes_on_with_a_wish(turn, text)


def _goes_on_with_a_wish(turn: Turn, text: str) -> bool:
    if set(WORD.findall(text.casefold())) & listed("negations"):
        return False
    context = turn.context.asking(None)
    reading = understand(text, context)
    wants = note_words(text, context).of("phrase", "enquiry")
    return bool(wants) and reading.intent is Intent.ENQUIRY and bool(reading.found)
