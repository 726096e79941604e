"""The client's Instagram handle."""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import vocabulary
from tattoobot.domain.understanding.vocabulary.forms import begun, choices, whole
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
_OWN = re.compile(rf"(?<!\w){choices('handle_own')}\W*$")
_NOT = re.compile(rf"(?<!\w){choices('handle_not')}\W*$")
_OF_WORK = re.compile(rf"(?<!\w){choices('handle_of_work')}\W*$")
_OLD = re.compile(rf"(?<!\w){choices('handle_old')}(?:\s\w+){{0,2}}\W*$")
_GONE = whole("handle_gone")
_THEIRS = begun("handle_theirs")
_ENDS = re.compile(r"[.,;!?/\n](?!\w)")
_STOPS = re.compile(r"[.!?\n](?!\w)")
NOT_OWN, OF_WORK = -2, -1
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
    if addressed and (named := _the_own(message, addressed)):
        return [_found(message, named)]
    if addressed and context.asked == "instagram" and (own := _first_marked(message, addressed[-1].end())):
        return [own]  # "@old.name was hacked, now I'm new_name"
    denied = {hit.first for hit in message.of("instagram", "none") + message.of("bare")}
    for label in message.of("instagram", "label"):
        if label.after in denied:
            continue  # "Instagram: none"
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
    return [marked] if marked and not _of_somebody_else(message, marked.start, marked.end) else []


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


def _the_own(message: Message, handles: list[re.Match[str]]) -> re.Match[str] | None:
    """ "The artist is @inkby.her, mine is @sophie_": what stands around each says whose it is."""
    folded = message.text.folded
    ends = [0, *(found.end() for found in handles)]
    starts = [*(found.start() for found in handles), len(folded)]
    best, most = None, NOT_OWN
    for at, found in enumerate(handles):
        before = _ENDS.split(folded[max(ends[at], found.start() - REACH) : found.start()])[-1].rstrip(" @(")
        behind = _STOPS.split(folded[found.end() : min(starts[at + 1], found.end() + REACH)])[0]
        likely = _likely_own(message, found, before, behind, len(handles) > 1)
        if likely > most:
            best, most = found, likely
    return best


def _likely_own(message: Message, found: re.Match[str], before: str, behind: str, beside: bool) -> int:
    """How much says that a handle is the client's own: `NOT_OWN` where it is not."""
    if _THEIRS.search(behind) or (beside and _NOT.search(before)):
        return NOT_OWN
    if _OLD.search(before) or _GONE.search(_ENDS.split(behind)[0]):
        return NOT_OWN
    if _OF_WORK.search(before):
        return OF_WORK
    if _OWN.search(before):
        return 2
    return NOT_OWN if _of_somebody_else(message, *found.span()) else int(_is_own(message, found))


def _is_own(message: Message, found: re.Match[str]) -> bool:
    """ "Mine is @me": whether shortly before it one speaks of what is one's own."""
    ends = (message.text.tokens[hit.after - 1].end for hit in message.of("clue", "own"))
    return any(0 < found.start() - end < OWN_WITHIN for end in ends)


def _of_somebody_else(message: Message, start: int, end: int) -> bool:
    """ "like @someone", "@someone's work": an artist's handle, not the client's."""
    tokens = message.text.tokens
    before = {tokens[hit.after - 1].end for hit in message.of("instagram", "others_before")}
    after = {tokens[hit.first].start for hit in message.of("instagram", "others_after")}
    gap = message.text.folded[:start].rstrip(" @(,:")
    rest = message.text.folded[end:]
    return len(gap) in before or end + len(rest) - len(rest.lstrip(" '’")) in after


def _looks_like_a_handle(found: re.Match[str]) -> bool:
    """A name, not the next word of a sentence ("my insta if you want")."""
    handle = found[1]
    if any(mark in handle for mark in "._0123456789") or "@" in found[0] or ":" in found[0]:
        return True
    return handle not in vocabulary().known
