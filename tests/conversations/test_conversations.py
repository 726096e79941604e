"""Every conversation in this folder, played over real HTTP against the whole product."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
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


Product = tuple[str, str]
"""Where it is reached, and its admin key."""


@pytest.fixture(scope="session")
async def studio(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], Awaitable[str]]
) -> AsyncIterator[Callable[[Path, int], Awaitable[Product]]]:
    """Starts a studio of this file when it is first asked for."""
    open_ones: dict[tuple[Path, int], Product] = {}
    with ExitStack() as until_the_end:

        async def of(file: Path, number: int) -> Product:
            if (file, number) not in open_ones:
                folder = tmp_path_factory.mktemp("studio")
                sandbox = started(folder, STUDIO_FILE=str(file), DATABASE_URL=await new_database())
                open_ones[file, number] = until_the_end.enter_context(sandbox)
            return open_ones[file, number]

        yield of


async def goes_as_written(file: Path, product: Product) -> None:
    url, key = product
    lines: list[str] = []

    as_written = await play(
        file, url, url, key, out=lambda line: lines.append(str(line)), wait_seconds=PATIENCE_SECONDS
    )

    assert as_written, "\n".join(lines)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_conversation_goes_as_written(
    file: Path, studio: Callable[[Path, int], Awaitable[Product]]
) -> None:
    await goes_as_written(file, await studio(HERE / "studio.toml", FILES.index(file) % STUDIOS))


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
async def test_conversation_of_a_studio_with_its_own_questions(
    file: Path, studio: Callable[[Path, int], Awaitable[Product]]
) -> None:
    await goes_as_written(file, await studio(HERE / "own_studio" / "studio.toml", 0))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_artist_has_the_brief_after_few_messages(file: Path) -> None:
    heard = hear(file)

    assert not heard.sent or heard.messages <= read(file).most_messages


def test_there_are_conversations_to_play() -> None:
    assert len(FILES) >= 30
    assert OWN
