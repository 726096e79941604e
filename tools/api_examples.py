"""An example for each operation of the admin API: shown in docs/api.md, and carried out by a test as it stands there.

Each begins with one enquiry, number 1. `…` in an answer stands for whatever is there.
"""

from typing import Any, NamedTuple

Json = dict[str, Any]


class Example(NamedTuple):
    answer: Json | None
    """What it says among other things; None where it is no JSON."""
    status: str = "pending_approval"
    """Where the enquiry is before."""
    query: str = ""
    body: Json | None = None
    first: str = ""
    """An action that is carried out before."""
    http_status: int = 200


def nothing_there(code: str) -> Json:
    return {"title": "…", "status": 404, "detail": "…", "code": code}


EXAMPLES = {
    "GET /admin/leads": Example(
        {
            "items": [
                {
                    "id": 1,
                    "status": "pending_approval",
                    "client": {"id": 1, "name": "Maya Example", "phone": "15550100001", "opted_out": False},
                    "answers": {"placement": {"text": "…", "value": "…", "source": "…"}},
                    "needs_artist": None,
                    "deposit": None,
                    "window_closes_at": "2026-03-11T10:00:00Z",
                }
            ],
            "next_cursor": None,
        },
        query="?status=pending_approval&limit=20",
    ),
    "GET /admin/leads/{lead_id}": Example(
        {
            "id": 1,
            "status": "pending_approval",
            "messages": [],
            "timeline": [],
            "photos": [],
            "deposits": [],
            "allowed_actions": "…",
        }
    ),
    "POST /admin/leads/{lead_id}/approve": Example(
        {
            "id": 1,
            "status": "awaiting_deposit",
            "deposit": {"id": 1, "status": "requested", "amount": "60.00", "currency": "GBP", "url": None},
            "client_told": True,
        },
        body={"deposit": {"amount": "60.00", "currency": "GBP"}, "note": "Love the fox!"},
    ),
    "POST /admin/leads/{lead_id}/reject": Example(
        {"id": 1, "status": "rejected", "client_told": True},
        body={"reason": "I leave cover-ups to others, sorry."},
    ),
    "POST /admin/leads/{lead_id}/withdraw": Example(
        {"id": 1, "status": "pending_approval", "client_told": True},
        first="approve",
        body={"reason": "I have to look at my calendar again."},
    ),
    "POST /admin/leads/{lead_id}/refund": Example(
        {"title": "…", "status": 409, "detail": "…", "code": "…"},
        body={"amount": "20.00", "reason": "We found another day."},
        http_status=409,
    ),
    "POST /admin/leads/{lead_id}/forfeit": Example(
        {"title": "…", "status": 409, "detail": "…", "code": "…"},
        body={"reason": "Nobody came."},
        http_status=409,
    ),
    "POST /admin/leads/{lead_id}/cancel": Example(
        {"id": 1, "status": "cancelled", "client_told": True},
        status="booking_pending",
        body={"reason": "The artist is ill.", "refund": "full"},
    ),
    "GET /admin/leads/{lead_id}/evidence": Example(None),
    "POST /admin/leads/{lead_id}/send-deposit": Example(
        {"id": 1, "status": "awaiting_deposit", "deposit": {"amount": "80.00", "currency": "GBP"}},
        first="approve",
        body={"deposit": {"amount": "80.00", "currency": "GBP"}},
    ),
    "POST /admin/leads/{lead_id}/send-booking-link": Example(
        {"id": 1, "status": "booking_pending"},
        status="deposit_paid",
        body={"url": "https://calendar.example.com/robin"},
    ),
    "POST /admin/leads/{lead_id}/mark-booked": Example(
        {"id": 1, "status": "booked"},
        status="booking_pending",
        body={"starts_at": "2026-04-14T11:00:00+01:00", "ends_at": "2026-04-14T14:00:00+01:00"},
    ),
    "POST /admin/leads/{lead_id}/move": Example(
        {"id": 1, "status": "booked"},
        status="booked",
        body={"starts_at": "2026-04-21T11:00:00+01:00"},
    ),
    "POST /admin/leads/{lead_id}/complete": Example(
        {"id": 1, "status": "completed", "client_told": True},
        status="booked",
    ),
    "POST /admin/leads/{lead_id}/hand-over": Example({"id": 1, "status": "qualifying"}, status="qualifying"),
    "POST /admin/leads/{lead_id}/hand-back": Example(
        {"id": 1, "status": "qualifying"}, status="qualifying", first="hand-over"
    ),
    "POST /admin/leads/{lead_id}/answer": Example(
        {"id": 1, "status": "pending_approval", "client_told": True},
        body={"text": "Hi Maya, Friday at 11 works. See you then!"},
    ),
    "POST /admin/leads/{lead_id}/messages": Example(
        {"id": 1, "status": "pending_approval", "client_told": True},
        body={"text": "Hi Maya, could it be a little larger?"},
    ),
    "GET /admin/photos/{photo_id}": Example(nothing_there("photo_not_found"), http_status=404),
    "GET /admin/photos/{photo_id}/thumbnail": Example(nothing_there("photo_not_found"), http_status=404),
    "GET /admin/metrics": Example({"funnel": "…", "deposits": []}),
    "GET /admin/health": Example({"ok": "…", "checked_at": "…", "checks": "…"}),
    "GET /admin/clients/{client_id}/export": Example(None),
    "DELETE /admin/clients/{client_id}": Example(
        {"client_id": 1, "erased_at": "…", "leads": 1, "photos": 0, "payments_kept": []}
    ),
    "GET /admin/schedule": Example({"items": "…"}),
    "GET /admin/dead-letters": Example({"items": [], "counts": "…", "next_cursor": None}),
    "POST /admin/dead-letters/{kind}/{item}/retry": Example(
        nothing_there("dead_letter_not_found"), http_status=404
    ),
    "POST /admin/dead-letters/{kind}/{item}/drop": Example(
        nothing_there("dead_letter_not_found"), http_status=404
    ),
}
PARTS = {"{kind}": "outbox", "{item}": "1", "{lead_id}": "1", "{photo_id}": "1", "{client_id}": "1"}
