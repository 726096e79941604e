"""Reads what Meta says about token, number and subscription. Pure; a field that is missing is empty.

https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status
"""

from tattoobot.adapters.whatsapp.fields import Json, each, number, part, text, time_of
from tattoobot.domain.standing import Hindrance, Number, Subscription, Token

LIMIT = "whatsapp_business_manager_messaging_limit"
NUMBER_FIELDS = f"display_phone_number,status,quality_rating,name_status,throughput,health_status,{LIMIT}"
SUBSCRIBED_OBJECT = "whatsapp_business_account"


def read_token(answer: Json) -> Token:
    """https://developers.facebook.com/docs/graph-api/reference/debug_token"""
    data = part(answer, "data")
    granted = data.get("scopes")
    accounts = {
        str(target)
        for scope in each(data, "granular_scopes")
        if text(scope.get("scope")) == "whatsapp_business_management"
        for target in scope.get("target_ids") or []
    }
    return Token(
        valid=data.get("is_valid") is True,
        app_id=str(data.get("app_id") or ""),
        scopes=tuple(text(one) for one in granted) if isinstance(granted, list) else (),
        accounts=tuple(sorted(accounts)),
        # Zero: never.
        expires_at=time_of(data.get("expires_at")),
        problem=text(part(data, "error").get("message")),
    )


def read_number(answer: Json) -> Number:
    health = part(answer, "health_status")
    return Number(
        shown=text(answer.get("display_phone_number")),
        status=text(answer.get("status")).upper(),
        quality=text(answer.get("quality_rating")).upper(),
        name_status=text(answer.get("name_status")).upper(),
        level=text(part(answer, "throughput").get("level")).upper(),
        messaging_limit=text(answer.get(LIMIT)).upper(),
        can_send=text(health.get("can_send_message")).upper(),
        hindrances=tuple(
            hindrance for entity in each(health, "entities") for hindrance in _hindrances(entity)
        ),
    )


def _hindrances(entity: Json) -> list[Hindrance]:
    can_send = text(entity.get("can_send_message")).upper()
    if can_send not in {"BLOCKED", "LIMITED"}:
        return []
    who = text(entity.get("entity_type"))
    return [
        Hindrance(
            who,
            can_send,
            int(code) if (code := number(error.get("error_code"))) is not None else None,
            text(error.get("error_description")),
            text(error.get("possible_solution")),
        )
        for error in each(entity, "errors")
    ]


def read_subscriptions(answer: Json) -> list[Subscription]:
    """https://developers.facebook.com/docs/graph-api/reference/application/subscriptions"""
    return [
        Subscription(
            text(one.get("callback_url")),
            one.get("active") is True,
            tuple(text(field.get("name")) for field in each(one, "fields")),
        )
        for one in each(answer, "data")
        if text(one.get("object")) == SUBSCRIBED_OBJECT
    ]


def read_apps(answer: Json) -> list[str]:
    return [str(part(one, "whatsapp_business_api_data").get("id") or "") for one in each(answer, "data")]
