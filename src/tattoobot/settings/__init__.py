"""Every environment variable, its type, its default and one line on what it means. Read once, in bootstrap."""

import os
import re
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from tattoobot.domain import phone
from tattoobot.errors import WrongSettings
from tattoobot.settings import guards, machine, mistakes, secret_forms

__all__ = ["AppEnv", "Settings", "WrongSettings", "env_example", "load", "misspelt", "shown_default"]

FILE_SUFFIX = "_FILE"
EXAMPLES = {"PORT": "8000", "TRUSTED_PROXIES": "10.0.0.0/8", "WHATSAPP_API_VERSION": "v26.0"}
CLOSE = 0.85
"""How alike two names are of which one is probably the other, misspelt."""


class AppEnv(StrEnum):
    DEV = "dev"
    PRODUCTION = "production"


class _FromFiles(EnvSettingsSource):
    """`NAME_FILE=/run/secrets/name` gives the content of the file as NAME."""

    def __call__(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in self.settings_cls.model_fields:
            # GOOGLE_SERVICE_ACCOUNT_FILE is a setting of its own, not a secret kept in a file.
            path = os.environ.get(name.upper() + FILE_SUFFIX)
            if not path or (name + FILE_SUFFIX.lower()) in self.settings_cls.model_fields:
                continue
            try:
                found[name] = Path(path).read_text(encoding="utf-8-sig").strip()
            except UnicodeDecodeError as error:
                raise WrongSettings(
                    f"{name.upper()}{FILE_SUFFIX}: {path} is no text: save it as UTF-8."
                ) from error
            except OSError as error:
                reason = error.strerror or "it cannot be read"
                raise WrongSettings(f"{name.upper()}{FILE_SUFFIX}: {path}: {reason}.") from error
        return found


class Settings(BaseSettings):
    """How this installation is set up."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    app_env: AppEnv = Field(
        AppEnv.DEV, description="`dev`, or `production`, which refuses to start half set up."
    )
    host: str = Field("127.0.0.1", description="Address to listen on; 0.0.0.0 in a container.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")
    database_url: SecretStr | None = Field(
        None, description="PostgreSQL. Unset in dev: the embedded server below DATA_DIR."
    )
    data_dir: Path = Field(Path("data"), description="Embedded database and photos.")
    public_base_url: str | None = Field(
        None,
        description="How the world reaches us; begins every link that is sent. https in production, unless it is"
        " loopback. Unset in dev: http://localhost:PORT.",
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Networks whose X-Forwarded-* headers are believed, comma-separated. None by default."
    )
    studio_file: Path | None = Field(
        None,
        description="The studio's own settings (TOML): name, artists, money, time zone, questions, words.",
    )
    admin_api_key: SecretStr = Field(
        SecretStr(""),
        description="Key of the admin API; two with a comma between while one replaces the other."
        " Production: required, 32 characters or more each.",
    )

    whatsapp_verify_token: SecretStr = Field(
        SecretStr(""), description="The word agreed with Meta for its handshake."
    )
    whatsapp_access_token: SecretStr = Field(SecretStr(""), description="Meta's token for sending.")
    whatsapp_phone_number_id: str = Field("", description="Meta's id of the studio's number.")
    whatsapp_app_secret: SecretStr = Field(SecretStr(""), description="Signs Meta's webhooks.")
    whatsapp_business_account_id: str = Field("", description="Meta's id of the account (for templates).")
    whatsapp_api_base_url: str = Field("https://graph.facebook.com", description="Where WhatsApp's API is.")
    whatsapp_api_version: str = Field("v26.0", description="Its version.")

    stripe_secret_key: SecretStr = Field(SecretStr(""), description="Stripe's key, best a restricted one.")
    stripe_webhook_secret: SecretStr = Field(
        SecretStr(""),
        description="Signs Stripe's webhooks. A comma-separated list while one is being rolled.",
    )
    stripe_api_base_url: str = Field("https://api.stripe.com", description="Where Stripe's API is.")

    photos_s3_bucket: str = Field(
        "",
        description="Keep photos in this S3 bucket instead of DATA_DIR. Needs pip install 'tattoobot[s3]'.",
    )
    photos_s3_prefix: str = Field("", description="Begins the names of the files in it, such as `photos/`.")
    photos_s3_endpoint_url: str | None = Field(
        None, description="Where a service is that speaks S3's protocol. Unset: Amazon's own."
    )
    photos_s3_region: str | None = Field(None, description="The bucket's region, where its service has any.")
    photos_s3_access_key_id: str = Field(
        "",
        description="Its keys. Unset: AWS_… variables, the machine's role, or wherever else the SDK looks.",
    )
    photos_s3_secret_access_key: SecretStr = Field(SecretStr(""), description="The second half of them.")

    google_service_account_file: Path | None = Field(
        None,
        description="The key of a Google service account (JSON). With the next one it keeps the studio's spreadsheet.",
    )
    google_sheets_spreadsheet_id: str = Field(
        "",
        description="The spreadsheet's id, from its address; it is shared with the service account, as an editor.",
    )
    google_sheets_api_base_url: str = Field("https://sheets.googleapis.com", description="Where Sheets is.")
    google_calendar_api_base_url: str = Field(
        "https://www.googleapis.com", description="Not used yet. Where Calendar is."
    )

    reply_quiet_seconds: float = Field(
        4.0, ge=0, le=60, description="How long to wait for the rest of a burst before answering. 0: at once."
    )
    desk_undo_seconds: float = Field(
        10.0,
        ge=0,
        le=60,
        description="How long what is pressed at the front desk can be taken back; it is done afterwards. 0: at once.",
    )
    artist_whatsapp_number: str | None = Field(
        None, description="Where the artist's notifications go; the studio's file may name one per artist."
    )
    owner_alert_url: SecretStr = Field(
        SecretStr(""),
        description="Where the owner hears of trouble when WhatsApp cannot carry it: a web address that takes JSON, or"
        " `mailto:you@example.com` together with SMTP_URL.",
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Who takes our e-mail: `smtps://user:password@smtp.example.com`, or `smtp://` with STARTTLS."
        " What is no letter or digit in user and password is written as `%40` and the like.",
    )
    unsure_seconds: float = Field(
        30.0,
        ge=0,
        le=3600,
        description="How long a message whose answer got lost waits for a status before it is sent again.",
    )
    keep_webhooks_days: int = Field(
        30, ge=8, le=3650, description="How long the providers' own words are kept once they are dealt with."
    )
    keep_action_links_days: int = Field(
        30,
        ge=1,
        le=3650,
        description="How long the artist's used and expired links still say what became of them.",
    )
    keep_job_log_days: int = Field(7, ge=1, le=365, description="How long the job engine's own log is kept.")
    ready_max_age_seconds: int = Field(
        900,
        ge=10,
        description="/ready turns red when a message has waited for longer than this to be read or delivered.",
    )
    small_machine: bool | None = Field(
        None, description="Whether to take less memory. Unset: where there is less than 1.5 GB of it."
    )
    log_format: Literal["json", "text"] | None = Field(
        None, description="`json` or `text`. Unset: text in dev, json in production."
    )

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *args: Any, **sources: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        given = (sources["init_settings"], sources["env_settings"], _FromFiles(settings_cls))
        return (*given, sources["dotenv_settings"])

    @field_validator("*", mode="before")
    @classmethod
    def _without_what_was_copied_along(cls, value: object) -> object:
        return value.strip() if isinstance(value, str) else value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        guards.proxies(value)
        return value

    @field_validator(*guards.ADDRESSES)
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        return guards.web_address(value) if value else None

    @field_validator("public_base_url")
    @classmethod
    def _without_path(cls, value: str | None) -> str | None:
        return guards.own_address(value) if value else None

    @field_validator("whatsapp_api_version")
    @classmethod
    def _version(cls, value: str) -> str:
        if not re.fullmatch(r"v\d+\.\d+", value, re.ASCII):
            raise ValueError("write a version of Meta's API")
        return value

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            guards.postgresql_address(value.get_secret_value())
        return value

    @field_validator("owner_alert_url")
    @classmethod
    def _owner_address(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            guards.owner_address(value.get_secret_value())
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            guards.mail_server(value.get_secret_value())
        return value

    @field_validator("artist_whatsapp_number")
    @classmethod
    def _international(cls, value: str | None) -> str | None:
        return phone.international(value) if value else None

    @model_validator(mode="after")
    def _is_what_it_says(self) -> "Settings":
        values = {name: str(_plain(getattr(self, name)) or "") for name in type(self).model_fields}
        refused = [*secret_forms.not_copied_whole(values), *guards.without_a_mail_server(values)]
        if self.production:
            refused += guards.half_set_up(values)
        elif "app_env" not in self.model_fields_set:
            refused += guards.too_real(values)
        if refused:
            raise ValueError("\n".join(refused))
        return self

    @model_validator(mode="after")
    def _sheet_is_whole(self) -> "Settings":
        if bool(self.google_service_account_file) != bool(self.google_sheets_spreadsheet_id):
            raise ValueError(
                "GOOGLE_SERVICE_ACCOUNT_FILE and GOOGLE_SHEETS_SPREADSHEET_ID go together: set both"
            )
        return self

    @model_validator(mode="after")
    def _bucket_is_whole(self) -> "Settings":
        given = {
            name: bool(_plain(getattr(self, f"photos_s3_{name}")))
            for name in ("prefix", "endpoint_url", "region", "access_key_id", "secret_access_key")
        }
        if any(given.values()) and not self.photos_s3_bucket:
            first = next(name for name, there in given.items() if there)
            raise ValueError(
                f"PHOTOS_S3_BUCKET is not set, but PHOTOS_S3_{first.upper()} is: name the bucket"
            )
        if given["access_key_id"] != given["secret_access_key"]:
            raise ValueError("PHOTOS_S3_ACCESS_KEY_ID and PHOTOS_S3_SECRET_ACCESS_KEY go together: set both")
        return self

    @property
    def small(self) -> bool:
        """Whether memory is scarce here."""
        return machine.is_small() if self.small_machine is None else self.small_machine

    @property
    def production(self) -> bool:
        return self.app_env is AppEnv.PRODUCTION

    @property
    def rehearsal(self) -> bool:
        """Whether what is sent reaches nobody but a stand-in on this machine."""
        return guards.is_rehearsal(self.whatsapp_api_base_url)

    def remarks(self) -> list[str]:
        """What keeps nobody from starting, yet is hardly meant."""
        found = [
            f"{name.upper()} is set, and not used yet."
            for name in sorted(self.model_fields_set)
            if name.startswith("google_calendar_")
        ]
        own_host = urlsplit(self.public_base_url or "").hostname or ""
        if self.production and not self.rehearsal and guards.is_loopback(own_host):
            found.append(
                f"PUBLIC_BASE_URL is {self.public_base_url}: no client, artist or provider can follow a link to it."
                " Write the address under which the world reaches this server."
            )
        return found

    @property
    def base_url(self) -> str:
        return self.public_base_url or f"http://localhost:{self.port}"

    @property
    def stripe_webhook_secrets(self) -> tuple[str, ...]:
        listed = self.stripe_webhook_secret.get_secret_value().split(",")
        return tuple(secret.strip() for secret in listed if secret.strip())

    @property
    def stripe_livemode(self) -> bool:
        """Live keys begin `sk_live_` or `rk_live_`."""
        return "_live_" in self.stripe_secret_key.get_secret_value()


def _plain(value: object) -> object:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def load(**given: Any) -> Settings:
    """Read the settings; `given` comes before the environment. Raises `WrongSettings` with a line per mistake."""
    try:
        return Settings(**given)
    except ValidationError as error:
        lines = [_sentence(dict(one)) for one in error.errors()]
        raise WrongSettings("\n".join([*lines, *misspelt()])) from None


def misspelt() -> list[str]:
    """A sentence for each variable, in `.env` or around us, that nobody reads and whose name is nearly one of ours."""
    known = [name.upper() + suffix for name in Settings.model_fields for suffix in ("", FILE_SUFFIX)]
    found = []
    for name in sorted({*dotenv_values(".env"), *os.environ}):
        if name.upper() not in known and "_" in name:
            found += [
                f"{name} is read by nothing; is {meant} meant?"
                for meant in get_close_matches(name.upper(), known, 1, CLOSE)
            ]
    return found


def _sentence(error: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in error["loc"]).upper()
    message = mistakes.in_words(error)
    if name in EXAMPLES:
        message += f", such as {EXAMPLES[name]}"
    return f"{name}: {mistakes.ended(message)}" if name else message


def shown_default(name: str) -> str:
    """The default of one setting as it would be written; empty where there is none."""
    default = _plain(Settings.model_fields[name].default)
    return "" if default is None or default == () else str(default)


def env_example() -> str:
    """The text of `.env.example`."""
    lines = [
        "# Generated from the settings class: `make docs` writes it anew.",
        "# Every secret may also come from a file: NAME_FILE=/run/secrets/name",
    ]
    for name, field in Settings.model_fields.items():
        lines += ["", f"# {field.description}", f"#{name.upper()}={shown_default(name)}"]
    return "\n".join(lines) + "\n"
