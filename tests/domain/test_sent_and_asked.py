"""What was sent, whether it arrived, "send it" before all is asked: each is answered, and nobody meets silence."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Happened, Lead, Status
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead
from tests.domain.talks import Talk, answers, said


def sent() -> Talk:
    return Talk(a_lead(Status.PENDING_APPROVAL, answers=a_brief()))


def asked(*missing: str) -> Lead:
    return a_lead(answers=a_brief(*missing), current_question=missing[0], asked={missing[0]: 1})


def waiting(*missing: str) -> Talk:
    talk = Talk(asked(*missing) if missing else a_lead(answers=a_brief(), current_question="summary"))
    talk.hears("can I talk to a human please")
    return talk


ANSWERED = {
    "answer.sent": (
        *("what did you send him? can i see it", "did you change the date?", "what does it say?"),
        *("Did you get that he was called Max?", "was genau hast du ihm geschickt", "ist taubenblau drin?"),
        *("was steht denn jetzt drin? zeig nochmal", "t'as bien envoyé quoi au juste"),
        *("c'est bien Leeds qui est noté ?", "pardon mais Leeds c'est bon ou pas ?", "q pone en el finde"),
        *("¿me puedes enseñar lo que le has mandado?", "ve ai o q vc mandou pra ele"),
        *("ficou com a semana de 28 a 31, certo?", "olá? queria só confirmar a semana"),
    ),
    "answer.arrived": (
        *("I can wait, just want to know it arrived.", "did you get my photo?", "has it been sent?"),
        *("sind meine bilder angekommen?", "c'est bien arrivé ?", "gracias. ¿le llegó la foto?"),
        *("ya te lo an mandado?", "chegou a foto?"),
    ),
    "answer.reply.sent": (
        *("when will I hear", "when will he tell me about saturday", "wann hör ich was"),
        *("Ich meinte wann Robin sich meldet", "Wie lange dauert es, bis ich etwas höre?"),
        *("vous répondez quand ?", "y cuando me contesta el robin ese", "e quando ele responde?"),
    ),
    "answer.swimming": (
        *("how long till i can swim", "wann darf ich wieder schwimmen?", "quand est-ce que je peux nager ?"),
        *("cuándo puedo ir a la playa?", "quanto tempo depois posso ir à praia?"),
    ),
    "answer.age": (
        "how old do you have to be",
        "ab wie viel jahren macht ihr das?",
        "quel âge faut-il avoir ?",
    ),
    "answer.changes": (
        *(
            "can i change my mind later?",
            "kann ich das später noch ändern?",
            "je peux changer d'avis après ?",
        ),
        *("puedo cambiarlo luego?", "e posso mudar para o braço se me doer muito?"),
    ),
    "answer.deposit": ("y si al final me echo atrás pierdo el dinero?", "do i lose the deposit then?"),
    "answer.why.location": ("porque é que precisam da cidade?", "why do you need my town?"),
}


@pytest.mark.parametrize(("words", "key"), [(one, key) for key, some in ANSWERED.items() for one in some])
def test_what_is_asked_once_it_is_sent_is_answered_as_that(words: str, key: str) -> None:
    talk = sent()

    decision = talk.hears(words)

    assert said(decision) == [key]
    assert decision.passed_on == ()
    assert answers(decision) == {one: answer.value for one, answer in a_brief().items()}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("c'est bien Leeds qui est noté ?", ["location"]),
        ("did you change the size?", ["size"]),
        ("what did you send him?", list(a_brief())),
    ],
)
def test_what_is_shown_is_what_was_asked_for_as_it_stands(words: str, keys: list[str]) -> None:
    (phrase,) = sent().hears(words).says[0].phrases

    assert list(phrase.facts["answers"]) == keys


@pytest.mark.parametrize("words", ["did it arrive?", "ist alles angekommen?", "tout est bien arrivé ?"])
def test_before_it_is_sent_it_has_arrived_here(words: str) -> None:
    assert said(Talk(asked("size")).hears(words))[0] == "answer.arrived.here"


SEND = (
    *("just send it", "thats it then send it over", "mach fertig", "jo weg damit", "schick ab den kram"),
    *("envoie a robin", "mandaselo ya a quien sea porfa", "manda logo pro tatuador", "balance"),
)


@pytest.mark.parametrize("words", SEND)
def test_who_sends_early_hears_what_is_missing_and_is_asked_for_that_alone(words: str) -> None:
    talk = Talk(asked("adult", "budget", "reference_images", "instagram"))

    decision = talk.hears(words)

    assert said(decision) == ["still_needed", "again.adult"]
    assert decision.says[0].phrases[0].facts["labels"] == ("adult",)
    assert said(talk.hears("i'm 31")) == ["summary"]


@pytest.mark.parametrize("words", SEND)
def test_who_sends_while_only_what_is_optional_is_open_is_asked_nothing_more(words: str) -> None:
    assert said(Talk(asked("reference_images", "budget")).hears(words)) == ["summary"]


@pytest.mark.parametrize("words", SEND)
def test_send_it_is_no_answer_to_the_question_that_is_open(words: str) -> None:
    decision = Talk(asked("size", "adult")).hears(words)

    assert "size" not in answers(decision)
    assert decision.says[0].phrases[0].facts["labels"] == ("size", "adult")


@pytest.mark.parametrize("words", SEND)
def test_who_waits_for_a_person_and_sends_has_it_sent_or_hears_what_is_missing(words: str) -> None:
    assert said(waiting("adult").hears(words)) == ["still_needed"]
    assert Happened.BRIEF_COMPLETED in waiting("budget").hears(words).happened


@pytest.mark.parametrize(
    "words", ["hallo???", "hello?", "are you there", "hola?", "olá?", "allo ?", "nah, dont bother the guy"]
)
def test_who_waits_and_calls_is_heard(words: str) -> None:
    assert said(waiting("size").hears(words)) == ["handover.here"]


@pytest.mark.parametrize(
    "words",
    ["não, fica na costela. pode enviar", "jo weg damit", "dale", "que no es dom 29, es sabado. dale"],
)
def test_a_change_and_the_word_to_go_send_it(words: str) -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    talk = Talk(lead)
    talk.client = replace(talk.client, language="es")

    assert Happened.BRIEF_COMPLETED in talk.hears(words).happened


@pytest.mark.parametrize(
    "words",
    [
        "cuando sea por la tarde, en enero si puede ser. tengo 18 recién cumplidos jeje",
        "fininha a preto. pode ser em março, aos sábados de manhã",
        "tem problema por causa disso? só posso em agosto",
    ],
)
def test_days_that_are_told_ask_for_no_dates(words: str) -> None:
    assert "answer.availability" not in said(Talk(asked("timing")).hears(words))


def test_who_is_in_mourning_is_bidden_farewell_calmly() -> None:
    talk = Talk(replace(asked("size"), asked={"size": 1, "kind.grief": 1}))

    assert said(talk.hears("goodnight")) == ["goodbye.gentle"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt"])
def test_what_is_missing_is_named_as_it_stands_in_the_brief(language: str) -> None:
    talk = Talk(asked("size", "adult"))
    talk.client = replace(talk.client, language=language)
    talk.hears("just send it")

    told = str(Wording(STUDIO, language, "Robin").message(talk.says[0]))

    assert "{" not in told
