"""A turn: what is known in the middle of answering a client's messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tattoobot.domain import consultation
from tattoobot.domain.client import Client
from tattoobot.domain.consultation import Question
from tattoobot.domain.conversation.decision import Decision, Note, Quiet
from tattoobot.domain.conversation.subject import Subject
from tattoobot.domain.deposit import Owed, Payable
from tattoobot.domain.flags import Concern, FlagReason
from tattoobot.domain.handover import LATE, Handover, Reason
from tattoobot.domain.lead import OPEN, OVER, Answer, Happened, Lead, Source, Status
from tattoobot.domain.messages import Original
from tattoobot.domain.pace import Pace
from tattoobot.domain.says import Say
from tattoobot.domain.studio import Studio
from tattoobot.domain.under_age import UnderAge
from tattoobot.domain.understanding.reading import Context, Found, Memory

HEARS: dict[Concern, str] = {
    FlagReason.RUNNING_LATE: "told.late",
    FlagReason.CANCEL_REQUEST: "told.cancel",
    FlagReason.RESCHEDULE_REQUEST: "told.move",
    FlagReason.REFUND_WANTED: "told.refund",
}
"""What a client hears where more can be said than that it is passed on."""
OF_A_DATE = frozenset({FlagReason.RESCHEDULE_REQUEST})
"""This speaks of a date that is fixed."""


@dataclass(slots=True)
class Turn:
    """Lives for one call of `reply`: filled while the messages are heard, read when they are answered."""

    client: Client
    lead: Lead | None
    now: datetime
    """By the studio's clocks."""
    studio: Studio
    language: str
    opted_out: bool
    pace: Pace
    """How it went before; afterwards, how it goes on."""
    is_language_known: bool = True
    """Whether they have written in it; else it is the studio's, until a word tells."""
    deposit: Payable = Payable.OPEN
    owed: Owed | None = None
    """What is known of the deposit beside that."""
    wants_link: bool = False
    """They ask for the link that can be paid, or come back to it."""
    with_artist: bool = False
    """A person answers this client."""
    has_their_answer: bool = False
    """And has answered what the client waited for, without having said that they take the chat over."""
    waits_because: Reason | None = None
    """Why the client waits for a person who has not written yet."""
    meanwhile: bool = False
    """They wrote something while they wait."""
    tells_first_idea: bool = False
    """They told what the tattoo is to show while they wait."""
    asks_anew: bool = False
    """They asked something that the artist has yet to answer."""
    resumes: bool = False
    """The handover that was open is over."""
    is_late: bool = False
    """The artist was to have answered by now, and has not."""
    to_tell_late: bool = False
    """They have not heard yet that the artist was reminded of it."""
    opens: bool = False
    quoted: Mapping[str, Lead] = field(default_factory=dict)
    """By the id of one of our messages: the enquiry that it was about."""
    originals: Mapping[str, Original] = field(default_factory=dict)
    """By WhatsApp's id: what those of the client's messages about this enquiry said that are now changed or deleted."""
    rereads: str | None = None
    """The question that is taken for the open one while a changed message is read; "" for none."""
    summary_id: str | None = None
    """WhatsApp's id of the message that may be answered with "send it"."""
    reopened_from: Status | None = None
    """Where the lead was before it was taken up again."""
    put_aside: Lead | None = None
    under_age: UnderAge | None = None
    """As they said it in these messages."""
    asked_to_come: bool = False
    """They were asked whether they come on their date, and have not said yet."""
    offers_new: bool = False
    """Whether something new is offered beside what comes next."""
    turned: bool | None = None
    """Opted out (True) or back in (False) by these messages."""
    hands_over: Reason | None = None
    wants_call: bool = False
    """They ask to be rung, or to ring."""
    erases: bool = False
    """They want their data deleted, and have said so twice."""
    quiet: Quiet | None = None
    about_health: bool = False
    """These messages tell something about health: they are quoted in no notification."""
    of_health: list[str] = field(default_factory=list)
    """What they tell of it, in the client's words."""
    material: Source | None = None
    """The source under which the words that are being heard are kept, where somebody else wrote them."""
    expects_answer: bool = False
    awaited: bool = False
    """Whether an answer was expected before the message that is being heard."""
    heard: str = ""
    """The mark of what was typed; "" where nothing was."""
    contact: str = ""
    """A name and an address that stand beside what is being heard."""
    repeats: bool = False
    """These words were said before, or an automatic answerer wrote them: no facts are read in them."""
    puzzled: bool = False
    """Nothing but "?"."""
    said_before: bool = False
    """A remark was left out, as the client has it from the message before."""

    gained: list[str] = field(default_factory=list)
    """Facts that are new."""
    echoed: list[str] = field(default_factory=list)
    """Those of them that are said back."""
    changed: list[str] = field(default_factory=list)
    known_already: list[str] = field(default_factory=list)
    """Facts that were told once more: said back where nothing else is."""
    shown: tuple[str, ...] = ()
    """What of the brief the client has asked to see."""
    subject: Subject | None = None
    """What the tattoo shows, where these messages tell it first."""
    gentle: bool = False
    """They tell of a loss or an illness: nothing is called lovely."""
    pictures: int = 0
    shows_again: bool = False
    """Something was taken out of the idea: it is shown before it is sent."""
    unclear: str | None = None
    """The question to which these words were no answer."""
    ambiguous: Found | None = None
    ambiguous_words: str = ""
    half_a_place: dict[str, Any] = field(default_factory=dict)
    """A side or an aspect, said before the part of the body that it is of."""
    doubts_age: bool = False
    """An age below the minimum was named, and it is not plain whose."""
    asked_too: frozenset[str] = frozenset()
    """Questions that our last message asked beside the open one."""
    open_at_first: str | None = None
    """The question that was open before these messages."""
    waits: bool = False
    """They are about to send something: nothing is asked until it comes."""
    keeps_open: bool = False
    """Nothing of what was asked was passed over: something else was said first."""
    chosen: set[str] = field(default_factory=set)
    """Questions that were answered by a tap."""
    tapped: set[str] = field(default_factory=set)
    pointed: set[str] = field(default_factory=set)
    """Questions whose choice was pointed at in words: it is said back, as it may have been another that was meant."""
    remarks: list[str] = field(default_factory=list)
    """What is said before the next question, by its key."""

    says: list[Say] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    needs_artist: list[Concern] = field(default_factory=list)
    passed_on: list[Concern] = field(default_factory=list)
    takes_back: set[Concern] = field(default_factory=set)
    _memory: Memory = field(default_factory=Memory)

    @classmethod
    def of(
        cls,
        client: Client,
        lead: Lead | None,
        now: datetime,
        studio: Studio,
        handover: Handover | None,
        deposit: Payable,
        quoted: Mapping[str, Lead],
        unkept: Handover | None,
    ) -> "Turn":
        language = client.language or studio.language
        here = now.astimezone(studio.zone)
        turn = cls(
            client,
            lead,
            here,
            studio,
            language,
            client.opted_out,
            client.pace,
            deposit=deposit,
            quoted=quoted,
        )
        turn.open_at_first = turn.asked
        turn.asked_too = turn.beside_open_one()
        turn.with_artist = handover is not None and handover.holds(now)
        if turn.with_artist and handover is not None:
            turn.waits_because = None if handover.is_artists else handover.reason
            turn.has_their_answer = handover.is_artists and handover.reason is not Reason.ARTIST_TOOK_OVER
        turn.resumes = handover is not None and not turn.with_artist
        promised = handover or unkept
        turn.is_late = promised is not None and promised.is_late(now)
        if turn.is_late and promised is not None and promised.told_late_at is None:
            # While the handover is open, what they write now reaches the artist as well.
            turn.to_tell_late = turn.with_artist or promised.reminded_at is not None
        if turn.to_tell_late and not turn.with_artist:
            turn.remarks.append(LATE)
        if turn.resumes and turn.is_consulting:
            turn.remarks.append("handover.over")
            turn.lead = replace(turn.enquiry, asked={})
        return turn

    @property
    def enquiry(self) -> Lead:
        """The lead, where it is certain that there is one."""
        assert self.lead is not None
        return self.lead

    @property
    def enquiry_answers(self) -> dict[str, Answer]:
        return self.lead.answers if self.lead is not None else {}

    @property
    def is_consulting(self) -> bool:
        return self.lead is not None and self.lead.status is Status.QUALIFYING

    @property
    def awaits_deposit(self) -> bool:
        return self.lead is not None and self.lead.status is Status.AWAITING_DEPOSIT

    @property
    def has_paid(self) -> bool:
        """For this enquiry, as far as is known, and not all of it has gone back."""
        paid = {Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED, Status.COMPLETED}
        return self.deposit is Payable.HELD or (self.lead is not None and self.lead.status in paid)

    @property
    def date_comes_next(self) -> bool:
        return self.lead is not None and self.lead.status in {Status.DEPOSIT_PAID, Status.BOOKING_PENDING}

    @property
    def asked(self) -> str | None:
        """The open question."""
        if self.rereads is not None:
            return self.rereads or None
        lead = self.lead  # Asked twenty times in a turn: not by way of `is_consulting`.
        return lead.current_question if lead is not None and lead.status is Status.QUALIFYING else None

    def beside_open_one(self) -> frozenset[str]:
        """What our last message asked beside the question that is open."""
        question = self.question(self.asked)
        asks = [one for one in self.pace.said if one.startswith(("together.", "ask."))]
        together = [one for one in asks if one.startswith("together.")]
        if question is None or len(asks) + len(together) < 2:
            return frozenset()
        group = consultation.asked_with(question, self.enquiry_answers, self.studio.questions)
        return frozenset(one.key for one in group[1:])

    @property
    def questions_asked(self) -> list[Question]:
        """The open one first."""
        keys = (self.asked, *self.asked_too)
        return [question for key in keys if (question := self.question(key)) is not None]

    @property
    def today(self) -> date:
        """On the studio's calendar."""
        return self.now.date()

    @property
    def is_turned_away(self) -> bool:
        """Under age as far as is known, with nothing open or booked."""
        known = self.client.under_age
        if known is None or known.corrected or not known.holds(self.today):
            return False
        return self.lead is None or self.lead.status not in {*OPEN, Status.BOOKED, Status.COMPLETED}

    @property
    def is_open(self) -> bool:
        """And not sent to the artist by these messages."""
        ended = {Happened.BRIEF_COMPLETED, Happened.TOO_YOUNG} & {*self.happened}
        return self.lead is not None and self.lead.status in OPEN and not ended

    @property
    def is_over(self) -> bool:
        """It came to nothing: declined, called off, or on a list of those who wait."""
        return self.lead is not None and self.lead.status in OVER

    @property
    def is_put_aside(self) -> bool:
        return self.lead is not None and self.lead.status is Status.LAPSED

    def reopen(self, happened: Happened) -> None:
        """Take up the lead again as it was."""
        self.reopened_from = self.enquiry.status
        self.happened.append(happened)
        self.lead = self.enquiry.moved(happened)

    @property
    def _expected(self) -> str | None:
        """The question that these words most likely answer."""
        if self.is_turned_away:
            return "adult"
        return self.enquiry.current_question if self.is_put_aside else self.asked

    @property
    def context(self) -> Context:
        heard = self.language if self.is_language_known else None
        about = (self._expected, heard, self.language)
        context = self._memory.contexts.get(about)
        if context is None:
            context = self._memory.contexts[about] = self.studio.context(
                self.now, asked=about[0], language=heard, usual=self.language, memory=self._memory
            )
        return context

    def question(self, key: str | None) -> Question | None:
        return consultation.question(key, self.studio.questions)

    def next_question(self) -> Question | None:
        return self.next_after(self.enquiry.answers)

    def next_after(self, answers: Mapping[str, Answer]) -> Question | None:
        """The question that would be next, were these the answers."""
        return consultation.next_question(answers, self.studio.questions)

    def knows(self, key: str) -> bool:
        return self.lead is not None and key in self.lead.answers

    def lacks(self, key: str) -> bool:
        """Whether it was never answered, or left open."""
        answer = self.enquiry_answers.get(key)
        return answer is None or (answer.value is None and answer.source in {Source.TO_ASK, Source.UNSURE})

    def remark(self, key: str) -> None:
        """Say it once, however often there was reason to."""
        if key not in self.remarks:
            self.remarks.append(key)

    def pass_on(self, reason: Concern, told: str = "") -> None:
        """The artist is told, and the client hears that."""
        self.tell(reason)
        booked = self.lead is not None and self.lead.status is Status.BOOKED
        hears = HEARS.get(reason, "passed_on") if booked or reason not in OF_A_DATE else "passed_on"
        self.remark(told or hears)

    def tell(self, reason: Concern) -> None:
        """The artist hears of it, and the client something else."""
        self.needs_artist.append(reason)
        self.passed_on.append(reason)

    def forget(self) -> None:
        """What was read in it, once all is decided."""
        self._memory.forget()

    def decision(self) -> Decision:
        hands_over = self.hands_over
        if hands_over is not None and self.turned:
            # STOP came after it: nothing is announced, and the artist sees both.
            self.needs_artist.append(hands_over)
            hands_over = None
        silent = not self.says and hands_over is None and not self.turned
        lead = self.lead
        if lead is not None and self.reopened_from is not None:
            lead = replace(lead, status=self.reopened_from)
        return Decision(
            lead=lead,
            under_age=self.under_age,
            put_aside=self.put_aside,
            opens=self.opens,
            language=self.language,
            says=tuple(self.says),
            happened=tuple(self.happened),
            notes=tuple(self.notes),
            needs_artist=tuple(dict.fromkeys(self.needs_artist)),
            passed_on=tuple(dict.fromkeys(self.passed_on)),
            takes_back=frozenset(self.takes_back),
            opted_out=self.turned,
            hands_over=hands_over,
            resumes=self.resumes,
            erases=self.erases,
            about_health=self.about_health,
            meanwhile=self.meanwhile,
            quiet=self.quiet if silent else None,
            pace=self.pace,
        )
