"""Web addresses in what people wrote, as links that lead there."""

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"\bhttps?://\w[^\s<>\"“”«»]*", re.IGNORECASE)
_CLOSES = ".,;:!?'’)]}…*_"
"""What stands behind an address belongs to the sentence around it."""

_LINK = Markup('<a href="{0}" rel="noreferrer noopener" target="_blank">{0}</a>')


def linked(text: str | None) -> Markup:
    """The text for a page, escaped, each http or https address in it a link; nothing else becomes one."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text or ""):
        address = _without_end(found[0])
        pieces += [escape((text or "")[end : found.start()]), _LINK.format(address)]
        end = found.start() + len(address)
    return Markup("").join([*pieces, escape((text or "")[end:])])


def _without_end(address: str) -> str:
    """The address alone. A bracket that was opened within it is its own."""
    while address[-1] in _CLOSES and not (address[-1] == ")" and address.count(")") <= address.count("(")):
        address = address[:-1]
    return address
