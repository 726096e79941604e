"""What becomes of what the bot wants to say: messages that WhatsApp takes, in every language."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from tattoobot.adapters.whatsapp.requests import fits
from tattoobot.domain.conversation import reply
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Answer, Lead, Source, Status
from tattoobot.domain.messages import Buttons, Kind, LinkButton, Menu, Text
from tattoobot.domain.says import Phrase, Say, Tap, say
from tattoobot.domain.studio import UNNAMED, ArtistProfile, Studio
from tattoobot.wording import Wording
from tests.builders import BRIEF, NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture, a_tap

LONG = "a fox asleep in the roots of an old oak, with ferns and a small moon above, " * 60

WRITTEN = [
    *(
        a_message(text)
        for text in ("hi", "yes", "no", "STOP", "START", "thanks!", "skip", "I don't know", "??", LONG)
    ),
    *(a_message(text) for text in ("I'm 17", "how much?", "when are you free?", "what about the deposit?")),
    *(a_message(text) for text in ("how do I look after it?", "can I talk to a person?", "I'm running late")),
    *(
        a_message(text)
        for text in ("a small rose on my ankle, another tattoo please", "actually make it 15 cm")
    ),
    *(a_message("", kind) for kind in Kind),
    a_picture(),
    a_picture("like this"),
    a_tap("summary:send"),
    a_tap("summary:change"),
    a_tap("change:size"),
    a_tap("again:booking"),
    a_tap("again:new"),
]


def leads() -> Iterator[Lead | None]:
    """A client's first message; each question open, asked once or twice; every later status."""
    yield None
    for question in STUDIO.questions:
        for asked in (1, 2, 3):
            yield a_lead(
                answers=a_brief(question.key), current_question=question.key, asked={question.key: asked}
            )
    yield a_lead(answers=a_brief(idea=LONG), current_question="summary", asked={"summary": 1})
    yield from (a_lead(status, answers=a_brief()) for status in Status)


def spoken(first: str = "") -> list[Wording]:
    return [Wording(STUDIO, language, "Robin", first) for language in LANGUAGES]


@pytest.fixture(scope="session")
def everything() -> dict[tuple[str, ...], Say]:
    """What the conversation says to all of it, once for each way in which sentences and choices come together.

    Worked out in some ten seconds: the two tests that look at it take all languages at once.
    """
    client = a_client(language="en")
    turns = (
        reply(replace(client, opted_out=opted_out), lead, [message], NOW, STUDIO)
        for lead in leads()
        for message in WRITTEN
        for opted_out in (False, True)
    )
    return {
        (*(phrase.key for phrase in each.phrases), *(tap.id for tap in each.taps)): each
        for turn in turns
        for each in turn.says
    }


def test_whatever_the_conversation_says_can_be_sent_in_every_language(
    everything: dict[tuple[str, ...], Say],
) -> None:
    assert len(everything) > 60
    for wording, each in product(spoken("Maya"), everything.values()):
        message = wording.message(each)
        assert fits(message) == [], wording.language
        assert "{" not in message.body
        assert "…" not in message.body or "oak" in message.body


