"""The advertisement or post that a client came from: outside words, which name it and state nothing for the client."""

from dataclasses import dataclass

from tattoobot.domain import outside

HEADLINE_LIMIT = 120
TEXT_LIMIT = 500
WORD_LIMIT = 100
LINK_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Advert:
    """As WhatsApp tells it. Any of it may be empty."""

    headline: str = ""
    text: str = ""
    source_url: str = ""
    source_id: str = ""
    source_type: str = ""
    """`ad` or `post`."""

    @property
    def called(self) -> str:
        """A post has no headline, so its words name it."""
        return self.headline or outside.shortened(self.text, HEADLINE_LIMIT)


def told(headline: str, text: str, source_url: str, source_id: str, source_type: str) -> Advert:
    """An advert in words made harmless, none of them long."""
    return Advert(
        _words(headline, HEADLINE_LIMIT),
        _words(text, TEXT_LIMIT),
        _link(source_url),
        outside.one_line(source_id, WORD_LIMIT),
        outside.one_line(source_type, WORD_LIMIT),
    )


def _words(text: str, limit: int) -> str:
    return outside.plain(outside.one_line(text, limit)).strip()


def _link(url: str) -> str:
    """Whole or not at all: half a link leads somewhere else."""
    whole = (
        url.startswith(("https://", "http://")) and len(url) <= LINK_LIMIT and outside.one_line(url) == url
    )
    return url if whole else ""
