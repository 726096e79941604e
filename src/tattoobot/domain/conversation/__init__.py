"""reply(): a client's messages and their lead in, a decision out. Nothing here knows a database or a clock.

`hearing` says what becomes of each message, `keeping` what is kept of it, `answering` what comes next, `saying` how
that is put into one message; `brakes` keep machines from talking on and on. All of them work on a `Turn`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tattoobot.domain.client import Client
from tattoobot.domain.conversation import brakes
from tattoobot.domain.conversation.answering import answer, open_question
from tattoobot.domain.conversation.decision import Decision, Ending, Note, Quiet
from tattoobot.domain.conversation.edits import as_they_read_now
from tattoobot.domain.conversation.health import keep_health
from tattoobot.domain.conversation.hearing import hear
from tattoobot.domain.conversation.left_open import left_open
from tattoobot.domain.conversation.material import keep_advert
from tattoobot.domain.conversation.saying import summary_of
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.deposit import Owed, Payable
from tattoobot.domain.handover import Handover
from tattoobot.domain.lead import Lead
from tattoobot.domain.messages import Inbound, Original
from tattoobot.domain.studio import Studio

__all__ = ["Decision", "Ending", "Note", "Quiet", "left_open", "open_question", "reply", "summary_of"]


def reply(
    client: Client,
    lead: Lead | None,
    messages: Sequence[Inbound],
    now: datetime,
    studio: Studio,
    handover: Handover | None = None,
    deposit: Payable = Payable.OPEN,
    quoted: Mapping[str, Lead] | None = None,
    summary_id: str | None = None,
    originals: Mapping[str, Original] | None = None,
    owed: Owed | None = None,
    unkept: Handover | None = None,
    *,
    asked_to_come: bool = False,
) -> Decision:
    """Answer everything that a client has sent since the last turn, in the order in which it was sent.

    `lead` is the client's latest one, open or not. `now` is aware. The language is followed when it changes.
    While a `handover` holds, what they write is kept, and a person answers. `deposit` matters while one is awaited.
    `quoted` tells of which enquiry those of our messages are (by WhatsApp's id) that theirs tap or answer;
    `summary_id` is the one of them that offers to send the summary. `originals` tells what those messages of theirs
    about this lead said that they have changed or deleted since. `owed` tells more of its deposit. `unkept` is a
    handover that the clock has ended while the client still waited for a person. `asked_to_come`: they have yet
    to say whether they come on the date that is fixed.
    """
    turn = Turn.of(client, lead, now, studio, handover, deposit, quoted or {}, unkept)
    turn.summary_id = summary_id
    turn.originals = originals or {}
    turn.owed = owed
    turn.asked_to_come = asked_to_come
    messages = as_they_read_now(messages)
    brakes.notice(turn, messages)
    for message in messages:
        hear(turn, message)
    keep_advert(turn, messages)
    brakes.before_answering(turn, messages, lead)
    answer(turn)
    brakes.hold(turn, messages, lead)
    keep_health(turn)
    decision = turn.decision()
    turn.forget()
    return decision
