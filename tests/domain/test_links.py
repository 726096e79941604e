"""Addresses of the web in what clients write: pictures for the artist, and neither an idea nor a card."""

import pytest

from tattoobot.domain.payment_cards import redact
from tests.domain.talks import Talk, answers

PIN = "https://www.pinterest.com/pin/563018696912345677/"


@pytest.mark.parametrize(
    ("words", "idea", "link"),
    [
        (f"hi i want a wave like {PIN} on my left calf, 12cm", "a wave", PIN),
        (f"eine Welle wie {PIN} auf der Wade", "eine Welle", PIN),
        (f"une vague comme {PIN} sur le mollet", "une vague", PIN),
        (f"quiero una ola como {PIN}", "una ola", PIN),
        ("something like this https://pin.it/4xYz", None, "https://pin.it/4xYz"),
        (
            "https://www.instagram.com/p/Cabc123/ i love this one",
            None,
            "https://www.instagram.com/p/Cabc123/",
        ),
    ],
)
def test_a_link_is_a_picture_and_no_part_of_the_idea(words: str, idea: str | None, link: str) -> None:
    decision = Talk().hears(words)

    assert answers(decision).get("idea") == idea
    assert decision.lead is not None
    assert decision.lead.answers["reference_images"].text == link
    assert decision.lead.answers["reference_images"].value == "has"


def test_the_number_of_a_page_is_no_card_and_a_card_beside_it_is() -> None:
    told = redact(f"{PIN} and my card is 4242 4242 4242 4242")

    assert PIN in told
    assert "4242" not in told
