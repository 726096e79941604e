"""Under age is a fact about the client: what is said after the no, what puts it right, and how long it counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tattoobot.domain.client import Client
from tattoobot.domain.conversation import Decision, Quiet, reply
from tattoobot.domain.lead import Happened, Lead, Status
from tattoobot.domain.messages import Inbound
from tattoobot.domain.under_age import UnderAge, nth
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_tap
from tests.domain.talks import Talk, said

TODAY = NOW.date()
SIXTEEN = UnderAge(TODAY, 16, date(TODAY.year + 2, TODAY.month, TODAY.day), "im 16", lead_id=1)
TURNED_AWAY = a_client(under_age=SIXTEEN)


def ended(**changes: object) -> Lead:
    return a_lead(Status.REJECTED, answers=a_brief(adult=False), current_question="adult", **changes)


def turn(*messages: Inbound, client: Client = TURNED_AWAY, lead: Lead | None = None) -> Decision:
    return reply(client, lead or ended(), messages, NOW, STUDIO)


@pytest.mark.parametrize(
    ("words", "years", "until"),
    [
        ("im 16", 16, date(TODAY.year + 2, TODAY.month, TODAY.day)),
        ("I was born 14/07/2009", 16, date(2027, 7, 14)),
        ("no", None, None),
    ],
)
def test_what_was_said_is_kept_with_the_client(words: str, years: int | None, until: date | None) -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")

    decision = turn(a_message(words), client=a_client(), lead=lead)

    assert decision.happened == (Happened.TOO_YOUNG,)
    assert decision.under_age == UnderAge(TODAY, years, until, words, lead_id=1)


@pytest.mark.parametrize(
    ("words", "birthday"), [("im 16", None), ("I was born 14/07/2009", date(2027, 7, 14)), ("no", None)]
)
def test_the_birthday_is_named_where_it_is_known(words: str, birthday: date | None) -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")

    decision = turn(a_message(words), client=a_client(), lead=lead)

    assert decision.says[0].phrases[0].facts == {"of_age": birthday}


def test_a_tapped_no_is_kept_too() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")

    decision = turn(a_tap("adult:no", "No, under 18"), client=a_client(), lead=lead)

    assert decision.happened == (Happened.TOO_YOUNG,)
    assert decision.under_age == UnderAge(TODAY, words="No, under 18", lead_id=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("but my mum can come with me and sign", "too_young.parent"),
        ("ok what if i lie about it lol", "too_young.stays"),
        ("When she's 18 then?", "too_young.then"),
        ("can I have a butterfly on my wrist then", "too_young.then"),
        ("my dad says its fine", "too_young.parent"),
        ("y si firma mi madre?", "too_young.parent"),
        ("meine Eltern unterschreiben", "too_young.parent"),
    ],
)
def test_the_no_stays_a_no_and_opens_nothing(words: str, told: str) -> None:
    decision = turn(a_message(words))

    assert not decision.opens
    assert decision.happened == ()
    assert decision.hands_over is None
    assert said(decision) == [told]
    assert "wrote_under_age" in decision.needs_artist


def test_it_is_said_once_a_day() -> None:
    told = turn(a_message("but my mum can sign")).lead
    assert told is not None

    soon = turn(a_message("please please"), lead=told)
    later = turn(a_message("please please"), lead=replace(told, updated_at=NOW - timedelta(days=2)))

    assert soon.says == ()
    assert soon.quiet is Quiet.TURNED_AWAY
    assert soon.needs_artist == ("wrote_under_age",)
    assert said(later) == ["too_young.stays"]


@pytest.mark.parametrize(
    "message",
    [
        a_message("yep 27"),
        a_message("sorry I meant 27"),
        a_message("im 27 not 17!"),
        a_message("tengo 27, perdón"),
        a_message("ich bin 27"),
        a_message("born 3/4/1999"),
        a_tap("adult:yes", "Yes, 18 or over"),
    ],
    ids=lambda message: message.text,
)
def test_putting_it_right_takes_the_enquiry_up_where_it_was(message: Inbound) -> None:
    decision = turn(message)

    assert decision.lead is not None
    assert not decision.opens
    assert decision.happened == (Happened.AGE_CORRECTED,)
    assert decision.lead.status is Status.REJECTED
    assert decision.lead.answers["adult"].value is True
    assert decision.lead.answers["idea"].value == "a fox"
    assert decision.under_age == replace(SIXTEEN, corrected=message.text)
    assert said(decision) == ["age_corrected", "summary"]


@pytest.mark.parametrize(
    "words",
    [
        "ne ich meinte ob ich jetzt schon anfragen kann für märz, dann bin ich 18. geburtstag 14. februar",
        "bin ja dann 18 im märz!",
        "dann bin ich 18",
        "bis dahin bin ich 18",
        "I turn 18 in march",
        "by then im 18",
        "so im 18 then",
        "in 2 years im 20",
        "my birthday is 14 february",
        "cumplo 18 en marzo",
        "para entonces ya tengo 18",
        "faço 18 em março",
        "até lá já tenho 18 anos",
        "aí já tenho 18",
        "j'aurai 18 ans en mars",
        "d'ici là j'ai 18 ans",
        "à ce moment-là j'ai 18 ans",
        "mon anniversaire est le 14 février",
    ],
)
def test_a_birthday_to_come_puts_nothing_right_and_they_hear_when_they_are_welcome(words: str) -> None:
    decision = turn(a_message(words))

    assert decision.happened == ()
    assert decision_stays(decision)
    assert not decision.opens
    assert said(decision) == ["too_young.then"]


@pytest.mark.parametrize(
    "words",
    ["I'm actually 18", "ich bin doch 18", "ya tengo 18", "tenho 18 sim", "j'ai 18 ans maintenant"],
)
def test_an_age_of_today_puts_it_right(words: str) -> None:
    assert turn(a_message(words)).happened == (Happened.AGE_CORRECTED,)


@pytest.mark.parametrize(
    "words",
    ["17. dann bin ich 18", "17. by then im 18", "17. para entonces tengo 18", "17. até lá tenho 18 anos"],
)
def test_a_birthday_to_come_takes_nothing_back_in_the_same_breath(words: str) -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")
    first, then = words.split(". ")

    decision = turn(a_message(first), a_message(then), client=a_client(), lead=lead)

    assert decision.happened == (Happened.TOO_YOUNG,)


@pytest.mark.parametrize(
    "words",
    [
        "dann bin ich 18",
        "by then I'm 18",
        "para entonces tengo 18",
        "até lá tenho 18",
        "d'ici là j'ai 18 ans",
    ],
)
def test_who_will_be_old_enough_by_then_is_asked_about_today(words: str) -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")

    decision = turn(a_message(words), client=a_client(), lead=lead)

    assert decision.lead is not None
    assert "adult" not in decision.lead.answers
    assert said(decision) == ["again.adult"]


@pytest.mark.parametrize(
    "words",
    [
        "ja 17, also dann im märz nochmal schreiben?",
        "so write again in march?",
        "entonces escribo en marzo?",
        "posso escrever em março?",
        "je peux réécrire en mars ?",
    ],
)
def test_a_question_after_the_no_is_answered_however_often(words: str) -> None:
    talk = Talk(ended())
    talk.client = TURNED_AWAY

    for message in ("but I really want it", "I turn 18 in march", words):
        talk.hears(message)
        assert talk.keys, message

    assert talk.keys[0] in {"too_young.then", "too_young.stays"}
    assert talk.lead is not None
    assert talk.lead.status is Status.REJECTED


def test_yes_alone_puts_nothing_right() -> None:
    assert turn(a_message("yes")).happened == ()


def test_a_slip_put_right_in_the_same_breath_is_none() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")

    decision = turn(a_message("17"), a_message("sorry I meant 27"), client=a_client(), lead=lead)

    assert decision.happened == ()
    assert decision.under_age is None


def test_from_the_birthday_on_they_are_welcome() -> None:
    grown = a_client(under_age=replace(SIXTEEN, until=TODAY))

    decision = turn(a_message("hi! I'd like a rose on my wrist"), client=grown)

    assert decision.opens


def test_who_put_it_right_may_ask_for_another_piece() -> None:
    client = a_client(under_age=replace(SIXTEEN, corrected="27"))

    decision = turn(a_message("hi! I'd like a rose on my wrist"), client=client, lead=ended(id=2))

    assert decision.opens


def test_who_says_so_after_sending_the_brief_is_turned_away_and_the_artist_hears_it() -> None:
    lead = a_lead(Status.PENDING_APPROVAL, answers=a_brief())

    decision = turn(a_message("btw I'm 16"), client=a_client(), lead=lead)

    assert decision.happened == (Happened.TOO_YOUNG,)
    assert decision.passed_on == ("under_age",)


def test_once_a_deposit_is_asked_for_a_person_decides() -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief())

    decision = turn(a_message("btw I'm 16"), client=a_client(), lead=lead)

    assert decision.happened == ()
    assert decision.passed_on == ("under_age",)
    assert decision.under_age is not None


def test_birthdays_are_counted_as_english_counts() -> None:
    assert [nth(age) for age in (11, 16, 18, 21, 22, 23)] == ["11th", "16th", "18th", "21st", "22nd", "23rd"]


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "may I bring my mum?",
        "can I come with my mom?",
        "je peux venir avec ma mère ?",
        "puedo ir con mi madre?",
        "kann ich meine Mama mitbringen?",
        "posso levar minha mãe?",
    ],
)
def test_who_asks_whether_a_parent_may_come_along_is_not_under_age(text: str, known: bool) -> None:
    brief = a_brief("size") if known else a_brief("size", "adult")
    lead = a_lead(answers=brief, current_question="size", asked={"size": 1})

    decision = turn(a_message(text), client=a_client(), lead=lead)

    assert decision.lead is not None
    assert decision.lead.answers.get("adult") == brief.get("adult")
    assert Happened.TOO_YOUNG not in decision.happened
    assert decision.under_age is None


@pytest.mark.parametrize(
    "text", ["can I bring my mum, she will sign?", "I'm 16, can I bring my mum?", "my mum will sign, im 15"]
)
def test_a_parent_who_is_to_sign_or_an_age_tells_that_they_are_under_age(text: str) -> None:
    lead = a_lead(answers=a_brief("size", "adult"), current_question="size", asked={"size": 1})

    assert Happened.TOO_YOUNG in turn(a_message(text), client=a_client(), lead=lead).happened


@pytest.mark.parametrize(
    "words",
    [
        "ne war spaß alter bin 19",
        "quatsch, bin doch schon 20",
        "nah dude i'm actually 19",
        "mec je rigole, j'ai déjà 21",
        "tío era broma, tengo ya 22",
        "mano, tenho já 23",
    ],
)
def test_who_says_how_old_they_are_after_all_is_heard_whatever_stands_around_it(words: str) -> None:
    decision = turn(a_message(words))

    assert decision.under_age is not None
    assert decision.under_age.corrected == words


@pytest.mark.parametrize("words", ["bin 17", "i'm 18 next year", "ich bin bald 18", "i'm 20 min away"])
def test_what_makes_nobody_older_keeps_it_closed(words: str) -> None:
    assert decision_stays(turn(a_message(words)))


def decision_stays(decision: Decision) -> bool:
    return decision.under_age is None or not decision.under_age.corrected


@pytest.mark.parametrize(
    ("words", "no"),
    [
        ("it's for my daughter, she is 16, a star on her ankle", "no, she's 16"),
        ("es ist für meine Tochter, sie ist 16, ein Stern am Knöchel", "nein, sie ist 16"),
        ("c'est pour ma fille, elle a 16 ans, une étoile sur la cheville", "non, elle a 16 ans"),
        ("es para mi hija, tiene 16 años, una estrella en el tobillo", "no, tiene 16"),
        ("é para minha filha, ela tem 16 anos, uma estrela no tornozelo", "não, ela tem 16 anos"),
    ],
)
def test_a_no_with_the_age_of_who_gets_it_is_a_no(words: str, no: str) -> None:
    talk = Talk()

    assert talk.hears(words).happened == ()
    assert talk.keys[-1] == "again.adult"
    assert talk.hears(no).happened == (Happened.TOO_YOUNG,)
