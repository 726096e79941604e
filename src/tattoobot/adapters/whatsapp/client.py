"""Talks to the WhatsApp Cloud API: sends, marks as read, fetches files, manages templates.

Sending has no idempotency key, so an answer that is lost is an outcome of its own (`AnswerLost`): the status that
carries our reference tells later whether the message went out.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.http import CONNECT_SECONDS, connection_failure, json_object, line_to, retry_after
from tattoobot.adapters.whatsapp import errors, fields, standing
from tattoobot.adapters.whatsapp.fields import Json
from tattoobot.adapters.whatsapp.requests import message_body, read_body
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.messages import Outgoing, Recipient
from tattoobot.domain.standing import Number, Subscription, Token

MEDIA_HOSTS = ("fbsbx.com", "whatsapp.net", "fbcdn.net")
"""Where Meta keeps clients' files; with the API's own host the only places that ever see the access token."""
REDIRECTS = 3
CHUNK = 64 * 1024
DOWNLOAD_TIMEOUT = aiohttp.ClientTimeout(total=30, connect=CONNECT_SECONDS)
TEMPLATE_PAGES = 50
_MEDIA_ID = re.compile(r"[A-Za-z0-9_-]{1,255}", re.ASCII)
NO_LONGER_THERE = "WhatsApp no longer has the client's file."
AMBIGUOUS = (502, 504)
"""A gateway lost the answer of the server behind it, which may have done the work."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """Where a client's file can be fetched, for five minutes."""

    url: str
    mime_type: str
    sha256: str
    size: int | None


@dataclass(frozen=True, slots=True)
class RegisteredTemplate:
    """A template as Meta has it; only `APPROVED` ones can be sent."""

    id: str
    name: str
    language: str
    status: str
    category: str
    rejected_reason: str = ""
    quality: str = ""
    """GREEN, YELLOW, RED or UNKNOWN."""


