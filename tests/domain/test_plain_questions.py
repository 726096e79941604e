"""What is asked in so many words gets its own answer, or goes to the artist; never the line of another topic."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tattoobot.domain.conversation.plain_questions import words_of
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS, Status
from tattoobot.domain.understanding.reading import Topic
from tattoobot.domain.understanding.vocabulary.forms import without_case
from tests.builders import STUDIO, a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn

SURE = tomllib.loads(Path(__file__).with_name("sure_questions.toml").read_text("utf-8"))
ANSWERED = tomllib.loads(Path(__file__).with_name("plain_questions.toml").read_text("utf-8"))
ROWS = [(text, key) for key, texts in ANSWERED.items() for text in texts]


@pytest.mark.parametrize(
    ("topic", "text"), [(Topic(topic), text) for topic, texts in SURE.items() for text in texts.values()]
)
def test_what_is_sure_is_sure_in_every_language(topic: Topic, text: str) -> None:
    assert words_of(topic).search(without_case(text))


@pytest.mark.parametrize(("text", "key"), ROWS)
def test_what_is_asked_in_so_many_words_is_answered_as_that_and_is_no_fact(text: str, key: str) -> None:
    lead = a_lead(answers=a_brief("size", "timing", "cover_up"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert [one for one in said(decision) if one.startswith(("answer.", "told.", "noted", "passed"))] == [key]
    assert answers(decision).keys() - {ASKS} == lead.answers.keys()
    assert decision.hands_over is None


@pytest.mark.parametrize(
    "text", ANSWERED["answer.unknown"] + ANSWERED["answer.woman"] + ANSWERED["answer.guests"]
)
def test_what_only_the_artist_knows_is_put_to_them(text: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert FlagReason.QUESTION in decision.passed_on
    assert decision.lead is not None
    assert decision.lead.answers[ASKS].text == text


def test_the_studios_own_line_comes_first_and_the_artist_need_not_be_asked() -> None:
    talk = Talk(studio=replace(STUDIO, wording={"en": {"answer.guests": "One friend is fine."}}))

    decision = talk.hears("can I bring my friend?")

    assert talk.keys[:2] == ["hello", "answer.guests"]
    assert decision.passed_on == ()


@pytest.mark.parametrize(
    ("asked", "key"),
    [("budget", "answer.why.budget"), ("adult", "answer.why.adult"), ("style", "answer.why")],
)
def test_why_something_is_asked_is_told_for_what_was_asked(asked: str, key: str) -> None:
    lead = a_lead(answers=a_brief(asked), current_question=asked, asked={asked: 1})

    assert key in said(turn(lead, a_message("why do you ask that?")))


@pytest.mark.parametrize(
    "text", ["a rose on my ankle. can i bring my dog?", "a rose on my ankle, are touch ups free?"]
)
def test_what_stands_beside_the_question_is_heard(text: str) -> None:
    decision = turn(None, a_message(text))

    assert answers(decision)["idea"] == "a rose"
    assert answers(decision)["placement"] == {"part": "ankle", "side": None, "aspect": None}
    assert "cover_up" not in answers(decision)
    assert FlagReason.QUESTION in decision.passed_on


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a robot", "idea"),
        ("a dog on a moon", "idea"),
        ("I'd like a woman with flowers in her hair", "idea"),
        ("un robot steampunk", "idea"),
        ("ein Glas Bier", "idea"),
        ("around 200 euros", "budget"),
        ("I want to pay 300 euros", "budget"),
        ("I need a touch up on my old rose", "cover_up"),
        ("about a credit card", "size"),
        ("evenings", "timing"),
    ],
)
def test_the_same_words_are_facts_where_nothing_is_asked(text: str, key: str) -> None:
    decision = turn(a_lead(answers=a_brief(key), current_question=key, asked={key: 1}), a_message(text))

    assert key in answers(decision)
    assert not [one for one in said(decision) if one.startswith("answer.")]


@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL, Status.BOOKED])
def test_whether_a_program_writes_is_told_each_time_in_other_words(status: Status) -> None:
    asked = {"size": 1} if status is Status.QUALIFYING else {}
    brief = a_brief("size") if asked else a_brief()
    talk = Talk(a_lead(status, answers=brief, current_question="size" if asked else None, asked=asked))

    first = said(talk.hears("are you a robot?"))
    second = said(talk.hears("no really, are you a robot?"))

    assert "answer.robot" in first
    assert "answer.robot.2" in second


def test_who_would_rather_have_a_person_gets_one() -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.hears("are you a robot?")

    assert talk.hears("i want to talk to a real person please").hands_over == "human_request"


@pytest.mark.parametrize(
    "text", ["sind die farben vegan?", "nutzt ihr vegane farben", "can i buy a gift card?"]
)
def test_a_question_under_the_summary_names_nothing_to_change(text: str) -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    assert said(turn(lead, a_message(text)))[0] == "answer.unknown"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("are you a bot?", "can i pay cash?", "do you take dollars?")),
        ("de", ("bist du ein bot?", "geht bar?", "alkohol vorher?", "wofür brauchst du das?")),
        ("es", ("eres un robot?", "aceptáis efectivo", "aceptan dólares?", "en cuánto sana?")),
        ("fr", ("t'es un robot ?", "c'est un bot?", "pk tu demandes ça", "en cash ca va?")),
        ("pt", ("vc é um robô?", "aceita dinheiro?", "aceitam dólar?", "posso tomar cerveja antes?")),
    ],
)
def test_a_question_that_comes_first_is_answered_in_its_language(
    language: str, texts: tuple[str, ...]
) -> None:
    for text in texts:
        talk = Talk()
        talk.client = replace(talk.client, language=None)

        assert talk.hears(text).language == language, text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "do I have to be 18?"),
        ("de", "muss man 18 sein?"),
        ("fr", "il faut avoir 18 ans ?"),
        ("es", "hay que tener 18?"),
        ("pt", "precisa ter 18?"),
    ],
)
def test_the_years_that_are_asked_after_are_no_size(language: str, words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(words)

    assert talk.keys[0] == "answer.age"
    assert talk.lead is not None
    assert "size" not in talk.lead.answers


@pytest.mark.parametrize(
    "text",
    [
        "can it be covered?",
        "my ex's name, can you cover it up?",
        "kann man das überdecken?",
        "c'est possible de le recouvrir ?",
        "me tatué el nombre de mi ex, se puede tapar?",
        "dá para cobrir?",
    ],
)
def test_whether_a_tattoo_can_go_is_answered_and_makes_a_cover_up(text: str) -> None:
    lead = a_lead(answers=a_brief("size", "cover_up"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert "answer.offered.cover_up" in said(decision)
    assert answers(decision)["cover_up"] == "cover_up"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt"])
def test_a_studio_that_tells_its_days_is_not_asked_for_its_hours(language: str) -> None:
    asked = {
        "en": "are you open on Sundays?",
        "de": "habt ihr sonntags auf?",
        "fr": "vous êtes ouverts le dimanche ?",
        "es": "¿abren los domingos?",
        "pt": "trabalham aos domingos?",
    }
    talk = Talk(
        studio=replace(STUDIO, wording={language: {"answer.availability": "We work Tuesday to Saturday."}})
    )

    talk.client = replace(talk.client, language=language)

    decision = talk.hears(asked[language])

    assert "answer.availability" in said(decision)
    assert decision.passed_on == ()
    assert "timing" not in answers(decision)


@pytest.mark.parametrize(
    "text",
    [
        "do you do instalments? and how much money is it?",
        "da pra parcelar? e quanto fica mais ou menos?",
        "¿se puede a plazos? ¿y cuánto dinero es?",
    ],
)
def test_two_questions_about_money_are_two(text: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert "answer.price" in said(decision)
    assert FlagReason.QUESTION in decision.passed_on


@pytest.mark.parametrize(
    "text",
    [
        "how long is the aftercare?",
        "wie lange muss ich die Pflege machen?",
        "et les soins, c'est combien de temps ?",
        "¿cuánto tiempo de cuidados?",
        "e fico com quanto tempo de cuidados depois?",
    ],
)
def test_how_long_to_care_for_it_is_not_how_long_it_takes(text: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    assert "answer.duration" not in said(turn(lead, a_message(text)))


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (Status.PENDING_APPROVAL, "answer.booked.sent"),
        (Status.AWAITING_DEPOSIT, "answer.booked.paid"),
        (Status.BOOKED, "passed_on"),
    ],
)
def test_whether_they_are_booked_hangs_on_where_the_enquiry_is(status: Status, key: str) -> None:
    assert key in said(turn(a_lead(status, answers=a_brief()), a_message("so am i booked in now?")))


@pytest.mark.parametrize(
    "text",
    [
        *("shall i send it?", "I've a photo of her garden, shall i send it?"),
        *("i hätt a foto vo da oma ihrm garten, soll i des schicken?", "posso mandar uma foto do desenho?"),
    ],
)
def test_who_may_send_a_picture_is_waited_for(text: str) -> None:
    lead = a_lead(answers=a_brief("size", "reference_images"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert said(decision) == ["waiting"]
    assert answers(decision)["reference_images"] == "later"
    assert decision.passed_on == ()


@pytest.mark.parametrize(
    "text",
    [
        *("10 cm, fine line, can I send you a photo?", "10 cm, soll ich dir ein Foto schicken?"),
        *("10 cm, je peux vous envoyer une photo ?", "unos 10 cm, te mando una foto?"),
        "uns 10 cm, posso mandar uma foto do desenho?",
    ],
)
def test_beside_what_is_told_they_hear_that_a_picture_is_welcome(text: str) -> None:
    lead = a_lead(answers=a_brief("size", "reference_images"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert "answer.sending" in said(decision)
    assert answers(decision)["size"] == {"longest_cm": 10.0}
    assert decision.passed_on == ()


def test_money_is_no_picture() -> None:
    assert "answer.deposit" in said(
        turn(a_lead(answers=a_brief("size")), a_message("can I send the deposit now?"))
    )


def test_a_figure_of_ours_that_is_asked_about_is_no_budget() -> None:
    studio = replace(STUDIO, prices=replace(STUDIO.prices, shown=True))
    lead = a_lead(answers=a_brief("budget"), current_question="budget", asked={"budget": 1})
    talk = Talk(lead, studio)

    decision = talk.hears("damn 1950 pounds is that for everything or per session?")

    assert "answer.whole_price" in talk.keys
    assert answers(decision).get("budget") is None
    told = answers(talk.hears("my budget is 300"))["budget"]
    assert told == {"min": 300, "max": 300, "currency": None}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("is it too late to come on saturday?", "answer.older"),
        ("can I bring my mum?", "answer.photo"),
        ("are you booked up on saturday?", "answer.booked"),
        ("¿cuánto cuesta un sol en la muñeca?", "answer.swimming"),
        ("a park bench on my arm, do you do that?", "answer.parking"),
    ],
)
def test_words_that_are_near_ask_for_something_else(text: str, key: str) -> None:
    assert key not in said(turn(a_lead(answers=a_brief("size")), a_message(text)))
