"""A kind word where it counts: once, for what the client has said, and the consultation goes on."""

from dataclasses import replace

import pytest

from tattoobot.domain.handover import Reason
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, said, turn


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("hi, a peony on my forearm, a tribute to my nan who died in May", "kind.grief"),
        ("bonjour, une pivoine en hommage à ma grand-mère", "kind.grief"),
        ("quiero una rosa en memoria de mi abuela, que falleció", "kind.grief"),
        ("quero uma flor no braço, homenagem ao meu avô que faleceu", "kind.grief"),
        ("ich möchte eine Feder am Arm, mein Opa ist gestorben", "kind.grief"),
        ("a cherry blossom on my forearm, I just got the all-clear after cancer", "kind.recovered"),
        ("a fern on my wrist, it's my first tattoo", "kind.first"),
        ("a fern on my wrist please, I'm a bit nervous", "kind.fear"),
        ("une fougère sur le poignet, j'ai un peu peur", "kind.fear"),
        ("a tiny star on my wrist for our baby", "kind.joy"),
    ],
)
def test_one_kind_sentence_for_what_is_told(words: str, kind: str) -> None:
    keys = said(turn(None, a_message(words)))

    assert [key for key in keys if key.startswith("kind.")] == [kind]


@pytest.mark.parametrize("words", ["a fern on my wrist, I'm not nervous at all", "a fern on my wrist please"])
def test_nothing_kind_is_made_up(words: str) -> None:
    assert not [key for key in said(turn(None, a_message(words))) if key.startswith("kind.")]


def test_it_is_said_once() -> None:
    talk = Talk(replace(a_lead(), current_question="size"))

    talk.hears("I'm a bit nervous, palm sized maybe")
    first = [key for key in talk.keys if key.startswith("kind.")]
    for words in ("still nervous", "fine line, and I am scared"):
        talk.hears(words)
        assert not [key for key in talk.keys if key.startswith("kind.")]

    assert first == ["kind.fear"]


def test_a_mourner_is_greeted_quietly_and_nothing_is_called_lovely() -> None:
    keys = said(turn(None, a_message("bonjour, une pivoine sur la cuisse, en hommage à ma grand-mère")))

    assert keys[0] == "hello.gentle"
    assert not {"named", "named.2", "named.3"} & {*keys}


@pytest.mark.parametrize(
    "words", ["Bonjour, pourriez-vous me faire un lion ?", "Können Sie mir einen Löwen stechen?"]
)
def test_who_writes_formally_is_not_greeted_like_a_friend(words: str) -> None:
    assert said(turn(None, a_message(words)))[0] == "hello.gentle"


def test_a_word_about_health_stops_no_consultation() -> None:
    talk = Talk()
    talk.hears("a small fox on my ankle please")

    decision = talk.hears("I have a heart condition, is it safe for me to get a tattoo?")

    assert decision.hands_over is None
    assert "health" in talk.keys
    assert talk.keys[-1].startswith(("ask.", "together.", "again.", "short"))
    assert Reason.MEDICAL in decision.passed_on


@pytest.mark.parametrize(
    "words",
    [
        "a cherry blossom over my mastectomy scar, left chest",
        "eine Kirschblüte über meine Mastektomie-Narbe, linke Brust",
        "une fleur de cerisier sur ma cicatrice de mastectomie, sein gauche",
        "quiero una flor de cerezo sobre mi cicatriz de mastectomía, pecho izquierdo",
        "queria uma flor de cerejeira sobre a minha cicatriz da mastectomia, peito esquerdo",
    ],
)
def test_a_scar_is_not_called_a_cover_up(words: str) -> None:
    decision = turn(None, a_message(words))

    named = next(p for say in decision.says for p in say.phrases if p.key == "named.plain")
    assert [*named.facts["answers"]] == ["placement"]
    assert decision.lead is not None
    assert "cover_up" in decision.lead.answers


TOLD = {
    "kind.first": (
        "it's my first time",
        "ist mein erstes mal",
        "c'est ma première fois",
        "es mi primera vez",
    ),
    "kind.fear": ("i'm a bit shy", "mir ist das etwas peinlich", "je suis un peu gênée", "tenho vergonha"),
    "kind.illness": (
        *("we just split up after 11 years", "wir haben uns gerade getrennt", "je viens de me séparer"),
        *("me acabo de separar después de 11 años", "acabei de me separar"),
    ),
}


@pytest.mark.parametrize(("words", "kind"), [(one, kind) for kind, some in TOLD.items() for one in some])
def test_who_tells_of_themselves_hears_a_kind_word_and_has_asked_nothing(words: str, kind: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(words))

    assert kind in said(decision)
    assert decision.passed_on == ()
    assert not [key for key in said(decision) if key.startswith("answer.")]


MOURNERS = {
    "en": ("I'd like a heart for my mum who died", "sorry i'm crying", "still crying, sorry"),
    "de": ("ein Herz für meine Mama, die gestorben ist", "sorry, muss grad weinen", "ich heul schon wieder"),
    "fr": ("un cœur pour ma mère décédée", "désolée je pleure", "j'ai encore les larmes aux yeux"),
    "es": ("un corazón por mi madre que murió", "perdón, estoy llorando", "no paro de llorar"),
    "pt": ("um coração pra minha mãe que faleceu", "desculpa tô chorando", "não paro de chorar"),
}


@pytest.mark.parametrize("language", MOURNERS)
def test_a_mourner_in_tears_hears_one_warm_word_and_no_question(language: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    loss, tears, more = MOURNERS[language]
    talk.hears(loss)
    assert talk.lead is not None
    before = talk.lead.answers

    assert said(talk.hears(tears)) == ["kind.tears"]
    assert said(talk.hears(more)) == []
    assert talk.lead.answers == before


@pytest.mark.parametrize("language", MOURNERS)
def test_tears_are_no_idea(language: str) -> None:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1, "kind.grief": 1}))
    talk.client = replace(talk.client, language=language)

    assert said(talk.hears(MOURNERS[language][1])) == ["kind.tears"]
    assert talk.lead is not None
    assert talk.lead.answers == {}


def test_what_is_told_beside_tears_is_taken_in() -> None:
    talk = Talk()
    talk.hears(MOURNERS["en"][0])

    assert said(talk.hears("sorry i'm crying. on my forearm please, 8 cm"))[0] == "kind.tears"
    assert talk.lead is not None
    assert talk.lead.answers["size"].value == {"longest_cm": 8.0}


def test_a_crying_angel_is_an_idea() -> None:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1, "kind.grief": 1}))
    talk.hears("a crying angel")

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == "a crying angel"
