"""Why a person should look at a lead."""

from enum import StrEnum

from tattoobot.domain.handover import Reason


class FlagReason(StrEnum):
    ADDED_TO_BRIEF = "added_to_brief"
    ANOTHER_PIECE = "another_piece"
    AUTOMATIC_REPLY = "automatic_reply"
    CANCEL_REQUEST = "cancel_request"
    CLIENT_OPTED_OUT = "client_opted_out"
    DELIVERY_FAILED = "delivery_failed"
    DEPOSIT_DISPUTED = "deposit_disputed"
    DEPOSIT_EXPIRED = "deposit_expired"
    DEPOSIT_FAILED = "deposit_failed"
    DEPOSIT_LINK_WANTED = "deposit_link_wanted"
    DISCOUNT_WANTED = "discount_wanted"
    HANDOVER_UNANSWERED = "handover_unanswered"
    KEPT_AFTER_ALL = "kept_after_all"
    MESSAGE_AFTER_BOOKING = "message_after_booking"
    MESSAGE_CHANGED = "message_changed"
    MESSAGE_DELETED = "message_deleted"
    MESSAGE_FAILED = "message_failed"
    NOT_THEIR_HEALTH = "not_their_health"
    NO_COMPLAINT = "no_complaint"
    NO_WORDS = "no_words"
    PAYMENT_MISMATCH = "payment_mismatch"
    PAID_ON_OTHER_LEAD = "paid_on_other_lead"
    PAID_TWICE = "paid_twice"
    PAID_UNEXPECTEDLY = "paid_unexpectedly"
    QUESTION = "question"
    REFUND_FAILED = "refund_failed"
    REFUND_WANTED = "refund_wanted"
    RESCHEDULE_REQUEST = "reschedule_request"
    RUNNING_LATE = "running_late"
    SAME_PERSON = "same_person"
    SEVERAL_PIECES = "several_pieces"
    STYLE_NOT_OFFERED = "style_not_offered"
    TEMPLATE_UNAVAILABLE = "template_unavailable"
    TOO_MANY_FILES = "too_many_files"
    TOO_MANY_MESSAGES = "too_many_messages"
    TURN_FAILED = "turn_failed"
    UNDER_AGE = "under_age"
    UNKNOWN_MESSAGE = "unknown_message"
    VOICE_NOTE = "voice_note"
    WROTE_AFTER_END = "wrote_after_end"
    WROTE_AFTER_OPT_OUT = "wrote_after_opt_out"
    WROTE_AGAIN = "wrote_again"
    WROTE_UNDER_AGE = "wrote_under_age"


Concern = FlagReason | Reason
"""What a flag is raised for: a handover that nothing could be said about is one as well."""

HARMLESS = frozenset(
    {
        FlagReason.ADDED_TO_BRIEF,
        FlagReason.KEPT_AFTER_ALL,
        FlagReason.VOICE_NOTE,
        FlagReason.UNKNOWN_MESSAGE,
        FlagReason.MESSAGE_CHANGED,
        FlagReason.MESSAGE_DELETED,
        FlagReason.NOT_THEIR_HEALTH,
        FlagReason.NO_COMPLAINT,
        FlagReason.DEPOSIT_EXPIRED,
        FlagReason.DEPOSIT_FAILED,
    }
)
"""With any other open flag a person has to deal with the client: until then no reminder talks over them."""

PUTS_DATE_IN_DOUBT = frozenset(
    {
        FlagReason.CANCEL_REQUEST,
        FlagReason.RESCHEDULE_REQUEST,
        FlagReason.REFUND_WANTED,
        FlagReason.UNDER_AGE,
    }
)
"""While one of them is open, the date is not spoken of as if it stood."""

LEAVES_MONEY_OPEN = PUTS_DATE_IN_DOUBT | {FlagReason.DEPOSIT_DISPUTED, FlagReason.REFUND_FAILED}
"""Here nobody but the artist says that a date took place, and where its deposit goes."""

