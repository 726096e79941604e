"""The countries of ISO 3166, by the two letters that stand for each."""

from babel.core import get_global
from babel.numbers import get_territory_currencies

from tattoobot.domain import money

CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905  249 strings would be as many lines
)
MEANT = {"UK": "GB", "EN": "GB", "EL": "GR", "SP": "ES", "GER": "DE", "USA": "US", "DEU": "DE", "FRA": "FR"}
"""What people write for them."""


def country(written: str) -> str:
    """Give the code as it was written. Raises ValueError, naming the one that is meant where that is plain."""
    if written in CODES:
        return written
    meant = MEANT.get(written.upper()) or (written.upper() if written.upper() in CODES else None)
    if meant:
        raise ValueError(f"{meant} is meant")
    raise ValueError("write the two letters of ISO 3166, such as GB, DE or US")


def currency(code: str) -> str | None:
    """What is paid with there, as far as Stripe charges in it; None for a country that there is not."""
    if code not in get_global("territory_currencies"):
        return None
    return next((one for one in get_territory_currencies(code) if one in money.CHARGEABLE), None)
