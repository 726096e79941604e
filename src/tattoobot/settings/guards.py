"""What a set-up must not do: production that is half set up, or a trial that touches the real world."""

import ipaddress
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tattoobot.settings import examples, secret_forms

STRONG_KEY = 32
"""Shortest admin key that production accepts, in characters."""
SHORTEST_SECRET = 8
DIFFERENT = 5
"""How many different characters a secret has at least: "aaaa…" is long, and the first to be tried."""

REQUIRED_IN_PRODUCTION = {
    "database_url": "where PostgreSQL is",
    "public_base_url": "how the world reaches this server, with https",
    "whatsapp_verify_token": "the word that you enter at Meta for the webhook",
    "whatsapp_access_token": "from Meta's app dashboard",
    "whatsapp_phone_number_id": "from Meta's app dashboard",
    "whatsapp_app_secret": "from Meta's app dashboard",
    "stripe_secret_key": "from Stripe's dashboard",
    "stripe_webhook_secret": "from Stripe's dashboard, where the webhook is set up",
}
SIGNING = ("whatsapp_app_secret", "stripe_webhook_secret")
"""Whoever guesses one of them can write to us as Meta or Stripe does."""
ADDRESSES = (
    "public_base_url",
    "whatsapp_api_base_url",
    "stripe_api_base_url",
    "google_sheets_api_base_url",
    "google_calendar_api_base_url",
    "photos_s3_endpoint_url",
)
OWN_NETWORKS = tuple(
    ipaddress.ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
MAILTO = "mailto:"
POSTGRESQL = ("postgres", "postgresql")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SSL_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
WIDEST_PROXIES = {4: 8, 6: 16}
"""A network of proxies is no wider than this; by the version of the protocol."""

Values = Mapping[str, str]
"""Settings by name, secrets in clear; "" where nothing is set."""


def half_set_up(values: Values) -> list[str]:
    """Name everything that keeps a production from starting, each with what to do."""
    return [
        *_missing(values),
        *_weak(values),
        *secret_forms.misplaced(values),
        *_without_tls(values),
        *_no_real_money(values),
        *([] if is_rehearsal(values["whatsapp_api_base_url"]) else _examples(values)),
    ]


def is_rehearsal(whatsapp_api_base_url: str) -> bool:
    """Messages go to a stand-in on this machine: nobody real reads a number or follows a link."""
    return is_loopback(urlsplit(whatsapp_api_base_url).hostname or "")


def _examples(values: Values) -> Iterator[str]:
    for name in ADDRESSES:
        if examples.is_address(values[name]):
            yield f"{name.upper()} is an example ({values[name]}): write the address that is really yours."
    if examples.is_number(values["artist_whatsapp_number"]):
        yield "ARTIST_WHATSAPP_NUMBER is an example's, and nobody's: write the artist's own number."


def too_real(values: Values) -> list[str]:
    """Name what belongs to a production. Where nobody wrote APP_ENV, it was forgotten."""
    found = []
    if "_live_" in values["stripe_secret_key"]:
        found.append("STRIPE_SECRET_KEY is a live key")
    meta = urlsplit(values["whatsapp_api_base_url"]).hostname or ""
    if values["whatsapp_access_token"] and f".{meta}".endswith(".facebook.com"):
        found.append("WHATSAPP_ACCESS_TOKEN is set, and messages go to Meta")
    if not is_loopback(values["host"]):
        found.append(f"HOST {values['host']} can be reached from other machines")
    if values["public_base_url"] and not is_loopback(urlsplit(values["public_base_url"]).hostname or ""):
        found.append("PUBLIC_BASE_URL is not on this machine")
    return [f"{what}: set APP_ENV=production, or APP_ENV=dev if this is only a trial." for what in found]


def web_address(value: str) -> str:
    """Give an address without its last slash. Raises ValueError unless it is scheme, host, port and path."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError("write a web address such as https://book.example.com")
    if parts.username is not None or parts.password is not None:
        raise ValueError("leave the user and the password out of the address")
    if "?" in value or "#" in value:
        raise ValueError("leave out what follows the path: no ? and no #")
    return value.rstrip("/")


def owner_address(value: str) -> None:
    """Where alarms are posted, or an e-mail address. It may hold a key behind a question mark. Raises ValueError."""
    if value.startswith(MAILTO):
        if not re.fullmatch(r"[^@\s,?<>]+@[^@\s,?<>]+", value.removeprefix(MAILTO)):
            raise ValueError("write one e-mail address, such as mailto:you@example.com")
        return
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("write a web address that takes a POST, such as https://alerts.example.com/studio")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("it must begin with https://")


def mail_server(value: str) -> None:
    """Raises ValueError."""
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("write the mail server's address, such as smtps://user:password@smtp.example.com")


def without_a_mail_server(values: Values) -> Iterator[str]:
    if values["owner_alert_url"].startswith(MAILTO) and not values["smtp_url"]:
        yield "OWNER_ALERT_URL is an e-mail address: set SMTP_URL, the server that takes your e-mail"


def own_address(value: str) -> str:
    """The same for ours: links, Meta and Stripe find us at the top of a host. Raises ValueError."""
    if urlsplit(value).path.strip("/"):
        raise ValueError(
            "leave the path out: every link begins right behind the host. Give us a host of our own"
        )
    return value


def postgresql_address(value: str) -> str:
    """Raises ValueError for what the driver could not read."""
    scheme, separator, _ = value.partition("://")
    if not separator or scheme not in POSTGRESQL:
        raise ValueError("write the address of a PostgreSQL, such as postgresql://user:password@host/name")
    try:
        parts = urlsplit(value)
    except ValueError:
        raise ValueError("an IPv6 address stands in brackets, such as [::1]:5432") from None
    for host in _hosts(parts.netloc):
        port = host.rpartition("]")[2].partition(":")[2]
        if port and not (port.isdecimal() and 0 < int(port) < 65536):
            raise ValueError(
                "its port is no number such as 5432. (An @, : or / in the password is written %40, %3A or %2F.)"
            )
    for mode in parse_qs(parts.query).get("sslmode", []):
        if mode not in SSL_MODES:
            raise ValueError(f"sslmode={mode} does not exist; there are {', '.join(SSL_MODES)}")
    for name in SSL_FILES:
        for file in parse_qs(parts.query).get(name, []):
            if not Path(file).is_file():
                raise ValueError(f"{name}={file}: there is no such file")
    return value


def proxies(networks: Iterable[str]) -> None:
    """Raises ValueError for what is no network, or nearly everybody: whoever is believed may say who they are."""
    for written in networks:
        try:
            network = ipaddress.ip_network(written, strict=False)
        except ValueError:
            raise ValueError(f"{written} is no network: write an address, or one with a mask") from None
        if network.prefixlen < WIDEST_PROXIES[network.version]:
            raise ValueError(
                f"{written} is nearly everybody, and whoever is listed may pass for any address: name the proxy alone"
            )


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _missing(values: Values) -> Iterator[str]:
    for name, hint in REQUIRED_IN_PRODUCTION.items():
        if not values[name].replace(",", " ").strip():
            yield f"{name.upper()} is not set: {hint}."


def _weak(values: Values) -> Iterator[str]:
    for key in [part.strip() for part in values["admin_api_key"].split(",") if part.strip()] or [""]:
        if len(key) >= STRONG_KEY and not examples.is_easy_key(key, DIFFERENT):
            continue
        state = "not set" if not key else "too short" if len(key) < STRONG_KEY else "easy to guess"
        yield (
            f"ADMIN_API_KEY is {state}: use {STRONG_KEY} random characters or more, such as from"
            ' `python -c "import secrets; print(secrets.token_urlsafe(32))"`.'
        )
    for name in secret_forms.SECRETS:
        if "sandbox" in values[name]:
            yield f"{name.upper()} is the sandbox's, which everybody knows."
    for name in SIGNING:
        for secret in filter(None, (part.strip() for part in values[name].split(","))):
            if len(secret) < SHORTEST_SECRET or len(set(secret)) < DIFFERENT:
                yield f"{name.upper()} is too short or too plain to be the one that you were given."
    if values["whatsapp_phone_number_id"] and not values["whatsapp_phone_number_id"].isdigit():
        yield (
            "WHATSAPP_PHONE_NUMBER_ID is Meta's id of the number, all digits, and not the number itself:"
            " it stands below the number in Meta's app dashboard."
        )


def _without_tls(values: Values) -> Iterator[str]:
    for name in ADDRESSES:
        parts = urlsplit(values[name])
        if values[name] and parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            yield f"{name.upper()} must begin with https:// in production."
    url = values["database_url"]
    if url and not asks_for_tls(url) and (far := [host for host in database_hosts(url) if not is_near(host)]):
        yield (
            f"DATABASE_URL: nothing asks for TLS on the way to {far[0]}. End it with ?sslmode=verify-full (or"
            " =require where its certificate cannot be checked); with ?sslmode=disable where the whole way is yours."
        )


def _no_real_money(values: Values) -> Iterator[str]:
    key, stripe = values["stripe_secret_key"], urlsplit(values["stripe_api_base_url"]).hostname or ""
    if not key or is_loopback(stripe):
        return
    if not key.startswith(("sk_", "rk_")):
        yield "STRIPE_SECRET_KEY begins with sk_live_ or rk_live_: copy it from Stripe's dashboard."
    elif "_test_" in key:
        yield "STRIPE_SECRET_KEY is a test key, with which nobody pays: use the live one."
    if not all(
        one.strip().startswith("whsec_") for one in values["stripe_webhook_secret"].split(",") if one.strip()
    ):
        yield "STRIPE_WEBHOOK_SECRET begins with whsec_: copy it from the webhook's own page in Stripe's dashboard."


def database_hosts(url: str) -> list[str]:
    """All that a PostgreSQL address may lead to; none of a socket on this machine."""
    parts = urlsplit(url)
    named = [
        one.rpartition("]")[0].strip("[") or one.rpartition(":")[0] or one for one in _hosts(parts.netloc)
    ]
    named += [host for one in parse_qs(parts.query).get("host", []) for host in unquote(one).split(",")]
    return [host for host in named if host and not host.startswith("/")]


def _hosts(netloc: str) -> list[str]:
    return netloc.rpartition("@")[2].split(",")


def asks_for_tls(url: str) -> bool:
    """Whether the address, or PostgreSQL's own variable, says how: with TLS, or on purpose without."""
    return bool(parse_qs(urlsplit(url).query).get("sslmode") or os.environ.get("PGSSLMODE"))


def is_near(host: str) -> bool:
    """This machine or its own network: a name without a dot is that of a neighbouring container."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return address.is_loopback or any(address in network for network in OWN_NETWORKS)
