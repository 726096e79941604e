"""Who writes "Sie", "vous" or "usted" is answered so, in every message that follows."""

import re
from datetime import timedelta

import pytest

from tattoobot.actions.reject_lead import reject_lead
from tattoobot.domain.conversation.addressing import is_formal
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

DU = re.compile(r"\b(?:du|dir|dich|dein\w*)\b", re.IGNORECASE)
TU = re.compile(r"\b(?:tu|te|toi|ton|ta|tes)\b|\bt'", re.IGNORECASE)
FAMILIAR = re.compile(r"\b(?:tú|tu|tus|te|ti|contigo)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("messages", "familiar", "formal"),
    [
        (
            [
                "Guten Tag, meine Mutter ist gestorben. Könnten Sie mir eine Pfingstrose für sie stechen?",
                "am linken Unterarm, etwa 10 cm",
                "was kostet das ungefähr?",
                "weiß ich nicht",
                "wo ist das Studio?",
            ],
            DU,
            "Ihnen|Ihre|Sie",
        ),
        (
            [
                "Bonjour, pourriez-vous me tatouer une pivoine sur l'avant-bras gauche ?",
                "environ 10 cm",
                "combien ça coûte ?",
                "je ne sais pas",
            ],
            TU,
            "vous|votre",
        ),
        (
            [
                "Buenos días, ¿podría usted tatuarme una peonía en el antebrazo izquierdo?",
                "unos 10 cm",
                "¿cuánto cuesta?",
                "no lo sé",
            ],
            FAMILIAR,
            "usted|su|le",
        ),
    ],
)
async def test_it_stays_through_the_whole_enquiry(
    bench: Bench, messages: list[str], familiar: re.Pattern[str], formal: str
) -> None:
    for n, text in enumerate(messages):
        at = NOW + timedelta(minutes=n)
        await bench.receive(a_message(text, at=at), now=at)
    lead = await bench.value("SELECT id FROM leads")
    await bench.rows("UPDATE leads SET status = 'pending_approval' RETURNING id")
    async with bench.database.transaction() as db:
        await reject_lead(db, bench.house, lead, NOW)

    said = await bench.said()
    assert len(said) >= 4
    assert [text for text in said if familiar.search(text)] == []
    assert re.search(formal, said[-1])


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("Haben Sie noch Termine?", True),
        ("wann könnten sie mich stechen", True),
        ("Das ist Ihre Nummer, oder?", True),
        ("Habt Ihr noch Termine?", False),
        ("Meine Blumen, sie sollen groß sein", False),
        ("kannst du mir eine Rose stechen", False),
        ("Est-ce que vous faites du fine line ?", True),
        ("tu fais du fine line ?", False),
        ("¿Usted tatúa manos?", True),
        ("¿Ustedes tatúan manos?", False),
        ("can you do hands?", False),
    ],
)
def test_what_is_formal(text: str, formal: bool) -> None:
    assert is_formal(text) is formal
