import pytest

from tattoobot.domain.understanding.reading import Intent
from tests.domain.understanding.understood import reading


def idea(raw: str, asked: str | None = None) -> str | None:
    return next(
        (raw[fact.start : fact.end] for fact in reading(raw, asked).found if fact.key == "idea"), None
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("fine line fox, inner forearm", "fox"),
        ("Hi! I'd like a skull with roses on my thigh", "skull with roses"),
        ("can you do a swallow and an anchor on my wrist?", "swallow and an anchor"),
        ("a snake round my calf, 20 cm", "snake"),
        ("quiero un lobo en el antebrazo", "lobo"),
        ("queria uma coruja na coxa", "coruja"),
        ("ich hätte gern einen Fuchs am Unterarm", "Fuchs"),
        ("j'aimerais un renard sur le mollet", "renard"),
        ("einen stern bitte", "stern"),
        ("cherry blossom please", "cherry blossom"),
        ("eine Rose auf der linken Schulter", "Rose"),
        ("uma rosa no ombro", "rosa"),
        ("hi i want a small fern tattoo", "fern"),
        ("fern over an old name", "fern"),
        ("dragon", "dragon"),
        ("une petite rose", "une petite rose"),
        ("une petite rose sur l'avant-bras", "une petite rose"),
        ("je voudrais une petite rose", "rose"),
        ("je veux une rose mai sur le bras", "rose"),
    ],
)
def test_the_subject_in_the_clients_words(raw: str, expected: str) -> None:
    assert idea(raw) == expected


def test_an_answer_to_the_question_is_an_idea() -> None:
    assert idea("koi fish with waves", asked="idea") == "koi fish with waves"


@pytest.mark.parametrize(
    "raw", ["hi", "how much is it?", "my wrist", "12 cm", "can I bring a friend?", "thanks, see you soon"]
)
def test_a_message_without_a_subject_has_no_idea(raw: str) -> None:
    assert idea(raw) is None


@pytest.mark.parametrize(
    "raw", ["joder dime un precio ya", "ffs gimme a price", "verdammt sag mir den preis"]
)
def test_a_demand_is_no_idea(raw: str) -> None:
    assert idea(raw, asked="idea") is None


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "um sorry to bother you"),
        ("en", "get something for him"),
        ("de", "äh sorry, will nicht stören"),
        ("de", "was für ihn"),
        ("fr", "quelque chose pour lui"),
        ("fr", "euh désolée de déranger"),
        ("es", "algo para él"),
        ("es", "perdón por molestar"),
        ("pt", "algo para ela"),
        ("pt", "desculpa incomodar"),
    ],
)
def test_who_it_is_for_and_a_polite_beginning_are_no_thing(language: str, raw: str) -> None:
    assert reading(raw, "idea", language).slots.get("idea") is None
    assert reading(raw, None, language).slots.get("idea") is None


@pytest.mark.parametrize(
    ("language", "raw", "expected"),
    [
        ("fr", "jviens de te le dire un crane", "un crane"),
        ("fr", "CRANE", "CRANE"),
        ("fr", "nan pas jviens! CRANE", "CRANE"),
        ("fr", "une tête de mort", "une tête de mort"),
        ("de", "ein Schädel", "ein Schädel"),
        ("es", "un cráneo", "un cráneo"),
        ("pt", "um crânio", "um crânio"),
    ],
)
def test_a_skull_is_a_thing_and_not_the_head(language: str, raw: str, expected: str) -> None:
    read = reading(raw, "idea", language)
    assert read.slots.get("idea") == expected
    assert "placement" not in read.slots


def test_whose_flower_it_is_stays_part_of_the_idea() -> None:
    assert reading("maybe her favourite flower on my shoulder").slots["idea"] == "her favourite flower"


@pytest.mark.parametrize("raw", ["sur le crâne", "am Schädel", "en el cráneo", "no meu crânio"])
def test_a_skull_that_something_goes_on_is_the_head(raw: str) -> None:
    assert reading(raw, "style").slots["placement"]["part"] == "head"


def test_the_subject_is_not_asked_for_while_another_question_is_open() -> None:
    assert idea("somewhere sunny", asked="location") is None


@pytest.mark.parametrize(
    ("language", "raw", "intent"),
    [
        ("en", "thanks so much for the quick reply, my mum cried when she saw it", "thanks"),
        ("en", "can a real person ring me? I'm tired of robots", "human_request"),
        ("en", "I need to move my appointment, my boss just called me in", "reschedule"),
        ("en", "do you do gift cards? it's for the wife's fortieth", "policy_question"),
        ("de", "danke euch, mein Mann ist begeistert", "thanks"),
        ("de", "kann mich bitte ein Mensch anrufen? ich komm mit dem Ding nicht klar", "human_request"),
        ("fr", "un grand merci à toute l'équipe !", "thanks"),
        ("fr", "je peux parler à un humain ? votre robot ne comprend rien", "human_request"),
        ("es", "mil gracias, quedó hermoso, mi vieja lloró", "thanks"),
        ("es", "me puedes pasar con alguien de carne y hueso? esto es un lío", "human_request"),
        ("pt", "obrigadaaa, ficou perfeita, minha mãe até chorou", "thanks"),
        ("pt", "tem como falar com uma pessoa? não curto falar com robô", "human_request"),
    ],
)
def test_who_thanks_puts_off_or_wants_a_person_names_no_thing(language: str, raw: str, intent: str) -> None:
    heard = reading(raw, "idea", language)

    assert heard.slots.get("idea") is None
    assert heard.intent == intent


