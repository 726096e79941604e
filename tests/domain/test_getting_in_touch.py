"""When somebody may ring or write is no wish for the appointment, and who wants a call hears that it is no promise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.domain.handover import Handover, Reason
from tattoobot.domain.lead import Actor
from tests.builders import NOW, a_brief, a_lead
from tests.domain.talks import Talk, said

WAITING = Handover(1, 1, 1, Reason.HUMAN_REQUEST, Actor.CLIENT, NOW, NOW + timedelta(days=2))
CALLS = [
    *(
        ("en", text)
        for text in ("can they ring me today, after 5", "please give me a call on friday afternoon")
    ),
    *(
        ("de", text)
        for text in (
            "kann mich heute jemand anrufen, nach 17 uhr?",
            "ruft mich bitte am Freitag Nachmittag an",
        )
    ),
    *(("fr", text) for text in ("on peut m'appeler ce soir après 18h ?", "rappelez-moi demain matin")),
    *(("es", text) for text in ("me pueden llamar hoy, después de las 5", "llámenme mañana por la tarde")),
    *(("pt", text) for text in ("podem me ligar hoje depois das 17h?", "me liga amanhã de manhã")),
]
WORDS = [
    ("en", "please write to me on friday evening"),
    ("en", "I'm only reachable after 6 pm on mondays"),
    ("de", "schreib mir bitte morgen Abend"),
    ("de", "ich bin erst ab 18 Uhr erreichbar"),
    ("fr", "écrivez-moi vendredi soir"),
    ("es", "escríbanme el viernes por la tarde"),
    ("pt", "me avisa amanhã de noite"),
]
OF_THE_TATTOO = [
    ("en", "saturdays are best. can you call me after 5 today?", {"weekdays": ["sat"]}),
    ("en", "call me if there's a slot on a friday", {"weekdays": ["fri"]}),
    ("de", "Am liebsten samstags. Ruft mich heute nach 17 Uhr an", {"weekdays": ["sat"]}),
    ("fr", "plutôt le samedi. appelez-moi ce soir", {"weekdays": ["sat"]}),
    ("es", "mejor los sábados. me pueden llamar hoy por la tarde", {"weekdays": ["sat"]}),
    ("pt", "prefiro aos sábados. podem me ligar hoje à tarde?", {"weekdays": ["sat"]}),
]


def talk_of(language: str, *, waits: bool, but: tuple[str, ...] = ("timing", "size")) -> Talk:
    talk = Talk(a_lead(answers=a_brief(*but), current_question="size", asked={"size": 1}))
    talk.handover = WAITING if waits else None
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "text"), [*CALLS, *WORDS])
@pytest.mark.parametrize("waits", [True, False])
def test_when_somebody_may_ring_or_write_is_no_wish_for_the_appointment(
    language: str, text: str, waits: bool
) -> None:
    talk = talk_of(language, waits=waits)

    talk.hears(text)

    assert talk.lead is not None
    assert "timing" not in talk.lead.answers


@pytest.mark.parametrize(("language", "text", "value"), OF_THE_TATTOO)
def test_the_days_of_the_tattoo_beside_it_are_kept(
    language: str, text: str, value: dict[str, object]
) -> None:
    talk = talk_of(language, waits=True)

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["timing"].value == {"from": None, "to": None, **value}


@pytest.mark.parametrize(("language", "text"), CALLS)
def test_who_wants_a_call_hears_that_it_is_passed_on_and_not_promised(language: str, text: str) -> None:
    assert said(talk_of(language, waits=False).hears(text)) == [
        "handover.human_request.call",
        "handover.answers",
    ]


@pytest.mark.parametrize(("language", "text"), CALLS)
def test_who_wants_one_while_they_wait_hears_that_once(language: str, text: str) -> None:
    talk = talk_of(language, waits=True)

    assert said(talk.hears(text)) == ["handover.call"]
    assert said(talk.hears(f"{text}!")) == []


@pytest.mark.parametrize(
    "text",
    ["can I talk to a person", "kann ich mit einem Menschen sprechen", "me llamo Ana", "je m'appelle Anna"],
)
def test_no_call_is_spoken_of_where_none_was_asked_for(text: str) -> None:
    assert "handover.human_request.call" not in said(talk_of("en", waits=False).hears(text))
