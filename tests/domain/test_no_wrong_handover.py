"""Who asks whether a program writes, hopes for a fair price, or wants a person to see it, goes on being heard."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Lead, Status
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said

ROBOT = (
    *("yo is this a bot or a real person lol", "is it a real person reading this?", "bot or human?"),
    *("And please, is it a real person reading this?", "is this a real person or a bot?"),
    *("will my photos be seen by you or by a person?", "is there an actual human behind this"),
    *("does a real person read this", "wait are u a bot", "bist du echt", "liest das ein mensch?"),
    *("ist das ein bot oder ein echter mensch", "bot oder mensch?", "antwortet hier auch mal n mensch"),
    *("c'est quoi ce numéro, c'est un robot ?", "c'est une vraie personne qui lit ?", "robot ou humain ?"),
    *("il y a un humain derrière ?", "t'es un bot ou une vraie personne", "eres un bot o una persona real?"),
    *("esto es un bot o hay alguien de verdad", "lo lee una persona?", "hay alguien detrás de esto?"),
    *("isso é um robô ou uma pessoa?", "tem alguém de verdade aí?", "és um robô", "robô ou pessoa?"),
    *("é uma pessoa que lê isto?", "tô falando com um robo ou gente de verdade"),
    *("ur not a person r u", "you're not a real person are you", "du bist doch kein mensch"),
)


def asked_for_a_size() -> Lead:
    brief = {key: one for key, one in a_brief().items() if key in {"idea", "placement"}}
    return a_lead(answers=brief, current_question="size", asked={"size": 1})


def at_every_point() -> dict[str, Lead | None]:
    return {
        "first": None,
        "consulting": asked_for_a_size(),
        "summary": a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1}),
        "sent": a_lead(Status.PENDING_APPROVAL, answers=a_brief()),
        "paid": a_lead(Status.DEPOSIT_PAID, answers=a_brief()),
    }


@pytest.mark.parametrize("point", at_every_point())
@pytest.mark.parametrize("words", ROBOT)
def test_who_asks_for_the_robot_hears_the_truth_and_the_talk_goes_on(words: str, point: str) -> None:
    decision = Talk(at_every_point()[point]).hears(words)

    assert decision.hands_over is None
    assert [key for key in said(decision) if key.startswith(("answer.", "passed"))] == ["answer.robot"]
    assert point not in {"first", "consulting"} or said(decision)[-1].startswith(("ask.", "together."))


@pytest.mark.parametrize("words", ROBOT)
def test_who_waits_for_a_person_hears_it_too(words: str) -> None:
    talk = Talk(asked_for_a_size())
    talk.hears("can I talk to a human please")

    assert said(talk.hears(words)) == ["answer.robot"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "can I talk to a human please",
            "is there a human i can talk to",
            "ich will mit einem menschen reden",
        ),
        *(
            "are you a bot? let me talk to a human",
            "quiero hablar con una persona",
            "i want a person to answer me",
        ),
    ],
)
def test_who_wants_a_person_gets_one(words: str) -> None:
    assert Talk(asked_for_a_size()).hears(words).hands_over == "human_request"


FAIR = {
    "en": (
        "want a dragon on my calf but no rip off please",
        "don't want to get ripped off, dragon on my calf",
    ),
    "de": (
        "will n drachen auf der wade, aber keine abzocke bitte",
        "drachen, wade, aber nich die touri abzocke",
    ),
    "fr": (
        "un dragon sur le mollet mais pas d'arnaque svp",
        "un dragon sur le mollet sans me faire arnaquer",
    ),
    "es": ("un dragón en la pantorrilla pero sin timos", "un dragón en la pantorrilla y no me timéis"),
    "pt": ("um dragão na panturrilha mas sem roubo", "um dragão na panturrilha, nada de golpe hein"),
}


@pytest.mark.parametrize(("language", "words"), [(key, one) for key, some in FAIR.items() for one in some])
def test_a_hope_for_a_fair_price_is_no_complaint_and_the_idea_is_heard(language: str, words: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)

    decision = talk.hears(words)

    assert decision.hands_over is None
    assert answers(decision)["placement"] == {"part": "calf", "side": None, "aspect": None}
    assert "idea" in answers(decision)


@pytest.mark.parametrize(
    "words", ["this is a rip off", "das ist abzocke", "c'est de l'arnaque", "esto es un timo"]
)
def test_who_calls_it_a_rip_off_complains(words: str) -> None:
    assert Talk(asked_for_a_size()).hears(words).hands_over == "complaint"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "a saturday mibbe, no too early, train's a nightmare",
            "saturdays, parking is a nightmare in the week",
        ),
        *("my job is a joke so weekends only", "samstags, die Bahn ist eine Katastrophe"),
        *("ich bin sauer auf meinen Chef, samstags geht", "le samedi, les trains c'est une catastrophe"),
        *("los sábados, el tráfico es un desastre", "aos sábados, o trânsito é um absurdo"),
    ],
)
def test_what_is_bad_and_not_the_studio_is_no_complaint(words: str) -> None:
    assert Talk(asked_for_a_size()).hears(words).hands_over is None


@pytest.mark.parametrize(
    "words",
    [
        *("this booking is a nightmare", "your service is a joke", "ihr seid eine Katastrophe"),
        *("c'est une catastrophe votre service", "sois un desastre", "vocês são uma vergonha"),
    ],
)
def test_what_is_bad_at_the_studio_is_one(words: str) -> None:
    assert Talk(asked_for_a_size()).hears(words).hands_over == "complaint"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "No budget. I'd just like a person to see it. You can send it",
            "i just want a real person to look at it",
        ),
        *(
            "ich will nur dass ein mensch das sieht. schicks ab",
            "je veux juste qu'une personne le voie. envoyez",
        ),
        *("solo quiero que lo vea una persona. mandalo", "só quero que uma pessoa veja. pode enviar"),
    ],
)
def test_who_wants_a_person_to_see_it_has_it_sent(words: str) -> None:
    lead = a_lead(answers=a_brief("budget"), current_question="budget", asked={"budget": 1})

    decision = Talk(lead).hears(words)

    assert decision.hands_over is None
    assert said(decision)[-1] in {"summary", "sent_to_artist"}


OF_ANOTHER = [
    ("en", "I have epilepsy", "it was for my sister, I'm fine"),
    ("en", "I'm pregnant", "no wait, that's my sister, not me"),
    ("de", "ich habe Epilepsie", "das war für meine Schwester, mir geht es gut"),
    ("de", "ich bin schwanger", "meine Freundin, nicht ich"),
    ("fr", "je suis enceinte", "c'était ma soeur, pas moi"),
    ("es", "estoy embarazada", "no, mi amiga está embarazada, yo no"),
    ("es", "tengo diabetes", "era para mi hermana, yo estoy bien"),
    ("pt", "estou grávida", "era para a minha irmã, eu estou bem"),
]


@pytest.mark.parametrize(("language", "health", "words"), OF_ANOTHER)
def test_health_that_is_somebody_elses_keeps_nobody_waiting(language: str, health: str, words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    first = talk.hears(health)
    paused = first.hands_over is Reason.MEDICAL
    assert paused or Reason.MEDICAL in first.passed_on

    decision = talk.hears(words)

    assert decision.resumes is paused
    assert talk.keys[0] == "good_to_know"
    assert any(key.startswith(("ask.", "again.", "short", "together.")) for key in talk.keys)
    assert FlagReason.NOT_THEIR_HEALTH in decision.passed_on
    assert decision.about_health
    assert Reason.MEDICAL not in decision.takes_back


@pytest.mark.parametrize(("language", "health"), [one[:2] for one in OF_ANOTHER])
@pytest.mark.parametrize("words", ["I'm fine", "my sister says that's ok", "10 cm", "and my sister too"])
def test_their_own_health_stays_theirs(language: str, health: str, words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(health)

    decision = talk.hears(words)

    assert not decision.resumes
    assert FlagReason.NOT_THEIR_HEALTH not in decision.passed_on


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "I have epilepsy"), ("de", "ich habe Epilepsie"), ("es", "tengo diabetes")],
)
def test_what_is_told_of_health_is_no_answer_that_was_missed(language: str, words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1}))
    talk.client = replace(talk.client, language=language)

    decision = talk.hears(words)

    assert decision.lead is not None
    assert "style" not in decision.lead.answers
    assert "find_out" not in said(decision)
