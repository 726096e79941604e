"""How the scripted conversations read: printed by `make conversations`.

Each file of tests/conversations is heard again by the conversation itself, without server and clock, up to the brief.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

from tattoobot.domain.client import Client
from tattoobot.domain.conversation import reply
from tattoobot.domain.handover import Handover
from tattoobot.domain.lead import Actor, Happened, Lead
from tattoobot.domain.messages import Buttons, Inbound, Kind, Media, Menu
from tattoobot.domain.says import Say
from tattoobot.domain.studio import ArtistProfile, Studio
from tattoobot.sandbox.player.conversation_file import Step, is_called, photos, read, thing
from tattoobot.wording import Wording

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "conversations"
STUDIO = Studio(artists=(ArtistProfile("artist", "Robin"),))
BEGINS = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
LONG = timedelta(days=1000)
SLOW = 6
"""A client who needs so many turns up to the brief answers one thing at a time."""
OURS = re.compile(r"^(?:hello|noted|named|changed|kind|thanks)")


@dataclass(slots=True)
class Heard:
    """One conversation, as far as the brief."""

    title: str
    turns: int = 0
    sent: bool = False
    said: list[Say] = field(default_factory=list)
    unanswered: int = 0
    told: int = 0

    @property
    def messages(self) -> int:
        return len(self.said)

    @property
    def repeated_openings(self) -> int:
        firsts = [say.phrases[0].key for say in self.said]
        return sum(one == other for one, other in pairwise(firsts) if OURS.match(one))

    @property
    def repeated_sentences(self) -> int:
        answers = [p.key for say in self.said for p in say.phrases if p.key.startswith(("answer.", "kind."))]
        return len(answers) - len({*answers})


def hear(path: Path) -> Heard:
    """Play what the first client of a file writes until the artist has the brief, or a person answers."""
    script = read(path)
    heard = Heard(script.title)
    client = Client(id=1, name="Client", phone="15550100001")
    lead: Lead | None = None
    handover: Handover | None = None
    now = BEGINS
    for number, step in enumerate(script.steps):
        if (step.client or 1) != 1 or not step.verb.startswith("client"):
            continue
        now += timedelta(minutes=1)
        messages = _messages(step, number, now, heard.said, client.language)
        decision = reply(client, lead, messages, now, STUDIO, handover)
        heard.turns += 1
        heard.said += decision.says
        heard.told += len(decision.passed_on)
        silent = not decision.says and decision.quiet is None and decision.hands_over is None
        heard.unanswered += "?" in step.text and silent
        opted_out = client.opted_out if decision.opted_out is None else decision.opted_out
        client = replace(client, language=decision.language, pace=decision.pace, opted_out=opted_out)
        lead = decision.lead
        for happened in decision.happened:
            lead = lead.moved(happened) if lead is not None else None
        if decision.hands_over:
            handover = Handover(1, 1, 1, decision.hands_over, Actor.CLIENT, now, now + LONG)
        heard.sent = Happened.BRIEF_COMPLETED in decision.happened
        if heard.sent or handover is not None:
            break
    return heard


def _messages(
    step: Step, number: int, now: datetime, said: Sequence[Say], language: str | None
) -> list[Inbound]:
    plain = Inbound(f"wamid.{number}", "15550100001", None, "Client", now, Kind.TEXT, step.text)
    if step.verb == "client taps":
        wording = Wording(STUDIO, language, "Robin")
        shown = (wording.message(say) for say in reversed(said))
        offered = [one for message in shown if isinstance(message, Buttons | Menu) for one in message.choices]
        tapped = next((one for one in offered if is_called(step.text, one.title)), None)
        return [replace(plain, kind=Kind.CHOICE, choice=tapped.id, text=tapped.title)] if tapped else [plain]
    if other := thing(step.text):
        if other[0] == "edit notice":
            return [replace(plain, kind=Kind.UNSUPPORTED, detail="edit", text="")]
        kind = {"voice note": Kind.AUDIO, "sticker": Kind.STICKER, "reaction": Kind.REACTION}.get(other[0])
        return [replace(plain, kind=kind or Kind.LOCATION, text=other[1])]
    count, words = photos(step.text)
    pictures = [
        replace(
            plain,
            provider_id=f"wamid.{number}.{n}",
            kind=Kind.IMAGE,
            text=words if n == 0 else "",
            media=Media(f"{number}.{n}", "image/jpeg"),
        )
        for n in range(count)
    ]
    return pictures or [plain]


def all_of_them() -> list[Heard]:
    return [hear(path) for path in sorted(FOLDER.glob("*.txt"))]


def report(heard: Sequence[Heard]) -> str:
    sent = [one for one in heard if one.sent]
    slow = [one.messages for one in sent if one.turns >= SLOW]
    middle = median(one.messages for one in sent)
    worst = max(sent, key=lambda one: one.messages)
    return "\n".join(
        (
            f"conversations                    {len(heard)}, {len(sent)} of them up to the brief",
            f"messages up to the brief         median {middle:g}, worst {worst.messages} ({worst.title})",
            f"  of clients who answer singly   median {median(slow):g}" if slow else "",
            f"openings twice running           {sum(one.repeated_openings for one in heard)}",
            f"answers given twice              {sum(one.repeated_sentences for one in heard)}",
            f"questions left unanswered        {sum(one.unanswered for one in heard)}",
            f"times the artist was told        {sum(one.told for one in heard)}",
        )
    )


def main() -> None:
    heard = all_of_them()
    if "-v" in sys.argv:
        for one in heard:
            print(f"{one.messages:3d} {'sent' if one.sent else '    '} {one.title}")
    print(report(heard))


if __name__ == "__main__":
    main()
