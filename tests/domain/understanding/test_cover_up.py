import pytest

from tests.domain.understanding.understood import value

NEW, COVER, REWORK = "new", "cover_up", "rework"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("it's a cover up", COVER),
        ("cover an old name on my wrist", COVER),
        ("could you cover my ex's name?", COVER),
        ("want to hide an ugly tattoo", COVER),
        ("blast over", COVER),
        ("i want to cover some scars", COVER),
        ("there's an old tattoo there i want gone", COVER),
        ("do you do coverups?", COVER),
        ("touch up on my sleeve", REWORK),
        ("can you fix my old tattoo", REWORK),
        ("needs redoing, it's faded and needs love", REWORK),
        ("finish my half sleeve", REWORK),
        ("my skin is clear", NEW),
        ("nothing there yet", NEW),
        ("not a cover up", NEW),
        ("it's my first tattoo", NEW),
        ("fresh skin", NEW),
        ("quiero tapar un tatuaje viejo", COVER),
        ("es para cubrir una cicatriz", COVER),
        ("necesita un retoque", REWORK),
        ("la piel está limpia", NEW),
        ("cobrir uma tatuagem antiga", COVER),
        ("quero reformar minha tatuagem", REWORK),
        ("pele limpa, nada aí", NEW),
        ("ein altes Tattoo überstechen", COVER),
        ("eine Narbe verdecken", COVER),
        ("nachstechen lassen", REWORK),
        ("die Stelle ist frei", NEW),
        ("recouvrir un vieux tatouage", COVER),
        ("cacher une cicatrice", COVER),
        ("rafraîchir mon tatouage", REWORK),
        ("peau vierge", NEW),
    ],
)
def test_cover_ups_as_clients_write_them(raw: str, expected: str) -> None:
    assert value("cover_up", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("no", NEW),
        ("yes", COVER),
        ("nein", NEW),
        ("sí", COVER),
        ("vierge", NEW),
        ("nope all clear", NEW),
        ("a scar, to be covered", COVER),
    ],
)
def test_a_bare_answer_counts_when_asked(raw: str, expected: str) -> None:
    assert value("cover_up", raw, asked="cover_up") == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("no bare. well theres an old scar but its tiny", NEW),
        ("nein nur ne alte narbe", NEW),
        ("non, juste une petite cicatrice", NEW),
        ("no, solo una cicatriz pequeña", NEW),
        ("não, só uma cicatriz antiga", NEW),
        ("a scar", None),
        ("kleine Narbe", None),
        ("auf der Narbe", None),
        ("une cicatrice", None),
        ("una cicatriz", None),
        ("uma cicatriz", None),
        ("I want to cover a scar", COVER),
        ("eine Narbe, die soll weg", COVER),
        ("une cicatrice à cacher", COVER),
        ("una cicatriz que quiero tapar", COVER),
        ("uma cicatriz que quero cobrir", COVER),
    ],
)
def test_a_scar_is_a_cover_up_only_where_it_is_to_be_covered(raw: str, expected: str | None) -> None:
    assert value("cover_up", raw, asked="cover_up") == expected


@pytest.mark.parametrize(
    "raw",
    [
        "must be covered by a t-shirt",
        "i just discovered your page",
        "i've recovered",
        "easy to cover for work",
        "want it to cover my whole forearm",
        "does the deposit cover the price?",
        "album cover",
        "que se pueda tapar con la ropa",
        "muss unter der Kleidung verdeckt sein",
        "pouvoir le cacher au travail",
        "dá pra esconder no trabalho",
        "no",
    ],
)
def test_other_coverings_are_no_cover_up(raw: str) -> None:
    assert value("cover_up", raw) is None


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        *(("en", "you'll write to me yeah?"), ("es", "me escriben a mi si?"), ("de", "ihr schreibt mir ja?")),
        *(("fr", "vous m'écrivez à moi oui ?"), ("pt", "vocês me escrevem, sim?")),
    ],
)
def test_a_yes_that_ends_a_question_is_none(language: str, raw: str) -> None:
    assert value("cover_up", raw, "cover_up", language) is None
    assert value("reference_images", raw, "reference_images", language) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("A heron on my shoulder blade, I've nothing yet, not a mark on me, 62", NEW),
        ("want a fern on my wrist, nothing there at the moment", NEW),
        ("got a faded rose on my ankle that has to go", COVER),
        ("turn my old star into a compass", COVER),
        ("my koi has gone grey, tail needs its orange back", REWORK),
        ("want to extend my forearm piece up to the elbow", REWORK),
        ("my first kid was born in May, I want his footprint on my calf", None),
        ("is touching up included in the price?", None),
        ("an old man's face on my calf", None),
        ("Ein Löffel auf den Oberarm, ich bin noch komplett unbemalt", NEW),
        ("etwas Neues über meinen alten Schriftzug", COVER),
        ("mein Koi braucht wieder Farbe", REWORK),
        ("mein erstes Kind kam im Mai, sein Fußabdruck auf die Wade", None),
        ("un héron sur l'omoplate, je n'ai encore rien, 62 ans", NEW),
        ("ajouter des feuilles à mon tatouage existant", REWORK),
        ("mon premier enfant est né en mai, son empreinte au mollet", None),
        ("est-ce que la retouche est comprise ?", None),
        ("una garza en el omóplato, no llevo nada hecho todavía, 62 años", NEW),
        ("añadir hojas al tatuaje que ya tengo", REWORK),
        ("mi carpa necesita recuperar el color", REWORK),
        ("mi primer hijo nació en mayo, su huella en el gemelo", None),
        ("tenho 46 anos e nunca me rabisquei, arruda na costela", NEW),
        ("a minha carpa precisa de voltar a ter cor", REWORK),
        ("o retoque tá incluso?", None),
    ],
)
def test_the_skin_is_told_in_passing(raw: str, expected: str | None) -> None:
    assert value("cover_up", raw) == expected


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("fr", "Une mésange sur le bras avec son prénom Huguette écrit en-dessous"),
        ("fr", "un coeur au poignet avec mes initiales en dessous"),
        ("en", "I'm an old man and want a rose on my arm"),
        ("de", "ich bin ein alter Mann und möchte eine Rose am Arm"),
    ],
)
def test_what_is_written_below_and_who_is_old_cover_nothing(language: str, raw: str) -> None:
    assert value("cover_up", raw, None, language) is None


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("fr", "j'ai un vieux prénom en dessous"),
        ("en", "there's an old name underneath"),
        ("es", "hay un nombre viejo debajo"),
    ],
)
def test_an_old_name_below_is_covered(language: str, raw: str) -> None:
    assert value("cover_up", raw, None, language) == COVER


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("pt", "comecei uma manga no braço direito, e queria acabá-la. Fazem isso?"),
        ("pt", "tenho uma manga no braço e quero terminá-la"),
        ("es", "empecé una manga en el brazo derecho y querría acabarla"),
        ("es", "tengo media manga en el brazo y quiero terminarla"),
        ("fr", "j'ai commencé une manche au bras droit et je voudrais la finir"),
        ("en", "I started a sleeve on my right arm and I'd like to finish it"),
        ("de", "ein anderer hat die Hälfte gestochen, ich will es fertigstellen lassen"),
    ],
)
def test_who_wants_one_finished_wants_a_rework(language: str, raw: str) -> None:
    assert value("cover_up", raw, None, language) == REWORK
