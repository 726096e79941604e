import pytest

from tests.domain.understanding.understood import value

HAS, LATER, NONE = "has", "later", "none"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("i have some reference pics", HAS),
        ("here's a photo", HAS),
        ("something like this", HAS),
        ("found it on pinterest", HAS),
        ("can i send you a few pictures?", HAS),
        ("photo attached", HAS),
        ("my son drew this", HAS),
        ("https://pin.it/abc123", HAS),
        ("i'll send some refs later", LATER),
        ("will find some pictures", LATER),
        ("pics to follow", LATER),
        ("no references", NONE),
        ("i don't have any pictures", NONE),
        ("it's all in my head", NONE),
        ("tengo unas fotos de referencia", HAS),
        ("te mando una foto", HAS),
        ("luego te mando fotos", LATER),
        ("no tengo referencias", NONE),
        ("tenho algumas referências", HAS),
        ("mando as fotos depois", LATER),
        ("não tenho nenhuma foto", NONE),
        ("ich habe ein paar Bilder", HAS),
        ("Bild im Anhang", HAS),
        ("schicke ich später", LATER),
        ("keine Vorlage", NONE),
        ("j'ai des photos", HAS),
        ("photo ci-jointe", HAS),
        ("je vous envoie des photos ce soir", LATER),
        ("pas de référence", NONE),
    ],
)
def test_references_as_clients_write_them(raw: str, expected: str) -> None:
    assert value("reference_images", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("yes", HAS),
        ("no", NONE),
        ("later", LATER),
        ("not yet", LATER),
        ("nah", NONE),
        ("sí, tengo", HAS),
        ("todavía no", LATER),
        ("noch nicht", LATER),
        ("pas encore", LATER),
        ("depois", LATER),
        ("oui", HAS),
        ("yep got a few", HAS),
        ("none sorry", NONE),
    ],
)
def test_a_bare_answer_counts_when_asked(raw: str, expected: str) -> None:
    assert value("reference_images", raw, asked="reference_images") == expected


@pytest.mark.parametrize(
    "raw",
    [
        "i can't stop thinking about this design",
        "just sent the deposit",
        "a picture frame with flowers",
        "photo id?",
        "not yet",
        "my last one was done in spain",
        "start sending me messages again",
        "no clue",
    ],
)
def test_what_is_not_about_references_says_nothing_of_them(raw: str) -> None:
    assert value("reference_images", raw) is None
