"""What Stripe accepts: the parameters of each call with their types and limits.

A rule reads one value of a form and answers it as what it means; nothing that is not named here is let through.
https://docs.stripe.com/api/checkout/sessions/create
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tattoobot.sandbox.journal import Json

Rule = Callable[[Any, str], Any]

ENDIVE = "2026-10-28.endive"
TYPES_REMOVED = "2026-09-30"
"""Since this version a Checkout Session takes no `payment_method_types`."""


def codes(listed: str) -> list[str]:
    return listed.split()


ZERO_DECIMAL = frozenset(codes("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf"))
THREE_DECIMAL = frozenset(codes("bhd jod kwd omr tnd"))
SMALLEST_CHARGE = dict.fromkeys(
    codes("usd aud brl cad chf eur inr nzd sgd zar ils krw php cop ars idr jpy"), 50
) | {
    "gbp": 30,
    "aed": 200,
    "hkd": 400,
    "czk": 1500,
    "dkk": 250,
    "huf": 17500,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "sek": 300,
    "pln": 200,
    "ron": 200,
    "thb": 1000,
}
"""In minor units. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts"""
CURRENCIES = {*SMALLEST_CHARGE, *ZERO_DECIMAL, *THREE_DECIMAL, *codes("bgn isk try ugx uah twd pen")}
SIGNS = {"gbp": "£", "eur": "€", "usd": "$"}
LARGEST_CHARGE = 99_999_999
METHODS = frozenset(
    codes("card link paypal klarna bancontact ideal eps p24 sepa_debit bacs_debit revolut_pay twint")
)
LOCALES = frozenset(
    codes(
        "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR "
        "ro ru sk sl sv th tr vi zh zh-HK zh-TW"
    )
)


class Refused(Exception):
    """Stripe's answer to a request that it does not accept."""

    def __init__(
        self,
        message: str,
        param: str | None = None,
        code: str | None = None,
        status: int = 400,
        kind: str = "invalid_request_error",
    ) -> None:
        super().__init__(message)
        self.status = status
        self._error: Json = {"message": message, "type": kind}
        if code is not None:
            self._error |= {
                "code": code,
                "doc_url": f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}",
            }
        if param is not None:
            self._error["param"] = param

    def answer(self) -> Json:
        return {"error": self._error}


# Rules


def text(limit: int = 5000) -> Rule:
    def rule(value: Any, at: str) -> str:
        if not isinstance(value, str):
            raise Refused("Invalid string: this must be a string", at)
        if value == "":
            raise _empty(at)
        if len(value) > limit:
            message = f"Invalid string: {value[:10]}...; must be at most {limit} characters"
            raise Refused(message, at, "parameter_invalid_string_too_long")
        return value

    return rule


def integer(least: int = 0) -> Rule:
    def rule(value: Any, at: str) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,18}", value):
            raise Refused(f"Invalid integer: {value}", at, "parameter_invalid_integer")
        if int(value) < least:
            raise Refused(
                f"This value must be greater than or equal to {least}.", at, "parameter_invalid_integer"
            )
        return int(value)

    return rule


def boolean(value: Any, at: str) -> bool:
    if value not in {"true", "false"}:
        raise Refused(f"Invalid boolean: {value}", at)
    return bool(value == "true")


def one_of(*allowed: str) -> Rule:
    def rule(value: Any, at: str) -> str:
        if value not in allowed:
            raise Refused(f"Invalid {at}: must be one of {', '.join(sorted(allowed))}", at)
        return str(value)

    return rule


def url(value: Any, at: str) -> str:
    parts = urlsplit(text()(value, at))
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Refused("Not a valid URL", at, "url_invalid")
    return str(value)


def email(value: Any, at: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text(512)(value, at)):
        raise Refused(f"Invalid email address: {value}", at, "email_invalid")
    return str(value)


def currency(value: Any, at: str) -> str:
    if str(value).lower() not in CURRENCIES:
        raise Refused(
            f"Invalid currency: {value}. Stripe currently supports: {', '.join(sorted(CURRENCIES))}", at
        )
    return str(value).lower()


