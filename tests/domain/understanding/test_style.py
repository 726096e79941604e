import pytest

from tests.domain.understanding.understood import value


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("fine line fox please", "fine_line"),
        ("something fineline and dainty", "fine_line"),
        ("single needle lettering", "fine_line"),
        ("black work snake", "blackwork"),
        ("a realistic lion", "realism"),
        ("micro realism portrait of my cat", "realism"),
        ("hyperrealistic eye", "realism"),
        ("black and grey realism portrait", "black_and_grey_realism"),
        ("b&g realism", "black_and_grey_realism"),
        ("realism in black and grey", "black_and_grey_realism"),
        ("a realistic wolf, black and grey", "realism"),
        ("old school swallow", "traditional"),
        ("american traditional eagle", "traditional"),
        ("trad rose", "traditional"),
        ("neo trad fox head", "neo_traditional"),
        ("irezumi koi sleeve", "japanese"),
        ("japanese style dragon", "japanese"),
        ("geometric deer", "geometric"),
        ("sacred geometry", "geometric"),
        ("dotwork mandala", "dotwork"),
        ("stippled moon", "dotwork"),
        ("watercolor hummingbird", "watercolour"),
        ("script, my kids names in cursive", "lettering"),
        ("minimalist mountain", "minimalist"),
        ("line art face", "minimalist"),
        ("polynesian band", "tribal"),
        ("engraving style moth", "illustrative"),
        ("woodcut style", "illustrative"),
        ("new school cartoon frog", "new_school"),
        ("ornamental underboob piece", "ornamental"),
        ("a mandala on my knee", "mandala"),
        ("manga panel", "anime"),
        ("trash polka skull", "trash_polka"),
        ("biomechanical arm", "biomech"),
        ("surrealist eye", "surrealism"),
        ("sketch style fox", "sketch"),
        ("something abstract", "other"),
        ("realisitc rose", "realism"),
        ("minimilist cat", "minimalist"),
        ("geometrik wolf", "geometric"),
    ],
)
def test_styles_are_read_in_english(raw: str, expected: str) -> None:
    assert value("style", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("línea fina, por favor", "fine_line"),
        ("de trazo fino", "fine_line"),
        ("un león realista", "realism"),
        ("realismo en blanco y negro", "black_and_grey_realism"),
        ("tradicional americano", "traditional"),
        ("puntillismo", "dotwork"),
        ("una acuarela de un colibrí", "watercolour"),
        ("letra cursiva con el nombre de mi hija", "lettering"),
        ("algo minimalista", "minimalist"),
        ("traço fino", "fine_line"),
        ("pontilhismo", "dotwork"),
        ("aquarela colorida", "watercolour"),
        ("um dragão oriental", "japanese"),
        ("uma frase escrita, lettering", "lettering"),
        ("realismo preto e cinza", "black_and_grey_realism"),
        ("feine Linien", "fine_line"),
        ("realistisches Portrait", "realism"),
        ("ein japanischer Koi", "japanese"),
        ("Aquarell Kolibri", "watercolour"),
        ("geometrischer Hirsch", "geometric"),
        ("Schriftzug am Handgelenk", "lettering"),
        ("traits fins", "fine_line"),
        ("un lion réaliste", "realism"),
        ("style graphique géométrique", "geometric"),
        ("une rose old school", "traditional"),
        ("un dragon japonais", "japanese"),
        ("du lettrage", "lettering"),
        ("en pointillisme", "dotwork"),
    ],
)
def test_styles_are_read_in_other_languages(raw: str, expected: str) -> None:
    assert value("style", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("cover my old tribal with something japanese", "japanese"),
        ("cover up an old tribal with a realistic rose", "realism"),
        ("tapar un tribal viejo con algo realista", "realism"),
        ("altes Tribal überstechen, am liebsten japanisch", "japanese"),
        ("not traditional, more like fine line", "fine_line"),
        ("blackwork instead of realism", "blackwork"),
        ("anything but tribal, maybe geometric", "geometric"),
        ("no realism please, dotwork", "dotwork"),
        ("nada de tribal, mejor geométrico", "geometric"),
        ("kein Realismus, lieber Dotwork", "dotwork"),
        ("pas de réalisme, plutôt minimaliste", "minimalist"),
    ],
)
def test_the_style_wanted_and_not_the_one_mentioned(raw: str, expected: str) -> None:
    assert value("style", raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "a japanese flag",
        "i'll send you a sketch",
        "is that budget realistic?",
        "kids are back in school",
        "new school year starts in september",
        "in real life",
        "any style is fine",
        "cover my old tribal please",
        "that's fine",
        "hand poked",
        "bandera japonesa",
        "eine Skizze schicke ich noch",
        "à la fin du mois",
        "a portrait of my nan",
    ],
)
def test_words_that_only_look_like_a_style_are_none(raw: str) -> None:
    assert value("style", raw) is None


@pytest.mark.parametrize(
    "raw", ["blackwork or dotwork", "realismo o tradicional", "Realismus oder Aquarell?"]
)
def test_two_styles_still_open_are_none_yet(raw: str) -> None:
    assert value("style", raw, asked="style") is None