@pytest.mark.parametrize(
    ("language", "raw", "thing"),
    [
        ("en", "thanks! a fern then", "fern"),
        ("en", "how much would a wombat be? I'd like a wombat", "wombat"),
        ("en", "how much is a robot with a flower? I'd like a robot", "robot"),
        ("de", "danke! dann einen Wiedehopf", "Wiedehopf"),
        ("fr", "merci ! une licorne alors", "licorne"),
        ("es", "gracias! una ola entonces", "ola"),
        ("pt", "obrigada! uma andorinha então", "andorinha"),
    ],
)
def test_a_thing_named_beside_it_is_heard(language: str, raw: str, thing: str) -> None:
    assert thing in str(reading(raw, "idea", language).slots.get("idea"))


@pytest.mark.parametrize(
    ("language", "raw", "said"),
    [
        ("en", "koi fish + a moon on my back", "koi fish and a moon"),
        ("en", "koi fish & a moon on my back", "koi fish and a moon"),
        ("en", "a skull+roses on my arm", "a skull and roses"),
        ("de", "ein Koi + ein Mond auf dem Rücken", "ein Koi und ein Mond"),
        ("fr", "un renard + une lune sur le bras", "un renard et une lune"),
        ("es", "un lobo + una luna en el brazo", "un lobo y una luna"),
        ("pt", "onda + flor de cerejeira no braço, blackwork", "onda e flor de cerejeira"),
        ("pt", "onda e flor de cerejeira, estilo japonês", "onda e flor de cerejeira"),
        ("en", "rose + 10 cm + forearm", "rose"),
    ],
)
def test_things_that_are_added_up_are_said_in_words(language: str, raw: str, said: str) -> None:
    assert reading(raw, None, language).slots["idea"] == said


@pytest.mark.parametrize(
    ("language", "raw", "said"),
    [
        ("en", "i want a drawing my son did aged 4", "a drawing my son did aged 4"),
        ("en", "a drawing my son did aged 4 on my forearm", "a drawing my son did aged 4"),
        ("en", "a drawing that my nan made", "a drawing that my nan made"),
        ("de", "eine Zeichnung, die mein Sohn mit 4 gemacht hat", None),
        (
            "de",
            "eine Zeichnung die meine Tochter gemalt hat, am Unterarm",
            "eine Zeichnung die meine Tochter gemalt hat",
        ),
        ("fr", "un dessin que mon fils a fait à 4 ans", None),
        ("es", "un dibujo que hizo mi hijo con 4 años en el pecho", "un dibujo que hizo mi hijo con 4 años"),
        ("es", "quiero un dibujo de mi hija en el antebrazo", "un dibujo de mi hija"),
        ("pt", "um desenho que meu filho fez com 4 anos", None),
        ("pt", "o desenho da minha filha no pulso", "o desenho da minha filha"),
    ],
)
@pytest.mark.parametrize("asked", [None, "idea"])
def test_what_somebody_has_drawn_is_the_thing(
    language: str, raw: str, said: str | None, asked: str | None
) -> None:
    read = reading(raw, asked, language)

    assert read.slots["idea"] == (said or raw)
    assert "adult" not in read.slots
    assert "size" not in read.slots


@pytest.mark.parametrize(
    ("language", "raw", "thing"),
    [
        ("en", "ok sorry. its my first one and im a bit scared tbh", None),
        ("es", "es mi primer tatuaje y estoy un poco nerviosa", None),
        ("de", "ist mein erstes und ich hab bisschen Schiss", None),
        ("fr", "j'ai un peu peur, une petite rose", "une petite rose"),
        ("pt", "tenho um pouco de medo, mas queria uma andorinha", "uma andorinha"),
        ("en", "haha, a little snail with a red shell", "a little snail with a red shell"),
    ],
)
def test_fear_and_laughter_show_nothing(language: str, raw: str, thing: str | None) -> None:
    assert reading(raw, "idea", language).slots.get("idea") == thing


@pytest.mark.parametrize(
    ("language", "raw", "thing"),
    [
        ("es", "una rosa y no sé muy bien cómo funciona", "una rosa"),
        ("es", "quiero el nombre de mi hija, se llama Lucía y no sé cómo va esto", "el nombre de mi hija"),
        ("en", "I've no clue how any of this works but I'd like a fox", "a fox"),
        ("en", "a rose on my arm, no idea how this goes", "a rose"),
        ("de", "eine Rose, keine Ahnung wie das hier läuft, am Arm", "eine Rose"),
        ("fr", "une rose au bras et je sais pas comment ça marche", "une rose"),
        ("pt", "uma rosa e não sei bem como é que isso funciona", "uma rosa"),
        ("es", "una llama en el brazo", "una llama"),
        ("en", "I want to cover my old shamrock with a thistle, ankle", "a thistle"),
        ("fr", "je voudrais recouvrir un vieux papillon avec une rose sur le poignet", "une rose"),
        ("es", "quiero tapar una estrella fea con una rosa en la muñeca", "una rosa"),
        ("pt", "quero cobrir uma estrela antiga com uma rosa no pulso", "uma rosa"),
        ("en", "a fox on my calf, just the trains from Leeds are awful", "a fox"),
    ],
)
def test_an_aside_and_the_old_one_are_not_the_idea(language: str, raw: str, thing: str) -> None:
    assert reading(raw, None, language).slots.get("idea") == thing


@pytest.mark.parametrize(
    ("language", "raw", "thing"),
    [
        ("en", "perhaps a thistle?", "a thistle"),
        ("de", "vielleicht ein Fuchs?", "ein Fuchs"),
        ("es", "¿quizás una rosa?", "una rosa"),
        ("pt", "talvez uma rosa?", "uma rosa"),
    ],
)
def test_what_is_proposed_answers_what_it_shows(language: str, raw: str, thing: str) -> None:
    told = reading(raw, "idea", language)
    assert (told.intent, told.slots.get("idea")) == (Intent.ANSWER, thing)
