"""Conversations under test: one turn alone, or one after the other."""

from dataclasses import replace
from datetime import timedelta

from tattoobot.domain.client import Client
from tattoobot.domain.conversation import Decision, reply
from tattoobot.domain.handover import Handover
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.messages import Inbound
from tattoobot.domain.says import Say
from tattoobot.domain.studio import Studio
from tests.builders import NOW, STUDIO, a_client, a_message

AWAY = {
    "en": "Thank you for contacting Example Barbers! We are closed right now and will get back to you tomorrow at 9.",
    "es": "Gracias por comunicarte con Ejemplo. En este momento estamos cerrados, te responderemos mañana a las 9.",
    "pt": "Obrigado por entrar em contato! No momento estamos fechados e retornaremos amanhã às 9h.",
    "de": "Danke für Ihre Nachricht! Wir haben gerade geschlossen und antworten Ihnen so schnell wie möglich.",
    "fr": "Merci de nous avoir contactés ! Nous sommes actuellement fermés et vous répondrons demain à 9h.",
}
VENDING = "Beep, order number is ready at the counter, black coffee for table nine"


def said(decision: Decision) -> list[str]:
    """The keys of all that is said, in order."""
    return [phrase.key for say in decision.says for phrase in say.phrases]


def answers(decision: Decision) -> dict[str, object]:
    assert decision.lead is not None
    return {key: answer.value for key, answer in decision.lead.answers.items()}


def turn(lead: Lead | None, *messages: Inbound, opted_out: bool = False) -> Decision:
    return reply(a_client(opted_out=opted_out), lead, messages, NOW, STUDIO)


class Talk:
    """A conversation: what a client writes, one turn after the other."""

    def __init__(
        self, lead: Lead | None = None, studio: Studio = STUDIO, apart: timedelta = timedelta(minutes=1)
    ) -> None:
        self.client: Client = a_client()
        self.lead = lead
        self.studio = studio
        self.apart = apart
        self.now = NOW
        self.handover: Handover | None = None
        self.decisions: list[Decision] = []

    def hears(self, *messages: Inbound | str) -> Decision:
        self.now += self.apart
        written = [a_message(one) if isinstance(one, str) else one for one in messages]
        written = [replace(one, at=self.now) for one in written]
        decision = reply(self.client, self.lead, written, self.now, self.studio, self.handover)
        opted_out = self.client.opted_out if decision.opted_out is None else decision.opted_out
        self.client = replace(
            self.client,
            language=decision.language,
            opted_out=opted_out,
            pace=decision.pace,
            under_age=decision.under_age or self.client.under_age,
        )
        self.lead = decision.lead
        for happened in decision.happened:
            assert self.lead is not None
            self.lead = self.lead.moved(happened)
        if decision.hands_over:
            far = NOW + timedelta(days=1000)
            self.handover = Handover(1, 1, 1, decision.hands_over, Actor.CLIENT, self.now, far)
        self.decisions.append(decision)
        return decision

    @property
    def says(self) -> list[Say]:
        return [say for decision in self.decisions for say in decision.says]

    @property
    def keys(self) -> list[str]:
        """Of the last decision."""
        return [phrase.key for say in self.decisions[-1].says for phrase in say.phrases]
