"""What a client lets be known beside is noticed in every language, and only where it is meant."""

from datetime import UTC, datetime

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Intent, Notice

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)


def notices_of(text: str, language: str = "en") -> set[Notice]:
    return set(understand(text, Context(NOW, language=language)).notices)


@pytest.mark.parametrize(
    ("language", "text", "notice"),
    [
        ("en", "same as my mates, I'll send a pic in a bit", Notice.ANNOUNCEMENT),
        ("de", "Bilder schick ich später, bin grad im Zug", Notice.ANNOUNCEMENT),
        ("es", "luego te las paso que estoy currando", Notice.ANNOUNCEMENT),
        ("fr", "je vous envoie ça ce soir", Notice.ANNOUNCEMENT),
        ("pt", "mando a foto dele amanhã q to sem bateria", Notice.ANNOUNCEMENT),
        ("en", "I'll ask my husband first", Notice.HESITATION),
        ("en", "let me think about it", Notice.HESITATION),
        ("de", "ich muss noch meinen Mann fragen, ich überleg mir das nochmal", Notice.HESITATION),
        ("es", "déjame pensarlo", Notice.HESITATION),
        ("fr", "J'hésite entre nuque et omoplate", Notice.HESITATION),
        ("pt", "vou falar com meu marido", Notice.HESITATION),
        ("en", "Good morning, my late brother Mark was a miner", Notice.GRIEF),
        ("en", "my late wife loved swallows", Notice.GRIEF),
        ("de", "mein Hund ist leider im Januar gestorben", Notice.GRIEF),
        ("es", "se me murió mi perrito el 14 de junio", Notice.GRIEF),
        ("fr", "il est décédé l'hiver dernier", Notice.GRIEF),
        ("pt", "Perdi meu bebê em outubro", Notice.GRIEF),
        ("en", "a rose for ma gran, she's deid since May", Notice.GRIEF),
        ("de", "für mei Oma de is im Mai gstorbn", Notice.GRIEF),
        ("de", "mei Oma is gschtorbe im Mai", Notice.GRIEF),
        ("de", "für meinen Opa, der im Mai von uns gegangen ist", Notice.GRIEF),
        ("de", "für meine Oma, die im März eingeschlafen ist", Notice.GRIEF),
        ("fr", "un tatou pour ma mère qui est partie au mois de janvier", Notice.GRIEF),
        ("fr", "une rose pour ma mère partie en juin dernier", Notice.GRIEF),
        ("es", "para mi abuela que se nos fue en mayo", Notice.GRIEF),
        ("es", "para mi madre que nos dejó en mayo", Notice.GRIEF),
        ("pt", "para o meu avô que partiu em maio", Notice.GRIEF),
        ("pt", "a minha mãe já não está entre nós", Notice.GRIEF),
        ("en", "it's my first tattoo so bit nervous lol", Notice.FEAR),
        ("de", "ich habe etwas Bammel", Notice.FEAR),
        ("es", "Me da miedo el dolor la verdad", Notice.FEAR),
        ("fr", "j'ai un peu peur des aiguilles", Notice.FEAR),
        ("pt", "to com medo rsrs", Notice.FEAR),
        ("en", "I tested positive for covid this morning", Notice.ILLNESS),
        ("de", "liege mit Corona flach", Notice.ILLNESS),
        ("fr", "je saute enfin le pas après mon cancer", Notice.ILLNESS),
        ("en", "can't wait, love your work", Notice.JOY),
        ("de", "freu mich schon", Notice.JOY),
        ("en", "do you tattoo over stretch marks?", Notice.SCARS),
        ("de", "am Schienbein eine ca. 18 cm lange Narbe", Notice.SCARS),
        ("fr", "j'ai gardé une cicatrice au genou gauche", Notice.SCARS),
        ("en", "I've never been tattooed", Notice.FIRST_TATTOO),
        ("de", "Es wäre mein allererstes und klein", Notice.FIRST_TATTOO),
        ("es", "Hola, es mi primer tatuaje", Notice.FIRST_TATTOO),
        ("fr", "je n'ai encore jamais été tatoué", Notice.FIRST_TATTOO),
        ("pt", "quero fazer minha primeira tatuagem", Notice.FIRST_TATTOO),
        ("en", "asap please", Notice.IN_A_HURRY),
        ("fr", "avant le 9, c'est urgent", Notice.IN_A_HURRY),
    ],
)
def test_it_is_noticed(language: str, text: str, notice: Notice) -> None:
    assert notice in notices_of(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'm dead keen on this"),
        ("en", "that's a sick design"),
        ("en", "I'm scared of spiders so no spiders"),
        ("en", "sorry my phone died"),
        ("en", "no rush at all"),
        ("en", "I work in a hospital"),
        ("de", "keine Eile, hab keine Angst"),
        ("de", "ich bin auf der Suche nach einem Geschenk"),
        ("es", "sin prisa"),
        ("fr", "une tête de mort"),
        ("pt", "sem pressa"),
        ("fr", "m'as pas répondu… faut avoir quel age ? ma soeur a 17 ans"),
        ("fr", "mon frère est barbu"),
        ("fr", "une rose pour ma mère qui est partie en vacances en janvier"),
        ("de", "meine Schwester ist im Mai nach Berlin gegangen"),
        ("es", "mi hermana se fue a Londres en mayo"),
        ("pt", "a minha irmã partiu em viagem"),
    ],
)
def test_the_same_words_in_other_company_are_nothing(language: str, text: str) -> None:
    assert notices_of(text, language) == set()


@pytest.mark.parametrize(
    ("asked", "language", "text"),
    [
        ("size", "de", "Bilder schick ich später, bin grad im Zug"),
        ("size", "pt", "vou atrasar um pouco com as fotos, mando mais tarde"),
        ("budget", "en", "I'll send a picture later"),
    ],
)
def test_an_announcement_is_no_answer_and_nobody_is_late(asked: str, language: str, text: str) -> None:
    assert understand(text, Context(NOW, asked, language)).intent is Intent.OTHER


def test_who_is_late_and_sends_pictures_later_is_late() -> None:
    late = understand("Running 10 minutes late, I'll send the picture later", Context(NOW, language="en"))

    assert late.intent is Intent.RUNNING_LATE


def test_who_must_ask_somebody_first_does_not_know_yet() -> None:
    reading = understand("vou falar com meu marido primeiro", Context(NOW, "budget", "pt"))

    assert reading.intent is Intent.DONT_KNOW
