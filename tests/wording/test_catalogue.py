"""The templates: what Meta would refuse is found here first, and filling one in never sends half of it."""

from pathlib import Path
from typing import Any

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.messages import Template
from tattoobot.domain.reminder_rules import RULES
from tattoobot.domain.studio import UNNAMED
from tattoobot.wording import catalogue, phrases
from tattoobot.wording.catalogue import Catalogue, Draft, NotFillable, filled

OURS = catalogue.load()
BODY = "Your tattoo enquiry goes on: {{artist}} will answer you here, as soon as there is time for it."


def a_draft(body: str = BODY, **changes: Any) -> Draft:
    samples = {"artist": "Robin"}
    bodies = {**{language: f"In {language}: {BODY}" for language in LANGUAGES}, "en": body}
    given = {"name": "still_with_artist", "category": "utility", "bodies": bodies, "samples": samples}
    return Draft(**{**given, **changes})


def lint(*drafts: Draft) -> list[str]:
    return Catalogue({draft.name: draft for draft in drafts}).lint()


# ---------------------------------------------------------------- ours


def test_meta_would_refuse_nothing_of_ours() -> None:
    assert OURS.lint() == []


def test_every_moment_that_can_fall_outside_the_window_has_a_template() -> None:
    moments = {
        "artist_enquiry",
        "artist_paid",
        "artist_called",
        "artist_news_waiting",
        "deposit_link",
        "deposit_paid",
    }
    moments |= {"booking_link", "booked", "rejected", "unfinished_enquiry", "deposit_expired", "news_waiting"}

    assert moments | {rule.template for rule in RULES if rule.template} <= set(OURS.drafts)


def test_only_what_invites_a_client_back_is_marketing() -> None:
    marketing = [draft.name for draft in OURS.drafts.values() if draft.category == "marketing"]

    assert marketing == ["unfinished_enquiry"]
    assert all("STOP" in body for body in OURS.drafts["unfinished_enquiry"].bodies.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "label", "known"),
    [
        ("artist_enquiry", "artist.decide", {"id", "client", "idea"}),
        ("artist_paid", "artist.fix_date", {"id", "client", "amount"}),
        ("artist_called", None, {"id", "client", "reason"}),
        ("artist_waiting", "artist.decide", {"count", "ideas"}),
    ],
)
def test_template_to_the_artist_says_what_it_is_about_and_has_one_button(
    name: str, label: str | None, known: set[str], language: str
) -> None:
    draft = OURS.drafts[name]
    told = filled(draft.bodies[language], draft.said)

    assert draft.said.keys() == known
    assert all(draft.samples[fact] in told for fact in known)
    assert "http" not in told
    [_, buttons] = draft.definition(language, "https://book.example.com")["components"]
    [button] = buttons["buttons"]
    assert (button["type"], button["url"]) == ("URL", "https://book.example.com/a/{{1}}")
    assert button["example"] == ["https://book.example.com/a/page"]
    assert label is None or button["text"] == phrases(language)[label]


# ---------------------------------------------------------------- what Meta would refuse


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (a_draft(name="Still-With"), "a name has lower-case letters, digits and _, 512 at most."),
        (a_draft(category="service"), "its category 'service' is neither utility nor marketing."),
        (a_draft(ttl_seconds=5), "ttl_seconds of utility is between 30 and 43200."),
        (
            a_draft(category="marketing", ttl_seconds=60),
            "ttl_seconds of marketing is between 43200 and 2592000.",
        ),
        (a_draft(samples={"artist": "Robin\nRed"}), "the example of artist is not a line of text."),
        (a_draft(bodies={"en": BODY}), "there is no text in es."),
        (
            a_draft("{{artist}}, and nobody else, will answer you here today."),
            "it begins or ends with a parameter.",
        ),
        (a_draft("This will be answered here today by {{artist}}!"), "it begins or ends with a parameter."),
        (a_draft(BODY.replace("artist", "robin")), "{{robin}} has no example under parameters."),
        (a_draft("There is no parameter in this one."), "{{artist}} is missing."),
        (a_draft(BODY.replace("{{artist}}", "{{Artist}}")), "a brace is left over"),
        (a_draft(BODY + " {{1}} and {more}"), "a brace is left over"),
        (a_draft("Hello {{artist}} bye"), "there are too many parameters for so few words."),
        (
            a_draft(BODY.replace("{{artist}}", "{{artist}} {{artist}}")),
            "two parameters have nothing between them.",
        ),
        (a_draft(BODY + "\n\n\nBye then"), "there are too many spaces or empty lines in it."),
        (a_draft(BODY + " word" * 200), "characters; there is room for 1024."),
        (
            a_draft(button="link"),
            "its button has an example under parameters, and a label in every language.",
        ),
    ],
)
def test_what_meta_would_refuse_is_a_sentence(draft: Draft, problem: str) -> None:
    assert any(draft.name in sentence and problem in sentence for sentence in lint(draft))


