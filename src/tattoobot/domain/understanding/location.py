"""The client's city and country."""

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary.message import Message


def read_location(message: Message, context: Context) -> list[Found]:
    return []