def group(rules: dict[str, Rule], *required: str) -> Rule:
    def rule(value: Any, at: str) -> Json:
        if not isinstance(value, dict):
            raise Refused("Invalid object", at)
        read: Json = {}
        for key, one in value.items():
            inner = f"{at}[{key}]" if at else key
            if key not in rules:
                raise Refused(f"Received unknown parameter: {inner}", inner, "parameter_unknown")
            read[key] = rules[key](one, inner)
        for key in required:
            if key not in read:
                missing = f"{at}[{key}]" if at else key
                raise Refused(f"Missing required param: {missing}.", missing, "parameter_missing")
        return read

    return rule


def list_of(each: Rule, most: int = 100) -> Rule:
    def rule(value: Any, at: str) -> list[Any]:
        if not isinstance(value, list):
            raise Refused("Invalid array", at)
        if len(value) > most:
            raise Refused(f"Array must have at most {most} elements", at)
        return [each(one, f"{at}[{n}]") for n, one in enumerate(value)]

    return rule


def metadata(value: Any, at: str) -> dict[str, str]:
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise Refused("Invalid object", at)
    if len(value) > 50:
        raise Refused("Metadata can have up to 50 keys", at)
    for key, one in value.items():
        if len(key) > 40:
            raise Refused("Metadata keys can be at most 40 characters", f"{at}[{key}]")
        if not isinstance(one, str) or len(one) > 500:
            raise Refused("Metadata values can be at most 500 characters", f"{at}[{key}]")
    return {key: one for key, one in value.items() if one != ""}


def anything(value: Any, _at: str) -> Any:
    return value


def _empty(at: str) -> Refused:
    message = (
        f"You passed an empty string for '{at}'. We assume empty values are an attempt to unset a parameter"
    )
    return Refused(message, at, "parameter_invalid_empty")


# Calls

ENABLED = group({"enabled": boolean}, "enabled")
SAID = group({"message": text(1200)}, "message")
EXPAND = list_of(text())
PRODUCT = group(
    {
        "name": text(),
        "description": text(),
        "images": list_of(url, 8),
        "metadata": metadata,
        "tax_code": text(),
    },
    "name",
)
PRICE = group(
    {
        "currency": currency,
        "unit_amount": integer(),
        "product_data": PRODUCT,
        "tax_behavior": one_of("exclusive", "inclusive", "unspecified"),
    },
    "currency",
    "unit_amount",
    "product_data",
)
CREATE_SESSION = group(
    {
        "mode": one_of("payment", "setup", "subscription"),
        "line_items": list_of(
            group(
                {"price_data": PRICE, "price": text(), "quantity": integer(1), "metadata": metadata},
                "quantity",
            )
        ),
        "success_url": url,
        "cancel_url": url,
        "client_reference_id": text(200),
        "currency": currency,
        "customer_creation": one_of("always", "if_required"),
        "customer_email": email,
        "expires_at": integer(),
        "expand": EXPAND,
        "locale": one_of(*LOCALES),
        "metadata": metadata,
        "payment_intent_data": group(
            {
                "description": text(),
                "metadata": metadata,
                "receipt_email": email,
                "setup_future_usage": one_of("off_session", "on_session"),
                "capture_method": one_of("automatic", "automatic_async", "manual"),
                "statement_descriptor_suffix": text(22),
                "transfer_group": text(),
                "shipping": anything,
            }
        ),
        "adaptive_pricing": ENABLED,
        "after_expiration": group(
            {"recovery": group({"enabled": boolean, "allow_promotion_codes": boolean}, "enabled")}
        ),
        "allow_promotion_codes": boolean,
        "allowed_payment_method_types": list_of(one_of(*METHODS)),
        "excluded_payment_method_types": list_of(one_of(*METHODS)),
        "automatic_tax": ENABLED,
        "billing_address_collection": one_of("auto", "required"),
        "branding_settings": anything,
        "consent_collection": anything,
        "custom_fields": list_of(anything, 3),
        "custom_text": group(
            {
                "submit": SAID,
                "after_submit": SAID,
                "terms_of_service_acceptance": SAID,
                "shipping_address": SAID,
            }
        ),
        "invoice_creation": anything,
        "name_collection": anything,
        "origin_context": one_of("mobile_app", "web"),
        "payment_method_options": anything,
        "phone_number_collection": ENABLED,
        "submit_type": one_of("auto", "book", "donate", "pay", "subscribe"),
        "tax_id_collection": anything,
        "ui_mode": one_of("elements", "embedded_page", "form", "hosted_page"),
    },
    "mode",
)
UPDATE_SESSION = group({"metadata": metadata, "expand": EXPAND})
CREATE_REFUND = group(
    {
        "payment_intent": text(),
        "charge": text(),
        "amount": integer(1),
        "reason": one_of("duplicate", "fraudulent", "requested_by_customer"),
        "metadata": metadata,
        "expand": EXPAND,
    }
)
ONLY_EXPAND = group({"expand": EXPAND})
PAGING: dict[str, Rule] = {
    "limit": integer(1),
    "starting_after": text(),
    "ending_before": text(),
    "created": anything,
    "expand": EXPAND,
}
LIST_SESSIONS = group({**PAGING, "payment_intent": text(), "status": one_of("open", "complete", "expired")})
LIST_REFUNDS = group({**PAGING, "payment_intent": text(), "charge": text()})
LIST_EVENTS = group({**PAGING, "type": text(), "types": list_of(text(), 20), "delivery_success": boolean})
LIST_PLAIN = group(PAGING)


