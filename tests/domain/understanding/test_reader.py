import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.understanding.explaining import explain_line, understand_line
from tests.domain.understanding.understood import reading

KEYS = (
    "idea",
    "placement",
    "size",
    "style",
    "colour",
    "cover_up",
    "reference_images",
    "budget",
    "location",
    "timing",
)
INTENTS = frozenset(
    [
        "greeting",
        "enquiry",
        "answer",
        "correction",
        "skip",
        "dont_know",
        "price_question",
        "availability_question",
        "policy_question",
        "aftercare_question",
        "human_request",
        "opt_out",
        "opt_in",
        "yes",
        "no",
        "reschedule",
        "cancel",
        "running_late",
        "thanks",
        "complaint",
        "other",
    ]
)
LONGEST = 4096


def line(text: str, asked: str | None = None, lang: str | None = None) -> str:
    return json.dumps({"text": text, "asked": asked, "lang": lang, "now": "2026-03-10T10:00:00+00:00"})


def test_a_line_gives_slots_and_intent() -> None:
    answer = json.loads(understand_line(line("fine line fox, inner forearm, ~10 cm, around £300")))

    assert answer == {
        "slots": {
            "idea": "fox",
            "placement": {"part": "forearm", "side": None, "aspect": "inner"},
            "size": {"longest_cm": 10.0},
            "style": "fine_line",
            "budget": {"min": 300, "max": 300, "currency": "GBP"},
        },
        "intent": "enquiry",
    }


def test_open_ambiguities_are_not_in_the_slots() -> None:
    assert json.loads(understand_line(line("a small fox on my arm")))["slots"] == {
        "idea": "a small fox",
        "size": {"class": "small"},
    }


def test_a_line_can_be_explained() -> None:
    explained = json.loads(explain_line(line("Ein Fuchs am linken Unterarm")))

    assert explained["language"] == "de"
    assert {"key": "placement", "words": "linken Unterarm"}.items() <= explained["because"][0].items()


@pytest.mark.parametrize(
    "missing", [{}, {"text": None}, {"text": "hi", "lang": "xx"}, {"text": "hi", "asked": "unknown"}]
)
def test_a_line_may_leave_things_out(missing: dict[str, str | None]) -> None:
    assert json.loads(understand_line(json.dumps(missing)))["intent"] in INTENTS


def test_many_facts_in_one_message() -> None:
    slots = reading(
        "Hi! I'd like a geometric wolf on my left calf, about 15 cm, black and grey, covering an old star. "
        "Budget 300-400 euros, I'm in Leeds, weekends only, insta @made.up_name"
    ).slots

    assert slots["style"] == "geometric"
    assert slots["placement"] == {"part": "calf", "side": "left", "aspect": None}
    assert slots["colour"] == "black_and_grey"
    assert slots["cover_up"] == "cover_up"
    assert slots["location"] == {"city": "Leeds", "country": "GB"}
    assert slots["instagram"] == "made.up_name"
    assert slots["budget"] == {"min": 300, "max": 400, "currency": "EUR"}


@pytest.mark.parametrize(
    "raw", ["my hand tattoo has gone scabby and hot", "the lettering is spelt wrong, really disappointed"]
)
def test_a_tattoo_that_exists_is_no_fact(raw: str) -> None:
    assert {"placement", "style"}.isdisjoint(reading(raw).slots)


@given(st.text(), st.sampled_from([None, *KEYS]), st.sampled_from([None, "en", "es", "pt", "de", "fr"]))
def test_any_text_has_a_reading(raw: str, asked: str | None, language: str | None) -> None:
    read = reading(raw, asked, language)

    assert read.intent in INTENTS
    assert read.language in ("en", "es", "pt", "de", "fr")
    assert all(raw[fact.start : fact.end] for fact in read.found)


WORDS = st.sampled_from(
    [
        "i",
        "want",
        "a",
        "not",
        "the",
        "no",
        "or",
        "my",
        "on",
        "left",
        "right",
        "inner",
        "arm",
        "forearm",
        "wrist",
        "black",
        "and",
        "grey",
        "cover",
        "old",
        "tattoo",
        "10",
        "cm",
        "£",
        "300",
        "stop",
        "messages",
        "please",
        "actually",
        "en",
        "el",
        "brazo",
        "não",
        "quero",
        "nicht",
        "am",
        "je",
        "ne",
        ",",
        ".",
        "?",
        "@",
        "-",
        "'",
        "can",
        "you",
        "how",
        "much",
        "from",
        "in",
        "London",
    ]
)


