"""reply(): a client's messages and their lead in, a decision out. Nothing here knows a database or a clock."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from tattoobot.domain import consultation
from tattoobot.domain.client import Client
from tattoobot.domain.consultation import CHANGE, FACTS_KEPT, SUMMARY, Accepts, Offer, Question
from tattoobot.domain.handover import HEALTH, Handover, Reason, announcement, hard_stop, when_answered
from tattoobot.domain.lead import OPEN, Answer, Happened, Lead, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Found, Reading

PICTURES = frozenset({Kind.IMAGE, Kind.VIDEO})
SILENT = frozenset({Kind.REACTION, Kind.SYSTEM, Kind.EDIT, Kind.REVOKE})
"""Kept and shown to the artist, but nobody expects an answer."""

PASSED_ON = {
    "cancel": "cancel_request",
    "reschedule": "reschedule_request",
    "running_late": "running_late",
}
"""Intents that a person has to deal with while the bot goes on, and the reason that the artist is shown."""

QUESTIONS_ASKED = {
    "price_question": "answer.price",
    "availability_question": "answer.availability",
    "policy_question": "answer.policy",
    "aftercare_question": "answer.aftercare",
}
"""Questions that a client may ask at any time; the open question is repeated in the same message."""

WORTH_REPEATING = frozenset({"size", "budget", "timing"})
"""Answers that are said back even where they were asked for: a misread number is seen at once."""

MAY_HOLD_AN_IDEA = frozenset({"enquiry", "answer", "correction", "price_question"})

NOT_AN_ANSWER = frozenset(
    {*PASSED_ON, *QUESTIONS_ASKED, "human_request", "complaint", "greeting", "thanks", "opt_in", "opt_out"}
)


class Quiet(StrEnum):
    """Why nothing is said: on purpose, always."""

    NO_ANSWER_EXPECTED = "no_answer_expected"  # a reaction, a deletion, a word of WhatsApp's own
    COURTESY = "courtesy"  # "thank you!" once all is said
    WITH_ARTIST = "with_artist"  # a person is talking to them
    OPTED_OUT = "opted_out"  # they said STOP; the artist sees that they wrote


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
    needs_artist: tuple[str, ...] = ()
    opted_out: bool | None = None
    """True: out from now on; False: back in; None: as before."""
    hands_over: Reason | None = None
    """A person answers this client from now on."""
    resumes: bool = False
    """The handover that was open is over."""
    quiet: Quiet | None = None

    @property
    def ending(self) -> Ending:
        if self.opted_out:
            return Ending.OPT_OUT
        if self.hands_over:
            return Ending.HANDOVER
        return Ending.REPLY if self.says else Ending.QUIET


def reply(
    client: Client,
    lead: Lead | None,
    messages: Sequence[Inbound],
    now: datetime,
    studio: Studio,
    handover: Handover | None = None,
) -> Decision:
    """Answer everything that a client has sent since the last turn, in the order in which it was sent.

    `lead` is the client's latest one, open or not. `now` is aware. The language is followed when it changes.
    While a `handover` holds, what they write is kept, and a person answers.
    """
    turn = _Turn(client, lead, now, studio, handover)
    for message in messages:
        turn.hear(message)
    turn.answer()
    return turn.decision()


def open_question(lead: Lead, studio: Studio) -> tuple[Lead, Say] | None:
    """What the bot asks when it comes back: the question that is open. None where it waits for nothing."""
    if lead.status is not Status.QUALIFYING:
        return None
    asked = consultation.question(lead.current_question, studio.questions)
    question = asked or consultation.next_question(lead.answers, studio.questions)
    if question is None:
        return lead.asking(SUMMARY), _summary(lead)
    asking = lead if question is asked else lead.asking(question.key)
    return asking, Say((Phrase(f"ask.{question.key}"),), _taps(question))


class _Turn:
    """What is known in the middle of a turn. Lives for one call of `reply`."""

    def __init__(
        self,
        client: Client,
        lead: Lead | None,
        now: datetime,
        studio: Studio,
        handover: Handover | None = None,
    ) -> None:
        self.with_artist = handover is not None and handover.holds(now)
        self.resumes = handover is not None and not self.with_artist
        self.hands_over: Reason | None = None
        self.quiet: Quiet | None = None
        self.client = client
        self.lead = lead
        self.now = now
        self.studio = studio
        self.language = client.language or studio.language
        self.opted_out = client.opted_out
        self.opens = False
        self.gained: list[str] = []
        self.echoed: list[str] = []
        self.changed: list[str] = []
        self.pictures = 0
        self.unclear: str | None = None
        self.ambiguous: Found | None = None
        back = self.resumes and lead is not None and lead.status is Status.QUALIFYING
        self.remarks: list[str] = ["handover.over"] if back else []
        self.tapped: set[str] = set()
        self.says: list[Say] = []
        self.happened: list[Happened] = []
        self.notes: list[Note] = []
        self.needs_artist: list[str] = []
        self.expects_answer = self.awaited = False
        self.turned: bool | None = None

    # ------------------------------------------------------------------ hearing

    def hear(self, message: Inbound) -> None:
        if message.kind in SILENT:
            self.quiet = self.quiet or Quiet.NO_ANSWER_EXPECTED
            return
        reading = self._read(message)
        if reading.intent == "opt_out":
            self._opt_out()
        elif self.with_artist:
            self._while_with_artist(message, reading)
        elif reason := self._calls_for_person(reading):
            self._hand_over(reason, message, reading)
        elif self.opted_out:
            self._while_opted_out(reading)
        else:
            self._listen(message, reading)

    def _calls_for_person(self, reading: Reading) -> Reason | None:
        consulting = self.lead is None or self.lead.status not in OPEN or self._is_consulting
        if self.lead is not None and self.lead.status in {Status.BOOKED, Status.COMPLETED}:
            consulting = False
        return hard_stop(reading, self._open_question(), consulting=consulting)

    def _hand_over(self, reason: Reason, message: Inbound, reading: Reading) -> None:
        """From here on a person answers. Of the rest of the burst nothing is lost, and nothing answered."""
        if self.lead is None:
            self._open_lead()
        self.hands_over = reason
        self.with_artist = True
        self._keep_quietly(message, reading)

    def _while_with_artist(self, message: Inbound, reading: Reading) -> None:
        if self.opted_out and reading.intent == "opt_in":
            self._while_opted_out(reading)
            return
        self.quiet = Quiet.WITH_ARTIST
        self._keep_quietly(message, reading)

    def _keep_quietly(self, message: Inbound, reading: Reading) -> None:
        """Facts are facts, whoever asked. What is open stays open until the bot comes back."""
        if self.lead is None or self.lead.status not in OPEN:
            return
        if message.kind is Kind.CHOICE:
            self._keep_choice(message)
        elif _is_picture(message):
            self._keep_picture()
        if "minor" in reading.flags:
            self.lead = self.lead.with_answer("adult", Answer("", False, "words"))
            self.needs_artist.append("under_age")
        for fact in reading.found:
            if len(fact.readings) <= 1 and fact.key in FACTS_KEPT:
                self._keep_fact(
                    fact.key, fact.value, message.text[fact.start : fact.end] or message.text, "words"
                )
            elif fact.key == "idea" and reading.intent in MAY_HOLD_AN_IDEA:
                self._keep_idea(message.text, _sentence_with(fact, message.text))

    def _read(self, message: Inbound) -> Reading:
        words = message.text if message.kind is not Kind.CHOICE else ""
        if not words.strip():
            return Reading(language=self.language, intent="other")
        reading = understand(
            words,
            Context(
                now=self.now.astimezone(self.studio.zone),
                asked=self._open_question(),
                language=self.language,
                country=self.studio.country,
                currency=self.studio.currency,
                unit=self.studio.unit,
            ),
        )
        self.language = reading.language
        asked = self._question(self._open_question())
        return _without_ages_of_others(reading, words) if asked is not None and asked.own else reading

    @property
    def _is_consulting(self) -> bool:
        return self.lead is not None and self.lead.status is Status.QUALIFYING

    def _open_question(self) -> str | None:
        return self.lead.current_question if self.lead is not None and self._is_consulting else None

    def _opt_out(self) -> None:
        if not self.opted_out:
            self.says = [Say((Phrase("opted_out"),))]
        self.opted_out = True
        self.turned = True
        self.expects_answer = False

    def _while_opted_out(self, reading: Reading) -> None:
        if reading.intent != "opt_in":
            self.quiet = Quiet.OPTED_OUT
            self.notes.append(Note("wrote_after_opt_out"))
            self.needs_artist.append("wrote_after_opt_out")
            return
        self.opted_out = False
        self.turned = False
        self.says = []
        self.remarks.append("welcome_back")
        self.expects_answer = True

    def _listen(self, message: Inbound, reading: Reading) -> None:
        self.awaited, self.expects_answer = self.expects_answer, True
        if self.lead is None or self.lead.status not in OPEN:
            self._listen_after_the_end(message, reading)
        elif not self._is_consulting and _only_thanks(message, reading):
            self._let_be()
        else:
            self._keep(message, reading)

    def _listen_after_the_end(self, message: Inbound, reading: Reading) -> None:
        """Between two enquiries: a courtesy is let be, anything else begins a new one."""
        if self.lead is not None:
            if message.choice == "again:booking":
                self._pass_on("message_after_booking")
                return
            if self.lead.status is Status.BOOKED and message.choice != "again:new":
                self._listen_when_booked(message, reading)
                return
            if reading.intent in {"thanks", "yes", "no"} and not reading.found:
                self._let_be()
                return
        self._open_lead()
        self._keep(message, reading)

    def _listen_when_booked(self, message: Inbound, reading: Reading) -> None:
        facts = {fact.key for fact in reading.found} - {"timing", "adult", "instagram"}
        if reading.intent in {"thanks", "yes"} and not facts:
            self._let_be()
        elif reading.intent in QUESTIONS_ASKED:
            self.remarks.append(QUESTIONS_ASKED[reading.intent])
        elif reading.intent == "enquiry" or "idea" in facts or len(facts) > 1:
            self._open_lead()
            self._keep(message, reading)
        elif reading.intent == "greeting":
            taps = (Tap("again:booking", "offer.again.booking"), Tap("again:new", "offer.again.new"))
            self.says = [Say((Phrase("again"),), taps)]
        else:
            self._pass_on(PASSED_ON.get(reading.intent, "message_after_booking"))

    def _let_be(self) -> None:
        """Unless something else in the same burst waits for an answer."""
        self.expects_answer = self.awaited
        self.quiet = None if self.awaited else Quiet.COURTESY

    def _open_lead(self) -> None:
        artist_id = self.lead.artist_id if self.lead else 0
        self.lead = Lead(0, self.client.id, artist_id, Status.QUALIFYING)
        self.opens = True
        self.remarks.append("hello_again" if artist_id else "hello")

    def _keep(self, message: Inbound, reading: Reading) -> None:
        """Take every fact out of one message, asked for or not."""
        asked = self._open_question()
        if message.kind is Kind.CHOICE:
            self._keep_choice(message)
            return
        if _is_picture(message):
            self._keep_picture()
        elif message.kind is Kind.LOCATION:
            self._keep_fact("location", _place_of(message, reading), message.text, "words")
        elif message.kind not in {Kind.TEXT, Kind.CONTACTS, Kind.STICKER}:
            self.remarks.append("voice_note" if message.kind is Kind.AUDIO else "cannot_read")
            self.needs_artist.extend(["voice_note"] if message.kind is Kind.AUDIO else [])
        if message.text.strip() and message.kind is not Kind.LOCATION:
            self._keep_words(message.text, reading, asked)

    def _keep_words(self, text: str, reading: Reading, asked: str | None) -> None:
        if asked in {SUMMARY, CHANGE} and (named := self._named(text)):
            self.tapped.add(f"change:{named}")
            return
        for fact in reading.found:
            if self._same_words_answer(asked, fact, reading):
                continue
            if len(fact.readings) > 1:
                self.ambiguous = fact
            elif fact.key == "idea":
                if asked == "idea" or reading.intent in MAY_HOLD_AN_IDEA:
                    self._keep_idea(text, _sentence_with(fact, text))
            elif fact.key in FACTS_KEPT and not self._beside_the_point(fact.key, reading):
                value = self._with_known_place(fact.value) if fact.key == "placement" else fact.value
                if value is not None:
                    self._keep_fact(fact.key, value, text[fact.start : fact.end] or text, "words")
        self._note_intent(reading)
        found = {fact.key for fact in reading.found}
        if asked and asked not in found and not self._knows(asked):
            self._take_as_answer(asked, text, reading)
        elif asked and asked not in found:
            self._add_to_answer(asked, text)

    def _with_known_place(self, place: dict[str, Any] | None) -> dict[str, Any] | None:
        """ "left, not right" is about the place that is known; without one it says nothing yet."""
        if place is None or place["part"] is not None:
            return place
        known = self.lead.answers.get("placement") if self.lead is not None else None
        if known is None or known.value is None:
            return None
        return {**known.value, **{key: said for key, said in place.items() if said is not None}}

    def _same_words_answer(self, asked: str | None, fact: Found, reading: Reading) -> bool:
        """ "palm" may be a size or a place: where the size was asked for, it does not move a place that is known."""
        answer = next((other for other in reading.found if other.key == asked), None)
        if answer is None or fact.key in {asked, "idea"} or not self._knows(fact.key):
            return False
        return fact.start < answer.end and answer.start < fact.end

    def _beside_the_point(self, key: str, reading: Reading) -> bool:
        """What an answer to a question of the studio's own mentions changes nothing that is known already."""
        asked = self._question(self._open_question())
        return asked is not None and asked.own and self._knows(key) and reading.intent != "correction"

    def _keep_idea(self, text: str, said_back: str) -> None:
        """The idea is kept in the client's own words; later fragments add to it. Of a long message the client hears
        only the sentence that tells it."""
        assert self.lead is not None
        before = self.lead.answers.get("idea")
        if before is None:
            self._keep_fact("idea", said_back, text.strip(), "words")
        elif self.lead.current_question == "idea":
            words, back = f"{before.text}\n{text.strip()}", f"{before.value}\n{said_back}"
            self.lead = self.lead.with_answer("idea", Answer(words, back, "words"))

    def _note_intent(self, reading: Reading) -> None:
        if reading.intent in PASSED_ON:
            self._pass_on(PASSED_ON[reading.intent])
        elif reading.flags & HEALTH:
            self._pass_on("medical")
        elif "payment_screenshot" in reading.flags:
            self.remarks.append("payment_screenshot")
        if reading.intent in QUESTIONS_ASKED:
            self.remarks.append(QUESTIONS_ASKED[reading.intent])
        if "minor" in reading.flags and self.lead is not None:
            self.lead = self.lead.with_answer("adult", Answer("", False, "words"))

    def _take_as_answer(self, asked: str, text: str, reading: Reading) -> None:
        """Nothing was read for the open question: is it an answer all the same?"""
        question = self._question(asked)
        if question is None or asked in {SUMMARY, CHANGE}:
            self._take_at_summary(asked, reading)
        elif question.own and (offer := question.chosen(text)):
            self._keep_fact(asked, offer.value, text, "unsure" if offer.unsure else "words")
        elif reading.intent in {"skip", "dont_know"} and not question.must:
            self._keep_fact(asked, None, text, "unsure")
        elif reading.intent in NOT_AN_ANSWER or _is_about_another(question, reading):
            return
        elif question.accepts is Accepts.ANYTHING:
            if asked != "idea":
                self._keep_fact(asked, None, text, "words")
            elif _says_more_than(reading.found, text):
                self._keep_fact(asked, text.strip(), text, "words")
        elif question.optional and reading.intent == "no":
            self._keep_fact(asked, None, text, "unsure")
        else:
            self._take_unclear(question, text)

    def _add_to_answer(self, asked: str, text: str) -> None:
        """People answer in fragments: all that come in one turn are one answer, in their own words."""
        question = self._question(asked)
        if self.lead is not None and question is not None and question.own:
            before = self.lead.answers[asked]
            if before.value is None and before.source == "words":
                words = f"{before.text}\n{text.strip()}"
                self.lead = self.lead.with_answer(asked, replace(before, text=words))

    def _take_unclear(self, question: Question, text: str) -> None:
        """Once more, differently; after that the words are kept for the artist and the talk goes on."""
        assert self.lead is not None
        if self.lead.asked.get(question.key, 0) < 2 or (question.must and self.lead.asked[question.key] < 3):
            self.unclear = question.key
        else:
            self._keep_fact(question.key, None, text, "check")
            self.unclear = None

    def _named(self, text: str) -> str | None:
        """The question that "the size" means, once it is about changing something."""
        named = [question.key for question in self.studio.questions if question.is_named(text)]
        if len(named) != 1 or not self._knows(named[0]):
            return None
        return named[0]

    def _take_at_summary(self, asked: str, reading: Reading) -> None:
        if asked == SUMMARY and reading.intent == "yes" and not reading.found:
            self.tapped.add("summary:send")
        elif asked == SUMMARY and reading.intent == "no" and not reading.found:
            self.tapped.add("summary:change")

    def _keep_choice(self, message: Inbound) -> None:
        key, _, offer_id = (message.choice or "").partition(":")
        question = self._question(key)
        offer = next((o for o in question.offers if o.id == offer_id), None) if question else None
        if question is not None and offer is not None:
            self._keep_fact(key, offer.value, message.text, "unsure" if offer.unsure else "tap")
        elif key == "reading" and self.lead is not None:
            self._keep_reading(offer_id, message.text)
        elif key in {SUMMARY, CHANGE}:
            self.tapped.add(message.choice or "")

    def _keep_reading(self, choice: str, text: str) -> None:
        """One of two readings was tapped: the title says it in full, so it is simply read again."""
        reading = understand(text, Context(self.now.astimezone(self.studio.zone), asked=choice.split(":")[0]))
        for fact in reading.found:
            if fact.key in FACTS_KEPT:
                self._keep_fact(fact.key, fact.value, text, "tap")

    def _keep_picture(self) -> None:
        self.pictures += 1
        assert self.lead is not None
        self.lead = self.lead.with_answer("reference_images", Answer("", "has", "photo"))

    def _keep_fact(self, key: str, value: Any, text: str, source: str) -> None:
        assert self.lead is not None
        before = self.lead.answers.get(key)
        if before is not None and (value is None or before.value == value):
            return
        self.lead = self.lead.with_answer(key, Answer(text.strip(), value, source))
        if self.unclear == key:
            self.unclear = None
        if before is not None:
            self.changed.append(key)
            self.notes.append(Note("answer_changed", {"key": key}))
        elif source == "words" and key != "idea":
            self.gained.append(key)
            if value is not None and (key in WORTH_REPEATING or key != self._open_question()):
                self.echoed.append(key)
        if key == "style" and value is not None and not self.studio.offers_style(value):
            self._style_not_offered()

    def _style_not_offered(self) -> None:
        """Said as it is; the artist sees the wish all the same, and may suggest a version of it."""
        self.needs_artist.append("style_not_offered")
        if "style_not_offered" not in self.remarks:
            self.remarks.append("style_not_offered")

    def _pass_on(self, reason: str) -> None:
        self.needs_artist.append(reason)
        if "passed_on" not in self.remarks:
            self.remarks.append("passed_on")

    def _knows(self, key: str) -> bool:
        return self.lead is not None and key in self.lead.answers

    def _question(self, key: str | None) -> Question | None:
        return consultation.question(key, self.studio.questions)

    # ------------------------------------------------------------------ answering

    def answer(self) -> None:
        if self.hands_over is not None:
            self._announce(self.hands_over)
            return
        if self.says or not self.expects_answer or self.opted_out:
            return
        if self.with_artist:
            self._say(self._when_answered())
            return
        status = self.lead.status if self.lead else None
        ANSWERS.get(status, _Turn.answer_after_the_end)(self)

    def _announce(self, reason: Reason) -> None:
        """Once, and nothing beside it: whatever else was asked, a person answers now."""
        if self.opted_out:
            return
        greeting = [Phrase(remark) for remark in self.remarks if remark in {"hello", "welcome_back"}]
        told = announcement(
            reason,
            self.studio.handover,
            self.now,
            self.studio.zone,
            in_studios_language=self.language == self.studio.language,
        )
        self.says = [Say((*greeting, *told))]

    def _when_answered(self) -> Phrase:
        return when_answered(
            self.studio.handover,
            self.now,
            self.studio.zone,
            in_studios_language=self.language == self.studio.language,
        )

    def answer_consulting(self) -> None:
        assert self.lead is not None
        adult = self.lead.answers.get("adult")
        if adult is not None and adult.value is False:
            self.happened.append(Happened.TOO_YOUNG)
            self._say(Phrase("too_young", {"age": self.studio.minimum_age}))
        elif "summary:send" in self.tapped and self._next() is None:
            self.lead = replace(self.lead, current_question=None)
            self.happened.append(Happened.BRIEF_COMPLETED)
            self._say(Phrase("sent_to_artist"))
        elif "summary:change" in self.tapped:
            self._ask_what_to_change()
        elif change := next((tap for tap in self.tapped if tap.startswith("change:")), None):
            self._ask_again_for(change.removeprefix("change:"))
        elif self.ambiguous is not None:
            self._ask_which(self.ambiguous)
        else:
            self._ask_next()

    def answer_pending(self) -> None:
        if self.gained or self.changed or self.pictures:
            self.needs_artist.append("added_to_brief")
            self._say(Phrase("added"))
        else:
            self._say(*([] if self.remarks else [Phrase("still_with_artist")]))

    def answer_awaiting_deposit(self) -> None:
        self._keep_for_artist()
        self._say(*([] if self.remarks else [Phrase("deposit_waits")]))

    def answer_paid(self) -> None:
        self._keep_for_artist()
        self._say(*([] if self.remarks else [Phrase("deposit_is_in")]))

    def answer_after_the_end(self) -> None:
        self._say()

    def _keep_for_artist(self) -> None:
        if self.gained or self.changed or self.pictures:
            self.needs_artist.append("added_to_brief")

    def _next(self) -> Question | None:
        assert self.lead is not None
        return consultation.next_question(self.lead.answers, self.studio.questions)

    def _ask_next(self) -> None:
        assert self.lead is not None
        question = self._next()
        if question is None:
            self.lead = self.lead.asking(SUMMARY)
            summary = _summary(self.lead)
            self._say(*summary.phrases, taps=summary.taps, echo="changed")
            return
        differently = self.unclear == question.key
        self.lead = self.lead.asking(question.key)
        self._say(Phrase(f"{'again' if differently else 'ask'}.{question.key}"), taps=_taps(question))

    def _ask_what_to_change(self) -> None:
        assert self.lead is not None
        self.lead = self.lead.asking(CHANGE)
        known = [q.key for q in self.studio.questions if q.key in self.lead.answers]
        taps = tuple(
            Tap(f"change:{key}", f"label.{key}", {"answer": (key, self.lead.answers[key])})
            for key in known
            if key != "reference_images"
        )
        self._say(Phrase("what_to_change"), taps=taps[:10])

    def _ask_again_for(self, key: str) -> None:
        assert self.lead is not None
        question = self._question(key)
        if question is None:
            self._ask_next()
            return
        answers = {other: answer for other, answer in self.lead.answers.items() if other != key}
        self.lead = replace(self.lead, answers=answers).asking(key)
        self.notes.append(Note("answer_reopened", {"key": key}))
        self._say(Phrase(f"ask.{key}"), taps=_taps(question))

    def _ask_which(self, fact: Found) -> None:
        assert self.lead is not None
        self.lead = self.lead.asking(fact.key)
        taps = tuple(
            Tap(f"reading:{fact.key}:{n}", "value", {"value": (fact.key, value)})
            for n, value in enumerate(fact.readings[:3])
        )
        self._say(Phrase(f"which.{fact.key}"), taps=taps)

    def _say(self, *phrases: Phrase, taps: tuple[Tap, ...] = (), echo: str = "gained") -> None:
        """One message: what was understood, what was asked by the client, then what comes next."""
        said = [phrase for remark in self.remarks for phrase in self._phrases_of(remark)]
        if self.pictures:
            said.append(Phrase("thanks_for_pictures", {"count": self.pictures}))
        echoed = self._echo(self.changed + (self.echoed if echo == "gained" else []))
        if echoed and phrases:
            said.append(Phrase("changed" if self.changed else "noted", {"answers": echoed}))
        if said or phrases:
            self.says.append(Say((*said, *phrases), taps))

    def _phrases_of(self, remark: str) -> list[Phrase]:
        """A remark in full: who asks for the price hears the studio's figures too, where the studio says so."""
        answers = self.lead.answers if self.lead else {}
        if remark == "style_not_offered":
            return [Phrase(remark, {"answers": {"style": answers["style"]}})]
        if remark != "answer.price" or not self.studio.prices.shown:
            return [Phrase(remark)]
        price = self.studio.estimate_of(answers).price
        least = self.studio.prices.minimum
        figures = [Phrase("answer.price.minimum", {"money": {"minimum": (least, None)}})] if least else []
        if price is not None:
            figures.append(Phrase("answer.price.estimate", {"money": {"price": price}}))
        return [Phrase(remark), *figures]

    def _echo(self, keys: Sequence[str]) -> dict[str, Answer]:
        """What is said back, in the order of the questions."""
        if self.lead is None:
            return {}
        ordered = consultation.in_order(dict.fromkeys(keys), self.studio.questions)
        silent = {"adult", "reference_images", "idea"}
        silent |= {"style"} if "style_not_offered" in self.remarks else set()
        return {
            key: self.lead.answers[key] for key in ordered if key in self.lead.answers and key not in silent
        }

    def decision(self) -> Decision:
        hands_over = self.hands_over
        if hands_over is not None and self.turned:
            # STOP came after it: nothing is announced, and the artist sees both.
            self.needs_artist.append(hands_over)
            hands_over = None
        silent = not self.says and hands_over is None and not self.turned
        return Decision(
            lead=self.lead,
            opens=self.opens,
            language=self.language,
            says=tuple(self.says),
            happened=tuple(self.happened),
            notes=tuple(self.notes),
            needs_artist=tuple(dict.fromkeys(self.needs_artist)),
            opted_out=self.turned,
            hands_over=hands_over,
            resumes=self.resumes,
            quiet=self.quiet if silent else None,
        )


