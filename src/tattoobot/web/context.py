"""What the web handlers share: set once in `app.state.web` when the application is built."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request

from tattoobot.actions.house import House
from tattoobot.adapters.photos import PhotoStore
from tattoobot.db.engine import Database
from tattoobot.web.doctor import Doctor


@dataclass(frozen=True, slots=True)
class Web:
    database: Database
    house: House
    now: Callable[[], datetime]
    """The product's clock, which the sandbox can move."""
    admin_api_key: str
    photos: PhotoStore
    doctor: Doctor = field(default_factory=Doctor)
    secure: bool = False
    """In production: cookies and headers for https."""
    in_trouble: Callable[[], bool] = lambda: False
    """Whether webhooks could not be kept lately."""
    ready_max_age_seconds: int = 900
    """A message that has waited for longer turns /ready red."""


def web(request: Request) -> Web:
    found: Web = request.app.state.web
    return found
