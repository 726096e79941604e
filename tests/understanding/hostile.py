"""Texts that a careless expression would choke on, and how long reading them takes."""

import time
from datetime import UTC, datetime
from itertools import cycle, islice

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context

LONGEST = 4096
PLAIN = "hello, i would like a fox on my left forearm, about 10 cm, fine line, black and grey, around 300 pounds. "

HOSTILE = [
    "1",
    "1 ",
    "9.",
    "1,000,",
    "1-",
    "1/1/",
    "10x",
    "10 x ",
    "£",
    "£1-",
    "'",
    '"',
    "not ",
    "and ",
    "or ",
    "between 1 and ",
    "up to ",
    "next ",
    "monday ",
    "of the ",
    "left right ",
    "inner outer ",
    "a" * 50 + " ",
    "aaaaaaaaab",
    "@",
    "@a",
    "http://",
    "www.",
    "(",
    "[{",
    "\\",
    "\n",
    " ",
    "\t",
    "\u200d",
    "\u0301",
    "🙂",
    "👩‍🎨",
    "é",
    "ß",
    "İ",
    "ﷺ",
    "½",
    "１２",
    "٣",
    "漢",
    "\x00",
    "fore arm ",
    "twenty one hundred ",
    "mil e quinhentos ",
    "no, wait, ",
    "actually make it ",
    "black and grey and ",
    "+44 7700 ",
    "12:30 ",
    "march ",
    "the day after ",
    "except ",
    "cm in ft ",
    "5'2\" ",
    "stop",
    "half a ",
    "i'm 17 ",
    "my daughter is ",
    "for my son of ",
    "my daughter is 15 a ",
    "10 march i'm ",
    "2 months off ",
    "in year 1 ",
    "a",
    "on my ",
    "je ne veux pas ",
    "cover my old ",
    "left or right ",
    "@a ",
    "insta ",
    "in London ",
    "😀",
    "how much is the ",
    "no no ",
    "really ",
    "https://a.b/c ",
    "stop messaging ",
    "ñ ",
    "i live in ",
]
"""What is repeated to make a text that a careless expression would choke on."""


def repeated(piece: str) -> str:
    """As long as a message of WhatsApp can be."""
    return "".join(islice(cycle(piece), LONGEST))


def quickest(text: str) -> float:
    """The least processor time of a few tries, in seconds: a busy machine only ever makes one longer."""
    context = Context(now=datetime(2026, 3, 10, 10, tzinfo=UTC))
    spent = []
    for _ in range(3):
        started = time.thread_time()
        understand(text, context)
        spent.append(time.thread_time() - started)
    return min(spent)


def slowest() -> tuple[str, float]:
    """The piece that takes longest, and its time."""
    return max(((piece, quickest(repeated(piece))) for piece in HOSTILE), key=lambda timed: timed[1])
