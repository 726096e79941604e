"""Structured logs: one line per happening, with a correlation id; never a message's text, a number or a secret."""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Literal

import structlog

from tattoobot.domain import outside

ENGINE = "pgqueuer"
VALUE_LIMIT = 500
"""A value that is longer is shortened: it came from outside."""


def configure(form: Literal["json", "text"], *, level: int = logging.INFO) -> None:
    """Set up structlog, and send what libraries log through it."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    rendered: list[structlog.typing.Processor] = [
        _harmless,
        structlog.processors.ExceptionRenderer(_told),
        renderer,
    ]
    structlog.configure(
        processors=[*shared, *rendered],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name, _first_line],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendered],
        )
    )
    handler.addFilter(_one_line_of_the_engine)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)


def _one_line_of_the_engine(record: logging.LogRecord) -> bool:
    """It shows a stack for each of its tasks when the database goes away, and is started again; ours tell the rest."""
    if record.name == ENGINE and record.exc_info and record.exc_info[1] is not None:
        record.msg, record.args = f"{record.getMessage()}: {_kind(record.exc_info[1])}", ()
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = None
    return True


def _harmless(_logger: object, _method: str, entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Whatever a value holds, it ends no line and moves nothing on the screen."""
    return {
        key: outside.one_line(value, VALUE_LIMIT) if isinstance(value, str) else value
        for key, value in entry.items()
    }


def _first_line(
    _logger: object, _method: str, entry: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Below it libraries show what they had in hand, and that may be what a client wrote."""
    return {**entry, "event": next(iter(str(entry["event"]).strip().splitlines()), "")}


def _told(
    exc_info: tuple[type[BaseException], BaseException, TracebackType | None],
) -> str:
    return "\n".join(_trace(exc_info[1]))


def _trace(error: BaseException) -> Iterator[str]:
    """Where it broke and of which kind it is. Its own words may quote a message, a number, a row of the database."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _trace(before)
        yield "It led to:"
    for place in traceback.format_tb(error.__traceback__):
        yield place.rstrip()
    yield _kind(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _trace(one)


def _kind(error: BaseException) -> str:
    """Its name, with what the system or the database calls it."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    known = error.strerror if isinstance(error, OSError) else getattr(error, "sqlstate", None)
    return f"{name}: {known}" if known else name
