"""Every conversation in this folder, played over real HTTP against the whole product."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tattoobot.sandbox.play import play
from tattoobot.sandbox_run import started

FILES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with started(tmp_path_factory.mktemp("product")) as running:
        yield running


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_conversation_goes_as_written(file: Path, product: tuple[str, str]) -> None:
    url, key = product
    lines: list[str] = []

    as_written = await play(file, url, url, key, out=lambda line: lines.append(str(line)))

    assert as_written, "\n".join(lines)


def test_there_are_conversations() -> None:
    assert len(FILES) >= 14
