"""The code and the phrases know each other: no phrase that nobody says, none said that is not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tattoobot
from tattoobot.domain.alarms import Cause
from tattoobot.domain.consultation import CLOSING, QUESTIONS
from tattoobot.domain.conversation.asking import THINGS, TOGETHER
from tattoobot.domain.conversation.client_questions import ALWAYS_TRUE
from tattoobot.domain.conversation.kindness import KINDS
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.flow import STEPS
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import BESIDE_THE_PIECE, OPEN, Action, Status
from tattoobot.domain.ledger import Kind
from tattoobot.domain.reminder_rules import RULES
from tattoobot.domain.sheet import QUESTION_OF, Column
from tattoobot.web.artist.ready import READY_MADE
from tattoobot.web.desk.money import WEEKLY, WHERE
from tattoobot.web.desk.waiting import WHO
from tattoobot.wording import phrases
from tests.wording.vocabulary import PARTS, SIZES, STYLES, WEEKDAYS

SOURCE = Path(tattoobot.__file__).parent
SAYS = {"say": 0, "Phrase": 0, "has": 0, "Tap": 1, "Unreadable": 0}
"""What takes a key, and as which argument."""

KEYS = set(phrases("en"))
BY_THE_ARTIST = {Reason.ARTIST_ANSWERED, Reason.ARTIST_TOOK_OVER}


def python() -> Iterator[ast.AST]:
    for file in SOURCE.rglob("*.py"):
        if not {"understanding", "sandbox", "migrations"} & set(file.parts):
            yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def said_by_name() -> set[str]:
    """Keys that stand in the code in full, where something is said."""
    found: set[str] = set()
    for node in python():
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = node.args[SAYS[name]] if name in SAYS and len(node.args) > SAYS[name] else None
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                found.add(given.value)
    templates = (file.read_text(encoding="utf-8") for file in SOURCE.glob("web/templates/**/*.html"))
    # A tap of one of two readings is worded by its value.
    return found - {"value"} | {key for text in templates for key in re.findall(r'say\("([^"]+)"', text)}


def mentioned() -> set[str]:
    """Every text in the code: keys are kept in tables too."""
    return {node.value for node in python() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def made_up() -> set[str]:
    """Keys that the code puts together."""
    offered = {f"{question.key}.{offer.id}" for question in QUESTIONS for offer in question.offers}
    pages = ("title", "hint", "button", "done")
    return {
        *(f"{family}.{question.key}" for family in ("ask", "label") for question in QUESTIONS),
        *(f"offer.{choice}" if f"value.{choice}" not in KEYS else f"value.{choice}" for choice in offered),
        *(f"value.placement.{part}" for part in PARTS),
        *(f"value.style.{style}" for style in STYLES),
        *(f"answer.style.{style}" for style in STYLES if style != "other"),
        *(f"value.size.{size}" for size in SIZES),
        *(f"value.part_of_day.{part}" for part in ("morning", "afternoon", "evening")),
        *(f"value.weekday.{day}" for day in WEEKDAYS),
        *(f"value.colour.{value}" for value in ("colour", "black_and_grey", "either")),
        *(f"value.cover_up.{value}" for value in ("new", "cover_up", "rework")),
        *(f"value.reference_images.{value}" for value in ("has", "later", "none")),
        *(f"too_young.{one}" for one in ("parent", "stays", "then")),
        *(f"value.adult.{value}" for value in ("true", "false")),
        *(f"value.side.{side}" for side in ("left", "right", "both")),
        *(f"value.aspect.{aspect}" for aspect in ("inner", "outer", "front", "back")),
        *(f"value.{unit}" for unit in ("cm", "in", "hours", "days", "days.one")),
        *(
            f"artist.estimate.{flag}"
            for flag in ("below_minimum", "below_estimate", "above_estimate", "other_currency")
        ),
        *(f"action.{action}" for action in Action),
        *(f"label.{beside}" for beside in BESIDE_THE_PIECE),
        *(
            f"desk.ready.{act}.{name}{word}"
            for act, names in READY_MADE.items()
            for name in names
            for word in ("", ".word")
        ),
        *(f"desk.deposit.{status}" for status in ("none", *DepositStatus)),
        *(f"desk.ledger.{kind}" for kind in Kind),
        *(f"desk.waiting.who.{who or 'both'}" for who in WHO),
        *(f"desk.money.{what}" for what in (*WHERE, *WEEKLY)),
        *(f"desk.flow.{step}" for step in (*STEPS, "step", "reached", "share", "left", "under_way")),
        *(f"desk.price.{category}" for category in ("utility", "marketing", "authentication", "service")),
        *(f"together.{'.'.join(pair)}" for pair in TOGETHER),
        *(f"thing.{key}" for key in THINGS),
        *(f"offer.{CLOSING}.{way}" for way in ("later", "done")),
        *(f"answer.{topic}" for topic in ALWAYS_TRUE),
        *(f"kind.{kind}" for kind in (*KINDS.values(), "recovered")),
        *(f"alarm.{cause}{part}" for cause in Cause for part in ("", ".do")),
        *(f"page.{action}.{part}" for action in Action for part in pages),
        *(f"{family}.{status}" for family in ("status", "page.next") for status in Status),
        *(f"handover.{reason}" for reason in Reason if reason not in BY_THE_ARTIST),
        *(f"handover.reason.{reason}" for reason in Reason),
        *(f"sheet.{column}" for column in Column if QUESTION_OF.get(column) in {None, "location"}),
        *(f"sheet.deposit.{status}" for status in DepositStatus),
        *(f"sheet.next.{status}" for status in OPEN),
        *(rule.phrase for rule in RULES),
        *(f"{rule.phrase}.by_chat" for rule in RULES if rule.status is Status.BOOKING_PENDING),
    }


def optional() -> set[str]:
    """Keys that say something better than what stands in for them."""
    return {
        *(f"{family}.{question.key}" for family in ("again", "which") for question in QUESTIONS),
        *(f"offer.{question.key}.{offer.id}" for question in QUESTIONS for offer in question.offers),
        *(f"value.size.{size}.description" for size in SIZES),
        *(f"{key}.booked" for key in ("action.cancel", "page.cancel.title", "page.cancel.button")),
        *(f"desk.what.{act}" for act in (*Action, "cancel.booked")),
        *(f"{rule.phrase}.amount" for rule in RULES if rule.status is Status.DEPOSIT_PAID),
        # By its code, which is made from a status too: tests/web/test_problems.py holds that they are said.
        *(key for key in KEYS if key.startswith("problem.")),
        # By what happened, and by the fact: tests/web/desk/test_history.py holds that none is missing.
        *(key for key in KEYS if key.startswith(("desk.step.", "desk.fact."))),
    }


def counted(keys: set[str]) -> set[str]:
    """Of a phrase that counts there is one for one thing and one for several."""
    return {f"{key}.{number}" for key in keys for number in ("one", "two", "other") if f"{key}.other" in KEYS}


def test_whatever_the_code_says_is_there() -> None:
    said = said_by_name() | made_up()

    assert len(said) > 150
    assert {key for key in said if key not in KEYS and f"{key}.other" not in KEYS} == set()


def test_every_phrase_is_said_somewhere() -> None:
    known = mentioned() | said_by_name() | made_up() | optional()

    assert KEYS - known - counted(known) == set()
