"""One happening is one line of the log, whoever's words came near it, and their words are not in it."""

import contextlib
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from tattoobot.telemetry import logs

FORGED = "2026-01-01T00:00:00.000000Z [info     ] approved lead_id=1"
HOSTILE = [
    f"x\n{FORGED}",
    f"x\r\n{FORGED}",
    f"x\u2028{FORGED}\u2029\u0085\v\f{FORGED}",
    "\x1b[2J\x1b[1;1H\u202e\u2066\u200f\x00\x9b31m",
    f'" approved=yes\n{FORGED}',
]
NUMBER = "15550100001"
BEGINS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z \[")


class Log:
    """What is written, as it is written."""

    def __init__(self, form: Literal["json", "text"], stream: io.StringIO) -> None:
        self.form = form
        self._stream = stream

    @property
    def lines(self) -> list[str]:
        written = self._stream.getvalue()
        assert all(character == "\n" or character.isprintable() for character in written), repr(written)
        return written.splitlines()


@pytest.fixture(params=["json", "text"])
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    with contextlib.redirect_stderr(io.StringIO()) as stream:
        logs.configure(request.param)
        # Loggers are those of the whole run: none may keep what is set up here.
        structlog.configure(cache_logger_on_first_use=False)
        yield Log(request.param, stream)
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_value_stays_on_its_line(log: Log, hostile: str) -> None:
    structlog.get_logger().warning("template_not_sendable", template=hostile, reason=[hostile])
    logging.getLogger("elsewhere").warning("%s", hostile)

    first, _second = log.lines
    if log.form == "json":
        assert json.loads(first)["event"] == "template_not_sendable"
    else:
        assert BEGINS.match(first)
        assert not re.search(r"\bapproved=yes(?!.*['\"])", first)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_error_is_told_without_its_words(log: Log, hostile: str) -> None:
    def breaks() -> None:
        try:
            raise ExceptionGroup(hostile, [KeyError(hostile)])
        except ExceptionGroup as error:
            raise ValueError(f"My number is {NUMBER}, {hostile}") from error

    for told in (structlog.get_logger().exception, logging.getLogger("elsewhere").exception):
        try:
            breaks()
        except ValueError:
            told("turn_failed")

    written = "\n".join(log.lines)
    assert NUMBER not in written
    assert "approved" not in written
    for known in ("ValueError", "KeyError", "in breaks"):
        assert known in written


def test_what_the_system_says_of_an_error_is_told(log: Log) -> None:
    try:
        raise OSError(28, "No space left on device", "a file")
    except OSError:
        structlog.get_logger().exception("photo_not_kept")

    assert "No space left on device" in "\n".join(log.lines)


def test_of_what_a_library_says_only_the_first_line_is_told(log: Log) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: ValueError('my number')")

    [line] = log.lines
    assert "never retrieved" in line
    assert "my number" not in line


def test_the_engine_has_no_stack_for_what_it_gets_over() -> None:
    stream = io.StringIO()
    with contextlib.redirect_stderr(stream):
        logs.configure("json")
        try:
            raise ConnectionError
        except ConnectionError as error:
            logging.getLogger("pgqueuer").error("Manager failed during shutdown", exc_info=error)

    [line] = stream.getvalue().splitlines()
    assert json.loads(line)["level"] == "warning"
    assert json.loads(line)["event"] == "Manager failed during shutdown: ConnectionError"
    assert "exception" not in json.loads(line)
