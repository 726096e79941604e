"""Stripe's objects as its API shows them, new and untouched."""

import secrets

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.stripe.rules import ENDIVE


def new_id(prefix: str, length: int = 24) -> str:
    return f"{prefix}_" + "".join(
        secrets.choice("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(length)
    )


PLAIN_SESSION: Json = {
    "object": "checkout.session",
    "automatic_tax": {"liability": None, "provider": None, "status": None, "enabled": False},
    "branding_settings": None,
    "client_secret": None,
    "collected_information": None,
    "consent": None,
    "currency_conversion": None,
    "customer": None,
    "customer_account": None,
    "customer_details": None,
    "discounts": [],
    "integration_identifier": None,
    "invoice": None,
    "invoice_creation": {"enabled": False, "invoice_data": {"metadata": {}}},
    "livemode": False,
    "managed_payments": {"enabled": False},
    "mode": "payment",
    "optional_items": None,
    "payment_intent": None,
    "payment_link": None,
    "payment_method_collection": "if_required",
    "payment_method_configuration_details": None,
    "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
    "payment_status": "unpaid",
    "permissions": None,
    "presentment_details": None,
    "recovered_from": None,
    "return_url": None,
    "saved_payment_method_options": None,
    "setup_intent": None,
    "shipping_address_collection": None,
    "shipping_cost": None,
    "shipping_options": [],
    "status": "open",
    "subscription": None,
    "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    "ui_mode": "hosted_page",
    "wallet_options": None,
}
"""What a session has that nobody asked for."""


def session(asked: Json, now: int, public_url: str) -> Json:
    items = asked["line_items"]
    total = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in items)
    session_id = new_id("cs_test", 58)
    # The real address is long, and what follows the # belongs to it: a page that drops it opens nothing.
    url = f"{public_url.rstrip('/')}/sandbox/stripe/pay/{session_id}#fid{secrets.token_urlsafe(90)}"
    said = asked.get("custom_text", {})
    return {
        **PLAIN_SESSION,
        "id": session_id,
        "adaptive_pricing": asked.get("adaptive_pricing", {"enabled": True}),
        "after_expiration": asked.get("after_expiration"),
        "allow_promotion_codes": asked.get("allow_promotion_codes"),
        "allowed_payment_method_types": asked.get("allowed_payment_method_types"),
        "amount_subtotal": total,
        "amount_total": total,
        "billing_address_collection": asked.get("billing_address_collection"),
        "cancel_url": asked.get("cancel_url"),
        "client_reference_id": asked.get("client_reference_id"),
        "consent_collection": asked.get("consent_collection"),
        "created": now,
        "currency": items[0]["price_data"]["currency"],
        "custom_fields": asked.get("custom_fields", []),
        "custom_text": {
            key: said.get(key)
            for key in ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        },
        "customer_creation": asked.get("customer_creation", "if_required"),
        "customer_email": asked.get("customer_email"),
        "excluded_payment_method_types": asked.get("excluded_payment_method_types"),
        "expires_at": asked.get("expires_at", now + 24 * 3600),
        "locale": asked.get("locale"),
        "metadata": asked.get("metadata", {}),
        "name_collection": asked.get("name_collection"),
        "origin_context": asked.get("origin_context"),
        "payment_method_types": asked.get("allowed_payment_method_types", ["card", "link"]),
        "phone_number_collection": asked.get("phone_number_collection", {"enabled": False}),
        "submit_type": asked.get("submit_type"),
        "success_url": asked["success_url"],
        "url": url,
    }


def product(asked: Json, now: int) -> Json:
    return {
        "id": new_id("prod", 14),
        "object": "product",
        "active": True,
        "created": now,
        "description": asked.get("description"),
        "livemode": False,
        "metadata": asked.get("metadata", {}),
        "name": asked["name"],
        "type": "service",
    }


def price(asked: Json, now: int) -> Json:
    """`product`: the id of one. A price that was made inside a session is used up with it."""
    return {
        "id": new_id("price"),
        "object": "price",
        "active": "product" in asked,
        "billing_scheme": "per_unit",
        "created": now,
        "currency": asked["currency"],
        "livemode": False,
        "metadata": {},
        "product": asked.get("product") or new_id("prod", 14),
        "recurring": None,
        "type": "one_time",
        "unit_amount": asked["unit_amount"],
        "unit_amount_decimal": str(asked["unit_amount"]),
    }


def payment_method(asked: Json, now: int) -> Json:
    return {
        "id": new_id("pm"),
        "object": "payment_method",
        "billing_details": asked.get("billing_details", {}),
        "created": now,
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": asked["type"],
        asked["type"]: asked.get(asked["type"], {}),
    }