def session_parameters(form: Json, version: str, now: float, goods: Mapping[str, Json]) -> Json:
    """The parameters of a new session, checked as a whole. A price that was made before has its data in `goods`."""
    form = dict(form)
    if version < TYPES_REMOVED:
        form.pop("payment_method_types", None)
    asked: Json = CREATE_SESSION(form, "")
    if asked["mode"] != "payment":
        raise Refused("The sandbox only knows mode=payment.", "mode")
    if asked.get("ui_mode", "hosted_page") != "hosted_page":
        raise Refused("The sandbox only knows ui_mode=hosted_page.", "ui_mode")
    for key in ("line_items", "success_url"):
        if not asked.get(key):
            raise Refused(f"Missing required param: {key}.", key, "parameter_missing")
    for n, item in enumerate(asked["line_items"]):
        _find_price(item, f"line_items[{n}]", goods)
    _check_amount(asked["line_items"])
    _check_expiry(asked.get("expires_at"), int(now))
    if "allowed_payment_method_types" in asked and "excluded_payment_method_types" in asked:
        message = (
            "You may only specify one of allowed_payment_method_types and excluded_payment_method_types."
        )
        raise Refused(message, "excluded_payment_method_types")
    return asked


def _find_price(item: Json, at: str, goods: Mapping[str, Json]) -> None:
    if ("price" in item) == ("price_data" in item):
        raise Refused(f"You must specify either `price` or `price_data` ({at}).", at, "parameter_missing")
    if "price" not in item:
        return
    price = goods.get(item["price"])
    if price is None or price["object"] != "price":
        raise Refused(f"No such price: '{item['price']}'", f"{at}[price]", "resource_missing")
    name = goods[price["product"]]["name"]
    item["price_data"] = {
        "currency": price["currency"],
        "unit_amount": price["unit_amount"],
        "product_data": {"name": name},
        "product": price["product"],
    }


def _check_amount(items: list[Json]) -> None:
    currencies = {item["price_data"]["currency"] for item in items}
    if len(currencies) > 1:
        raise Refused("All line items must have the same currency.", "line_items")
    unit = currencies.pop()
    total = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in items)
    least = SMALLEST_CHARGE.get(unit, 1)
    if total < least:
        message = (
            f"The Checkout Session's total amount due must add up to at least {said_amount(least, unit)}"
        )
        raise Refused(message, code="amount_too_small")
    if total > LARGEST_CHARGE:
        raise Refused(
            f"Amount must be no more than {said_amount(LARGEST_CHARGE, unit)}", code="amount_too_large"
        )


def _check_expiry(expires_at: int | None, now: int) -> None:
    if expires_at is None:
        return
    if expires_at < now + 30 * 60:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise Refused(message, "expires_at")
    if expires_at > now + 24 * 3600:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise Refused(message, "expires_at")


def said_amount(amount: int, unit: str) -> str:
    """Minor units as people read them: 6000 gbp is "£60.00"."""
    places = 0 if unit in ZERO_DECIMAL else 3 if unit in THREE_DECIMAL else 2
    number = f"{amount / 10**places:,.{places}f}"
    return SIGNS[unit] + number if unit in SIGNS else f"{number} {unit.upper()}"
