import pytest

from tests.domain.understanding.understood import reading, value


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("my insta is @ink.lover_99", "ink.lover_99"),
        ("@fake_handle", "fake_handle"),
        ("ig: some.body", "some.body"),
        ("instagram.com/no_body_here/", "no_body_here"),
        ("insta - made.up.name", "made.up.name"),
        ("IG @Nobody_At_All", "nobody_at_all"),
        ("mi insta es nadie_123", "nadie_123"),
        ("meu insta: @ninguem.aqui", "ninguem.aqui"),
        ("auf insta heiße ich niemand_77", "niemand_77"),
        ("mon insta c'est personne.ici", "personne.ici"),
    ],
)
def test_handles_as_clients_write_them(raw: str, expected: str) -> None:
    assert value("instagram", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("inky_nobody", "inky_nobody"), ("its nobody99", "nobody99"), ("sam.example", "sam.example")],
)
def test_a_bare_name_counts_when_asked(raw: str, expected: str) -> None:
    assert value("instagram", raw, asked="instagram") == expected


@pytest.mark.parametrize(
    "raw",
    [
        "write to someone@example.com",
        "saw your work on instagram",
        "my insta is private",
        "like @someones work",
        "i don't have instagram",
        "instagram.com/p/CabcD1",
        "found you through @another_artist",
    ],
)
def test_what_only_looks_like_a_handle_is_none(raw: str) -> None:
    assert value("instagram", raw) is None


@pytest.mark.parametrize("raw", ["no", "skip", "don't have one", "not on social media", "no tengo", "keins"])
def test_a_no_to_the_question_is_not_a_handle(raw: str) -> None:
    assert value("instagram", raw, asked="instagram") is None


@pytest.mark.parametrize(
    "raw",
    [
        "the artist is @ink.by.nobody and mine is @nobody_here",
        "wie bei @ink.by.nobody, meins ist @nobody_here",
        "comme @ink.by.nobody, le mien c'est @nobody_here",
        "vi a @ink.by.nobody, el mío es @nobody_here",
        "vi o @ink.by.nobody, o meu é @nobody_here",
    ],
)
def test_of_two_handles_ones_own_is_taken(raw: str) -> None:
    assert value("instagram", raw, asked="instagram") == "nobody_here"


def test_a_handle_is_read_to_its_end_however_far_behind_it_stands() -> None:
    assert (
        value("instagram", "same as it has always been on there: NOBODY.here.I", "instagram")
        == "nobody.here.i"
    )


@pytest.mark.parametrize(
    "raw",
    [
        "used to be @old.nobody, now it's nobody_here",
        "you're @studio.example right? mine is nobody_here",
        "I have one, it's @nobody_here, but you'd be better off with my daughter's, @somebody.else",
        "ich hatte @alt.niemand, jetzt bin ich nobody_here",
        "ihr seid @studio.beispiel oder? meins ist nobody_here",
        "c'était @ancien.personne, maintenant nobody_here",
        "vous êtes @studio.exemple non ? le mien nobody_here",
        "tenía @nadie.antes pero me lo hackearon y ahora soy nobody_here",
        "ustedes son @estudio.ejemplo no? ya los sigo, el mío es nobody_here",
        "vcs são o @estudio.exemplo né? já sigo. o meu é nobody_here",
        "tinha @ninguem.antes mas perdi a senha, agora é nobody_here",
    ],
)
def test_ones_own_stands_behind_the_studios_or_one_that_was_given_up(raw: str) -> None:
    assert value("instagram", raw, asked="instagram") == "nobody_here"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("insta is nobody underscore here", "nobody_here"),
        ("nobody dot here", "nobody.here"),
        ("mein insta ist niemand unterstrich hier", "niemand_hier"),
        ("niemand punkt hier", "niemand.hier"),
        ("mon insta c'est personne tiret du bas ici", "personne_ici"),
        ("mi insta es nadie guion bajo aqui", "nadie_aqui"),
        ("meu insta é ninguem underline aqui", "ninguem_aqui"),
    ],
)
def test_a_handle_that_is_read_out(raw: str, expected: str) -> None:
    assert value("instagram", raw, asked="instagram") == expected


@pytest.mark.parametrize("raw", ["STOP", "stop", "Stop!", "the dot is on my i", "only got facebook"])
def test_who_stops_or_speaks_of_dots_names_no_handle(raw: str) -> None:
    assert value("instagram", raw, asked="instagram") is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("I go by @nobody77 on there", "nobody77"),
        ("not @nobody13, the other one: @nobody.moss", "nobody.moss"),
        ("it was @nobody1 till I got hacked, @nobody2 now", "nobody2"),
        ("@nobody.k is my private one, work is @nobody_lettings", "nobody.k"),
        ("my work one is @nobody_lettings but use @nobody.k", "nobody.k"),
        ("@somebody is who I found you through, I'm @nobody.k", "nobody.k"),
        ("nicht @nobody.alt, sondern @nobody.fischt", "nobody.fischt"),
        ("mein alter war @nobody99, jetzt @nobody.malt", "nobody.malt"),
        ("das @nobody99 ist nicht meins, ich bin @nobody.malt", "nobody.malt"),
        ("pas @nobody34, l'autre : @petite.nobody", "petite.nobody"),
        ("mon ancien @nobody34 a été piraté, maintenant c'est @petite.nobody", "petite.nobody"),
        ("Insta @nobody.k, ma boutique @nobody.tresses", "nobody.k"),
        ("el de antes @nobody99 me lo hackearon, ahora soy @nobody.real", "nobody.real"),
        ("@nobody.rios, no la que termina en 13", "nobody.rios"),
        ("mi negocio es @nobody.pan, yo soy @nobody.rios", "nobody.rios"),
        ("não é @nobody99, é @nobody.costura", "nobody.costura"),
        ("o antigo @nobody99 foi hackeado, agora é @nobody.costura", "nobody.costura"),
        ("oui : petite.nobody.du.34", "petite.nobody.du.34"),
    ],
)
def test_whose_a_handle_is_and_whether_it_still_is_one(raw: str, expected: str) -> None:
    assert reading(raw, asked="instagram").slots == {"instagram": expected}


@pytest.mark.parametrize(
    "raw",
    [
        "I don't use it, the @nobody_garage you see is my boss's",
        "my daughter says to give you @nails.by.nobody but that's hers",
        "hab ich nicht, meine Tochter meint ich soll @nagelstudio_x angeben aber das ist ihres",
        "j'utilise pas, le @nobody.du.coin c'est mon patron",
        "no uso, el que ven ahí @bodega.nobody es de mi patrón",
        "não uso, o @bar.nobody que aparece aí é do meu patrão",
        "Instagram: none",
        "Instagram: don't have it, wife does",
        "apaguei",
    ],
)
def test_a_handle_of_somebody_else_is_nobodys(raw: str) -> None:
    assert value("instagram", raw, asked="instagram") is None
