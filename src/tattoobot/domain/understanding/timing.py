"""When: dates, weekdays and parts of day, resolved against now."""

from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.text import Prepared


def read_timing(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    return []
