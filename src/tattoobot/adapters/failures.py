"""How a call to a provider can fail, as far as its caller needs to know."""

from tattoobot.domain.delivery import Failure, Reaction


class DeliveryFailed(Exception):
    """The provider answered that it did not do it, or certainly never heard of it."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.cause)
        self.failure = failure

    def __str__(self) -> str:
        code = "" if self.failure.code is None else f" [{self.failure.code}]"
        details = f" ({self.failure.details})" if self.failure.details else ""
        return f"{self.failure.reaction}{code}: {self.failure.cause}{details}"

    @property
    def kind(self) -> Reaction:
        return self.failure.reaction


class AnswerLost(Exception):
    """The request may have been carried out, but no usable answer came back.

    Sending it again blindly could say the same thing twice: first wait for a status that carries its reference.
    """


class BadPayload(ValueError):
    """The body of a webhook is not what this provider sends."""
