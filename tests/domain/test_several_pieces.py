"""Two pieces in one enquiry: what is said of the second changes nothing of the first, and its words are kept."""

import pytest

from tests.domain.talks import Talk, answers


@pytest.mark.parametrize(
    ("opening", "measured", "more"),
    [
        (
            "Servus, ich hätt gern 2 tattoos, ein kompass am unterarm und nen kleinen anker hinterm ohr",
            "kompass 12cm, anker 3cm hinterm linken ohr",
            "anker 3cm hinterm linken ohr",
        ),
        (
            "hi i want two tattoos, a compass on my forearm and an anchor behind my ear",
            "compass 12cm, anchor 3cm behind the left ear",
            "anchor 3cm behind the left ear",
        ),
        (
            "je voudrais deux tatouages, une boussole sur l'avant-bras et une ancre derrière l'oreille",
            "la boussole 12cm, l'ancre 3cm",
            "l'ancre 3cm",
        ),
        (
            "quiero dos tatuajes, una brújula en el antebrazo y un ancla detrás de la oreja",
            "brújula 12cm, ancla 3cm detrás de la oreja izquierda",
            "ancla 3cm detrás de la oreja izquierda",
        ),
        (
            "queria duas tatuagens, uma bússola no antebraço e uma âncora atrás da orelha",
            "bússola 12 cm, âncora 3 cm",
            "âncora 3 cm",
        ),
    ],
)
def test_second_piece_is_kept_in_words_and_measures_nothing(opening: str, measured: str, more: str) -> None:
    talk = Talk()
    first = answers(talk.hears(opening))
    assert "several_pieces" in talk.keys
    assert "size" not in first

    told = answers(talk.hears(measured))

    assert told["idea"] == f"{first['idea']}, {more}"
    assert told["size"] == {"longest_cm": 12.0}
    assert told["placement"] == {"part": "forearm", "side": None, "aspect": None}


def test_what_is_put_right_of_one_of_them_leaves_the_other() -> None:
    talk = Talk()
    talk.hears("ich hätt gern 2 tattoos, ein kompass am unterarm und nen kleinen anker hinterm ohr")
    talk.hears("kompass 12cm unterarm aussen, anker 3cm hinterm linken ohr")
    told = answers(talk.hears("3cm is der anker!! kompass is 12. unterarm rechts"))

    assert told["size"] == {"longest_cm": 12.0}
    assert told["placement"] == {"part": "forearm", "side": "right", "aspect": None}
    assert "anker 3cm hinterm linken ohr" in str(told["idea"])


def test_pieces_that_are_named_later_are_told_apart_too() -> None:
    talk = Talk()
    talk.hears("i want two small tattoos")
    talk.hears("a heart and a moon")
    told = answers(talk.hears("heart on my wrist, moon on my ankle"))

    assert told["placement"] == {"part": "wrist", "side": None, "aspect": None}
    assert told["idea"] == "a heart and a moon, moon on my ankle"