ANSWERS: dict[Status | None, Callable[[_Turn], None]] = {
    Status.QUALIFYING: _Turn.answer_consulting,
    Status.PENDING_APPROVAL: _Turn.answer_pending,
    Status.AWAITING_DEPOSIT: _Turn.answer_awaiting_deposit,
    Status.DEPOSIT_PAID: _Turn.answer_paid,
    Status.BOOKING_PENDING: _Turn.answer_paid,
}


def _summary(lead: Lead) -> Say:
    taps = (Tap("summary:send", "offer.summary.send"), Tap("summary:change", "offer.summary.change"))
    return Say((Phrase("summary", {"answers": lead.answers}),), taps)


def _is_picture(message: Inbound) -> bool:
    return message.kind in PICTURES or (
        message.kind is not Kind.STICKER
        and message.media is not None
        and message.media.mime_type.startswith("image/")
    )


def _taps(question: Question) -> tuple[Tap, ...]:
    return tuple(_tap(question.key, offer) for offer in question.offers)


def _tap(key: str, offer: Offer) -> Tap:
    return Tap(f"{key}:{offer.id}", f"offer.{key}.{offer.id}")


def _is_about_another(question: Question, reading: Reading) -> bool:
    """Words that hold other facts are no answer to a question with values; to an open one, unless they correct."""
    if question.accepts is Accepts.VALUE:
        return bool(reading.found)
    return question.own and reading.intent == "correction" and bool(reading.found)


