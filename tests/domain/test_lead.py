import pytest

from tattoobot.domain.lead import (
    OPEN,
    TRANSITIONS,
    Action,
    Happened,
    Status,
    advance,
    allowed_actions,
    require,
    usual_actions,
)
from tattoobot.errors import NotPossible


def test_every_status_has_a_row_in_the_table() -> None:
    assert set(TRANSITIONS) == set(Status)


def test_every_status_can_be_reached_from_the_first_but_completed_ends() -> None:
    reached = {Status.QUALIFYING}
    while True:
        further = {to for status in reached for to in TRANSITIONS[status].values()} | reached
        if further == reached:
            break
        reached = further

    assert reached == set(Status)


def test_whole_way_from_first_message_to_completed() -> None:
    status = Status.QUALIFYING
    for happened in (
        Happened.BRIEF_COMPLETED,
        Happened.APPROVED,
        Happened.DEPOSIT_PAID,
        Happened.BOOKING_LINK_SENT,
        Happened.BOOKED,
        Happened.COMPLETED,
    ):
        status = advance(status, happened)

    assert status is Status.COMPLETED


def test_what_is_not_in_the_table_is_not_possible() -> None:
    with pytest.raises(NotPossible, match="approved is not possible while qualifying"):
        advance(Status.QUALIFYING, Happened.APPROVED)


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        (Status.QUALIFYING, (Action.CANCEL, Action.ANSWER)),
        (Status.PENDING_APPROVAL, (Action.APPROVE, Action.REJECT, Action.CANCEL, Action.ANSWER)),
        (
            Status.AWAITING_DEPOSIT,
            (Action.REJECT, Action.WITHDRAW, Action.CANCEL, Action.SEND_DEPOSIT, Action.ANSWER),
        ),
        (Status.DEPOSIT_PAID, (Action.SEND_BOOKING_LINK, Action.MARK_BOOKED, Action.CANCEL, Action.ANSWER)),
        (Status.BOOKING_PENDING, (Action.MARK_BOOKED, Action.CANCEL, Action.ANSWER)),
        (Status.BOOKED, (Action.MOVE, Action.COMPLETE, Action.CANCEL, Action.ANSWER)),
        (Status.REJECTED, (Action.ANSWER,)),
        (Status.LAPSED, (Action.CANCEL, Action.ANSWER)),
        (Status.COMPLETED, (Action.ANSWER,)),
        (Status.WAITLISTED, (Action.CANCEL, Action.ANSWER)),
    ],
)
def test_each_status_allows_its_actions_and_no_other(status: Status, actions: tuple[Action, ...]) -> None:
    assert allowed_actions(status) == actions


def test_a_date_that_is_to_come_is_not_done() -> None:
    assert Action.COMPLETE not in allowed_actions(Status.BOOKED, to_come=True)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED])
def test_what_is_called_off_can_be_called_off_again_for_its_money_alone(status: Status) -> None:
    assert Action.CANCEL in allowed_actions(status, money_held=True)
    assert Action.CANCEL not in allowed_actions(status)


def test_messages_offer_to_call_off_dates_alone() -> None:
    offering = {status for status in Status if Action.CANCEL in usual_actions(status, to_come=True)}

    assert offering == {Status.BOOKED}


def test_money_that_is_held_can_go_back_or_stay_whatever_the_status() -> None:
    for status in Status:
        assert {Action.REFUND, Action.FORFEIT} <= {*allowed_actions(status, money_held=True)}


@pytest.mark.parametrize("action", [each for each in Action if each is not Action.ANSWER])
def test_an_action_outside_its_status_is_refused(action: Action) -> None:
    with pytest.raises(NotPossible):
        require(Status.COMPLETED, action)


def test_only_open_leads_move_money() -> None:
    leading_to_money = {status for status, row in TRANSITIONS.items() if Happened.DEPOSIT_PAID in row}

    assert leading_to_money <= OPEN
