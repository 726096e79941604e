"""How Google says no."""

from tattoobot.sandbox.journal import Json


class Refused(Exception):
    """An error in the shape that all of Google's APIs share."""

    def __init__(self, code: int, status: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self._status = status

    def answer(self) -> Json:
        return {"error": {"code": self.code, "message": str(self), "status": self._status}}


def invalid(message: str) -> Refused:
    return Refused(400, "INVALID_ARGUMENT", message)


def unauthenticated() -> Refused:
    return Refused(
        401,
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid"
        " authentication credential.",
    )


def forbidden() -> Refused:
    return Refused(403, "PERMISSION_DENIED", "The caller does not have permission")


def not_found() -> Refused:
    return Refused(404, "NOT_FOUND", "Requested entity was not found.")


def too_many(what: str) -> Refused:
    return Refused(
        429,
        "RESOURCE_EXHAUSTED",
        f"Quota exceeded for quota metric '{what} requests' and limit '{what} requests per minute per user' of service"
        " 'sheets.googleapis.com' for consumer 'project_number:100000000001'.",
    )


def unavailable() -> Refused:
    return Refused(503, "UNAVAILABLE", "The service is currently unavailable.")
