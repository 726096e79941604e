"""The studio's own questions, styles and prices: what its file makes of them, and how a mistake is named."""

from decimal import Decimal
from pathlib import Path

import pytest

from tattoobot.domain.consultation import QUESTIONS, Accepts, Question
from tattoobot.domain.studio import Studio
from tattoobot.settings import WrongSettings
from tattoobot.studio_file.load import load

OWN = """
[[questions]]
key = "idea"

[[questions]]
key = "occasion"
ask = { en = "Is there an occasion?", es = "¿Hay una ocasión?" }
ask_again = "What is the occasion?"
label = "Occasion"
unless = { cover_up = ["new"] }
optional = true

[[questions]]
key = "music"
ask = "What shall we put on?"
offers = [
    { value = "vinyl", title = "Something on vinyl" },
    { value = "silence", title = "Nothing, please" },
    { unsure = true, title = "Surprise me" },
]

[[questions]]
key = "budget"
offers = [{ value = { min = 100, max = 200 }, title = "100 to 200" }, { unsure = true }]

[[questions]]
key = "adult"
"""


def studio(tmp_path: Path, text: str) -> Studio:
    file = tmp_path / "studio.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def asked(studio: Studio, key: str) -> Question:
    return next(question for question in studio.questions if question.key == key)


def test_without_questions_the_flow_is_ours(tmp_path: Path) -> None:
    assert studio(tmp_path, 'name = "Ink"').questions == QUESTIONS


def test_questions_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    flow = studio(tmp_path, OWN).questions

    assert [question.key for question in flow] == ["idea", "occasion", "music", "budget", "adult"]
    assert flow[0] == QUESTIONS[0]
    assert flow[-1].must


def test_question_of_the_studios_own_takes_any_words(tmp_path: Path) -> None:
    occasion = asked(studio(tmp_path, OWN), "occasion")

    assert occasion.accepts is Accepts.ANYTHING
    assert occasion.optional
    assert occasion.unless == {"cover_up": ["new"]}


def test_the_file_says_what_is_asked_in_one_message(tmp_path: Path) -> None:
    own = studio(tmp_path, f'ask_together = [["idea", "music"]]\n{OWN}')
    single = studio(tmp_path, "ask_together = []")

    assert {q.key for q in own.questions if q.together} == {"idea", "music"}
    assert not any(question.together for question in single.questions)


def test_a_question_in_the_studios_own_words_is_asked_alone(tmp_path: Path) -> None:
    own = studio(tmp_path, '[[questions]]\nkey = "size"\nask = "How big?"\n[[questions]]\nkey = "adult"')

    assert asked(own, "size").together == ""


def test_choices_can_be_typed(tmp_path: Path) -> None:
    music = asked(studio(tmp_path, OWN), "music")

    typed = ["Something on vinyl", "vinyl please!", "surprise me", "no vinyl", "vinyl or silence", "what?"]
    chosen = [music.chosen(words) for words in typed]

    assert [offer.id if offer else None for offer in chosen] == [
        "vinyl",
        "vinyl",
        "unsure",
        None,
        None,
        None,
    ]


def test_words_are_phrases_of_each_language(tmp_path: Path) -> None:
    wording = studio(tmp_path, OWN).wording

    assert wording["en"]["ask.occasion"] == "Is there an occasion?"
    assert wording["es"] == {"ask.occasion": "¿Hay una ocasión?"}
    assert wording["en"]["value.music.vinyl"] == "Something on vinyl"


def test_choice_of_a_budget_is_in_the_studios_currency(tmp_path: Path) -> None:
    budget = asked(studio(tmp_path, 'currency = "EUR"\n' + OWN), "budget")

    assert budget.offers[0].value == {"min": 100.0, "max": 200.0, "currency": "EUR"}


def test_styles_make_the_menu(tmp_path: Path) -> None:
    own = studio(tmp_path, '[styles]\noffered = ["realism", "dotwork"]')

    assert [offer.id for offer in asked(own, "style").offers] == ["realism", "dotwork", "unsure"]
    assert own.offers_style("black_and_grey_realism")
    assert not own.offers_style("watercolour")