def test_choices_of_a_question_are_buttons_or_a_menu_as_it_was_meant(
    everything: dict[tuple[str, ...], Say],
) -> None:
    """A title that is too long for a button would turn three buttons into a menu."""
    for wording, each in product(spoken(), everything.values()):
        if each.taps and "answer" not in each.taps[0].facts:
            expected = Buttons if len(each.taps) <= 3 else Menu
            assert isinstance(wording.message(each), expected), (wording.language, each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_brief_is_shortened_and_the_question_after_it_stays(language: str) -> None:
    brief = {key: Answer(LONG, None, Source.CHECK) for key in BRIEF}
    wording = Wording(STUDIO, language, "Robin")

    message = wording.message(
        Say((Phrase("summary", {"answers": brief}),), (Tap("summary:send", "offer.summary.send"),))
    )

    assert fits(message) == []
    assert message.body.endswith("?")
    assert message.body.count("\n• ") == len(brief)


def test_optional_question_that_was_skipped_has_no_line() -> None:
    skipped, unknown = Answer("skip", None, Source.UNSURE), Answer("dunno", None, Source.UNSURE)

    lines = Wording(STUDIO, "en", "Robin").lines_of({"instagram": skipped, "size": unknown})

    assert lines == ["size"]


def test_short_brief_is_not_shortened() -> None:
    brief = {"idea": Answer(LONG[:280], LONG[:280], Source.WORDS)}

    message = Wording(STUDIO, "en", "Robin").message(say("summary", answers=brief))

    assert LONG[:280].strip() in message.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_the_deposit_and_of_the_calendar_can_be_sent(language: str) -> None:
    wording = Wording(STUDIO, language, "Robin")
    facts = {"amount": "£60", "until": "Tue 10 Mar, 14:00", "note": " " + "so looking forward " * 21}

    for key, label in (("approved", "pay_deposit"), ("booking_link", "choose_date")):
        message = wording.message(Say((Phrase(key, facts),), link="https://pay.example/1", link_label=label))
        assert isinstance(message, LinkButton)
        assert fits(message) == []
        assert "…" not in message.body


def test_readings_too_long_for_buttons_become_a_menu_that_shows_them_in_full() -> None:
    long = {"from": "2026-03-02", "to": "2026-04-05", "weekdays": ["mon", "wed"], "part_of_day": "evening"}
    taps = tuple(Tap(f"reading:timing:{n}", "value", {"value": ("timing", long)}) for n in (1, 2))

    message = Wording(STUDIO, "en", "Robin").message(Say((Phrase("which.timing"),), taps))

    assert isinstance(message, Menu)
    assert message.choices[0].description == "2 March to 5 April, Mondays, Wednesdays, evenings"


def test_sizes_of_the_menu_are_explained_in_the_studios_unit() -> None:
    taps = (Tap("size:small", "offer.size.small"), *(Tap(f"size:{n}", "offer.size.palm") for n in range(3)))

    metric, imperial = (
        Wording(Studio(unit=unit), "en", "Robin").message(Say((Phrase("ask.size"),), taps))
        for unit in ("cm", "in")
    )

    assert isinstance(metric, Menu)
    assert isinstance(imperial, Menu)
    assert metric.choices[0].description == "4–8 cm"
    assert imperial.choices[0].description == "1.5–3 inches"


def test_what_was_understood_is_said_in_the_middle_of_a_sentence() -> None:
    answers = a_brief("idea", "adult", "instagram", "location", "timing", "reference_images", "cover_up")

    message = Wording(STUDIO, "en", "Robin").message(say("noted", answers=answers))

    assert message == Text("Got it: left inner forearm, 10 cm, fine line, black & grey, £250–300.")


@pytest.mark.parametrize(("count", "words"), [(1, "your picture"), (3, "all 3 pictures")])
def test_thanks_count_the_pictures(count: int, words: str) -> None:
    message = Wording(STUDIO, "en", "Robin").message(say("thanks_for_pictures", count=count))

    assert isinstance(message, Text)
    assert words in message.body


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The artist has your idea"),
        ("es", "Ink & Paper tiene tu idea"),
        ("de", "Ink & Paper hat deine Idee"),
    ],
)
def test_artist_without_a_name_is_called_something_in_every_language(language: str, words: str) -> None:
    studio = Studio(name="Ink & Paper", artists=(ArtistProfile("artist", UNNAMED),))

    assert words in Wording(studio, language, UNNAMED).say("still_with_artist")


def test_studios_own_phrase_comes_first_and_only_in_its_language() -> None:
    studio = Studio(country="US", wording={"en": {"ask.colour": "Colour or not, {first}?"}})

    assert Wording(studio, "en", "Robin", "Maya").say("ask.colour") == "Colour or not, Maya?"
    assert Wording(studio, "es", "Robin").say("ask.colour") == "¿En negro y gris, o a color?"


def test_minimum_age_is_the_studios() -> None:
    assert "21" in Wording(Studio(minimum_age=21), "en", "Robin").say("ask.adult")


def test_spelling_is_that_of_the_studios_country() -> None:
    american = Wording(Studio(country="US"), "en", "Robin")
    swiss = Wording(Studio(country="CH"), "de", "Robin")

    assert american.say("ask.colour") == "Black and gray, or color?"
    assert american.say("ask.idea") == Wording(Studio(), "en", "Robin").say("ask.idea")
    assert swiss.say("ask.size").startswith("Wie gross")


def test_question_of_the_studios_own_has_words_in_every_language_it_gave_them_in() -> None:
    studio = Studio(language="es", wording={"es": {"ask.pets": "¿Tienes mascotas?"}})

    assert Wording(studio, "fr", "Robin").say("ask.pets") == "¿Tienes mascotas?"
    assert Wording(studio, "fr", "Robin").say("again.pets") == "¿Tienes mascotas?"
    assert Wording(studio, "fr", "Robin").say("which.pets").startswith("Juste pour vérifier")
    assert Wording(studio, "fr", "Robin").label("pets") == "Pets"


def test_unknown_language_is_the_studios() -> None:
    assert Wording(Studio(language="de"), "it", "Robin").language == "de"


def test_phrase_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError, match="nothing"):
        Wording(STUDIO, "en", "Robin").say("nothing.of.the.kind")
