"""The labelled messages are well formed and as mixed as clients are."""

import json
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tattoobot.domain.languages import LANGUAGES
from tests.understanding.one_hand_out import path
from tests.understanding.score import load
from tools.train import HANDS

HERE = Path(__file__).parent
TRAIN = load(HERE / "train.jsonl")
HELD_OUT = load(HERE / "held_out.jsonl")
BY_HAND = {hand: load(path(hand)) for hand in HANDS}


def set_of(words: str) -> set[str]:
    return set(words.split())


FIELDS = {"text", "asked", "lang", "now", "language", "slots", "intent", "tags"}
QUESTIONS = set_of(
    "idea placement size style colour cover_up reference_images budget location timing adult instagram"
)
INTENTS = set_of(
    "greeting enquiry answer correction skip dont_know price_question availability_question policy_question "
    "aftercare_question human_request opt_out opt_in yes no reschedule cancel running_late thanks complaint "
    "other"
)
PARTS = set_of(
    "head face neck throat shoulder upper_arm elbow forearm wrist hand finger chest sternum ribs stomach hip "
    "back_upper back_lower back_full spine buttock thigh knee shin calf ankle foot toe full_arm half_arm "
    "leg_full ear other"
)
STYLES = set_of(
    "fine_line blackwork realism black_and_grey_realism traditional neo_traditional japanese geometric dotwork "
    "watercolour lettering minimalist tribal illustrative new_school ornamental mandala anime trash_polka "
    "biomech surrealism sketch other"
)
SIZE_CLASSES = {"tiny", "small", "palm", "hand", "half_sleeve", "full_sleeve", "back_piece", "other"}
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def is_size(value: Any) -> bool:
    if value.keys() == {"width_cm", "height_cm"}:
        return all(centimetres > 0 for centimetres in value.values())
    named = "class" not in value or value["class"] in SIZE_CLASSES
    return (
        bool(value) and named and value.keys() <= {"class", "longest_cm"} and value.get("longest_cm", 1) > 0
    )


def is_budget(value: Any) -> bool:
    low, high, currency = value["min"], value["max"], value["currency"]
    in_order = low is None or high is None or low <= high
    return (
        len(value) == 3 and in_order and (currency is None or re.fullmatch("[A-Z]{3}", currency) is not None)
    )


def is_placement(value: Any) -> bool:
    return (
        value.keys() == {"part", "side", "aspect"}
        and value["part"] in {*PARTS, None}
        and value["side"] in {"left", "right", "both", None}
        and value["aspect"] in {"inner", "outer", "front", "back", None}
        and any(value.values())
    )


def is_location(value: Any) -> bool:
    country = value["country"]
    return value.keys() == {"city", "country"} and (
        country is None or re.fullmatch("[A-Z]{2}", country) is not None
    )


def is_timing(value: Any) -> bool:
    if value == {"flexible": True}:
        return True
    days = [date.fromisoformat(value[end]) for end in ("from", "to") if value[end]]
    weekdays = value.get("weekdays", [])
    return (
        value.keys() <= {"from", "to", "weekdays", "part_of_day"}
        and days == sorted(days)
        and weekdays == [day for day in WEEKDAYS if day in weekdays]
        and value.get("part_of_day", "morning") in {"morning", "afternoon", "evening"}
        and bool(days or weekdays or "part_of_day" in value)
    )


def is_handle(value: Any) -> bool:
    return re.fullmatch(r"[a-z0-9._]{1,30}", value) is not None


CANONICAL = {
    "size": is_size,
    "budget": is_budget,
    "placement": is_placement,
    "style": STYLES.__contains__,
    "colour": {"colour", "black_and_grey", "either"}.__contains__,
    "cover_up": {"new", "cover_up", "rework"}.__contains__,
    "reference_images": {"has", "later", "none"}.__contains__,
    "location": is_location,
    "timing": is_timing,
    "adult": lambda value: isinstance(value, bool),
    "instagram": is_handle,
}


@pytest.mark.parametrize(
    "messages", [TRAIN, HELD_OUT, *BY_HAND.values()], ids=["train", "held_out", *BY_HAND]
)
def test_every_label_is_as_the_contract_writes_it(messages: list[dict[str, Any]]) -> None:
    wrong = [
        message["text"]
        for message in messages
        if message.keys() - {"also"} != FIELDS
        or not message["text"].strip()
        or message["asked"] not in {*QUESTIONS, None}
        or message["lang"] not in {*LANGUAGES, None}
        or message["language"] not in LANGUAGES
        or message["intent"] not in INTENTS
        or datetime.fromisoformat(message["now"]).tzinfo is None
        or not all(CANONICAL[key](value) for key, value in message["slots"].items())
        or not is_alternative(message.get("also", {}))
    ]

    assert wrong == []


def is_alternative(also: dict[str, Any]) -> bool:
    slots = also.get("slots", {})
    return (
        also.keys() <= {"slots", "intent"}
        and all(value is None or CANONICAL[key](value) for key, values in slots.items() for value in values)
        and set(also.get("intent", ())) <= INTENTS
    )


def test_only_other_hands_have_labels_that_careful_readers_differ_on() -> None:
    assert [message["text"] for message in TRAIN + HELD_OUT if "also" in message] == []


def test_no_message_is_in_both_files_or_twice_in_one() -> None:
    seen = Counter(
        (words(message["text"]), message["asked"], message["language"]) for message in TRAIN + HELD_OUT
    )

    assert [key for key, times in seen.items() if times > 1] == []


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower())) or text


def test_a_quarter_of_at_least_800_messages_is_held_out() -> None:
    total = len(TRAIN) + len(HELD_OUT)

    assert total >= 800
    assert 0.25 <= len(HELD_OUT) / total <= 0.36


@pytest.mark.parametrize("messages", [TRAIN, HELD_OUT], ids=["train", "held_out"])
def test_every_language_every_fact_and_every_intent_are_there(messages: list[dict[str, Any]]) -> None:
    languages = Counter(message["language"] for message in messages)
    facts = Counter(key for message in messages for key in message["slots"])
    intents = Counter(message["intent"] for message in messages)

    assert [language for language in LANGUAGES if languages[language] < 0.08 * len(messages)] == []
    assert all(facts[key] >= 5 for key in CANONICAL)
    assert all(intents[intent] >= 5 for intent in INTENTS)


def test_lines_are_written_as_json_without_escapes() -> None:
    for file in (HERE / "train.jsonl", HERE / "held_out.jsonl", *map(path, HANDS)):
        text = file.read_text(encoding="utf-8")
        rewritten = "".join(
            json.dumps(json.loads(line), ensure_ascii=False) + "\n" for line in text.splitlines()
        )
        assert text == rewritten
