"""The client's Instagram handle."""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import vocabulary
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.message import Message

HANDLE = r"(?=[\d_.]*[a-z])(?=[\w.]{2,30}(?![\w.]))[a-z0-9_](?:[a-z0-9_]|\.(?=[a-z0-9_]))*(?!\w)"
_ADDRESS = re.compile(rf"instagram\.com/({HANDLE})/?")
_AT = re.compile(rf"(?<![\w.+-])@(?!\s{choices('handle_is')}\s)\s?({HANDLE})(?!\.\w)")
_AFTER_LABEL = re.compile(rf"(?:\s+{choices('handle_is')}\b)*\s*[:=-]*\s*@?({HANDLE})")
_WORD = re.compile(rf"(?<![\w.@])({HANDLE})(?!@)")
_OF_THE_SIGN = re.compile(rf"(?<!\w)@\s{choices('handle_is')}\s@?({HANDLE})")
""" "Meu @ é …"."""
_SPOKEN = re.compile(rf"([a-z0-9]+)\s({choices('underscore_said')}|{choices('dot_said')})\s([a-z0-9]+)(?!\w)")
""" "Nobody underscore here": the name as it is read out."""
_UNDERSCORE = re.compile(choices("underscore_said"))
REACH = 40
"""How far behind "my insta" the name may stand."""
OWN_WITHIN = 15
_BARE = re.compile(rf"\s*(?:{choices('handle_leads')}\s+)*@?({HANDLE})\s*[!.\s]*")
STOPS = re.compile(r"stop+")
PATH = ("p", "reel", "reels", "stories", "explore", "tv")


def read_instagram(message: Message, context: Context) -> list[Found]:
    if len(message.words) == 1 and message.of("bare", "skip"):
        return []  # "Pass"
    # Accents were taken off to find it; Instagram's own names have none.
    return [found for found in _handles(message, context) if found.value.isascii()]


def _handles(message: Message, context: Context) -> list[Found]:
    folded = message.text.folded
    if "@" in folded and (named := _OF_THE_SIGN.search(folded)):
        return [_found(message, named)]
    addressed = [*_addressed(folded)] if "instagram.com/" in folded or "@" in folded else []
    handles = [found for found in addressed if not _of_somebody_else(message, found)]
    if handles:  # "the artist is @inkby.her, mine is @sophie_"
        return [_found(message, max(handles, key=lambda found: _is_own(message, found)))]
    if addressed and context.asked == "instagram" and (own := _first_marked(message, addressed[-1].end())):
        return [own]  # "@old.name was hacked, now I'm new_name"
    for label in message.of("instagram", "label"):
        if told := _behind_the_label(message, message.text.tokens[label.after - 1].end):
            return [told]
    return _answered(message) if context.asked == "instagram" else []


def _addressed(folded: str) -> Iterator[re.Match[str]]:
    """Handles that are marked as such: addresses, or else those behind an "@"."""
    for pattern in (_ADDRESS, _AT):
        named = [found for found in pattern.finditer(folded) if found[1] not in PATH]
        if named:
            yield from named
            return


def _behind_the_label(message: Message, end: int) -> Found | None:
    folded = message.text.folded
    if folded.startswith(".com", end):
        return None
    if spoken := _read_out(folded, end):
        return spoken
    named = _AFTER_LABEL.match(folded, end)
    if named and _looks_like_a_handle(named):
        return _found(message, named)
    return _first_marked(message, end)


def _answered(message: Message) -> list[Found]:
    folded = message.text.folded
    spoken = _read_out(folded, 0)
    if spoken and ("_" in spoken.value or spoken.end - spoken.start == len(folded.strip(" .!"))):
        return [spoken]
    bare = _BARE.fullmatch(folded)
    if bare and STOPS.fullmatch(folded.strip(" .!")):
        return []
    if bare and not message.of("phrase") and not message.of("instagram", "none"):
        return [_found(message, bare)]
    marked = _first_marked(message, 0)
    return [marked] if marked else []


def _read_out(folded: str, start: int) -> Found | None:
    spoken = _SPOKEN.search(folded, start, start + REACH)
    if spoken is None:
        return None
    sign = "_" if _UNDERSCORE.fullmatch(spoken[2]) else "."
    return Found("instagram", f"{spoken[1]}{sign}{spoken[3]}", *spoken.span())


def _found(message: Message, found: re.Match[str]) -> Found:
    start, end = found.span(1)
    return Found("instagram", message.text.raw[start:end].lower(), start, end)


def _first_marked(message: Message, start: int) -> Found | None:
    """Soon after this place, a name that no sentence would hold: with a dot, a digit or an underscore in it."""
    for found in _WORD.finditer(message.text.folded, start):
        if found.start() > start + REACH:
            break
        if any(mark in found[1] for mark in "._0123456789") and not found[1].replace(".", "").isdigit():
            return _found(message, found)
    return None


def _is_own(message: Message, found: re.Match[str]) -> bool:
    """ "Mine is @me": whether shortly before it one speaks of what is one's own."""
    ends = (message.text.tokens[hit.after - 1].end for hit in message.of("clue", "own"))
    return any(0 < found.start() - end < OWN_WITHIN for end in ends)


def _of_somebody_else(message: Message, found: re.Match[str]) -> bool:
    """ "like @someone", "@someone's work": an artist's handle, not the client's."""
    tokens = message.text.tokens
    before = {tokens[hit.after - 1].end for hit in message.of("instagram", "others_before")}
    after = {tokens[hit.first].start for hit in message.of("instagram", "others_after")}
    gap = message.text.folded[: found.start()].rstrip(" @(,:")
    rest = message.text.folded[found.end() :]
    return len(gap) in before or found.end() + len(rest) - len(rest.lstrip(" '’")) in after


def _looks_like_a_handle(found: re.Match[str]) -> bool:
    """A name, not the next word of a sentence ("my insta if you want")."""
    handle = found[1]
    if any(mark in handle for mark in "._0123456789") or "@" in found[0] or ":" in found[0]:
        return True
    return handle not in vocabulary().known