class WhatsApp:
    """One business number. Every method raises `DeliveryFailed`; those that change something also `AnswerLost`."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        base_url: str,
        version: str,
        access_token: str,
        phone_number_id: str,
        business_account_id: str = "",
    ) -> None:
        self._session = session
        self._root = URL(base_url) / version
        self._token = access_token
        self._authorization = {"Authorization": f"Bearer {access_token}"}
        self._messages = line_to(
            "whatsapp", self._root / phone_number_id / "messages", self._authorization, session
        )
        self._number = phone_number_id
        self._account = business_account_id

    async def send(self, to: Recipient, message: Outgoing, reference: str) -> str:
        """Send one message; gives its id. Accepted is not delivered: statuses tell the rest.

        Raises `NotSendable` for what WhatsApp would refuse anyway.
        https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
        """
        body = message_body(to, message, reference)
        answer = await self._post(body)
        message_id = fields.word(fields.first(answer, "messages").get("id"))
        if message_id is None:
            raise AnswerLost("WhatsApp accepted the message without giving it an id.")
        return message_id

    async def mark_read(self, message_id: str, *, typing: bool = False) -> None:
        """Show the client that their messages up to this one are read, and that an answer is on its way.

        https://developers.facebook.com/docs/whatsapp/cloud-api/typing-indicators
        """
        body = read_body(message_id, typing=typing)
        await self._post(body, repeatable=True)

    async def media(self, media_id: str) -> MediaFile:
        """Where a client's file is, out of the id in their message.

        https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
        """
        # It comes out of a webhook, and becomes part of an address.
        if not _MEDIA_ID.fullmatch(media_id):
            raise DeliveryFailed(Failure(Reaction.MEDIA_UNREADABLE, "That is not the id of a file."))
        try:
            answer = await self._call("GET", media_id)
        except DeliveryFailed as refused:
            # "No such id, or not yours" says something about the number elsewhere; here, that the file is gone.
            if refused.failure.code not in (33, 100):
                raise
            gone = Failure(Reaction.MEDIA_UNREADABLE, NO_LONGER_THERE, code=refused.failure.code)
            raise DeliveryFailed(gone) from refused
        url = fields.word(answer.get("url"))
        if url is None:
            raise DeliveryFailed(Failure(Reaction.MEDIA_UNREADABLE, NO_LONGER_THERE))
        size = answer.get("file_size")
        return MediaFile(
            url=url,
            mime_type=fields.text(answer.get("mime_type")),
            sha256=fields.text(answer.get("sha256")),
            size=size if isinstance(size, int) else None,
        )

    async def download(self, url: str, limit: int) -> bytes:
        """Fetch a client's file of at most `limit` bytes. A 404 means that the URL is old: ask `media` again."""
        content = bytearray()
        async with self._opened(self._media_address(url)) as response:
            if (response.content_length or 0) > limit:
                raise _too_large(limit)
            async for chunk in response.content.iter_chunked(CHUNK):
                content += chunk
                if len(content) > limit:
                    raise _too_large(limit)
        return bytes(content)

    async def templates(self) -> list[RegisteredTemplate]:
        """All templates of the business account, in every language.

        https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
        """
        found: list[RegisteredTemplate] = []
        path = self._templates_path()
        query = {"fields": "id,name,language,status,category,rejected_reason,quality_score", "limit": "100"}
        for _ in range(TEMPLATE_PAGES):
            answer = await self._call("GET", path, query=query)
            found += [_template(item) for item in fields.each(answer, "data")]
            paging = fields.part(answer, "paging")
            after = fields.word(fields.part(paging, "cursors").get("after"))
            # The cursor of the last page is given too; only `next` says that there is more.
            if after is None or "next" not in paging:
                break
            query["after"] = after
        return found

    async def create_template(self, definition: Json) -> RegisteredTemplate:
        """Hand in a template for approval; `definition` is the JSON that Meta documents.

        https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
        """
        answer = await self._call("POST", self._templates_path(), body=definition)
        return _template({"name": definition.get("name"), "language": definition.get("language"), **answer})

    async def number(self) -> Number:
        """How the studio's number stands: connected, rated, allowed to send, and how fast."""
        return standing.read_number(
            await self._call("GET", self._number, query={"fields": standing.NUMBER_FIELDS})
        )

    async def token(self) -> Token:
        """What our token may do, and until when; one that Meta does not know at all is simply not valid."""
        try:
            return standing.read_token(
                await self._call("GET", "debug_token", query={"input_token": self._token})
            )
        except DeliveryFailed as refused:
            if refused.failure.code not in (102, 190):
                raise
            return Token(valid=False, problem=refused.failure.details)

    async def subscribed_apps(self) -> list[str]:
        """The ids of the apps that are told what happens in the account."""
        return standing.read_apps(await self._call("GET", self._account_path("subscribed_apps")))

    async def subscriptions(self, app_id: str, app_secret: str) -> list[Subscription]:
        """Where the app has Meta report. Only the app itself may ask, with its secret."""
        as_app = {"Authorization": f"Bearer {app_id}|{app_secret}"}
        return standing.read_subscriptions(await self._call("GET", f"{app_id}/subscriptions", headers=as_app))

    def _templates_path(self) -> str:
        return self._account_path("message_templates")

    def _account_path(self, edge: str) -> str:
        if not self._account:
            raise DeliveryFailed(Failure(Reaction.REFUSED, "WHATSAPP_BUSINESS_ACCOUNT_ID is not set."))
        return f"{self._account}/{edge}"

    async def _call(
        self,
        method: str,
        path: str,
        *,
        body: Json | None = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        repeatable: bool = False,
    ) -> Json:
        """One request; gives the JSON object of a success."""
        repeatable = repeatable or method == "GET"
        try:
            async with self._session.request(
                method,
                self._root.joinpath(path),
                json=body,
                params=query,
                headers=headers or self._authorization,
                allow_redirects=False,
            ) as response:
                content = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise connection_failure(error, repeatable=repeatable) from error
        return _success(response.status, response.headers, content, repeatable=repeatable)

    async def _post(self, body: Json, *, repeatable: bool = False) -> Json:
        """What every message needs: the session would take longer for it than all the rest of sending."""
        if self._messages is None:
            return await self._call("POST", f"{self._number}/messages", body=body, repeatable=repeatable)
        try:
            posted = await self._messages.post(msgspec.json.encode(body))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise connection_failure(error, repeatable=repeatable) from error
        return _success(*posted, repeatable=repeatable)

    def close(self) -> None:
        """Nothing more is sent."""
        if self._messages is not None:
            self._messages.close()

    @asynccontextmanager
    async def _opened(self, address: URL) -> AsyncIterator[aiohttp.ClientResponse]:
        """A file's response; follows redirects itself, so that the token never goes anywhere else."""
        try:
            for _ in range(REDIRECTS + 1):
                async with self._session.get(
                    address, headers=self._authorization, allow_redirects=False, timeout=DOWNLOAD_TIMEOUT
                ) as response:
                    if response.status == 200:
                        yield response
                        return
                    if response.status not in (301, 302, 303, 307, 308):
                        raise _no_file(response)
                    address = self._media_address(response.headers.get("Location", ""), address)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise connection_failure(error, repeatable=True) from error
        raise DeliveryFailed(
            Failure(Reaction.MEDIA_UNREADABLE, "The client's file is redirected in circles.")
        )

    def _media_address(self, url: str, base: URL | None = None) -> URL:
        try:
            address = URL(url) if base is None else base.join(URL(url))
        except ValueError:
            address = URL()
        host = address.host or ""
        metas = any(host == known or host.endswith(f".{known}") for known in MEDIA_HOSTS)
        ours = (address.scheme, host, address.port) == (self._root.scheme, self._root.host, self._root.port)
        if not ours and not (metas and address.scheme == "https"):
            cause = "The client's file lies at an address that is not WhatsApp's."
            raise DeliveryFailed(Failure(Reaction.REFUSED, cause, details=host))
        return address


