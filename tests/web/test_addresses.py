"""An address that a client sent is a link, and nothing else that they wrote is markup."""

import pytest

from tattoobot.web.addresses import linked

BEHIND = 'rel="noreferrer noopener" target="_blank"'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("like https://example.com/fox please", "https://example.com/fox"),
        ("(see http://example.com/a_(b))", "http://example.com/a_(b)"),
        ("HTTPS://example.com/Fox.", "HTTPS://example.com/Fox"),
        ("“https://example.com/fox”, that one", "https://example.com/fox"),
        ("wie https://example.com/füchse?", "https://example.com/füchse"),
        ("https://example.com/?a=1&b=2", "https://example.com/?a=1&amp;b=2"),
    ],
)
def test_an_address_is_a_link_without_what_ends_the_sentence(text: str, address: str) -> None:
    assert f'<a href="{address}" {BEHIND}>{address}</a>' in linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.com",
        "example.com",
        "https://",
        "data:text/html,x",
        "a@example.com",
        "",
    ],
)
def test_what_is_no_web_address_becomes_no_link(text: str) -> None:
    assert linked(text) == text


def test_what_is_around_and_within_an_address_stays_text() -> None:
    made = linked('<b>"https://example.com/\'onx=1" & https://example.com/<script>')

    assert "<b>" not in made
    assert "<script>" not in made
    assert made.count("<a ") == 2
    assert made.startswith("&lt;b&gt;&#34;<a href=")
    assert '/&#39;onx=1" rel' in made
