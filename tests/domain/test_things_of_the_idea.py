"""What clients write of the things of their idea, as they type it: one for another, one less, one more, one alone."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

REPLACED = [
    (
        "fr",
        "un papillon",
        "enft le papillon bof, plutot une hirondelle avec de la lavande",
        "une hirondelle avec de la lavande",
    ),
    ("fr", "un papillon", "le papillon bof, une hirondelle", "une hirondelle"),
    ("fr", "une rose", "oublie la rose, plutot un coquelicot", "un coquelicot"),
    ("fr", "un loup", "laisse tomber le loup, un cerf", "un cerf"),
    ("fr", "un loup", "bon le loup non, un cerf a la place", "un cerf"),
    ("fr", "un loup", "non plutot un renard", "un renard"),
    ("fr", "un serpent", "attends non pas un serpent, des montagnes", "des montagnes"),
    ("de", "eine Eule", "ach nee lieber doch n Rabe", "n Rabe"),
    ("de", "ein Wolf", "nicht Wolf sondern Fuchs", "Fuchs"),
    ("de", "ein Totenkopf", "vergiss den totenkopf, lieber ein hirsch", "ein hirsch"),
    ("de", "ein Kompass und eine Uhr", "nur der kompass", "der kompass"),
    ("de", "ein Wolf", "der wolf doch nicht, ein bär", "ein bär"),
    ("de", "eine Rose", "hab mich umentschieden, doch ne lilie", "ne lilie"),
    ("en", "a cat", "hmm no forget the cat, koi fish maybe?", "koi fish"),
    ("en", "a skull", "scrap the skull, a stag instead", "a stag"),
    ("en", "a rose", "not feeling the rose anymore, what about a peony", "a peony"),
    ("en", "a rose", "not feeling the rose anymore, what about a peony?", "a peony"),
    ("en", "a clock", "can we lose the clock and do a compass", "a compass"),
    ("en", "a fox", "wolf instead", "wolf"),
    ("en", "a fox", "changed my mind, a wolf", "a wolf"),
    ("en", "a fox", "sorry i meant a wolf", "a wolf"),
    ("en", "a fox", "ditch the fox lets do a wolf", "a wolf"),
    ("en", "a snake", "nah not a snake, mountains", "mountains"),
    ("en", "a fox", "actually can we do a wolf", "a wolf"),
    ("es", "una brujula", "mejor nada de brújula, un faro", "un faro"),
    ("es", "un gato", "olvida el gato, mejor un koi", "un koi"),
    ("es", "un gato", "olvidate del gato, un buho", "un buho"),
    ("es", "un lobo", "el lobo ya no, un ciervo", "un ciervo"),
    ("es", "un lobo", "en realidad mejor un ciervo", "un ciervo"),
    ("pt", "uma flor", "na real esquece a flor, um beija-flor", "um beija-flor"),
    ("pt", "uma flor", "deixa a flor pra la, uma ancora", "uma ancora"),
    ("pt", "um lobo", "nao quero mais o lobo, uma coruja", "uma coruja"),
    ("pt", "um lobo", "melhor uma coruja", "uma coruja"),
    ("pt", "um lobo", "o lobo nao, uma coruja", "uma coruja"),
    ("en", "a fox", "make it a wolf pls", "a wolf"),
    ("en", "a fox", "can u make it a wolf", "a wolf"),
    ("en", "a fox", "on second thought a wolf", "a wolf"),
    ("en", "a fox", "nvm the fox, do a wolf", "a wolf"),
    ("en", "a fox", "scratch that, a wolf", "a wolf"),
    ("en", "a fox", "scrap that. a wolf please", "a wolf"),
    ("en", "a fox", "wait actually can it be a wolf", "a wolf"),
    ("en", "a fox", "i changed my mind i want a wolf", "a wolf"),
    ("en", "a fox", "id rather have a wolf", "a wolf"),
    ("en", "a fox", "i'd prefer a wolf tbh", "a wolf"),
    ("en", "a fox", "swap fox for wolf", "wolf"),
    ("en", "a fox", "switch it to a wolf", "a wolf"),
    ("en", "a fox", "not a fox a wolf!", "a wolf"),
    ("en", "a fox", "a wolf not a fox", "a wolf"),
    ("en", "a fox with a crown", "swap the crown for a hat", "a fox with a hat"),
    ("de", "ein Fuchs", "doch kein fuchs, ein wolf", "ein wolf"),
    ("de", "ein Fuchs", "lieber doch einen wolf", "einen wolf"),
    ("de", "ein Fuchs", "ne warte, wolf statt fuchs", "wolf"),
    ("de", "ein Fuchs", "mach nen wolf draus", "nen wolf"),
    ("de", "ein Fuchs", "ich will jetzt doch nen wolf", "nen wolf"),
    ("fr", "un renard", "non finalement pas de renard, un loup", "un loup"),
    ("fr", "un renard", "j'aime plus le renard, un loup plutot", "un loup"),
    ("fr", "un renard", "un loup a la place du renard", "un loup"),
    ("fr", "un renard", "remplace le renard par un loup", "un loup"),
    ("fr", "un renard", "en fait je préfère un loup", "un loup"),
    ("fr", "un renard", "jai changé davis un loup", "un loup"),
    ("es", "un zorro", "mejor no, un lobo", "un lobo"),
    ("es", "un zorro", "ya no quiero el zorro, quiero un lobo", "un lobo"),
    ("es", "un zorro", "cambie de idea, un lobo", "un lobo"),
    ("es", "un zorro", "pensandolo bien un lobo", "un lobo"),
    ("es", "un zorro", "no zorro, lobo", "lobo"),
    ("pt", "uma raposa", "mudei de ideia, quero um lobo", "um lobo"),
    ("pt", "uma raposa", "em vez da raposa um lobo", "um lobo"),
    ("pt", "uma raposa", "nao quero raposa nao, quero um lobo", "um lobo"),
    ("pt", "uma raposa", "pensando bem um lobo", "um lobo"),
    ("en", "a fox", "i said a wolf", "a wolf"),
    ("en", "a fox", "I meant wolf", "wolf"),
    ("en", "a fox with a crown", "no crown, but a little hat", "a fox with a little hat"),
    ("en", "a rose", "peony rather than rose", "peony"),
    ("en", "a rose", "a peony, not rose", "a peony"),
    ("en", "a rose", "rose no, peony yes", "peony"),
    ("en", "a rose", "lets skip rose and do peony", "peony"),
    ("en", "a rose", "not rose. peony", "peony"),
    ("en", "a rose", "not rose but peony", "peony"),
    ("en", "a rose", "replace the rose with a peony", "a peony"),
    ("en", "a rose", "instead of a rose can you do a peony", "a peony"),
    ("en", "a rose", "instead of a rose i want a peony and a bee", "a peony and a bee"),
    ("en", "a rose", "no rose pls, do a peony, same size", "a peony"),
    ("en", "a rose", "forget about the rose, i want my dogs paw print", "my dogs paw print"),
    (
        "en",
        "a rose",
        "scrap the rose. thinking a big octopus wrapped around my arm",
        "a big octopus wrapped around my arm",
    ),
    ("de", "ein Fuchs", "nein kein fuchs sondern wolf", "wolf"),
    ("de", "ein Fuchs", "fuchs raus wolf rein", "wolf"),
    ("de", "ein Fuchs", "statt fuchs lieber wolf", "wolf"),
    ("de", "ein Fuchs", "streich den fuchs, ich nehm nen wolf", "nen wolf"),
    ("de", "ein Fuchs", "tausch den fuchs gegen nen wolf", "nen wolf"),
    ("de", "ein Fuchs", "den fuchs find ich doof, lieber n wolf", "n wolf"),
    ("de", "ein Fuchs", "nicht den fuchs, den wolf", "den wolf"),
    ("de", "eine Rose mit Blättern", "nur die rose", "die rose"),
    ("fr", "un renard", "laisse tomber, un loup", "un loup"),
    ("fr", "un renard", "plutot un loup que le renard", "un loup"),
    ("fr", "un renard", "le renard c'est bof mets un loup", "un loup"),
    ("fr", "un renard", "sans le renard mais avec un loup", "un loup"),
    ("es", "un zorro", "el zorro no me convence, mejor un buho", "un buho"),
    ("es", "un zorro", "borra el zorro y pon un buho", "un buho"),
    ("es", "un zorro", "ponme un buho en vez de zorro", "un buho"),
    ("es", "un zorro", "me equivoque, es un buho", "un buho"),
    ("pt", "uma raposa", "em vez de raposa quero coruja", "coruja"),
    ("pt", "uma raposa", "nao raposa, coruja", "coruja"),
    ("pt", "uma raposa", "muda pra uma coruja", "uma coruja"),
    ("pt", "uma raposa", "a raposa ja era, quero uma coruja", "uma coruja"),
]

REMOVED = [
    ("fr", "une rose avec une banderole", "enleve la banderole", "une rose"),
    ("fr", "une rose avec des feuilles", "sans les feuilles stp", "une rose"),
    ("fr", "une boussole et une horloge", "on peut virer l'horloge ?", "une boussole"),
    ("de", "eine Rose mit Banner", "das banner weg", "eine Rose"),
    ("de", "eine Rose mit Banner", "lass das Banner weg bitte", "eine Rose"),
    ("de", "eine Rose mit Blättern", "ohne die blätter pls", "eine Rose"),
    ("de", "ein Kompass und eine Uhr", "die uhr weglassen bitte", "ein Kompass"),
    ("en", "a swallow with a banner", "skip the banner", "a swallow"),
    ("en", "a clock with roses", "can we lose the clock and do a compass", "a compass with roses"),
    ("en", "a rose with her name", "drop the name", "a rose"),
    ("en", "a rose with leaves", "without the leaves pls", "a rose"),
    ("en", "a fox with roses and a moon", "take the roses out", "a fox and a moon"),
    ("en", "a fox with roses and a moon", "no roses pls", "a fox and a moon"),
    ("es", "una rosa con hojas", "sin las hojas porfa", "una rosa"),
    ("es", "una rosa con una cinta", "quita la cinta", "una rosa"),
    ("pt", "uma rosa com folhas", "sem as folhas pf", "uma rosa"),
    ("pt", "uma rosa com uma faixa", "tira a faixa", "uma rosa"),
    ("en", "a skull and roses", "lose the skull keep the roses", "roses"),
    ("en", "a fox with a crown", "no crown actually", "a fox"),
    ("en", "a fox with a crown", "get rid of the crown", "a fox"),
    ("en", "a fox with a crown", "the crown has to go", "a fox"),
    ("en", "a fox with a crown", "i dont want the crown anymore", "a fox"),
    ("en", "a fox with a crown", "take off the crown", "a fox"),
    ("en", "a fox with a crown", "could you leave out the crown?", "a fox"),
    ("de", "ein Fuchs mit Krone", "krone weglassen", "ein Fuchs"),
    ("de", "ein Fuchs mit Krone", "ohne krone", "ein Fuchs"),
    ("de", "ein Fuchs mit Krone", "die krone doch nicht", "ein Fuchs"),
    ("de", "ein Fuchs mit Krone", "krone bitte raus", "ein Fuchs"),
    ("fr", "un renard avec une couronne", "finalement pas de couronne", "un renard"),
    ("fr", "un renard avec une couronne", "vire la couronne stp", "un renard"),
    ("fr", "un renard avec une couronne", "sans couronne finalement", "un renard"),
    ("fr", "un renard avec une couronne", "la couronne non", "un renard"),
    ("es", "un zorro con corona", "sin corona", "un zorro"),
    ("es", "un zorro con corona", "quitale la corona", "un zorro"),
    ("es", "un zorro con corona", "la corona no", "un zorro"),
    ("es", "un zorro con corona", "ya no quiero la corona", "un zorro"),
    ("pt", "uma raposa com coroa", "sem coroa", "uma raposa"),
    ("pt", "uma raposa com coroa", "tira a coroa por favor", "uma raposa"),
    ("pt", "uma raposa com coroa", "a coroa nao", "uma raposa"),
    ("en", "a fox with a crown", "minus the crown", "a fox"),
    ("en", "a sun and a moon", "drop the sun, keep the moon", "a moon"),
    ("fr", "une rose et un papillon", "finalement sans le papillon", "une rose"),
    ("es", "un sol y una luna", "quita el sol", "una luna"),
    ("es", "un sol y una luna", "mejor sin luna", "un sol"),
    ("pt", "um sol e uma lua", "tira o sol", "uma lua"),
]

ADDED = [
    ("fr", "une boussole", "rajoute une lune", "une boussole + une lune"),
    ("fr", "une boussole", "et une lune aussi", "une boussole + une lune"),
    ("fr", "une boussole", "plus une petite lune", "une boussole + une petite lune"),
    ("de", "eine Rose", "mit Blättern dazu", "eine Rose mit Blättern"),
    ("de", "eine Rose", "und noch ein Mond dazu bitte", "eine Rose + ein Mond"),
    ("de", "eine Rose", "plus ein kleines Herz", "eine Rose + ein kleines Herz"),
    ("en", "a fox", "add a moon", "a fox + a moon"),
    ("en", "a fox", "can you add a moon", "a fox + a moon"),
    ("en", "a fox", "plus a small heart", "a fox + a small heart"),
    ("en", "a fox", "and a moon too", "a fox + a moon"),
    ("en", "a fox", "and a moon please", "a fox + a moon"),
    ("es", "una luna", "y un sol tambien", "una luna + un sol"),
    ("es", "un zorro", "y una luna también", "un zorro + una luna"),
    ("es", "un zorro", "añade una luna", "un zorro + una luna"),
    ("es", "un zorro", "ponle tambien una luna", "un zorro + una luna"),
    ("pt", "uma raposa", "e uma lua tambem", "uma raposa + uma lua"),
    ("pt", "uma raposa", "acrescenta uma lua", "uma raposa + uma lua"),
    ("pt", "uma raposa", "mais uma lua pequena", "uma raposa + uma lua pequena"),
    (
        "en",
        "a fox with a crown",
        "can we add some leaves around it",
        "a fox with a crown + some leaves around it",
    ),
    ("en", "a fox", "and also a butterfly next to it", "a fox + a butterfly next to it"),
    ("en", "a fox", "oh and add my dogs name", "a fox + my dogs name"),
    ("en", "a fox", "could you add a little moon as well?", "a fox + a little moon"),
    ("de", "ein Fuchs", "und sterne dazu", "ein Fuchs + sterne"),
    ("de", "ein Fuchs", "und einen kleinen stern dazu", "ein Fuchs + einen kleinen stern"),
    ("de", "ein Fuchs", "bitte noch ein herz dazu machen", "ein Fuchs + ein herz"),
    ("de", "ein Fuchs", "könnt ihr noch nen mond reinmachen", "ein Fuchs + nen mond"),
    ("fr", "un renard", "mets aussi des etoiles", "un renard + des etoiles"),
    ("fr", "un renard", "avec une lune en plus", "un renard avec une lune"),
    ("fr", "un renard", "et des fleurs autour", "un renard + des fleurs autour"),
    ("es", "un zorro", "agregale unas flores", "un zorro + unas flores"),
    ("es", "un zorro", "con una luna tambien", "un zorro con una luna"),
    ("pt", "uma raposa", "e coloca umas estrelas tambem", "uma raposa + umas estrelas"),
    ("pt", "uma raposa", "com uma lua tambem", "uma raposa com uma lua"),
]

ALONE = [
    ("fr", "une boussole et une horloge", "juste la boussole", "la boussole"),
    ("es", "una brujula y un reloj", "solo la brujula", "la brujula"),
    ("pt", "uma bussola e um relogio", "so a bussola", "a bussola"),
    ("en", "a fox and a moon", "only the moon", "the moon"),
    ("en", "a fox and a moon", "just do the moon", "the moon"),
    ("en", "a sun and a moon", "not the sun, just the moon", "a moon"),
    ("fr", "une rose et un papillon", "juste la rose", "la rose"),
    ("fr", "une rose et un papillon", "enleve juste le papillon", "une rose"),
    ("es", "un sol y una luna", "nada mas la luna", "la luna"),
    ("pt", "um sol e uma lua", "apenas a lua", "a lua"),
    ("pt", "um sol e uma lua", "deixa so a lua", "a lua"),
]


def hears(language: str, before: str, said: str) -> Talk:
    answers = a_brief("size", "style", "colour") | {"idea": Answer(before, before, Source.WORDS)}
    talk = Talk(a_lead(answers=answers, current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(said)
    return talk


def answer(talk: Talk, key: str) -> object:
    assert talk.lead is not None
    found = talk.lead.answers.get(key)
    return found and found.value


@pytest.mark.parametrize(("language", "before", "said", "idea"), REPLACED)
def test_what_is_wanted_takes_the_place_of_what_is_given_up(
    language: str, before: str, said: str, idea: str
) -> None:
    assert answer(hears(language, before, said), "idea") == idea


@pytest.mark.parametrize(("language", "before", "said", "idea"), REMOVED)
def test_what_is_only_given_up_goes_and_the_rest_stays(
    language: str, before: str, said: str, idea: str
) -> None:
    assert answer(hears(language, before, said), "idea") == idea


@pytest.mark.parametrize(("language", "before", "said", "idea"), ADDED)
def test_what_is_wanted_too_is_added(language: str, before: str, said: str, idea: str) -> None:
    assert answer(hears(language, before, said), "idea") == idea


@pytest.mark.parametrize(("language", "before", "said", "idea"), ALONE)
def test_what_is_wanted_alone_is_left(language: str, before: str, said: str, idea: str) -> None:
    assert answer(hears(language, before, said), "idea") == idea


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "scrap the fox"),
        ("de", "ich will keinen fuchs mehr"),
        ("fr", "je veux plus le renard"),
        ("es", "ya no quiero el zorro"),
        ("pt", "nao quero mais a raposa"),
    ],
)
def test_the_thing_itself_given_up_is_asked_for_again(language: str, said: str) -> None:
    before = {"en": "a fox", "de": "ein Fuchs", "fr": "un renard", "es": "un zorro", "pt": "uma raposa"}
    talk = hears(language, before[language], said)

    assert "ask.idea" in talk.keys
    assert "opted_out" not in talk.keys


@pytest.mark.parametrize(
    ("language", "before", "said", "key"),
    [
        ("fr", "un papillon", "enft le papillon bof, plutot une hirondelle avec de la lavande", "colour"),
        ("en", "a fox", "plus a small heart", "size"),
        ("en", "a rose with leaves", "without the leaves pls", "colour"),
        ("en", "a fox", "ditch the fox lets do a wolf", "placement"),
        ("es", "una brujula", "mejor nada de brújula, un faro", "location"),
        ("de", "eine Rose", "mit Blättern dazu", "cover_up"),
        ("en", "a fox", "can you add a moon", "cover_up"),
    ],
)
def test_a_thing_is_no_other_fact(language: str, before: str, said: str, key: str) -> None:
    assert answer(hears(language, before, said), key) == answer(hears(language, before, "?"), key)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Nein halt, die Rose vielleicht doch in Rot"),
        ("en", "actually the rose in red"),
        ("fr", "finalement la rose en rouge"),
        ("es", "mejor la rosa en rojo"),
        ("pt", "melhor a rosa em vermelho"),
    ],
)
def test_the_same_thing_in_a_colour_is_a_colour(language: str, said: str) -> None:
    before = {"en": "a rose", "de": "eine Rose", "fr": "une rose", "es": "una rosa", "pt": "uma rosa"}
    talk = hears(language, before[language], said)

    assert answer(talk, "idea") == before[language]
    assert answer(talk, "colour") == "colour"


@pytest.mark.parametrize(
    ("language", "before", "said", "idea"), [REPLACED[0], REMOVED[0], ADDED[0], ALONE[0]]
)
def test_one_sentence_says_back_what_changed(language: str, before: str, said: str, idea: str) -> None:
    assert hears(language, before, said).keys.count("changed") == 1
