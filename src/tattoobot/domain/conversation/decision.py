"""What follows from a turn: said, moved, noted, handed over."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tattoobot.domain.flags import Concern
from tattoobot.domain.handover import LATE, Reason
from tattoobot.domain.lead import Happened, Lead
from tattoobot.domain.pace import Pace
from tattoobot.domain.says import Say
from tattoobot.domain.under_age import UnderAge


class Quiet(StrEnum):
    """Why nothing is said: on purpose, always."""

    NO_ANSWER_EXPECTED = "no_answer_expected"  # a reaction, a deletion, a word of WhatsApp's own
    COURTESY = "courtesy"  # "thank you!" once all is said
    WITH_ARTIST = "with_artist"  # a person is talking to them
    OPTED_OUT = "opted_out"  # they said STOP; the artist sees that they wrote
    AUTOMATIC = "automatic"  # a machine seems to answer, or nobody with words; the artist knows
    ALBUM = "album"  # more pictures of those that were thanked for; counted in the next message
    SAID_ALREADY = "said_already"  # nothing but what was said last; the artist hears instead
    ENOUGH = "enough"  # as many messages as a client gets on a day; the artist knows
    TURNED_AWAY = "turned_away"  # under age, and they have just heard it; the artist sees that they wrote


class Ending(StrEnum):
    """How every message ends."""

    REPLY = "reply"
    QUIET = "quiet"
    HANDOVER = "handover"
    OPT_OUT = "opt_out"


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth a line in the timeline."""

    happened: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from a turn. The shell carries it out in one transaction."""

    lead: Lead | None
    """As it is afterwards, except the status: that moves by `happened`."""
    opens: bool = False
    """The lead is a new one (its id is not known yet)."""
    language: str | None = None
    says: tuple[Say, ...] = ()
    happened: tuple[Happened, ...] = ()
    notes: tuple[Note, ...] = ()
    needs_artist: tuple[Concern, ...] = ()
    passed_on: tuple[Concern, ...] = ()
    """Those of them of which the client was told that the artist knows: so the artist is told at once."""
    takes_back: frozenset[Concern] = frozenset()
    """What they wished before, or seemed to, and do not: nobody need see to it any more."""
    opted_out: bool | None = None
    """True: out from now on; False: back in; None: as before."""
    under_age: UnderAge | None = None
    """What they said of their age; None: what is known stays. An enquiry that ended with it may not have its id yet."""
    put_aside: Lead | None = None
    """They want something else instead of this one."""
    hands_over: Reason | None = None
    """A person answers this client from now on."""
    resumes: bool = False
    """The handover that was open is over."""
    erases: bool = False
    """Their data is deleted, once they have heard that it is."""
    about_health: bool = False
    """The client's words tell something about health: they are quoted in no notification."""
    meanwhile: bool = False
    """They wrote to a person who has not answered them yet."""
    quiet: Quiet | None = None
    pace: Pace = field(default_factory=Pace)

    @property
    def tells_late(self) -> bool:
        """Whether the client hears that the artist was reminded."""
        return any(phrase.key == LATE for say in self.says for phrase in say.phrases)

    @property
    def ending(self) -> Ending:
        if self.opted_out:
            return Ending.OPT_OUT
        if self.hands_over:
            return Ending.HANDOVER
        return Ending.REPLY if self.says else Ending.QUIET
