"""What is told, asked or mourned is no idea; the thing is, and only the thing, whenever it is named."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

TOLD = [
    ("en", "couple qs first, do you take cash. oh and why is this on whatsapp"),
    ("en", "My dog Max died two weeks ago and I'd like to get something for him"),
    ("de", "hallo.. ich trau mich noch nicht so richtig aber ich hätt gern mein erstes tattoo"),
    ("es", "tengo unas preguntas antes de pedir cita"),
    ("es", "Hola, mi padre murió en mayo y quería algo para él"),
    ("fr", "bonjour mon père est décédé il y a 3 mois, je voudrais un tatouage pour lui"),
    ("fr", "pourquoi c'est sur whatsapp"),
    ("pt", "Boas! Antes de mais tenho umas perguntas. E dói muito nas costelas?"),
    ("pt", "olá, a minha mãe faleceu em agosto e gostava de uma tatuagem para ela"),
]

NAMED = [
    ("my cat Olive died, shes was 16. want her on my calf", "my cat Olive"),
    ("falleció mi gata Luna después de 14 años conmigo y me gustaría llevarla en la piel", "mi gata Luna"),
    ("meine Katze ist gestorben und ich will sie auf dem Arm", "meine Katze"),
    ('a minha mãe faleceu. gostava de tatuar uma frase dela, "vai com calma filha"',) * 2,
    ("lost my nan. want her robin (the bird lol) on my shoulder blade", "her robin (the bird)"),
    ("will n totenkopf aufn handrücken", "n totenkopf"),
    ('der schriftzug "carpe noctem" schlicht in schwarz innenseite', 'der schriftzug "carpe noctem"'),
    ("On my chest near the heart. Like his paw print and name", "his paw print and name"),
    ("mein Vater ist verstorben. Ich hätte gerne seine Handschrift als Tattoo", "seine Handschrift"),
    ("I'd love his handwriting as a tattoo", "his handwriting"),
    ("J'aimerais son écriture en tatouage", "son écriture"),
    ("Quisiera su letra como tatuaje", "su letra"),
    ("Queria a letra dele como tatuagem", "a letra dele"),
    ("was kostet so n drache auf wade", "n drache"),
    ("hm ok. also so ein kleiner schmetterling vielleicht", "ein kleiner schmetterling"),
    ('Sie hat immer "Pass auf dich auf" auf die Karten geschrieben, so 7cm lang', '"Pass auf dich auf"'),
]

PUT_RIGHT = [
    ("de", "die idee ist eine kleine schwalbe und schlüsselbein nicht finger", "eine kleine schwalbe"),
    (
        "de",
        "die idee ist NUR eine kleine schwalbe. und bilder hab ich keine geschickt",
        "eine kleine schwalbe",
    ),
    (
        "es",
        "la idea es Luna dormida acurrucada con su nombre debajo. Y eran 10 cm, solo el nombre pequeñito",
        "Luna dormida acurrucada con su nombre debajo",
    ),
    (
        "fr",
        "L'idée c'est une boussole avec les initiales J.M., et j'habite à Cancale. le style c'est réaliste",
        "une boussole avec les initiales J.M.",
    ),
    ("fr", "l'idée: une boussole avec les initiales J.M., le style c'est réaliste", None),
    ("en", "the idea is a robin and her handwriting, size 10 cm", "a robin and her handwriting"),
    ("pt", "a ideia é uma fita com flor de cerejeira e no antebraço", "uma fita com flor de cerejeira"),
]


def _idea(talk: Talk) -> object:
    assert talk.lead is not None
    answer = talk.lead.answers.get("idea")
    return answer and answer.value


def _fresh(language: str | None, asked: bool = True) -> Talk:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1}) if asked else None)
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "words"), TOLD)
def test_what_is_asked_hesitated_or_mourned_is_no_idea(language: str, words: str) -> None:
    talk = _fresh(language, asked=False)
    talk.hears(words)

    assert _idea(talk) is None
    assert not any(key.startswith("named") for key in talk.keys)


@pytest.mark.parametrize(("words", "idea"), NAMED)
def test_the_thing_alone_is_kept_of_a_story(words: str, idea: str) -> None:
    talk = _fresh(None)
    talk.hears(words)

    assert str(_idea(talk)) in idea
    assert str(_idea(talk)) != ""


@pytest.mark.parametrize(("language", "words", "idea"), PUT_RIGHT)
def test_a_correction_of_the_idea_ends_where_another_fact_begins(
    language: str, words: str, idea: str | None
) -> None:
    talk = Talk(a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(words)

    assert _idea(talk) == (idea or "une boussole avec les initiales J.M.")


@pytest.mark.parametrize(
    ("known", "words", "thing"),
    [
        ("umas perguntas", "é um girassol! do tamanho da palma da mão. Quanto tempo demora?", "um girassol"),
        ("whatsapp", "i want a fern leaf, inner forearm", "a fern leaf"),
        ("trau", "ich dachte an eine kleine schwalbe am schlüsselbein. tut das weh?", "eine kleine schwalbe"),
        ("mon père", "sur l'épaule, une boussole", "une boussole"),
        ("unas preguntas", "sería un girasol en el tobillo, unos 5 cm", "un girasol"),
    ],
)
def test_a_thing_that_is_named_while_another_question_is_open_joins_an_idea_of_nothing(
    known: str, words: str, thing: str
) -> None:
    brief = a_brief("placement", "size")
    brief["idea"] = replace(brief["idea"], value=known, text=known)
    talk = Talk(a_lead(answers=brief, current_question="size", asked={"size": 1, "placement": 1}))
    talk.hears(words)

    assert _idea(talk) == f"{known}, {thing}"


@pytest.mark.parametrize("known", ["schriftzug", "some lettering", "un lettrage"])
def test_the_words_of_a_lettering_join_it_once_they_are_said(known: str) -> None:
    brief = a_brief("placement", "size")
    brief["idea"] = replace(brief["idea"], value=known, text=known)
    talk = Talk(a_lead(answers=brief, current_question="size", asked={"size": 1, "placement": 1}))
    talk.hears('"carpe noctem", schlicht in schwarz, innenseite')

    assert _idea(talk) == f"{known}, “carpe noctem”"