def _success(status: int, headers: Mapping[str, str], content: bytes, *, repeatable: bool) -> Json:
    answer = json_object(content)
    if status != 200:
        raise _refusal(status, headers, answer, repeatable=repeatable)
    if answer is not None:
        return answer
    if repeatable:
        raise DeliveryFailed(Failure(Reaction.RETRY, "WhatsApp's answer could not be read."))
    raise AnswerLost("WhatsApp's answer could not be read.")


def _refusal(status: int, headers: Mapping[str, str], answer: Json | None, *, repeatable: bool) -> Exception:
    error: Any = (answer or {}).get("error")
    if not error and status in AMBIGUOUS and not repeatable:
        return AnswerLost(f"HTTP {status}")
    return DeliveryFailed(errors.failure(error, http_status=status, retry_after=retry_after(headers)))


def _no_file(response: aiohttp.ClientResponse) -> DeliveryFailed:
    if response.status in (404, 410):
        return DeliveryFailed(Failure(Reaction.RETRY, "The address of the client's file has expired."))
    return DeliveryFailed(
        errors.failure(None, http_status=response.status, retry_after=retry_after(response.headers))
    )


def _too_large(limit: int) -> DeliveryFailed:
    megabytes = limit / 1_000_000
    return DeliveryFailed(
        Failure(Reaction.MEDIA_UNREADABLE, f"The client's file is larger than {megabytes:g} MB.")
    )


def _template(item: Json) -> RegisteredTemplate:
    return RegisteredTemplate(
        id=str(item.get("id", "")),
        name=fields.text(item.get("name")),
        language=fields.text(item.get("language")),
        status=fields.text(item.get("status")),
        category=fields.text(item.get("category")),
        rejected_reason=fields.text(item.get("rejected_reason")),
        quality=fields.text(fields.part(item, "quality_score").get("score")),
    )
