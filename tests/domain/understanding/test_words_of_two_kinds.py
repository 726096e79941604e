"""Words that name a part, an ink or a size, and far more often mean something else."""

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.domain.understanding.reading_of import NOW


def read(text: str, language: str, asked: str | None) -> dict[str, object]:
    return understand(text, Context(NOW, asked=asked, language=language)).slots


@pytest.mark.parametrize("asked", [None, "size", "style", "summary"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "mountains with a sunset behind"),
        ("en", "a fox with the moon behind, and stars"),
        ("en", "a lighthouse at the foot of a cliff"),
        ("en", "a snake with its tongue out"),
        ("en", "pine trees with the sun at the back"),
        ("de", "eine Hütte am Fuß eines Berges"),
        ("de", "ein Wolf mit dem Mond im Rücken"),
        ("de", "eine Schlange mit der Zunge raus"),
        ("fr", "un serpent avec la langue dehors"),
        ("fr", "une cabane au pied de la falaise"),
        ("fr", "vous parlez quelle langue ?"),
        ("fr", "quelqu'un me répondra pour les encres et la langue ?"),
        ("es", "un zorro con la cola larga"),
        ("es", "una cola de sirena"),
        ("es", "¿me contestan en mi lengua?"),
        ("pt", "uma casa ao pé da montanha"),
        ("pt", "em que língua vocês respondem?"),
    ],
)
def test_what_belongs_to_the_drawing_or_is_spoken_is_no_place(
    language: str, text: str, asked: str | None
) -> None:
    assert "placement" not in read(text, language, asked)


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "behind", "placement"),
        ("en", "my behind please", "placement"),
        ("en", "a peach on my behind", None),
        ("en", "behind my ear", None),
        ("en", "a fox on the back", None),
        ("en", "on the back of my neck", None),
        ("fr", "la langue", "placement"),
        ("fr", "sur la langue", None),
        ("es", "en la cola", "placement"),
        ("es", "mi cola", "style"),
        ("de", "auf der Zunge", "placement"),
        ("pt", "na língua", "placement"),
    ],
)
def test_with_a_sign_of_the_body_they_are_a_place(language: str, text: str, asked: str | None) -> None:
    assert "placement" in read(text, language, asked)


@pytest.mark.parametrize("asked", [None, "style", "size", "colour", "placement", "summary"])
@pytest.mark.parametrize(
    "text",
    [
        "Das weiß ich nicht",
        "weiß nicht",
        "weiss nicht so genau",
        "ich weiß es nicht",
        "das weiß ich leider noch nicht",
        "keine Ahnung, weiß ich noch nicht",
        "wer weiß",
        "weiß grad nicht",
        "weiß ich ehrlich gesagt nicht",
    ],
)
def test_who_does_not_know_wants_no_white(text: str, asked: str | None) -> None:
    assert "colour" not in read(text, "de", asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("weiß", "colour"),
        ("weiß, nicht schwarz", "colour"),
        ("in weiß", "style"),
        ("einen Schwan in weiß", None),
        ("schwarz und weiß", "colour"),
    ],
)
def test_white_is_still_a_colour(text: str, asked: str | None) -> None:
    assert "colour" in read(text, "de", asked)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "mountains and a sunset, some orange in it"),
        ("en", "maybe a bit of orange too"),
        ("de", "etwas orange drin"),
        ("fr", "un peu d'orange dedans"),
        ("es", "un toque naranja"),
        ("pt", "um pouco de laranja"),
    ],
)
def test_an_ink_is_no_fruit_to_measure_with(language: str, text: str) -> None:
    assert "size" not in read(text, language, "size")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "as long as my finger"),
        ("en", "a finger long"),
        ("de", "so lang wie ein Finger"),
        ("fr", "comme un doigt"),
        ("es", "del largo de un dedo"),
        ("pt", "tipo um dedo"),
    ],
)
def test_what_is_as_long_as_a_finger_is_tiny(language: str, text: str) -> None:
    assert read(text, language, "size")["size"] == {"class": "tiny"}


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "I want mountains with a sunset behind, 10 cm", "mountains with a sunset behind"),
        ("de", "Ich möchte einen Berg mit einer Sonne dahinter", "einen Berg mit einer Sonne dahinter"),
        ("es", "quiero una montaña con un sol detrás, 10 cm", "una montaña con un sol detrás"),
        ("fr", "je voudrais une montagne avec un soleil derrière", "une montagne avec un soleil derrière"),
        ("en", "a tiny star behind my left ear", "a tiny star"),
    ],
)
def test_what_stands_behind_in_the_drawing_stays_in_the_idea(language: str, text: str, kept: str) -> None:
    assert read(text, language, None)["idea"] == kept


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("cara, quanto custa?", None),
        ("pele limpa. cara, e o preço?", None),
        ("uma rosa na cara, pequena", "face"),
    ],
)
def test_a_mate_is_no_face(raw: str, part: str | None) -> None:
    value = read(raw, "pt", None).get("placement")

    assert (value["part"] if isinstance(value, dict) else None) == part


@pytest.mark.parametrize("raw", ["quantas cores pode?", "quantas sessões precisa?", "quantos dias leva?"])
def test_how_many_is_no_thursday(raw: str) -> None:
    assert "timing" not in read(raw, "pt", "timing")
