from pathlib import Path

import pytest

from tattoobot.settings import WrongSettings
from tattoobot.studio_file import load

EXAMPLE = Path(__file__).parent.parent / "studio.example.toml"


def test_the_example_is_a_studio() -> None:
    studio = load(EXAMPLE)

    assert studio.artist.whatsapp_number == "15550100999"
    assert studio.wording["en"]["hello"].startswith("Hey!")


def test_answers_are_said_in_the_studios_language() -> None:
    assert load(EXAMPLE).wording["en"]["answer.price"].startswith("Our minimum")


def test_without_a_file_there_is_a_studio_to_try_things_out() -> None:
    assert load(None, artist_number="15550100999").artist.whatsapp_number == "15550100999"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("currency = 'pounds'", "currency"),
        ("time_zone = 'London'", "time_zone"),
        ("[deposit]\namount = '-5'", "deposit.amount"),
        ("[[artists]]\nname = ''", "artists.0.name"),
        ("colour = 'red'", "colour"),
        ("name = 'a'\nname = 'b'", "(?s)line 2|overwrite"),
    ],
)
def test_a_mistake_stops_the_start_and_names_its_place(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "studio.toml"
    file.write_text(text)

    with pytest.raises(WrongSettings, match=named):
        load(file)
