"""How a fact becomes part of the brief, and what a turn remembers of that."""

import json
from dataclasses import replace
from typing import Any

from tattoobot.domain.conversation.decision import Note
from tattoobot.domain.conversation.saying_so import without_saying
from tattoobot.domain.conversation.times import only_of_times, put_together, tells_several, told_by
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.which_place import with_half_told
from tattoobot.domain.facts import ALWAYS_SAID_BACK, READ
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.room import is_too_large
from tattoobot.domain.under_age import said
from tattoobot.domain.understanding.coming_of_age import coming_birthday
from tattoobot.domain.understanding.inks import named_inks
from tattoobot.domain.understanding.placement import finer_place
from tattoobot.domain.understanding.reading import Reading, Years
from tattoobot.domain.understanding.text import addresses_in

READING = "reading"

TOO_LARGE = "size_too_large"
"""The remark to a client whose size is more than the place has room for."""

SAID_BY_ANOTHER = (
    ("placement", ("leg_full", {"class": "full_sleeve"}), "size"),
    ("placement", ("full_arm", {"class": "full_sleeve"}), "size"),
    ("style", ("black_and_grey_realism", "black_and_grey"), "colour"),
)
"""What one answer says of another: where both are told, only the first is said back."""

LEFT_OPEN = frozenset({Source.TO_ASK, Source.UNSURE})
"""Sources of what is no answer yet: told later, it is new and not changed."""

OWN_WORDS = frozenset({Source.WORDS, Source.PRIVATE})
"""Sources of answers that were typed."""


def source_of(reading: Reading) -> Source:
    return Source.PRIVATE if reading.flags & HEALTH else Source.WORDS


def choice_of_reading(key: str, value: Any) -> str:
    """What a tap on one of several readings brings back: the value itself, for a row may have to cut its title."""
    return f"{READING}:{key}:{json.dumps(value, separators=(',', ':'))}"


def keep_reading(turn: Turn, choice: str, title: str) -> None:
    key, _, said = choice.removeprefix(f"{READING}:").partition(":")
    try:
        value = json.loads(said)
    except ValueError:
        return
    known = turn.enquiry_answers.get(key)
    if not turn.is_consulting and known is not None and known.value == value:
        turn.remark("tapped_late.stays")
    elif key in READ and (isinstance(value, dict) or value in _offered(turn, key)):
        keep_fact(turn, key, value, title, Source.TAP)


def _offered(turn: Turn, key: str) -> list[Any]:
    question = turn.question(key)
    return [offer.value for offer in question.offers] if question is not None else []


def keep_fact(turn: Turn, key: str, value: Any, text: str, source: Source) -> None:
    if key != "idea" and source is not Source.TAP:
        text = without_saying(text)
    before = _told_before(turn, key)
    if turn.material is not None:
        if before is not None or key == "adult":
            return
        source = turn.material
    value = with_half_told(turn, value) if key == "placement" else value
    if before is not None and not _is_news(turn, key, before, value, text):
        return
    finer = before is not None and key == "placement" and _only_adds(before.value, value)
    if before is not None and finer:
        text = f"{before.text}, {text.strip()}"
    turn.lead = turn.enquiry.with_answer(key, Answer(text.strip(), value, source))
    if key == "adult" and value is True and turn.under_age is not None and not turn.under_age.corrected:
        turn.under_age = None  # a slip, put right in the same breath
    if turn.unclear == key:
        turn.unclear = None
    if before is not None and not finer:
        turn.changed.append(key)
        turn.notes.append(Note("answer_changed", {"key": key}))
    else:
        _note_new(turn, key, value, source)
    _remark_on(turn, key, value)
    if key == "colour" and value == "colour" and before is not None and before.value == "black_and_grey":
        _take_the_grey_out(turn)


def _take_the_grey_out(turn: Turn) -> None:
    """Realism in black and grey that is to be in colour is realism."""
    style = turn.enquiry_answers.get("style")
    if style is not None and style.value == "black_and_grey_realism" and "style" not in turn.gained:
        turn.lead = turn.enquiry.with_answer("style", replace(style, text="", value="realism"))
        turn.changed.append("style")
        turn.notes.append(Note("answer_changed", {"key": "style"}))


def _told_before(turn: Turn, key: str) -> Answer | None:
    before = turn.enquiry.answers.get(key)
    if before is not None and before.value is None and (key == "location" or before.source in LEFT_OPEN):
        return None
    return before


def _is_news(turn: Turn, key: str, before: Answer, value: Any, text: str) -> bool:
    if before.source is Source.PHOTO and value == "none":
        return False  # A picture is here, whatever they have none of.
    same = before.value == value
    if same and value is not None and key != turn.asked and not _names_it_otherwise(key, before, text):
        turn.known_already.append(key)
    return value is not None and (not same or _names_it_otherwise(key, before, text))


def _only_adds(known: Any, told: Any) -> bool:
    """ "Left, inner" of a forearm that is known: nothing that was said is changed."""
    if not (isinstance(known, dict) and isinstance(told, dict)) or known == told:
        return False
    return all(said is None or told.get(part) == said for part, said in known.items())


