"""Every conversation in this folder, played over real HTTP against the whole product."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tattoobot.commands.sandbox import started
from tattoobot.sandbox.player.conversation_file import read
from tattoobot.sandbox.player.play import play
from tools.conversations import hear

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))
OWN = sorted(HERE.glob("own_studio/*.txt"))
PATIENCE_SECONDS = 40.0
"""For machines that do many other things at the same time."""


STUDIOS = 4
"""WhatsApp lets no more than one message in six seconds go to one contact: an artist of so many clients would wait."""


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], tuple[str, str]]]:
    with ExitStack() as open_ones:

        @cache
        def of(number: int) -> tuple[str, str]:
            folder = tmp_path_factory.mktemp(f"studio{number}")
            return open_ones.enter_context(started(folder, STUDIO_FILE=str(HERE / "studio.toml")))

        yield of


@pytest.fixture(scope="session")
def own_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    file = HERE / "own_studio" / "studio.toml"
    with started(tmp_path_factory.mktemp("own"), STUDIO_FILE=str(file)) as running:
        yield running


async def goes_as_written(file: Path, product: tuple[str, str]) -> None:
    url, key = product
    lines: list[str] = []

    as_written = await play(
        file, url, url, key, out=lambda line: lines.append(str(line)), wait_seconds=PATIENCE_SECONDS
    )

    assert as_written, "\n".join(lines)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_conversation_goes_as_written(file: Path, studio: Callable[[int], tuple[str, str]]) -> None:
    await goes_as_written(file, studio(FILES.index(file) % STUDIOS))


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
async def test_conversation_of_a_studio_with_its_own_questions(
    file: Path, own_studio: tuple[str, str]
) -> None:
    await goes_as_written(file, own_studio)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_artist_has_the_brief_after_few_messages(file: Path) -> None:
    heard = hear(file)

    assert not heard.sent or heard.messages <= read(file).most_messages


def test_there_are_conversations_to_play() -> None:
    assert len(FILES) >= 30
    assert OWN
