"""How the studio stands with Meta, as its twin says it: the token, the number, and where webhooks go.

All of it can be changed while the sandbox runs, so that one sees what the product makes of it.
"""

from dataclasses import dataclass, field, fields
from typing import Any

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.whatsapp.rules import Refused

APP_ID = "100000000000003"
SCOPES = ("whatsapp_business_management", "whatsapp_business_messaging")
WEBHOOK_FIELDS = (
    "messages",
    "message_template_status_update",
    "account_update",
    "phone_number_quality_update",
    "user_preferences",
    "standby",
    "messaging_handovers",
)
NUMBER_DEFAULT = ("verified_name", "display_phone_number", "quality_rating", "id")
ACCOUNT_DEFAULT = ("id", "name", "currency", "timezone_id", "message_template_namespace")


@dataclass(slots=True)
class Standing:
    """What a studio can change, or Meta."""

    token_ends: float = 0.0
    """Seconds since 1970; zero: never. Afterwards every call is refused."""
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    status: str = "CONNECTED"
    quality: str = "GREEN"
    level: str = "STANDARD"
    can_send: str = "AVAILABLE"
    errors: list[Json] = field(default_factory=list)
    """Of the account, in the form of `health_status`."""
    app_subscribed: bool = True
    callback_url: str | None = None
    """None: the product's own."""
    webhook_active: bool = True
    webhook_fields: list[str] = field(default_factory=lambda: list(WEBHOOK_FIELDS))

    def change(self, wanted: Json) -> None:
        known = {one.name for one in fields(self)}
        for name in wanted:
            if name not in known:
                raise ValueError(f"There is no {name}. There are: {', '.join(sorted(known))}.")
        for name, value in wanted.items():
            if type(getattr(self, name)) not in (type(value), type(None)):
                raise ValueError(f"{name} must be a {type(getattr(self, name)).__name__}.")
            setattr(self, name, value)


def number(standing: Standing, settings: SandboxSettings, wanted: str | None) -> Json:
    """https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status"""
    whole = {
        "id": settings.whatsapp_phone_number_id,
        "verified_name": settings.studio_name,
        "display_phone_number": settings.business_number,
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "quality_rating": standing.quality,
        "platform_type": "CLOUD_API",
        "status": standing.status,
        "throughput": {"level": standing.level},
        "whatsapp_business_manager_messaging_limit": "TIER_250",
        "health_status": health(standing, settings, "PHONE_NUMBER"),
    }
    return _selected(whole, wanted, NUMBER_DEFAULT)


def account(standing: Standing, settings: SandboxSettings, wanted: str | None) -> Json:
    whole = {
        "id": settings.whatsapp_business_account_id,
        "name": "Sandbox studio",
        "currency": "GBP",
        "timezone_id": "1",
        "message_template_namespace": "sandbox",
        "health_status": health(standing, settings, "WABA"),
    }
    return _selected(whole, wanted, ACCOUNT_DEFAULT)


def health(standing: Standing, settings: SandboxSettings, asked_of: str) -> Json:
    """Every entity that a message passes: what was asked about comes first, the account has the errors."""
    ids = {
        "PHONE_NUMBER": settings.whatsapp_phone_number_id,
        "WABA": settings.whatsapp_business_account_id,
        "BUSINESS": "100000000000004",
        "APP": APP_ID,
    }
    if asked_of != "PHONE_NUMBER":
        del ids["PHONE_NUMBER"]
    entities: list[Json] = []
    for kind, identity in ids.items():
        entity: Json = {"entity_type": kind, "id": identity, "can_send_message": "AVAILABLE"}
        if kind == "WABA" and standing.can_send != "AVAILABLE":
            entity |= {"can_send_message": standing.can_send, "errors": standing.errors}
        entities.append(entity)
    return {"can_send_message": standing.can_send, "entities": entities}


def debug_token(standing: Standing, settings: SandboxSettings, given: str | None, now: float) -> Json:
    if not given:
        raise Refused(100, "The parameter input_token is required.")
    if given != settings.whatsapp_access_token:
        error = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
        return {"data": {"error": error, "is_valid": False, "scopes": []}}
    told: Json = {
        "app_id": APP_ID,
        "type": "SYSTEM_USER",
        "application": "Sandbox",
        "data_access_expires_at": 0,
        "expires_at": int(standing.token_ends),
        "is_valid": not is_over(standing, now),
        "issued_at": 1_700_000_000,
        "scopes": [*standing.scopes, "public_profile"],
        "granular_scopes": [
            {"scope": scope, "target_ids": [settings.whatsapp_business_account_id]}
            for scope in standing.scopes
        ],
        "user_id": "100000000000005",
    }
    if not told["is_valid"]:
        told["error"] = {
            "code": 190,
            "message": "Error validating access token: it has expired",
            "subcode": 463,
        }
    return {"data": told}


def is_over(standing: Standing, now: float) -> bool:
    return bool(standing.token_ends) and standing.token_ends <= now


def subscribed_apps(standing: Standing) -> Json:
    app = {"name": "Sandbox", "id": APP_ID, "link": f"https://www.facebook.com/games/?app_id={APP_ID}"}
    return {"data": [{"whatsapp_business_api_data": app}] if standing.app_subscribed else []}


def subscriptions(standing: Standing, settings: SandboxSettings) -> Json:
    address = standing.callback_url
    webhook = {
        "object": "whatsapp_business_account",
        "callback_url": f"{settings.on_record}/webhooks/whatsapp" if address is None else address,
        "active": standing.webhook_active,
        "fields": [{"name": name, "version": "v26.0"} for name in standing.webhook_fields],
    }
    return {"data": [webhook] if webhook["callback_url"] else []}


def _selected(whole: Json, wanted: str | None, default: tuple[str, ...]) -> Json:
    """Only what is asked for, and always the id; a field that does not exist is refused."""
    names = [name.strip() for name in wanted.split(",")] if wanted else list(default)
    found: dict[str, Any] = {}
    for name in names:
        if name not in whole:
            raise Refused(100, f"Tried accessing nonexisting field ({name})")
        found[name] = whole[name]
    return {**found, "id": whole["id"]}
