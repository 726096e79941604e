"""The words that are to be tattooed are kept in the idea, whenever they are told."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Happened, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, said

ORDER = ("size", "style", "colour", "cover_up", "reference_images", "budget", "location", "timing")


def told(language: str, idea: str, asked: str, text: str) -> Talk:
    without = ORDER[ORDER.index(asked) :] if asked in ORDER else ()
    answers = a_brief(*without) | {"idea": Answer(idea, idea, Source.WORDS)}
    talk = Talk(a_lead(answers=answers, current_question=asked, asked={asked: 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(text)
    return talk


def idea_of(talk: Talk) -> object:
    assert talk.lead is not None
    return talk.lead.answers["idea"].value


@pytest.mark.parametrize("asked", ["size", "style", "summary"])
@pytest.mark.parametrize(
    ("language", "idea", "text", "words"),
    [
        ("en", "my grandson's name", "the name is Oliver James", "Oliver James"),
        ("en", "a small quote", "it says slow and steady", "slow and steady"),
        ("de", "der Name meiner Tochter", "der Name ist Mia Sophie", "Mia Sophie"),
        ("de", "ein Spruch", "der Spruch lautet immer weiter", "immer weiter"),
        ("fr", "le prénom de ma fille", "le prénom c'est Léa Rose", "Léa Rose"),
        ("fr", "une petite phrase", "la phrase c'est petit à petit", "petit à petit"),
        ("es", "el nombre de mi nieto", "se llama Davi Lucas", "Davi Lucas"),
        ("es", "La firma de ella", "Es esto que pone María Luisa", "María Luisa"),
        ("pt", "o nome do meu netinho", "o nome é Davi Lucas", "Davi Lucas"),
        ("pt", "uma frase", 'a frase: "devagar se vai ao longe"', "devagar se vai ao longe"),
    ],
)
def test_a_name_or_a_phrase_that_is_told_later_is_in_the_idea(
    language: str, idea: str, text: str, words: str, asked: str
) -> None:
    assert idea_of(told(language, idea, asked, text)) == f"{idea}, “{words}”"


@pytest.mark.parametrize(
    ("language", "idea", "text", "words"),
    [
        ("en", "my grandson", "yes but write the name: Oliver James. send it", "Oliver James"),
        ("de", "der Name meiner Tochter", "ja, der Name ist Mia. abschicken", "Mia"),
        ("fr", "le prénom de ma fille", "oui, le prénom c'est Léa. envoyez", "Léa"),
        ("es", "mi nieto", "sí, pero escribe el nombre: Davi Lucas. mándalo", "Davi Lucas"),
        ("pt", "meu netinho", "isso, mas escreve ai o nome: Davi Lucas. pode mandar meu filho", "Davi Lucas"),
    ],
)
def test_told_with_the_yes_they_are_kept_before_it_is_sent(
    language: str, idea: str, text: str, words: str
) -> None:
    talk = told(language, idea, "summary", text)

    assert idea_of(talk) == f"{idea}, “{words}”"
    assert Happened.BRIEF_COMPLETED in talk.decisions[-1].happened
    assert said(talk.decisions[-1]) == ["changed", "sent_to_artist"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'I would love a small quote on my ribs: "as it is so it goes"'),
        ("de", 'Ich möchte einen kleinen Spruch auf die Rippen: "es ist wie es ist"'),
        ("fr", "Je voudrais une petite phrase sur les côtes : « je suis là »"),
        ("es", 'Quiero una frase pequeña en las costillas: "no me rindo"'),
        ("pt", 'Gostava de fazer uma pequena frase nas costelas: "se vai ao longe"'),
    ],
)
def test_a_phrase_in_quotation_marks_is_kept_whatever_its_words(language: str, text: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    talk.hears(text)

    assert text[text.index(":") + 2 :] in str(idea_of(talk))


@pytest.mark.parametrize(
    ("language", "idea", "text"),
    [
        ("en", "a swallow", "my name is Anna Example"),
        ("en", "my dog", "his name is Rex, but don't write it"),
        ("de", "eine Schwalbe", "ich heiße Anna"),
        ("fr", "mon chat", "il s'appelle Momo"),
        ("es", "una golondrina", "me llamo Ana"),
        ("pt", "uma andorinha", "meu nome é Ana"),
    ],
)
def test_a_name_that_is_not_to_be_written_is_none_of_them(language: str, idea: str, text: str) -> None:
    assert idea_of(told(language, idea, "size", text)) == idea


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "never had one in that spot"),
        ("de", "noch nie eins an der Stelle gehabt"),
        ("fr", "jamais eu de tatouage à cet endroit"),
        ("es", "nunca me hice ninguno en ese lugar"),
        ("pt", "nunca fiz nenhuma lá nesse lugar"),
    ],
)
def test_the_first_in_a_place_is_not_the_first(language: str, text: str) -> None:
    talk = told(language, "a fox", "timing", text)

    assert not any("kind.first" in said(decision) for decision in talk.decisions)


def test_what_they_pay_is_no_town() -> None:
    talk = told("en", "a fox", "location", "I can pay maybe 200-250. No instagram")

    assert talk.lead is not None
    assert "location" not in talk.lead.answers


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "write Huguette, not 14 May", "Huguette"),
        ("en", "no, Zofia instead of 14 May", "Zofia"),
        ("en", "what needs to be written is Zofia and Hania", "Zofia and Hania"),
        ("de", "schreib Huguette, nicht 14 May", "Huguette"),
        ("de", "was da stehen soll ist Huguette", "Huguette"),
        ("fr", "Non!! écris Huguette, pas 14 May, s'il te plaît", "Huguette"),
        ("fr", "le prénom Huguette à la place de 14 May", "Huguette"),
        ("fr", "Le prénom Huguette c'est ce qu'il faut écrire sur le tatou", "Huguette"),
        ("fr", "c'est pas 14 May qui va être écrit! C'est Huguette.", "Huguette"),
        ("es", "pon Huguette en lugar de 14 May", "Huguette"),
        ("es", "lo que hay que escribir es Huguette", "Huguette"),
        ("pt", "escreve Huguette, não 14 May", "Huguette"),
        ("pt", "o que é para escrever é Huguette", "Huguette"),
    ],
)
def test_words_are_put_right_and_no_date_is_wished_for(language: str, text: str, words: str) -> None:
    talk = told(language, "a bird, “14 May”", "summary", text)

    assert idea_of(talk) == f"a bird, “{words}”"
    assert talk.lead is not None
    assert talk.lead.answers["timing"].value == a_brief()["timing"].value


@pytest.mark.parametrize(
    ("language", "idea", "text"),
    [
        ("en", "a bird and her name", "the date is 14 May"),
        ("de", "ein Vogel und ihr Name", "das Datum ist der 14. Mai"),
        ("fr", "une mésange avec son prénom", "la date c'est le 14 mai"),
        ("es", "un pájaro y su nombre", "la fecha es el 14 de mayo"),
        ("pt", "um pássaro e o nome dela", "a data é 14 de maio"),
    ],
)
def test_a_date_to_come_is_the_appointments(language: str, idea: str, text: str) -> None:
    talk = told(language, idea, "summary", text)

    assert idea_of(talk) == idea
    assert talk.lead is not None
    assert talk.lead.answers["timing"].value == {"from": "2026-05-14", "to": "2026-05-14"}


@pytest.mark.parametrize(
    ("language", "idea", "text", "left"),
    [
        (
            "en",
            "a shamrock, just the trains are awful",
            "the trains bit isn't part of the tattoo",
            "a shamrock",
        ),
        ("en", "a shamrock, the trains", "the trains have nothing to do with it", "a shamrock"),
        ("de", "ein Fuchs, die Züge sind furchtbar", "die Züge gehören nicht zum Tattoo", "ein Fuchs"),
        ("fr", "un renard, les trains sont nuls", "les trains ne font pas partie du tatouage", "un renard"),
        ("es", "un zorro, los trenes van fatal", "los trenes no son parte del tatuaje", "un zorro"),
        ("pt", "uma raposa, os trens", "os trens não fazem parte da tatuagem", "uma raposa"),
    ],
)
def test_what_is_no_part_of_it_goes_out_of_the_idea(language: str, idea: str, text: str, left: str) -> None:
    assert idea_of(told(language, idea, "summary", text)) == left
