"""What a part of the product lacks, told whole: pytest shortens the lists that it compares."""

from collections.abc import Iterable

import pytest


def nothing_missing(sentences: Iterable[str]) -> None:
    """Fail with all of them, one a line."""
    if told := "\n".join(sentences):
        pytest.fail(told, pytrace=False)
