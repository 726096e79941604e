"""While a person has the chat: what is said to them is no more of the idea, facts are kept, and who turns to the bot
once the artist has answered is heard."""

from dataclasses import replace

import pytest

from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Actor, Answer, Happened, Lead, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said

ASKED_FOR_THE_IDEA = a_lead(answers=a_brief("idea", "size"), current_question="idea", asked={"idea": 1})


def waiting(lead: Lead = ASKED_FOR_THE_IDEA, reason: Reason = Reason.MEDICAL) -> Talk:
    talk = Talk(lead)
    talk.hears("can I talk to a human please")
    assert talk.handover is not None
    talk.handover = replace(talk.handover, reason=reason)
    return talk


def answered(reason: Reason = Reason.MEDICAL, *missing: str) -> Talk:
    missing = missing or ("size",)
    lead = a_lead(answers=a_brief(*missing), current_question=missing[0], asked={missing[0]: 1})
    talk = waiting(lead, reason)
    assert talk.handover is not None
    by = Actor.ARTIST if reason is Reason.ARTIST_TOOK_OVER else Actor.CLIENT
    talk.handover = replace(talk.handover, answered_at=talk.now, asked_by=by)
    return talk


@pytest.mark.parametrize(
    ("idea", "asides", "size"),
    [
        (
            "A robin, the bird",
            ("I could take the train before noon", "written down please", "My granddaughter to telephone me"),
            "About an inch and a half",
        ),
        (
            "ein rotkehlchen",
            ("bitte schriftlich", "meine enkelin soll anrufen", "mit dem zug geht es"),
            "etwa 4 cm",
        ),
        (
            "un rouge-gorge",
            ("par écrit svp", "mon fils peut appeler", "je viens en train"),
            "environ 4 cm",
        ),
        ("un petirrojo", ("por escrito por favor", "que llame mi nieta", "voy en tren"), "unos 4 cm"),
        ("um passarinho", ("por escrito por favor", "minha neta pode ligar", "vou de trem"), "uns 4 cm"),
    ],
)
def test_what_is_said_to_a_person_is_no_more_of_the_idea_and_facts_are_kept(
    idea: str, asides: tuple[str, ...], size: str
) -> None:
    talk = waiting()

    assert said(talk.hears(idea))[-1] == "added.too"
    for aside in asides:
        talk.hears(aside)
    decision = talk.hears(size)

    assert decision.lead is not None
    assert decision.lead.answers["idea"].text == idea
    assert isinstance(answers(decision)["size"], dict)


CARRY_ON = (
    *("I have asked the doctor, it is fine. Shall we carry on?", "can we continue?"),
    *("machen wir weiter?", "geht es jetzt weiter?", "on continue ?", "¿seguimos?", "podemos continuar?"),
)


@pytest.mark.parametrize("words", CARRY_ON)
def test_who_wants_to_go_on_after_the_artists_answer_is_asked_what_is_open(words: str) -> None:
    talk = answered()

    decision = talk.hears(words)

    assert decision.resumes
    assert said(decision) == ["handover.over", "together.size.cover_up"] or said(decision)[-1] == "ask.size"


@pytest.mark.parametrize(
    "words",
    [
        "Please send it to Robin",
        "schick es bitte an Robin",
        "envoie à Robin",
        "mándaselo a Robin",
        "manda pro Robin",
    ],
)
def test_who_has_it_sent_after_the_artists_answer_hears_what_is_missing_or_that_it_is_sent(
    words: str,
) -> None:
    assert "still_needed" in said(answered(Reason.MEDICAL, "size").hears(words))
    done = answered(Reason.MEDICAL, "budget")

    assert said(done.hears(words)) != []


@pytest.mark.parametrize("words", CARRY_ON)
def test_where_the_artist_has_taken_the_chat_over_nobody_talks_over_them(words: str) -> None:
    decision = answered(Reason.ARTIST_TOOK_OVER).hears(words)

    assert decision.says == ()
    assert not decision.resumes


@pytest.mark.parametrize(
    "words", ["thank you doctor said its ok", "morgen um 3 passt", "d'accord pour demain"]
)
def test_what_is_said_to_the_artist_who_answered_stays_between_them(words: str) -> None:
    decision = answered().hears(words)

    assert decision.says == ()
    assert Happened.BRIEF_COMPLETED not in decision.happened


@pytest.mark.parametrize("words", CARRY_ON[1:])
def test_who_still_waits_for_the_answer_hears_that_the_bot_is_there(words: str) -> None:
    talk = waiting()

    assert said(talk.hears(words)) == ["handover.here"]


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, it's the right arm, not the left. And is Robin a man or a woman?",
        "Pardon, es ist der rechte Arm, nicht der linke. Und ist Robin eine Dame?",
        "Perdón, es el brazo derecho, no el izquierdo. ¿Robin es hombre o mujer?",
    ],
)
def test_a_side_put_right_beside_a_question_is_said_back(text: str) -> None:
    lead = a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1})
    part = {"part": "upper_arm", "side": "left", "aspect": None}
    lead = lead.with_answer("placement", Answer("left upper arm", part, Source.WORDS))
    talk = waiting(lead, Reason.HUMAN_REQUEST)
    talk.hears("12 cm")

    decision = talk.hears(text)

    assert decision.lead is not None
    assert decision.lead.answers["placement"].value == {**part, "side": "right"}
    assert "placement" in str(decision.says)
