"""What the doctor found out about one thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tattoobot.domain.standing import Remark


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    state: Literal["ok", "note", "to do"]
    said: str


def findings_of(check: str, remarks: Iterable[Remark]) -> list[Finding]:
    return [Finding(check, one.weight.value, one.said) for one in remarks]
