"""What clients say about the deposit: that it is paid, that they want its link, that they want it back."""

import re

from tattoobot.domain.understanding.text import CLAUSE_ENDS, SENTENCE_ENDS
from tattoobot.domain.understanding.vocabulary.forms import form
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed


def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(name)})\b", re.IGNORECASE)


LINK, LINK_WANTED = _any("page_link"), _any("link_wanted")
WANTS_TO_PAY, OTHERWISE = _any("wants_to_pay"), _any("other_ways_to_pay")
MONEY_BACK = _any("money_back")
SLIP = form("slip")
MONEY, GOES_BACK = _any("money"), _any("goes_back")


def says_paid(text: str) -> bool:
    """A clause says no more than that: in the middle of one, the word may say anything."""
    clauses = (" ".join(re.findall(r"[\w'’]+", clause)) for clause in CLAUSE_ENDS.split(text.casefold()))
    return not listed("paid").isdisjoint(clauses)


def asks_for_link(text: str) -> bool:
    """ "Can you send me the link again?", "the link does not open", "I want to pay"; not "can I pay in cash?"."""
    wants = (LINK.search(text) and LINK_WANTED.search(text)) or WANTS_TO_PAY.search(text)
    return bool(wants) and not asks_to_pay_otherwise(text)


def doubts_amount(text: str) -> bool:
    """ "Is 60000 a typo?"."""
    return any(map(str.isdigit, text)) and SLIP.is_in(text)


def asks_to_pay_otherwise(text: str) -> bool:
    """ "Can I pay in cash?": the link is no answer."""
    return OTHERWISE.search(text) is not None


def asks_for_money_back(text: str) -> bool:
    """Said of money that was paid: "I'm still waiting for my refund", "can I get my deposit back?"."""
    return any(
        MONEY_BACK.search(said) or (MONEY.search(said) and GOES_BACK.search(said))
        for said in SENTENCE_ENDS.split(text)
    )
