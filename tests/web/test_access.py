"""The admin key: two while one replaces the other, and patience with wrong ones that runs out."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from tattoobot.web.admin.access import FORGET_SECONDS, FREE_TRIES, LONGEST_SECONDS, MOST_SOURCES, WrongKeys
from tattoobot.web.context import Web
from tests.web.conftest import KEY, Desk


@pytest.mark.parametrize(
    ("key", "status"), [(KEY, 200), ("the-next-key", 200), (f"{KEY}, the-next-key", 401), ("", 401)]
)
async def test_two_keys_open_while_one_is_replaced(
    web: Web, app: FastAPI, desk: Desk, key: str, status: int
) -> None:
    app.state.web = replace(web, admin_api_key=f"{KEY}, the-next-key,")

    answer = await desk.http.get("/admin/leads", headers={"X-Admin-API-Key": key})

    assert answer.status_code == status


def test_many_wrong_keys_of_one_source_are_answered_later_and_later() -> None:
    wrong = WrongKeys()

    pauses = [wrong.pause("198.51.100.1", 0.0) for _ in range(FREE_TRIES + 100)]

    assert pauses[: FREE_TRIES + 2] == [0.0] * FREE_TRIES + [0.5, 1.0]
    assert max(pauses) == LONGEST_SECONDS
    assert wrong.pause("198.51.100.2", 0.0) == 0
    assert wrong.pause("198.51.100.1", FORGET_SECONDS + 1) == 0


def test_sources_that_are_remembered_have_an_end() -> None:
    wrong = WrongKeys()

    for number in range(MOST_SOURCES * 2):
        wrong.pause(str(number), 0.0)

    assert len(wrong._seen) == MOST_SOURCES
