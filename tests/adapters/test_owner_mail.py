"""An alarm reaches the owner's e-mail address through a mail server that speaks SMTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy

import pytest

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.owner import OwnerMail
from tattoobot.domain.delivery import Reaction

ALARM = {"id": 7, "studio": "Ink & Paper", "text": "The disk is nearly full. Make room: é", "cause": "disk"}


class MailServer:
    """The few commands of SMTP that a client sends, each answered as a server would or as it was told to."""

    def __init__(self, **answers: str) -> None:
        self.letters: list[bytes] = []
        self.logins: list[str] = []
        self._answers = answers

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := (await reader.readline()).decode().strip():
            verb = line.partition(" ")[0].lower()
            if verb == "auth":
                self.logins.append(line)
            usual = {
                "ehlo": "250-here\r\n250 AUTH PLAIN",
                "auth": "235 welcome",
                "data": "354 go on",
                "quit": "221 bye",
            }
            answer = self._answers.get(verb) or usual.get(verb, "250 ok")
            writer.write(f"{answer}\r\n".encode())
            if verb == "quit":
                break
            if answer.startswith("354"):
                letter = await reader.readuntil(b"\r\n.\r\n")
                self.letters.append(letter.removesuffix(b".\r\n"))
                writer.write(b"250 taken\r\n")
        writer.close()


@asynccontextmanager
async def listening(server: MailServer) -> AsyncIterator[int]:
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0) as sockets:
        port: int = sockets.sockets[0].getsockname()[1]
        yield port


async def test_the_alarm_is_a_letter_that_a_person_can_read() -> None:
    server = MailServer()
    async with listening(server) as port:
        url = f"smtp://bot%40studio.example:secret%2F1@127.0.0.1:{port}"
        await OwnerMail("owner@studio.example", url).tell(ALARM)

    [letter] = [message_from_bytes(one, policy=policy.default) for one in server.letters]
    assert (letter["From"], letter["To"]) == ("bot@studio.example", "owner@studio.example")
    assert letter["Subject"] == ALARM["text"]
    assert letter.get_content().splitlines()[:3] == [ALARM["text"], "", "Ink & Paper"]
    assert len(server.logins) == 1


@pytest.mark.parametrize(
    ("answers", "reaction"),
    [
        ({"data": "451 later"}, Reaction.RETRY),
        ({"data": "554 never"}, Reaction.REFUSED),
        ({"rcpt": "550 unknown"}, Reaction.REFUSED),
        ({"auth": "535 wrong"}, Reaction.REFUSED),
    ],
)
async def test_what_passes_is_tried_again_and_no_secret_is_shown(
    answers: dict[str, str], reaction: Reaction
) -> None:
    async with listening(MailServer(**answers)) as port:
        mail = OwnerMail("owner@studio.example", f"smtp://bot:secret@127.0.0.1:{port}")
        with pytest.raises(DeliveryFailed) as failed:
            await mail.tell(ALARM)

    assert failed.value.failure.reaction is reaction
    assert "secret" not in str(failed.value.failure)


async def test_a_mail_server_that_is_away_is_tried_again() -> None:
    async with listening(MailServer()) as port:
        pass
    with pytest.raises(DeliveryFailed) as failed:
        await OwnerMail("owner@studio.example", f"smtp://127.0.0.1:{port}").tell(ALARM)

    assert failed.value.failure.reaction is Reaction.RETRY
