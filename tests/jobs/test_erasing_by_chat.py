"""A client who asks for it in the chat hears farewell first; then nothing of theirs is here."""

from pathlib import Path

from tattoobot.db import outbox
from tattoobot.domain.effects import DeletePhoto, EraseClient
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Kind
from tests.builders import NOW, a_message
from tests.jobs.conftest import PHONE, Post


async def _effect(post: Post, effect: DeletePhoto | EraseClient, line: str) -> None:
    async with post.bench.database.transaction() as db:
        await outbox.put(db, [(effect, line)], post.now)
    await post.deliver()


async def test_farewell_goes_out_and_then_the_client_is_erased(post: Post) -> None:
    await post.bench.a_lead(Status.QUALIFYING, PHONE, asked="size")
    await post.bench.receive(a_message("delete my data", phone=PHONE, user_id=f"GB.{PHONE}"))
    tap = a_message("Yes, delete it", Kind.CHOICE, choice="erase:yes", phone=PHONE, user_id=f"GB.{PHONE}")
    await post.bench.receive(tap)
    await post.deliver()

    said = [
        body["interactive"]["body"]["text"] if "interactive" in body else body["text"]["body"]
        for body in await post.tried()
    ]
    assert "can't be undone" in said[-2]
    assert "being deleted" in said[-1]
    assert await post.bench.rows("SELECT phone, erased_at FROM clients") == [
        {"phone": None, "erased_at": NOW}
    ]
    for table in ("leads", "messages", "handles", "outbox"):
        assert await post.bench.rows(f"SELECT * FROM {table}") == [], table


async def test_erasing_delivered_twice_or_after_the_studio_did_it_is_done_once(post: Post) -> None:
    lead = await post.bench.a_lead(Status.QUALIFYING)
    client = await post.bench.value("SELECT client_id FROM leads WHERE id = $1", lead)

    for _ in range(2):
        await _effect(post, EraseClient(client), f"client:{client}")

    assert await post.bench.value("SELECT count(*) FROM clients WHERE erased_at IS NOT NULL") == 1
    assert await post.waiting() == []


async def test_file_of_nobody_is_deleted_once_and_a_missing_one_is_no_trouble(
    post: Post, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "gone.jpg").write_bytes(b"gone")

    for _ in range(2):
        await _effect(post, DeletePhoto("gone.jpg"), "file:gone.jpg")

    assert list(folder.iterdir()) == []
    assert await post.waiting() == []
