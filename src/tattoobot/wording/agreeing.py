"""An adjective behind the thing it is said of: "una rosa, pequeña", "un renard, petit", "um lobo, pequeno"."""

import re

FEMININE = re.compile(r"(?:una|unas|la|las|tu|une|la|uma|umas|a|as|sua)\s", re.IGNORECASE)
MASCULINE = re.compile(r"(?:un|unos|el|los|le|um|uns|o|os|seu|seus)\s", re.IGNORECASE)
TO_FEMININE = (
    ("pequeño", "pequeña"),
    ("tout petit", "toute petite"),
    ("petit", "petite"),
    ("pequeno", "pequena"),
)
TO_MASCULINE = (
    ("pequeña", "pequeño"),
    ("toute petite", "tout petit"),
    ("petite", "petit"),
    ("pequena", "pequeno"),
)


def size_of(subject: str, said: str) -> str:
    """The size in words, in the gender of the subject where its article tells it."""
    changes = TO_FEMININE if FEMININE.match(subject) else TO_MASCULINE if MASCULINE.match(subject) else ()
    for other, own in changes:
        if re.search(rf"\b{other}\b", said):
            return re.sub(rf"\b{other}\b", own, said)
    return said
