"""Errors that a person can understand. The docstring of each class is the sentence shown."""


class BookingError(Exception):
    """Something went wrong."""

    http_status = 400
    code = "booking_error"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or (type(self).__doc__ or "").strip())

    @property
    def title(self) -> str:
        return (type(self).__doc__ or "").strip()

    @property
    def detail(self) -> str:
        return str(self)


class NotPossible(BookingError):
    """That is not possible in the enquiry's present state."""

    http_status = 409
    code = "not_possible"


class LeadNotFound(BookingError):
    """There is no such enquiry."""

    http_status = 404
    code = "lead_not_found"


class ClientNotFound(BookingError):
    """There is no such client."""

    http_status = 404
    code = "client_not_found"


class WrongSettings(Exception):
    """The settings do not let the product start; the message has a line per thing to do."""
