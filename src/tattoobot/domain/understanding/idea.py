"""What should be tattooed, in the client's own words: a best effort, kept verbatim."""


from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary.message import Message


def read_idea(message: Message, context: Context) -> list[Found]:
    return []
