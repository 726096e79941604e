"""Conversation files: a whole booking as text that an artist can read and write.

Each line is one step, `who: what`. Lines that begin with spaces go on with the text of the line before.
Empty lines and lines that begin with # are for the reader.
"""

import re
from dataclasses import dataclass
from pathlib import Path

LINE = re.compile(
    r"(?P<who>[a-z]+(?: [a-z_]+)*?)(?: (?P<number>\d+))?(?: (?P<does>taps|gets))?\s*:\s?(?P<text>.*)"
)
SILENCE = re.compile(r"silence(?: (?P<seconds>\d+) s)?")
PHOTOS = re.compile(r"\[(?:(?P<count>\d+) )?photos?\]", re.IGNORECASE)
THINGS = re.compile(
    r"\[(?:(?P<thing>voice note|sticker|edit notice)|reacts (?P<emoji>\S+)|location (?P<place>[^\]]+))\]",
    re.IGNORECASE,
)
ANYTHING = re.compile(r"…|\.\.\.")

FEW = 8

VERBS = {
    "client": "writes, or sends [2 photos], [voice note], [sticker], [location Leeds], [reacts 👍], [edit notice]",
    "client taps": "taps the button or row with this title",
    "bot": "the next message to the client has these words; … stands for anything, * for any message, | for or",
    "says nothing but": "everything said to the client has these words, for 2 seconds",
    "silence": "nothing more is said to the client for 2 seconds",
    "artist": "the artist writes to the studio's number",
    "artist gets": "a message to the artist has these words",
    "artist taps": "opens the link behind this word in the artist's newest message, and confirms",
    "desk": "approve | reject, reason … | send-deposit | send-booking-link, URL | mark-booked; `-> 409` expects a code",
    "stripe": "paid | paid later | money arrives | money does not arrive | declined | expired | refunded | disputed",
    "clock": "+13 h (s, min, h, d)",
    "webhooks": "hold | release [reversed|shuffled|together] [twice] | duplicate the last one | replay all",
    "whatsapp": "ok | slow | down | … : the mood of WhatsApp",
    "status": "the client's newest lead comes to have this status",
    "deposit": "the client's newest deposit comes to have this status",
    "leads": "the client has so many leads",
    "answer": "answer size: {…} — the value that was understood, as JSON; null for none",
    "opted out": "yes | no",
    "needs artist": "yes | no",
    "title": "what the conversation is called",
    "messages": "so many of the bot's it may take at most until the artist has the brief; 8 where nothing is said",
}


class NotReadable(Exception):
    """A line of the file is not a step."""


@dataclass(frozen=True, slots=True)
class Step:
    line: int
    verb: str
    text: str
    client: int | None = None
    """Which client it is about; None: whoever was last."""
    about: str = ""
    """The key in `answer size: …`."""

    def __str__(self) -> str:
        number = f" {self.client}" if self.client else ""
        return f"{self.verb}{number}{' ' + self.about if self.about else ''}: {self.text}"


@dataclass(frozen=True, slots=True)
class Conversation:
    title: str
    steps: tuple[Step, ...]
    most_messages: int = FEW
    """Of the bot's, until the artist has the brief."""


def read(path: Path) -> Conversation:
    return parse(path.read_text(encoding="utf-8"), path.stem.replace("_", " "))


def parse(text: str, title: str = "") -> Conversation:
    steps: list[Step] = []
    most_messages = FEW
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace():
            steps.append(_longer(steps, number, line.strip()))
            continue
        step = _step(number, line.strip())
        if step.verb == "title":
            title = step.text
        elif step.verb == "messages":
            if not step.text.isdecimal():
                raise NotReadable(f"line {number}: a number of messages is wanted")
            most_messages = int(step.text)
        else:
            steps.append(step)
    return Conversation(title, tuple(steps), most_messages)


def _longer(steps: list[Step], number: int, more: str) -> Step:
    if not steps:
        raise NotReadable(f"line {number}: there is nothing yet that this line could go on with")
    last = steps.pop()
    return Step(last.line, last.verb, f"{last.text}\n{more}", last.client, last.about)


def _step(number: int, line: str) -> Step:
    if silence := SILENCE.fullmatch(line):
        return Step(number, "silence", silence["seconds"] or "2")
    match = LINE.fullmatch(line)
    if match is None:
        raise NotReadable(f"line {number}: {line!r} is not a step; a step is `who: what`")
    verb, about = match["who"], ""
    if verb.startswith("answer "):
        verb, _, about = verb.partition(" ")
    if match["does"]:
        verb = f"{verb} {match['does']}"
    if verb not in VERBS:
        raise NotReadable(f"line {number}: I do not know `{verb}`. There are: {', '.join(VERBS)}.")
    client = int(match["number"]) if match["number"] else None
    return Step(number, verb, match["text"].strip(), client, about)


def photos(text: str) -> tuple[int, str]:
    """How many photos a client's line sends, and the words with them."""
    found = PHOTOS.search(text)
    if found is None:
        return 0, text
    return int(found["count"] or 1), " ".join(PHOTOS.sub(" ", text).split())


def thing(text: str) -> tuple[str, str] | None:
    """What else a client may send: `voice note`, `sticker`, `edit notice`, `reaction`, `location`; and which."""
    found = THINGS.fullmatch(text.strip())
    if found is None:
        return None
    if found["thing"]:
        return found["thing"].lower(), ""
    return ("reaction", found["emoji"]) if found["emoji"] else ("location", found["place"])


def fits(pattern: str, said: str) -> bool:
    """Whether a message has the words of a pattern, whatever the case and the kind of quotes."""
    if pattern.strip() == "*":
        return True
    return any(_fits(_plain(one), _plain(said)) for one in re.split(r"\s\|\s", pattern))


def is_called(pattern: str, title: str) -> bool:
    """Whether a button, a row or a link has this title; the whole of it, unless the pattern has a …"""
    return fits(pattern, title) if ANYTHING.search(pattern) else _plain(pattern) == _plain(title)


def _fits(pattern: str, said: str) -> bool:
    parts = [re.escape(part.strip()) for part in ANYTHING.split(pattern)]
    return re.search(".*".join(part for part in parts if part), said, re.DOTALL) is not None


def _plain(text: str) -> str:
    quotes = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
    return " ".join(text.translate(quotes).casefold().split())
