"""Facts in short, in dialect or behind other matters: a side in a letter, numbers as they are spoken, "by then"."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.domain.understanding.understood import reading, value

MID_MAY = datetime(2026, 5, 12, 9, tzinfo=UTC)


def in_may(raw: str, asked: str | None = None) -> Any:
    return understand(raw, Context(now=MID_MAY, asked=asked)).slots.get("timing")


@pytest.mark.parametrize(
    ("raw", "part", "side"),
    [
        ("mollet g", "calf", "left"),
        ("épaule d., côté extérieur", "shoulder", "right"),
        ("l'avant-bras gche", "forearm", "left"),
        ("cuisse dte", "thigh", "right"),
        ("wade li.", "calf", "left"),
        ("unterarm re", "forearm", "right"),
        ("en la mano derecha", "hand", "right"),
        ("muñeca zurda", "wrist", "left"),
        ("pulso canhoto", "wrist", "left"),
        ("ombro dto", "shoulder", "right"),
    ],
)
def test_a_side_in_short_or_joined_to_its_part(raw: str, part: str, side: str) -> None:
    placement = value("placement", raw, asked="placement")

    assert (placement["part"], placement["side"]) == (part, side)


@pytest.mark.parametrize(
    "raw",
    [
        "sur l'épaule, g 22 ans",
        "le bras d'un samouraï",
        "sur la cuisse d'ici juin",
        "main, g pas trop d'idée",
    ],
)
def test_letters_that_begin_something_else_are_no_side(raw: str) -> None:
    assert (value("placement", raw, asked="placement") or {"side": None})["side"] is None


@pytest.mark.parametrize(
    ("raw", "least", "most"),
    [
        ("dreifuffzig", 350, 350),
        ("zwofuffzich max", None, 250),
        ("zwoatausend", 2000, 2000),
        ("mille deux", 1200, 1200),
        ("entre mille et mille cinq", 1000, 1500),
        ("mille deux cents", 1200, 1200),
        ("tengo mil doscientos euros", 1200, 1200),
        ("a thousand and fifty", 1050, 1050),
        ("500.– / 550.–", 500, 550),
        ("j'ai 150 e max", None, 150),
    ],
)
def test_amounts_as_they_are_spoken(raw: str, least: int | None, most: int | None) -> None:
    budget = value("budget", raw, asked="budget")

    assert (budget["min"], budget["max"]) == (least, most)


@pytest.mark.parametrize(
    "raw",
    [
        "not yet, my 18th is on 3 September",
        "noch nicht, mein 18. is am 3. September",
        "pas encore, mes 18 c'est le 3 septembre",
        "todavía no, mis 18 son el 3 de septiembre",
        "ainda não, meus 18 são em 3 de setembro",
    ],
)
def test_who_tells_the_day_of_their_eighteenth_is_not_of_age(raw: str) -> None:
    assert value("adult", raw, asked="adult") is False


@pytest.mark.parametrize(
    ("raw", "of_age"),
    [
        ("hab im Jänner meinen 19. gefeiert", True),
        ("meinen 18. hab ich letzte Woche gfeiert", True),
        ("I had my 18th last week", True),
        ("celebrated my 21st in March", True),
        ("celebré mis 25 en enero", True),
        ("hab im Jänner meinen 17. gefeiert", False),
        ("celebrated my 17th last week", False),
    ],
)
def test_a_birthday_that_was_kept_is_an_age(raw: str, of_age: bool) -> None:
    assert value("adult", raw, asked="adult") is of_age


@pytest.mark.parametrize(
    "raw",
    [
        "my brother's wedding is on 12 September so it has to be healed by then",
        "mein Schwager heiratet am 12. September, bis dahin muss es verheilt sein",
        "le mariage est le 12 septembre et d'ici là il faut que ça soit cicatrisé",
        "la boda es el 12 de septiembre y para entonces tiene que estar curado",
        "o casamento é dia 12 de setembro e até lá tem que estar cicatrizado",
    ],
)
def test_a_day_by_which_it_is_to_be_done(raw: str) -> None:
    assert in_may(raw) == {"from": None, "to": "2026-09-12"}


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("the 30th or the 1st", "2026-05-30", "2026-06-01"),
        ("am 30. oder 1.", "2026-05-30", "2026-06-01"),
        ("le 30 ou le 1er", "2026-05-30", "2026-06-01"),
        ("courant de la 1re quinzaine de juin, pas après", "2026-06-01", "2026-06-15"),
        ("bis zum 20. weg", "2026-05-21", None),
        ("avant la Saint-Nicolas", None, "2026-12-05"),
        ("before St Nicholas' Day", None, "2026-12-05"),
    ],
)
def test_days_named_in_other_ways(raw: str, first: str | None, last: str | None) -> None:
    assert in_may(raw, "timing") == {"from": first, "to": last}


@pytest.mark.parametrize(
    "raw",
    [
        "any other Wednesday or a Tuesday",
        "jeder andere Mittwoch oder ein Dienstag",
        "n'importe quel autre mercredi ou un mardi",
        "cualquier otro miércoles o un martes",
        "qualquer outra quarta ou uma terça",
    ],
)
def test_any_other_of_a_weekday_is_that_weekday(raw: str) -> None:
    assert in_may(raw, "timing")["weekdays"] == ["tue", "wed"]


@pytest.mark.parametrize(
    "raw",
    [
        "that's all for now. Best regards, T. Friday",
        "Mit freundlichen Grüßen, K. Freitag",
        "Cordialement, J.-N. Vendredi",
    ],
)
def test_a_name_behind_its_initial_is_no_day(raw: str) -> None:
    assert in_may(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "wenn i des wissat",
        "if only I knew",
        "no bloody idea right now",
        "j'en sais fichtre rien pour l'instant",
        "si lo supiera",
        "se eu soubesse",
    ],
)
def test_who_does_not_know_the_idea_says_so(raw: str) -> None:
    assert reading(raw, "idea").intent == "dont_know"


@pytest.mark.parametrize(
    "raw",
    [
        "moch wias da gfoit",
        "mach wie's dir am besten passt",
        "whatever you reckon",
        "comme tu l'sens",
        "como lo veas",
        "como você preferir",
    ],
)
def test_who_leaves_the_colour_to_the_artist_takes_either(raw: str) -> None:
    assert value("colour", raw, asked="colour") == "either"


@pytest.mark.parametrize(
    "raw",
    [
        "insta hob i ned",
        "jsuis pa sur insta dsl",
        "never had an insta",
        "insta no tengo",
        "não tô no insta",
    ],
)
def test_who_has_no_instagram_names_no_handle(raw: str) -> None:
    told = reading(raw, "instagram")

    assert told.intent == "no"
    assert "instagram" not in told.slots


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("mein Insta: mops_kalle. Meine Schwester is die @frieda.malt", "mops_kalle"),
        ("it's under my dog's name: pug_kalle. my sister is @frieda.paints", "pug_kalle"),
        ("c'est carlin_kalle. ma soeur c'est @frieda.peint", "carlin_kalle"),
    ],
)
def test_a_handle_before_somebody_elses(raw: str, expected: str) -> None:
    assert value("instagram", raw, asked="instagram") == expected


@pytest.mark.parametrize(
    "raw", ["ruf mi afoch on", "könnts mi wer anrufen", "rufts mi bitte an", "lüt mir doch schnell an"]
)
def test_who_asks_for_a_call_in_dialect_asks_for_a_person(raw: str) -> None:
    assert reading(raw).intent == "human_request"


@pytest.mark.parametrize(
    "raw",
    [
        "je vous parle au téléphone parce que mes doigts c'est plus ça, je voudrais un coquelicot sur l'épaule",
        "I'm talking into my phone as I can't type, I'd like a poppy on my shoulder",
        "ich sprech das grad ins Telefon, ich hätte gern eine Mohnblume auf der Schulter",
        "te lo dicto al teléfono porque no veo, quiero una amapola en el hombro",
        "estou falando no celular porque não digito bem, quero uma papoula no ombro",
    ],
)
def test_who_dictates_asks_for_nobody(raw: str) -> None:
    assert reading(raw).intent != "human_request"


@pytest.mark.parametrize(
    "raw",
    [
        "hello? can I get a rose then",
        "could I have a snake?",
        "kann ich dann eine Rose haben?",
        "je peux avoir une rose alors ?",
        "puedo hacerme una rosa?",
        "posso fazer uma rosa então?",
    ],
)
def test_who_asks_whether_they_can_have_a_thing_enquires(raw: str) -> None:
    assert reading(raw).intent == "enquiry"


@pytest.mark.parametrize(
    "raw",
    ["can I get a tattoo at 16?", "kann ich eine Rechnung bekommen?", "posso fazer uma tatuagem grávida?"],
)
def test_who_asks_for_a_rule_does_not(raw: str) -> None:
    assert reading(raw).intent == "policy_question"
