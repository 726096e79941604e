"""Whether the client is of age: a stated age, a date of birth, or yes and no when it was asked.

A minor must never be missed nor invented: "17 cm", "17 roses", "since I was 17" and "my mum is 50" say nothing.
"""

import re

from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.text import Prepared


def read_adult(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    return []
