"""What answers something else than was asked: a question without its mark, an idea where a handle is expected."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ADDS, Lead
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message
from tests.domain.talks import Talk, answers, said

ORDER = [question.key for question in STUDIO.questions]


def asked_for(key: str, **told: object) -> Lead:
    """A lead of which all that is asked before this is known."""
    brief = {
        one: answer for one, answer in a_brief(**told).items() if key not in ORDER[: ORDER.index(one) + 1]
    }
    return a_lead(answers=brief, current_question=key, asked={key: 1})


@pytest.mark.parametrize(
    ("asked", "language", "question"),
    [
        ("colour", "de", "wat kostn sowat ca"),
        ("timing", "de", "kann ich danach sport machen"),
        ("size", "en", "is it gonna kill tho"),
        ("location", "en", "will the red last or does it fade"),
        ("budget", "en", "is it a daft idea at my age"),
        ("instagram", "en", "how long does it take to heal"),
        ("style", "fr", "est ce que ça vieillit bien"),
        ("instagram", "fr", "ça fait mal ou pas"),
        ("location", "es", "y se borra con los años"),
        ("budget", "pt", "qto sai uma dessas"),
        ("location", "pt", "vai desbotar com o tempo"),
    ],
)
def test_question_without_its_mark_is_answered_and_kept_as_no_answer(
    asked: str, language: str, question: str
) -> None:
    decision = reply(a_client(language=language), asked_for(asked), [a_message(question)], NOW, STUDIO)

    assert decision.lead is not None
    assert question not in [decision.lead.answers[one].text for one in decision.lead.answers if one == asked]
    assert (
        any(key.startswith("answer.") for key in said(decision)) or FlagReason.QUESTION in decision.passed_on
    )


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        ("timing", "de", "kann ich noch nicht sagen"),
        ("budget", "en", "would be nice to stay under 200"),
        ("style", "fr", "comme vous voulez"),
        ("style", "es", "como usted vea"),
    ],
)
def test_answers_that_begin_like_a_question_ask_nothing(asked: str, language: str, words: str) -> None:
    decision = reply(a_client(language=language), asked_for(asked), [a_message(words)], NOW, STUDIO)

    assert not any(key.startswith("answer.") for key in said(decision))


@pytest.mark.parametrize(
    ("language", "words", "thing"),
    [
        (
            "en",
            "mate the bird. KOOKABURRA sitting on a branch. write that down",
            "KOOKABURRA sitting on a branch",
        ),
        ("de", "ein Rotkehlchen auf einem Zweig bitte", "ein Rotkehlchen auf einem Zweig"),
        ("es", "es un tucán en una rama de ceibo, apuntalo", "un tucán en una rama de ceibo"),
        ("fr", "un geai sur une branche de chêne", "un geai sur une branche de chêne"),
        ("pt", "é um tucano em um galho", "um tucano em um galho"),
    ],
)
def test_idea_told_where_instagram_is_asked_is_no_handle(language: str, words: str, thing: str) -> None:
    lead = asked_for("instagram", idea="a fern")

    decision = reply(a_client(language=language), lead, [a_message(words)], NOW, STUDIO)

    assert thing in str(answers(decision)["idea"])
    assert answers(decision).get("instagram") is None


def test_remark_where_instagram_is_asked_is_kept_for_the_artist_and_is_no_handle() -> None:
    talk = Talk(asked_for("instagram"))

    decision = talk.hears("i only look at other peoples stuff on there tbh")

    assert decision.lead is not None
    assert decision.lead.answers[ADDS].text == "i only look at other peoples stuff on there tbh"
    assert decision.lead.answers["instagram"].text == ""


@pytest.mark.parametrize(
    ("language", "asked", "words", "key"),
    [
        ("en", "summary", "lol wtf thats not my insta", "instagram"),
        ("de", "summary", "das ist nicht mein Insta", "instagram"),
        ("es", "summary", "ese no es mi insta", "instagram"),
        ("pt", "summary", "esse não é o meu orçamento", "budget"),
        ("fr", "timing", "c'est pas ma ville", "location"),
    ],
)
def test_answer_that_is_none_of_theirs_is_taken_out_and_asked_anew(
    language: str, asked: str, words: str, key: str
) -> None:
    lead = a_lead(answers=a_brief(), current_question=asked, asked={asked: 1})
    lead = lead if asked == "summary" else replace(lead, answers=a_brief("timing"))

    decision = reply(a_client(language=language), lead, [a_message(words)], NOW, STUDIO)

    assert decision.lead is not None
    assert key not in decision.lead.answers
    assert decision.lead.current_question == key


@pytest.mark.parametrize(
    ("language", "words", "thing"),
    [
        ("en", "you forgot the kookaburra!!", "the kookaburra"),
        ("de", "du hast den Zeisig vergessen", "den Zeisig"),
        ("fr", "t'as oublié le geai !!", "le geai"),
        ("es", "se te olvidó el quetzal", "el quetzal"),
        ("pt", "esqueceu o tuiuiú", "o tuiuiú"),
    ],
)
def test_what_was_forgotten_is_put_into_the_idea_whatever_was_asked(
    language: str, words: str, thing: str
) -> None:
    lead = asked_for("placement", idea="a branch")

    decision = reply(a_client(language=language), lead, [a_message(words)], NOW, STUDIO)

    assert answers(decision)["idea"] == f"a branch, {thing}"


def test_forgotten_question_is_no_part_of_the_idea() -> None:
    assert answers(Talk(asked_for("placement")).hears("you forgot my question"))["idea"] == "a fox"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "a kookaburra on a banksia branch"),
        ("de", "ein Zaunkönig auf einem Zweig"),
        ("es", "un quetzal en una rama"),
        ("fr", "un geai sur une branche"),
        ("pt", "um tuiuiú em um galho"),
    ],
)
def test_thing_that_nobody_knows_stays_on_what_it_sits_on(language: str, words: str) -> None:
    lead = a_lead(current_question="idea", asked={"idea": 1})

    decision = reply(a_client(language=language), lead, [a_message(words)], NOW, STUDIO)

    assert answers(decision)["idea"] == words
