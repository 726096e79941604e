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


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("A heron on my forearm. I've got photos I took myself.", HAS),
        ("a whale on my calf, I can show you pictures", HAS),
        ("I've made a mood board, a fox on my ankle", HAS),
        ("I've designed it myself, 10cm on my ribs", HAS),
        ("I've put the photo up above", HAS),
        ("I'll dig out a photo at the weekend, swan on my calf", LATER),
        ("will ping over some screenshots when I'm home, wrist", LATER),
        ("nothing to show you, it's all in my head, anchor on wrist", NONE),
        ("can I see some pictures of healed work?", None),
        ("when will you send the drawing?", None),
        ("no photos of me on your insta please", None),
        ("I saw the photos on your page, want a fern on my wrist", None),
        ("Ein Farn auf den Unterarm, paar Vorlagen hab ich", HAS),
        ("Bilder hängen an, linke Schulter", HAS),
        ("meine Tochter hat es aufgemalt, ich habs abfotografiert", HAS),
        ("Fotos schick ich dir heute Abend, Wade", LATER),
        ("die Skizze reiche ich nach", LATER),
        ("Vorlagen gibt's keine", NONE),
        ("Bitte keine Fotos von mir posten", None),
        ("Wann schickt ihr den Entwurf?", None),
        ("je vous ai envoyé les images hier sur insta, mollet gauche", HAS),
        ("j'ai fait un croquis moi-même, 10 cm sur les côtes", HAS),
        ("des modèles j'en ai", HAS),
        ("le dessin suivra", LATER),
        ("des photos j'en ai pas", NONE),
        ("pas de photos de moi sur les réseaux svp", None),
        ("os mandé las fotos ayer por insta, gemelo izquierdo", HAS),
        ("referencias sí tengo", HAS),
        ("las fotos las mando en la noche", LATER),
        ("no cuento con fotos", NONE),
        ("vi sus fotos en instagram y me encantaron", None),
        ("mandei as fotos ontem no insta, panturrilha esquerda", HAS),
        ("referência eu tenho", HAS),
        ("minha irmã tá desenhando, quando terminar eu mando", LATER),
        ("vocês mandam o desenho antes?", None),
    ],
)
def test_pictures_are_told_in_passing(raw: str, expected: str | None) -> None:
    assert value("reference_images", raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "photo coming through now",
            "the first one you got from me",
            "kommt sofort",
            "schicke ich gleich mit",
        ),
        *("hast du schon", "j'envoie tout de suite", "celle que j'ai envoyée au début", "ya las mandé"),
        *("la del principio", "já vai", "a que mandei no começo"),
    ],
)
def test_pictures_that_are_on_their_way_are_there(raw: str) -> None:
    assert value("reference_images", raw, asked="reference_images") == HAS