def line_items(asked: Json, now: int) -> list[Json]:
    return [_line_item(item, now) for item in asked["line_items"]]


def _line_item(item: Json, now: int) -> Json:
    data, quantity = item["price_data"], item["quantity"]
    named = {"id": item["price"], "active": True} if "price" in item else {}
    amount = data["unit_amount"] * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": data["currency"],
        "description": data["product_data"]["name"],
        "metadata": item.get("metadata", {}),
        "price": {**price(data, now), **named},
        "quantity": quantity,
    }


def customer_details(paid: Json) -> Json:
    address = dict.fromkeys(("city", "line1", "line2", "state"))
    return {
        "address": {**address, "country": "GB", "postal_code": "ZZ99 9ZZ"},
        "business_name": None,
        "email": paid["customer_email"] or "client@example.com",
        "individual_name": None,
        "name": "Sandbox client",
        "phone": "+15550100001" if paid["phone_number_collection"]["enabled"] else None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def payment_intent(paid: Json, data: Json, now: int) -> Json:
    intent_id = new_id("pi")
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": paid["amount_total"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": data.get("capture_method", "automatic_async"),
        "client_secret": f"{intent_id}_secret_{secrets.token_urlsafe(18)}",
        "confirmation_method": "automatic",
        "created": now,
        "currency": paid["currency"],
        "customer": None,
        "customer_account": None,
        "description": data.get("description"),
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": paid["payment_method_types"],
        "processing": None,
        "receipt_email": data.get("receipt_email"),
        "review": None,
        "setup_future_usage": data.get("setup_future_usage"),
        "shipping": data.get("shipping"),
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": data.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": data.get("transfer_group"),
    }


def bare_intent(asked: Json, now: int) -> Json:
    """A payment that comes through no page of Checkout."""
    like_a_page = {
        "amount_total": asked["amount"],
        "currency": asked["currency"],
        "payment_method_types": asked.get("payment_method_types", ["card"]),
    }
    return payment_intent(like_a_page, asked, now)


def charge(intent: Json, now: int, declined: bool = False) -> Json:
    card = {"brand": "visa", "country": "GB", "exp_month": 12, "exp_year": 2034, "funding": "credit"}
    card["last4"] = "0002" if declined else "4242"
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0 if declined else intent["amount"],
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None if declined else new_id("txn"),
        "billing_details": {
            "address": None,
            "email": "client@example.com",
            "name": "Sandbox client",
            "phone": None,
        },
        "captured": not declined,
        "created": now,
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_code": "card_declined" if declined else None,
        "failure_message": "Your card was declined." if declined else None,
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "paid": not declined,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": {"card": card, "type": "card"},
        "receipt_email": intent["receipt_email"],
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "status": "failed" if declined else "succeeded",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }


def card_declined() -> Json:
    """What a PaymentIntent says about its last attempt."""
    return {
        "charge": None,
        "code": "card_declined",
        "decline_code": "generic_decline",
        "doc_url": "https://stripe.com/docs/error-codes/card-declined",
        "message": "Your card was declined.",
        "type": "card_error",
    }


def refund(charged: Json, amount: int, asked: Json, now: int) -> Json:
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": new_id("txn"),
        "charge": charged["id"],
        "created": now,
        "currency": charged["currency"],
        "destination_details": {"card": {"type": "refund", "reference_status": "pending"}, "type": "card"},
        "metadata": asked.get("metadata", {}),
        "payment_intent": charged["payment_intent"],
        "reason": asked.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def dispute(charged: Json, now: int, *, inquiry: bool = False) -> Json:
    return {
        "id": new_id("du"),
        "object": "dispute",
        "amount": charged["amount"],
        "balance_transactions": [],
        "charge": charged["id"],
        "created": now,
        "currency": charged["currency"],
        "evidence_details": {
            "due_by": now + 9 * 86400,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charged["payment_intent"],
        "reason": "general",
        "status": "warning_needs_response" if inquiry else "needs_response",
    }


def event(kind: str, about: Json, now: int, request: Json | None = None) -> Json:
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": ENDIVE,
        "created": now,
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "request": request or {"id": None, "idempotency_key": None},
        "type": kind,
    }


def account(now: int) -> Json:
    return {
        "id": "acct_sandbox000000000",
        "object": "account",
        "business_profile": {"name": "Sandbox studio", "url": None},
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "country": "GB",
        "created": now,
        "default_currency": "gbp",
        "details_submitted": True,
        "email": "studio@example.com",
        "metadata": {},
        "payouts_enabled": True,
        "settings": {"dashboard": {"display_name": "Sandbox studio", "timezone": "Europe/London"}},
        "type": "standard",
    }