def test_the_studio_sets_prices_and_a_deposit_by_length(tmp_path: Path) -> None:
    own = studio(
        tmp_path,
        "[prices]\nminimum = 80\nhourly = 110\nhours = { tiny = [1, 1] }\nmultipliers = { realism = 2 }\n"
        "[deposit.by_length]\nday = 150",
    )

    assert own.prices.hours["tiny"] == (1, 1)
    assert (own.prices.multipliers["realism"], own.prices.multipliers["colour"]) == (2, 1.2)
    assert own.deposit.by_length == {"day": Decimal(150)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('name = "Ink"\n\n[[questions]]\nkey = "Pets"', "line 4: questions.0.key: "),
        ('[[questions]]\nkey = "pets"', "line 1: questions.0: .* needs the words to ask it"),
        ('[[questions]]\nkey = "summary"\nask = "?"', "line 2: .*summary means something else"),
        ('[[questions]]\nkey = "idea"\naks = "?"', "line 3: questions.0.aks: "),
        ('[[questions]]\nkey = "idea"', "line 1: questions: adult is missing"),
        ('[[questions]]\nkey = "adult"\noptional = true', "line 1: .*of age is always asked"),
        ('[[questions]]\nkey = "adult"\n[[questions]]\nkey = "adult"', "line 4: .*adult is asked already"),
        ('[[questions]]\nkey = "size"\nunless = { styl = ["x"] }', "line 3: .*there is no question styl"),
        (
            '[[questions]]\nkey = "size"\nunless = { cover_up = ["no"] }',
            "line 3: questions.0.unless.cover_up: no is not known here; there are cover_up, new, rework",
        ),
        ('[[questions]]\nkey = "size"\nunless = { idea = ["fox"] }', "line 3: .*idea is not one of a few"),
        (
            '[[questions]]\nkey = "colour"\noffers = [\n  { value = "colour" },\n  { value = "red" },\n]',
            "line 5: questions.0.offers.1.value: red is not known here",
        ),
        (
            '[[questions]]\nkey = "pets"\nask = "?"\noffers = [\n  { value = "dog" },\n]',
            "the choice dog needs a title",
        ),
        ('[[questions]]\nkey = "timing"\noffers = []', "the choices of timing cannot be changed"),
        (
            '[[questions]]\nkey = "pets"\nask = "Any {pets}?"\n[[questions]]\nkey = "adult"',
            "line 3: .*{pets}",
        ),
        (
            (
                '[[questions]]\nkey = "adult"\n[[questions]]\nkey = "pets"\nask = "?"\n'
                'offers = [{ value = "dog", title = "A dog that is far too long" }]'
            ),
            "line 6: questions.1.offers.0.title: it has 26 characters",
        ),
        ('[styles]\noffered = ["fineline"]', "line 2: styles.offered: fineline is not known here"),
        ('[prices]\nhourly = "a lot"', "line 2: prices.hourly: "),
        ("[prices]\nhours = { huge = [1, 2] }", "line 2: prices.hours: huge is not known here"),
        ("[prices]\nhours = { tiny = [2, 1] }", "the first number is the smaller one"),
        ("[prices.multipliers]\nglitter = 2", "line 1: prices.multipliers: glitter is not known here"),
        ("[answers]\nshow_estimate = true", "line 2: answers.show_estimate: there are no figures to show"),
        ("[deposit.by_length]\nweek = 5", "line 2: deposit.by_length.week: "),
        ('[[questions]]\nkey = "adult"\noffers = 3', "line 3: questions.0.offers: "),
        ("questions = 3", "line 1: questions: "),
        ("[questions]\nask = 3", "line 1: questions: "),
    ],
)
def test_mistake_is_named_with_its_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(WrongSettings, match=named):
        studio(tmp_path, text)