SETTLED_BY_AN_ANSWER: frozenset[Concern] = frozenset(
    {
        FlagReason.ADDED_TO_BRIEF,
        FlagReason.HANDOVER_UNANSWERED,
        FlagReason.KEPT_AFTER_ALL,
        FlagReason.MESSAGE_AFTER_BOOKING,
        FlagReason.MESSAGE_CHANGED,
        FlagReason.MESSAGE_DELETED,
        FlagReason.NOT_THEIR_HEALTH,
        FlagReason.NO_COMPLAINT,
        FlagReason.NO_WORDS,
        FlagReason.QUESTION,
        FlagReason.RUNNING_LATE,
        FlagReason.UNKNOWN_MESSAGE,
        FlagReason.VOICE_NOTE,
        FlagReason.WROTE_AFTER_END,
        FlagReason.WROTE_AGAIN,
        Reason.MEDICAL,
    }
)
"""Whoever said no more than this has what they wanted once the artist has written to them; all else is decided."""

WAITS_FOR_A_WORD = frozenset(
    {
        FlagReason.ANOTHER_PIECE,
        FlagReason.CANCEL_REQUEST,
        FlagReason.DEPOSIT_LINK_WANTED,
        FlagReason.DISCOUNT_WANTED,
        FlagReason.MESSAGE_AFTER_BOOKING,
        FlagReason.QUESTION,
        FlagReason.REFUND_WANTED,
        FlagReason.RESCHEDULE_REQUEST,
        FlagReason.RUNNING_LATE,
        FlagReason.WROTE_AFTER_END,
    }
)
"""Their client was told that the artist knows: it is the artist's turn, until they write."""

NEVER_BEHIND_OTHERS: frozenset[Concern] = frozenset(
    {
        FlagReason.CANCEL_REQUEST,
        FlagReason.DEPOSIT_LINK_WANTED,
        FlagReason.PAID_UNEXPECTEDLY,
        FlagReason.REFUND_WANTED,
        FlagReason.RESCHEDULE_REQUEST,
        FlagReason.UNDER_AGE,
        Reason.MEDICAL,
    }
)
"""Health, money and calling off: the artist hears of it however much else they hear of."""

TOLD_AS: dict[Concern, str] = {
    FlagReason.CANCEL_REQUEST: "passed_on.cancel_request",
    FlagReason.KEPT_AFTER_ALL: "passed_on.kept_after_all",
    FlagReason.RESCHEDULE_REQUEST: "passed_on.reschedule_request",
    FlagReason.RUNNING_LATE: "passed_on.running_late",
    FlagReason.QUESTION: "passed_on.question",
    FlagReason.REFUND_WANTED: "passed_on.refund_wanted",
    FlagReason.DISCOUNT_WANTED: "passed_on.discount_wanted",
    FlagReason.ADDED_TO_BRIEF: "passed_on.added_to_brief",
    FlagReason.ANOTHER_PIECE: "passed_on.another_piece",
    FlagReason.MESSAGE_AFTER_BOOKING: "passed_on.message_after_booking",
    FlagReason.DEPOSIT_LINK_WANTED: "passed_on.deposit_link_wanted",
    FlagReason.AUTOMATIC_REPLY: "passed_on.automatic_reply",
    FlagReason.NOT_THEIR_HEALTH: "passed_on.not_their_health",
    FlagReason.NO_COMPLAINT: "passed_on.no_complaint",
    FlagReason.NO_WORDS: "passed_on.no_words",
    FlagReason.WROTE_AGAIN: "passed_on.wrote_again",
    FlagReason.TOO_MANY_MESSAGES: "passed_on.too_many_messages",
    FlagReason.WROTE_AFTER_END: "passed_on.wrote_after_end",
    FlagReason.WROTE_AFTER_OPT_OUT: "passed_on.wrote_after_opt_out",
    FlagReason.UNDER_AGE: "passed_on.under_age",
    FlagReason.MESSAGE_CHANGED: "passed_on.message_changed",
    FlagReason.PAID_UNEXPECTEDLY: "passed_on.paid_unexpectedly",
    Reason.MEDICAL: "passed_on.medical",
}
"""The words by which the artist hears of it at once; the others stand on the desk."""


def concern(stored: str) -> Concern:
    """As the database keeps it. Raises `ValueError`."""
    return FlagReason(stored) if stored in FlagReason.__members__.values() else Reason(stored)
