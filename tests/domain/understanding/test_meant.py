"""Words of consequence need their speaker and their mood: what is denied, reported or quoted is not meant."""

import pytest

from tests.domain.understanding.understood import reading

CONSEQUENCES = {"opt_out", "cancel", "human_request"}


@pytest.mark.parametrize(
    "raw",
    [
        "my friend said stop smoking",
        "my friend said stop",
        "My friend said: stop",
        "my mum told me to stop messaging you",
        "minha amiga disse pra parar de mandar mensagem",
        "I don't want to cancel",
        "Ich will nicht absagen",
        "no quiero cancelar",
        "não quero cancelar",
        "je ne veux pas annuler",
        "no me quiero dar de baja",
        "ich möchte mich nicht abmelden",
        "can't stop looking at it",
        "Black and grey. Full stop.",
        "Stopp, ich mein 12",
        "para para, una cosa antes",
        "It's not a real person, it's a character",
        "train is cancelled",
        "my train got cancelled, I'll be late",
        "mein Zug wurde abgesagt",
        "mon train est annulé",
        "el tren fue cancelado",
        "o meu voo foi cancelado",
        "the last artist cancelled on me twice",
        "my dog won't leave me alone lol",
        "No need to call me back, figured it out",
        "do NOT want a call please, text only",
        "it should say 'call me when you get home', in my dad's handwriting",
        "the words 'call me tomorrow' in my dad's handwriting, on my arm",
        '"unsubscribe" in tiny letters on my wrist',
        '"llámame" en letra pequeña, en la muñeca',
        '"ruf mich an" als Schriftzug auf dem Arm',
        "cancel that last message, wrong pic",
        "Didn't mean to unsubscribe, please carry on with the reminders",
        "Unsubscribed from everything last year except you lot. Is the 21st free?",
        "j'annule mon week-end à Porto s'il le faut",
        "ya hablé con una persona del estudio",
        "elle n'a pas WhatsApp",
    ],
)
def test_what_is_not_meant_has_no_consequence(raw: str) -> None:
    assert reading(raw, None, None).intent not in CONSEQUENCES


@pytest.mark.parametrize(
    "raw",
    [
        "would ye ever leave me alone",
        "why won't you stop texting me",
        "you don't stop texting me, leave me alone",
        "you don't stop texting me",
        "u never stop messaging us",
        "I said stop",
        "told you already to stop",
        "my wife asked you to stop texting us",
        "You've got the wrong person, stop",
        "arrêtez de m'envoyer des messages svp",
    ],
)
def test_an_opt_out_is_heard_however_it_is_put(raw: str) -> None:
    assert reading(raw, None, None).intent == "opt_out"


def test_whoever_had_opted_out_and_wants_back_is_heard() -> None:
    raw = "I asked you to stop texting me before my op in March. I'm mended now so you can start again"

    assert reading(raw, None, None).intent == "opt_in"


@pytest.mark.parametrize(
    ("raw", "intent"),
    [
        ("gonna have to knock it on the head, lost my job", "cancel"),
        ("cancelling todays session, my little one is ill", "cancel"),
        ("my doctor told me to cancel my appointment", "cancel"),
        ("Id rather ring you, whats the number", "human_request"),
        ("Can Alex call me real quick?", "human_request"),
        ("can I not just speak to a person?", "human_request"),
        ("can I not speak to a person?", "human_request"),
        ("could I not talk to a human", "human_request"),
        ("can you not call me back?", "human_request"),
        ("Kann mich die Alex bitte persönlich zurückrufen?", "human_request"),
        ("Est-ce que Alex pourrait m'appeler directement ?", "human_request"),
        ("preciso falar com o Alex sobre uma tatuagem", "human_request"),
        ("me llamás? después de las 6 atiendo", "human_request"),
    ],
)
def test_idioms_of_cancelling_and_of_asking_for_a_person_are_heard(raw: str, intent: str) -> None:
    assert reading(raw, None, None).intent == intent