def test_sentence_names_template_and_language() -> None:
    bodies = {**a_draft().bodies, "fr": "Bientôt {{artist}}"}

    assert "still_with_artist in fr: it begins or ends with a parameter." in lint(a_draft(bodies=bodies))


def test_two_templates_with_the_same_text() -> None:
    again = a_draft(name="again")

    assert "again in de: still_with_artist has the same text." in lint(a_draft(), again)


def test_file_that_is_no_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "templates.toml"
    file.write_text('[reminder]\ncatgory = "utility"\n')

    with pytest.raises(ValueError, match="reminder"):
        catalogue.load(file)


def test_definition_is_what_meta_documents() -> None:
    draft = a_draft(ttl_seconds=3600)

    assert draft.definition("pt", "https://book.example.com") == {
        "name": "still_with_artist",
        "language": "pt_BR",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "message_send_ttl_seconds": 3600,
        "components": [
            {
                "type": "BODY",
                "text": f"In pt: {BODY}",
                "example": {"body_text_named_params": [{"param_name": "artist", "example": "Robin"}]},
            }
        ],
    }


# ---------------------------------------------------------------- filling in

LINK = "https://checkout.stripe.com/c/pay/" + "x" * 400
DEPOSIT = {"artist": "Robin", "amount": "£60", "link": LINK, "until": "Tue 10 Mar, 14:00"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OURS.drafts)
def test_every_template_can_be_filled_in(name: str, language: str) -> None:
    template = OURS.fill(name, language, OURS.drafts[name].samples)

    assert template.language == catalogue.CODES[language]
    assert "{" not in filled(OURS.drafts[name].bodies[language], template.parameters)


def test_only_its_own_parameters_each_on_one_line() -> None:
    facts = {"artist": " Robin\n\tRed    Breast ", "idea": "a fox"}

    assert OURS.fill("deposit_expired", "en", facts) == Template(
        "deposit_expired", "en", {"artist": "Robin Red Breast"}
    )


def test_artist_without_a_name_is_called_something_in_the_templates_language() -> None:
    template = OURS.fill("deposit_expired", "pt", {"artist": UNNAMED})

    assert template.parameters == {"artist": "nossa equipe"}


def test_long_words_are_shortened_and_links_never() -> None:
    facts = {**OURS.drafts["artist_enquiry"].samples, "idea": "a fox and " * 200, "page": LINK}

    parameters = OURS.fill("artist_enquiry", "de", facts).parameters

    assert parameters["page"] == LINK
    assert parameters["idea"].endswith("…")
    assert len(filled(OURS.drafts["artist_enquiry"].bodies["de"], parameters)) <= 1024


@pytest.mark.parametrize(
    ("name", "facts", "cause"),
    [
        ("xyzzy", {}, "There is no template xyzzy."),
        ("deposit_link", {**DEPOSIT, "amount": " "}, "deposit_link: nothing is known for amount."),
        ("deposit_link", {"artist": "Robin"}, "deposit_link: nothing is known for amount, link, until."),
        (
            "deposit_link",
            {**DEPOSIT, "link": LINK * 3},
            "deposit_link: filled in, it has more than 1024 characters.",
        ),
    ],
)
def test_half_a_template_is_not_sent(name: str, facts: dict[str, str], cause: str) -> None:
    with pytest.raises(NotFillable, match=f"^{cause}$"):
        OURS.fill(name, "en", facts)


@pytest.mark.parametrize(
    ("approved", "code"),
    [
        ({("deposit_link", "de"), ("deposit_link", "fr"), ("deposit_link", "en")}, "de"),
        ({("deposit_link", "fr"), ("deposit_link", "en")}, "fr"),
        ({("deposit_link", "en"), ("deposit_link", "es")}, "en"),
    ],
)
def test_clients_language_then_the_studios_then_english(approved: set[tuple[str, str]], code: str) -> None:
    assert OURS.fill("deposit_link", "de", DEPOSIT, fallback="fr", approved=approved).language == code


def test_template_that_meta_has_not_approved() -> None:
    with pytest.raises(NotFillable, match="deposit_link is not approved in de or en"):
        OURS.fill("deposit_link", "de", DEPOSIT, approved={("booked", "de")})


@pytest.mark.parametrize("studio", ["\u200b\u3164", " \u2028"])
def test_a_parameter_that_shows_nothing_is_none(studio: str) -> None:
    with pytest.raises(NotFillable):
        OURS.fill("news_waiting", "en", {"studio": studio})