SENTENCE_ENDS = re.compile(r"[.!?…]+\s+|\n+")

OF_ONESELF = ("i'm", "i’m", "im ", "i am", "my age", "tengo", "tenho", "eu ", "ich", "j'ai", "j’ai", "jai ")
"""How people begin who tell their own age."""

FILLERS = frozenset(
    {
        *(
            "and",
            "the",
            "for",
            "with",
            "about",
            "maybe",
            "please",
            "something",
            "want",
            "would",
            "like",
            "yes",
            "yeah",
            "not",
        ),
        *("para", "con", "una", "uno", "unos", "por", "favor", "algo", "quiero", "como", "los", "las"),
        *("com", "uma", "uns", "umas", "quero", "mais"),
        *("und", "der", "die", "das", "ein", "eine", "für", "mit", "bitte", "etwas", "auf", "dem", "den"),
        *("pour", "avec", "une", "des", "les", "sur", "plaît", "environ", "voudrais", "dans"),
    }
)
"""Words that say nothing of what a tattoo shows."""


def _without_ages_of_others(reading: Reading, text: str) -> Reading:
    """ "Ten years or so" answers a question of the studio's own; it is the client's age if they say "I'm".

    Whether they are of age is asked anyway.
    """
    ages = [fact for fact in reading.found if fact.key == "adult"]
    if not ages or any(text[age.start : age.end].casefold().startswith(OF_ONESELF) for age in ages):
        return reading
    found = tuple(fact for fact in reading.found if fact.key != "adult")
    return replace(reading, found=found, flags=reading.flags - {"minor"})


def _only_thanks(message: Inbound, reading: Reading) -> bool:
    return message.kind is Kind.TEXT and reading.intent == "thanks" and not reading.found


def _sentence_with(fact: Found, text: str) -> str:
    begins = [0, *(end.end() for end in SENTENCE_ENDS.finditer(text))]
    first = max(begin for begin in begins if begin <= fact.start)
    last = next((begin for begin in begins if begin >= fact.end), len(text))
    return text[first:last].strip()


def _says_more_than(found: Sequence[Found], text: str) -> bool:
    """Whether words are left beside the facts that were read: "left wrist" alone is no idea for a tattoo."""
    left = list(text)
    for fact in found:
        left[fact.start : fact.end] = " " * (fact.end - fact.start)
    words = (word.strip(".,;:!?…").casefold() for word in "".join(left).split())
    return any(len(word) > 2 and word.isalpha() and word not in FILLERS for word in words)


def _place_of(message: Inbound, reading: Reading) -> Any:
    return reading.slots.get("location")
