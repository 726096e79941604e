"""While the artist writes with a client, their talk is theirs: the brief takes plain facts of the piece from it."""

from dataclasses import replace

import pytest

from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Status
from tests.builders import NOW, a_brief, a_lead
from tests.domain.talks import Talk, answers, said
from tests.domain.test_while_waiting import WAITING

WRITES = replace(WAITING, reason=Reason.ARTIST_TOOK_OVER)
ANSWERED = replace(WAITING, answered_at=NOW)

PRIVATE = [
    *("Hi Robin! yes tomorrow at 3 is good", "Hey Robin, thanks for getting back to me", "Monday works"),
    *(
        "see you at 5, I'm wearing a black jacket",
        "I'm at my mum's in York today",
        "200 would be fine for me",
    ),
    *("lol my cat just jumped on the table", "My brother has a lion on his back, done in Leeds"),
    *("should it go on the calf instead?", "my friend wants a small rose on her wrist, too"),
    *("Hallo Robin! Morgen um 3 passt", "Meine Katze sitzt gerade auf dem Tisch"),
    *("Salut Robin ! demain 15h c'est parfait", "mon chat est sur la table"),
    *("¡Hola Robin! mañana a las 3 perfecto", "mi gato está en la mesa"),
    *("Oi Robin! amanhã às 3 está ótimo", "meu gato pulou na mesa"),
]
PLAIN = [
    ("make it 12 cm please", "size", {"longest_cm": 12.0}),
    ("ok, 12 cm then", "size", {"longest_cm": 12.0}),
    ("dann 12 cm", "size", {"longest_cm": 12.0}),
    ("alors 12 cm", "size", {"longest_cm": 12.0}),
    ("mejor 12 cm", "size", {"longest_cm": 12.0}),
    ("então 12 cm", "size", {"longest_cm": 12.0}),
]


@pytest.mark.parametrize("writes", [WRITES, ANSWERED], ids=["took over", "answered"])
@pytest.mark.parametrize("words", PRIVATE)
def test_private_talk_changes_nothing(words: str, writes: object) -> None:
    for lead in (a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_lead(current_question="idea")):
        talk = Talk(lead)
        talk.handover = writes  # type: ignore[assignment]

        decision = talk.hears(words)

        assert decision.lead == lead
        assert decision.says == ()


@pytest.mark.parametrize(("words", "key", "value"), PLAIN)
def test_what_is_plainly_of_the_piece_is_taken(words: str, key: str, value: object) -> None:
    talk = Talk(a_lead(Status.PENDING_APPROVAL, answers=a_brief()))
    talk.handover = WRITES

    assert answers(talk.hears(words))[key] == value


@pytest.mark.parametrize(
    "words", ["I'd like a wolf instead of the fox", "a wolf, not the fox", "lieber ein Wolf"]
)
def test_the_idea_is_not_changed_without_the_artist(words: str) -> None:
    talk = Talk(a_lead(Status.PENDING_APPROVAL, answers=a_brief()))
    talk.handover = WRITES

    assert answers(talk.hears(words))["idea"] == "a fox"


def test_an_idea_that_nobody_has_told_yet_is_taken_from_a_wish() -> None:
    talk = Talk(a_lead(current_question="idea"))
    talk.handover = WRITES

    assert "fox" in str(answers(talk.hears("I'd love a fox on my arm"))["idea"])


@pytest.mark.parametrize(
    "words", ["Hi Robin!", "hey robin 😊", "Hallo Robin,", "Salut Robin !", "¡Hola Robin!", "Oi Robin!"]
)
def test_the_artist_who_is_greeted_is_no_idea(words: str) -> None:
    decision = Talk(a_lead(current_question="idea", asked={"idea": 1})).hears(words)

    assert "idea" not in answers(decision)


def test_a_robin_is_one_where_nobody_is_greeted() -> None:
    decision = Talk(a_lead(current_question="idea", asked={"idea": 1})).hears("hi, a robin on my wrist")

    assert "robin" in str(answers(decision)["idea"])
    assert said(decision)
