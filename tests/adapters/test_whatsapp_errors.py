"""What to do about each of WhatsApp's error codes."""

from typing import Any

import pytest
from pywa import errors as pywa_errors

from tattoobot.adapters.whatsapp.errors import ERRORS, UNKNOWN_CODE, failure
from tattoobot.domain.delivery import Reaction

EXPECTED = {
    Reaction.STOP_ACCOUNT: (
        "0 190 3 10 33 200 250 299 131005 368 131031 131037 131042 131045 133000 133007 133010 133016"
    ),
    Reaction.RETRY: "1 2 131000 131016 133004 131057 2494100 133015",
    Reaction.SLOW_NUMBER: "4 80007 130429",
    Reaction.SLOW_CONTACT: "131056",
    Reaction.WINDOW_CLOSED: "131047",
    Reaction.UNDELIVERABLE: "131026 130497",
    Reaction.DROP: "131049 130472",
    Reaction.OPTED_OUT_MARKETING: "131050",
    Reaction.STOP_OUTREACH: "131048 131064",
    Reaction.TEMPLATE_UNAVAILABLE: "132001 132005 132007 132015 132016 131063",
    Reaction.MEDIA_UNREADABLE: "131052",
    Reaction.REFUSED: "100 131008 131009 131051 135000 131021 131030 131062 132000 132012 132018 132068 132069 137000"
    " 131053",
}


@pytest.mark.parametrize(
    ("code", "reaction"),
    [(int(code), reaction) for reaction, codes in EXPECTED.items() for code in codes.split()],
)
def test_the_reaction_to_a_code(code: int, reaction: Reaction) -> None:
    for written in (code, str(code)):
        judged = failure({"code": written, "title": "T", "error_data": {"details": "D"}})

        assert (judged.reaction, judged.code, judged.title, judged.details) == (reaction, code, "T", "D")


def test_every_cause_is_a_sentence() -> None:
    for _, cause in ERRORS.values():
        assert cause[0].isupper()
        assert cause.endswith(".")


def test_every_sending_error_that_pywa_knows_is_judged() -> None:
    groups = (
        pywa_errors.AuthorizationError,
        pywa_errors.ThrottlingError,
        pywa_errors.IntegrityError,
        pywa_errors.SendMessageError,
    )
    known: list[Any] = [each.__error_codes__ for group in groups for each in group.__subclasses__()]

    unknown = [
        code for codes in known for code in codes or () if failure({"code": code}).cause == UNKNOWN_CODE
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("error", "http_status", "reaction"),
    [
        ({"code": 999999}, 400, Reaction.REFUSED),
        ({"code": 999999}, 500, Reaction.RETRY),
        ({"code": 999999, "is_transient": True}, 400, Reaction.RETRY),
        ({"code": 999999}, 429, Reaction.SLOW_NUMBER),
        ({"code": 999999}, 401, Reaction.STOP_ACCOUNT),
        ({"code": 131026}, 500, Reaction.UNDELIVERABLE),
        ({"code": True}, None, Reaction.REFUSED),
        ({"code": [], "title": 7, "error_data": 7}, None, Reaction.REFUSED),
        (None, 503, Reaction.RETRY),
        ("broken", 404, Reaction.REFUSED),
    ],
)
def test_codes_we_do_not_know(error: Any, http_status: int | None, reaction: Reaction) -> None:
    assert failure(error, http_status=http_status).reaction is reaction


def test_an_error_names_how_long_to_wait_or_nothing() -> None:
    assert failure({"code": 131057}).retry_after == 120
    assert failure({"code": 131057}, retry_after=5).retry_after == 5
    assert failure({"code": 131000}).retry_after is None