def _remark_on(turn: Turn, key: str, value: Any) -> None:
    """What is to be said of it at once; it is kept as it was said, and the artist sees it all the same."""
    if key in {"size", "placement"}:
        turn.remarks = [remark for remark in turn.remarks if remark != TOO_LARGE]
        if _is_too_large(turn):
            turn.remark(TOO_LARGE)
    elif key == "style" and value is not None and not turn.studio.offers_style(value):
        turn.needs_artist.append(FlagReason.STYLE_NOT_OFFERED)
        turn.remark("style_not_offered")


def _is_too_large(turn: Turn) -> bool:
    size, place = (turn.enquiry_answers.get(key) for key in ("size", "placement"))
    return size is not None and place is not None and is_too_large(size.value, place.value)


def _names_it_otherwise(key: str, before: Answer, text: str) -> bool:
    """ "No, collarbone", where it was the chest, "dark blue" where it was in colour: of one value, another wish."""
    if key == "colour":
        inks = named_inks(text)
        return inks is not None and inks.casefold() != before.text.strip().casefold()
    finer = finer_place(text) if key == "placement" else None
    return finer is not None and finer_place(before.text) is None


def keep_times(turn: Turn, value: Any, text: str) -> None:
    """When they can come, put together from all that they have said of it."""
    if turn.material is not None:
        keep_fact(turn, "timing", value, text, turn.material)
        return
    words = only_of_times(without_saying(text), turn.context)
    if value is not None and words != text:
        value = told_by(words, value, turn.context)
    text = words
    before = turn.enquiry.answers.get("timing")
    if before is not None and before.value is None and before.source in LEFT_OPEN:
        before = None
    several = value is not None and tells_several(text, value, turn.context)
    told = put_together(before, value, text, turn.today, several=several)
    told_again = before is not None and (before.value, before.source) == (told.value, told.source)
    if told_again and (told.source is Source.WORDS or before is None or told.text == before.text):
        return
    turn.lead = turn.enquiry.with_answer("timing", told)
    if turn.unclear == "timing":
        turn.unclear = None
    if before is not None:
        turn.changed.append("timing")
        turn.notes.append(Note("answer_changed", {"key": "timing"}))
    else:
        turn.gained.append("timing")
        turn.echoed.append("timing")


def _note_new(turn: Turn, key: str, value: Any, source: Source) -> None:
    typed = source in OWN_WORDS or (source is Source.CHECK and value is not None) or turn.material is not None
    if typed and key != "idea":
        turn.gained.append(key)
        if value is not None and (key in ALWAYS_SAID_BACK or key != turn.asked):
            turn.echoed.append(key)
    elif key in turn.pointed and value is not None:
        turn.echoed.append(key)
    _say_once(turn)


def _say_once(turn: Turn) -> None:
    """Of a whole leg the sleeve, and of black and grey realism the ink, are said by its name already."""
    if len(turn.echoed) < 2:
        return
    for says_both, part, said_too in SAID_BY_ANOTHER:
        whole, other = (turn.enquiry_answers.get(key) for key in (says_both, said_too))
        if whole is None or other is None or not {says_both, said_too} <= set(turn.echoed):
            continue
        named = whole.value["part"] if isinstance(whole.value, dict) else whole.value
        if (named, other.value) == part:
            turn.echoed.remove(said_too)


def keep_idea(turn: Turn, text: str, said_back: str | None, source: Source) -> None:
    """The idea is kept in the client's own words; later fragments add to it. Of a long message the client hears
    only the sentence that tells it."""
    before = turn.enquiry.answers.get("idea")
    if before is None or turn.lacks("idea"):
        keep_fact(turn, "idea", said_back, text.strip(), source)
    elif turn.enquiry.current_question == "idea" and turn.material is None:
        words, back = f"{before.text}\n{text.strip()}", "\n".join(filter(None, (before.value, said_back)))
        source = Source.PRIVATE if before.source is Source.PRIVATE else source
        turn.lead = turn.enquiry.with_answer("idea", Answer(words, back or None, source))


def keep_links(turn: Turn, text: str) -> None:
    """Where pictures are to be found is a picture, and the artist needs the address itself."""
    links = [text[first:after] for first, after in addresses_in(text)]
    known = turn.enquiry_answers.get("reference_images")
    if not links or not turn.is_consulting or (known is not None and known.source is Source.PHOTO):
        return
    before = [known.text] if known is not None and addresses_in(known.text) else []
    words = "\n".join(dict.fromkeys([*before, *links]))
    turn.lead = turn.enquiry.with_answer("reference_images", Answer(words, "has", Source.WORDS))


def keep_picture(turn: Turn) -> None:
    turn.pictures += 1
    turn.lead = turn.enquiry.with_answer("reference_images", Answer("", "has", Source.PHOTO))


def keep_too_young(turn: Turn, words: str, years: Years | None = None) -> None:
    turn.lead = turn.enquiry.with_answer("adult", Answer("", False, Source.WORDS))
    birthday = coming_birthday(words, turn.context)
    turn.under_age = said(words.strip(), years, turn.today, turn.studio.minimum_age, birthday)


def add_to_words(turn: Turn, key: str, text: str) -> None:
    """People answer in fragments: all that come in one turn are one answer, in their own words."""
    before = turn.enquiry.answers[key]
    if before.value is None and before.source in OWN_WORDS:
        words = f"{before.text}\n{text.strip()}"
        turn.lead = turn.enquiry.with_answer(key, replace(before, text=words))
