"""A tattoo studio's front desk on WhatsApp."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Load what would load these beside itself, for uses that are none of ours: megabytes in every process."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python spells "not to be found"
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
