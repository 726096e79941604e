"""Who has paid, and asks what comes next, hears that it is the date."""

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.deposit import Payable
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message
from tests.domain.talks import said

ASKED = (
    ("en", "paid, what now?"),
    ("en", "I've paid the deposit! when do I get my date?"),
    ("de", "ich hab bezahlt, wie gehts weiter?"),
    ("de", "Schon bezahlt. Wann bekomme ich meinen Termin?"),
    ("fr", "j'ai payé, et maintenant ?"),
    ("fr", "C'est payé ! c'est quand du coup ?"),
    ("es", "ya pagué, y ahora?"),
    ("es", "ya está pagado, cuándo me dais la fecha?"),
    ("pt", "Já está pago. E agora?"),
    ("pt", "Mas já paguei... Quando me dizem a data?"),
    ("pt", "paguei! que dia fica?"),
)


def hears(status: Status, language: str, text: str, deposit: Payable) -> list[str]:
    lead = a_lead(status, answers=a_brief())
    decision = reply(a_client(language=language), lead, [a_message(text)], NOW, STUDIO, deposit=deposit)
    assert FlagReason.REFUND_WANTED not in decision.passed_on
    return said(decision)


@pytest.mark.parametrize(("language", "text"), ASKED)
@pytest.mark.parametrize("status", [Status.DEPOSIT_PAID, Status.BOOKING_PENDING])
def test_once_the_money_is_here_the_date_comes_next(status: Status, language: str, text: str) -> None:
    told = hears(status, language, text, Payable.HELD)

    assert told[0] == "deposit_is_in"
    assert {"payment_is_held", "answer.process", "payment_screenshot"}.isdisjoint(told)


@pytest.mark.parametrize(("language", "text"), ASKED)
def test_before_it_is_seen_the_page_is_asked(language: str, text: str) -> None:
    told = hears(Status.AWAITING_DEPOSIT, language, text, Payable.OPEN)

    assert told[0] == "payment_looked_up"
    assert "answer.process" not in told


@pytest.mark.parametrize("text", ["what now?", "Und wie geht es jetzt weiter?", "E agora?"])
def test_who_is_booked_hears_no_rule_about_how_it_begins(text: str) -> None:
    assert "answer.process" not in hears(Status.BOOKED, "en", text, Payable.HELD)


def test_money_that_nobody_waited_for_may_go_back() -> None:
    told = hears(Status.PENDING_APPROVAL, "en", "I sent a screenshot of the payment", Payable.HELD)

    assert "deposit_is_in" not in told