@given(st.lists(WORDS, max_size=40), st.sampled_from([None, *KEYS]))
def test_any_order_of_our_own_words_has_a_reading(words: list[str], asked: str | None) -> None:
    assert reading(" ".join(words), asked).intent in INTENTS


def test_a_rant_is_read_at_its_beginning_and_at_its_end() -> None:
    slots = reading("a fox on my ankle. " + "it means the world to me " * 160 + ", about 12 cm").slots

    assert slots["placement"]["part"] == "ankle"
    assert slots["size"] == {"longest_cm": 12}


def test_words_of_a_lettering_ask_for_nothing() -> None:
    assert reading('a "leave me alone" tattoo with a cat').intent == "enquiry"
    assert reading('"stop messaging me"').intent == "opt_out"


def test_a_stop_behind_other_words_is_meant() -> None:
    assert reading("you've got the wrong person, stop").intent == "opt_out"
    assert reading("stop, I meant the left one").intent == "correction"


def test_a_postcode_is_neither_an_age_nor_a_colour() -> None:
    assert reading("M20", asked="location").slots == {"location": {"city": "Manchester", "country": "GB"}}
    assert "colour" not in reading("SW1A 1AA half sleeve").slots


def test_a_word_of_a_size_is_no_town() -> None:
    assert "location" not in reading("tamanho da palma da mão", asked="size").slots


def test_a_yes_beside_a_date_is_of_age() -> None:
    assert reading("yes, can we do june?", asked="adult").slots["adult"] is True
    assert reading("05/05/99", asked="adult").slots["adult"] is True
    assert reading("05/05/09", asked="adult").slots["adult"] is False


def test_a_starred_word_puts_a_slip_right() -> None:
    assert reading("*wrist").intent == "correction"


def test_an_explanation_names_the_words_their_role_and_what_weighed_most() -> None:
    explained = json.loads(explain_line(line("my sister has hers on her ankle but i want mine on the wrist")))

    (place,) = [fact for fact in explained["because"] if fact["key"] == "placement"]
    assert (place["words"], place["role"], len(place["weighed"])) == ("wrist", "wanted", 3)


def test_an_explanation_names_every_mention_that_was_weighed_and_by_which_list_or_rule_it_was_found() -> None:
    explained = json.loads(
        explain_line(line("her fox is on her ankle, could you do mine in June, up to £200?"))
    )

    (budget,) = [one for one in explained["considered"] if one["key"] == "budget"]
    assert {"at most", "money is said"} <= {*budget["rules"]}
    assert {one["words"] for one in explained["considered"] if one["key"] == "timing"} == {"June"}
    assert {one["role"] for one in explained["considered"] if one["key"] == "placement"} <= {"wanted", "not"}
    assert all(len(one["weighed"]) == 3 for one in explained["considered"])
    (idea,) = [fact for fact in explained["because"] if fact["key"] == "idea"]
    assert "[motif] creature (en)" in idea["rules"]


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("I'm 40 next month. a fox on my ankle", None),
        ("faço 40 anos mês que vem. uma rosa no ombro", None),
        (
            "we fly home on the 20th so it would have to be before that. a fox on my ankle",
            {"from": None, "to": "2026-03-19"},
        ),
    ],
)
def test_a_date_that_tells_an_age_or_bounds_the_wish_is_not_the_wish(text: str, timing: object) -> None:
    assert reading(text).slots.get("timing") == timing


@pytest.mark.parametrize(
    "raw",
    [
        "this is the third time you ask, I said ribs!!",
        "das fragt ihr jetzt zum dritten Mal, ich sagte Rippen!!",
        "vous me le demandez pour la troisième fois, j'ai dit les côtes !!",
    ],
)
def test_who_complains_of_a_question_still_answers_it(raw: str) -> None:
    read = reading(raw, asked="placement")

    assert read.slots["placement"]["part"] == "ribs"
