"""Amounts with a currency, exact, and how Stripe counts them.

Stripe takes whole numbers of the smallest unit ("Supported currencies" in its docs): pence for pounds, yen for yen,
fils for dinars. Nothing outside this module divides or multiplies by 100.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

ZERO_DECIMAL = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)
THREE_DECIMAL = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])
WHOLE_BUT_SENT_WITH_TWO = frozenset({"ISK", "UGX"})
"""Nobody pays a hundredth of a króna, yet Stripe counts these in hundredths that must be 00."""

LARGEST = Decimal(10) ** 10
"""Far above any deposit: keeps a slip of the keyboard out of Stripe and out of the database."""

_MINIMUM_MINOR = {
    50: "USD AUD BRL CAD CHF EUR INR NZD SGD ZAR ILS KRW PHP COP ARS IDR JPY",
    30: "GBP",
    200: "AED MYR PLN RON",
    250: "DKK",
    300: "NOK SEK",
    400: "HKD",
    1000: "MXN THB",
    1500: "CZK",
    17500: "HUF",
}
MINIMUM_MINOR = {currency: minor for minor, group in _MINIMUM_MINOR.items() for currency in group.split()}
"""Stripe's smallest charge, in minor units, where it publishes one."""

_CHARGEABLE = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP",
    "CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD",
    "JPY KES KGS KHR KMF KRW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN",
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB",
    "TJS TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW BHD JOD KWD OMR TND",
)
CHARGEABLE = frozenset(code for line in _CHARGEABLE for code in line.split())
"""The currencies in which Stripe charges."""

LARGEST_CHARGE = 99_999_999
"""In minor units: Stripe takes eight digits, 999,999.99 where there are two decimals."""

_PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)
_CURRENCY_CODE = re.compile(r"[A-Z]{3}", re.ASCII)


class BadAmount(ValueError):
    """That is not an amount of money we can take."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount, zero or more; `currency` is the upper-case ISO 4217 code."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        _check_currency(self.currency)
        _check_amount(self.amount, self.currency)

    def __str__(self) -> str:
        return f"{self.text} {self.currency}"

    @property
    def text(self) -> str:
        """The decimal string of our JSON: `60.00`, `5000`, `1.250`."""
        return text_of(self.amount, self.currency)

    def minor_units(self) -> int:
        """How Stripe counts this amount."""
        return int(self.amount.scaleb(_stripe_exponent(self.currency)))


def text_of(amount: Decimal, currency: str) -> str:
    """The same for a sum of many charges, which may be larger than any one of them."""
    return f"{amount:.{decimal_places(currency)}f}"


def from_minor(minor: int, currency: str) -> Money:
    """The amount behind a whole number from Stripe; its currency codes are lower case."""
    code = currency.upper()
    return Money(Decimal(minor).scaleb(-_stripe_exponent(code)), code)


def parse(text: str, currency: str) -> Money:
    """Read a decimal string such as `60.00`, as the API takes it; people's own writing is `understanding`'s work."""
    if not _PLAIN_NUMBER.fullmatch(text) or len(text) > 40:
        raise BadAmount(
            f"{text[:40]!r} is not an amount. Write digits with a point for decimals, such as 60.00."
        )
    return Money(Decimal(text), currency.upper())


def decimal_places(currency: str) -> int:
    """How many decimals people write in this currency."""
    if currency in ZERO_DECIMAL or currency in WHOLE_BUT_SENT_WITH_TWO:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def minimum_charge(currency: str) -> Money | None:
    """The smallest amount Stripe charges in this currency, None where it publishes none.

    When the account is paid out in another currency, that one's minimum counts after conversion.
    """
    minor = MINIMUM_MINOR.get(currency)
    return None if minor is None else from_minor(minor, currency)


def check_charge(amount: Money) -> None:
    """Raises `BadAmount` for what Stripe does not take in one payment."""
    # Stripe has long refused a last digit other than 0 in these currencies.
    if amount.currency in THREE_DECIMAL and amount.minor_units() % 10:
        raise BadAmount(f"{amount} cannot be charged: in {amount.currency} the last decimal must be 0.")
    if amount.minor_units() > LARGEST_CHARGE:
        most = from_minor(LARGEST_CHARGE, amount.currency)
        raise BadAmount(f"{amount} is more than Stripe charges at once ({most}).")
    smallest = minimum_charge(amount.currency)
    if amount.amount == 0 or (smallest is not None and amount.amount < smallest.amount):
        raise BadAmount(
            f"{amount} is less than the smallest amount Stripe charges ({smallest or 'above 0'})."
        )


def _stripe_exponent(currency: str) -> int:
    return 2 if currency in WHOLE_BUT_SENT_WITH_TWO else decimal_places(currency)


def _check_currency(currency: str) -> None:
    if not _CURRENCY_CODE.fullmatch(currency):
        raise BadAmount(
            f"{currency[:10]!r} is not a currency. Use its three-letter code, such as GBP or EUR."
        )


def _check_amount(amount: Decimal, currency: str) -> None:
    if not amount.is_finite() or amount.is_signed():
        raise BadAmount(f"{amount} {currency} is not an amount that can be paid.")
    if amount >= LARGEST:
        raise BadAmount(f"{amount} {currency} is too large to be right.")
    places = decimal_places(currency)
    if amount != amount.quantize(Decimal(1).scaleb(-places)):
        raise BadAmount(f"{amount} {currency} is too fine: {currency} has {places or 'no'} decimals.")
