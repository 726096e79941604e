import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tattoobot.settings import WrongSettings
from tattoobot.studio_file.load import load

EXAMPLE = Path(__file__).parents[2] / "studio.example.toml"


def test_the_example_is_a_studio() -> None:
    studio = load(EXAMPLE)

    assert studio.artist.whatsapp_number == "15550100999"
    assert studio.wording["en"]["hello"].startswith("Hey!")


def test_answers_are_said_in_the_studios_language() -> None:
    assert load(EXAMPLE).wording["en"]["answer.price"].startswith("Our minimum")


def test_the_days_on_which_a_person_answers_are_the_studios() -> None:
    rules = load(EXAMPLE).handover

    assert rules.answers_on == frozenset({1, 2, 3, 4, 5})
    assert rules.days_off[0] == (date(2026, 12, 24), date(2026, 12, 24))
    assert rules.days_off[1] == (date(2027, 1, 2), date(2027, 1, 9))


def test_without_a_file_there_is_a_studio_to_try_things_out() -> None:
    assert load(None, artist_number="15550100999").artist.whatsapp_number == "15550100999"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("currency = 'pounds'", "currency"),
        ("time_zone = 'London'", "time_zone"),
        ("[deposit]\namount = '-5'", "deposit.amount"),
        ("[[artists]]\nname = ''", "artists.0.name"),
        ("colour = 'red'", "colour"),
        ("currency = 'pounds'", "line 1: currency: write the three capital letters of ISO 4217, such as GBP"),
        ("minimun_age = 18", r"line 1: minimun_age: there is no such setting; is minimum_age meant\?"),
        ("[price]\nminimum = 1", r"line 1: price: there is no such setting; is prices meant\?"),
        ("country = 'UK'", "line 1: country: GB is meant"),
        ("country = 'ZZ'", "line 1: country: write the two letters of ISO 3166"),
        (
            "[[artists]]\nname = 'A'\nwhatsapp_number = '07700 900123'",
            "artists.0.whatsapp_number: .*country code",
        ),
        (
            "[[artists]]\nkey = 'a'\nname = 'A'\n[[artists]]\nkey = 'a'\nname = 'B'",
            "artists: a is there twice",
        ),
        ("[answers]\nshow_estimate = yes", "line 2.* Write true instead of yes"),
        ("[handover]\nanswers_on = ['someday']", "line 2: handover.answers_on"),
        ("[handover]\ndays_off = ['christmas']", "line 2: handover.days_off"),
        ("name = Ink", 'Put it in quotes: "Ink"'),
        ("[quiet_hours]\nfrom = 'nine'", 'quiet_hours.from: write a time of day in quotes, such as "18:00"'),
        ("[quiet_hours]\nfrom = '9'", 'quiet_hours.from: write a time of day in quotes, such as "18:00"'),
        ("minimum_age = 12", "minimum_age: it must be 16 or more"),
        ("minimum_age = 'grown up'", "minimum_age: write a whole number"),
        ("name = 12", "name: write it in quotes"),
        ("[[artists]]\nname = ''", "artists.0.name: it is empty"),
        ("[deposit]\namount = 'sixty'", "deposit.amount: write an amount in digits"),
        (
            "[[reminders]]\nkind = 'choose_dates'\ntext = 'x'",
            "choose_date is meant, or a reminder of your own needs status",
        ),
        (
            "[[questions]]\nkey = 'style'\noffers = [" + "{ value = 'realism', title = 'x' }," * 11 + "]",
            "there may be 10 at most",
        ),
        ("name = 'a'\nname = 'b'", "(?s)line 2|overwrite"),
    ],
)
def test_a_mistake_stops_the_start_and_names_its_place(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "studio.toml"
    file.write_text(text)

    with pytest.raises(WrongSettings, match=named):
        load(file)


def test_a_studio_that_real_clients_write_to_has_a_name_and_somebody_to_tell(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    file.write_text(
        "[[artists]]\nkey = 'a'\nname = 'A'\nwhatsapp_number = '+15550100999'\n[[artists]]\nkey = 'b'\nname = 'B'"
    )

    with pytest.raises(WrongSettings) as refusal:
        load(file, whole=True)

    assert "name: the studio's name is missing" in str(refusal.value)
    assert "line 5: artists.1.whatsapp_number: nobody would hear of an enquiry for B" in str(refusal.value)
    assert "artists.0" not in str(refusal.value)


def test_one_number_for_all_artists_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    file.write_text("name = 'Some studio'")

    assert load(file, artist_number="15550100999", whole=True).artist.whatsapp_number == "15550100999"


@pytest.mark.parametrize(
    "text",
    [
        "[deposit]\namount = '0.10'",
        "[deposit]\namount = '99999999999999'",
        "[deposit]\namount = '1000000'",
        "[deposit]\namount = '60.005'",
        "[deposit]\namount = 'nan'",
        "[deposit]\namount = inf",
        "[deposit.by_length]\nday = '0.10'",
    ],
)
def test_a_deposit_that_stripe_would_not_take_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "studio.toml").write_text(text)

    with pytest.raises(WrongSettings, match=r"line 2: deposit\.(amount|by_length\.day): .*[.]$"):
        load(tmp_path / "studio.toml")


@pytest.mark.parametrize(
    ("currency", "amount", "said"),
    [
        ("GPB", "60", "currency: Stripe charges nothing in GPB."),
        ("JPY", "49", "less than the smallest amount"),
        ("JPY", "5000.50", "JPY has no decimals"),
        ("ISK", "5000.50", "ISK has no decimals"),
        ("UGX", "5000.50", "UGX has no decimals"),
        ("HUF", "174", "less than the smallest amount"),
        ("KWD", "1.255", "the last decimal must be 0"),
        ("KWD", "1.2555", "KWD has 3 decimals"),
    ],
)
def test_each_currency_has_its_own_way_with_amounts(
    tmp_path: Path, currency: str, amount: str, said: str
) -> None:
    path = tmp_path / "studio.toml"
    path.write_text(f"currency = '{currency}'\n[deposit]\namount = '{amount}'")

    with pytest.raises(WrongSettings, match=said):
        load(path)


@pytest.mark.parametrize(
    ("currency", "amount"),
    [("JPY", "5000"), ("ISK", "5000"), ("UGX", "90000"), ("HUF", "17500.50"), ("KWD", "15.250")],
)
def test_what_stripe_takes_in_other_currencies_is_taken(tmp_path: Path, currency: str, amount: str) -> None:
    path = tmp_path / "studio.toml"
    path.write_text(f"currency = '{currency}'\n[deposit]\namount = '{amount}'")

    assert load(path).deposit_for({}) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[artists]]\nname = 'A'\nbooking_url = 'calendar'", "write a web address"),
        ("unit = 'miles'", 'write "cm" or "in"'),
        ("[[artists]]\nname = 'A'\nkey = 'The Artist'", "write a short name of small letters"),
        ("[[reminders]]\nkind = 'Choose date'", "write a short name of small letters"),
        ("name = “Ink”", "straight quotes"),
        ("artists = 3", "it is a list, in square brackets"),
        ("deposit = 3", "it is a table of its own"),
        ("[prices]\nhourly = nan", "write"),
    ],
)
def test_no_mistake_is_told_in_the_words_of_a_library(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "studio.toml").write_text(text, encoding="utf-8")

    with pytest.raises(WrongSettings, match=re.escape(said)) as refusal:
        load(tmp_path / "studio.toml")
    assert re.search(r"Input should|pattern|[?]\.$", str(refusal.value)) is None


def test_a_number_may_stand_in_quotes(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_text("minimum_age = '18'")

    assert load(tmp_path / "studio.toml").minimum_age == 18


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("country = 'DE'", "EUR"),
        ("country = 'BR'", "BRL"),
        ("country = 'US'", "USD"),
        ("country = 'DE'\ncurrency = 'CHF'", "CHF"),
        ("language = 'de'", "GBP"),
        ("", "GBP"),
    ],
)
def test_a_studio_charges_in_the_money_of_its_country_unless_it_says_otherwise(
    tmp_path: Path, written: str, currency: str
) -> None:
    path = tmp_path / "studio.toml"
    path.write_text(written)

    assert load(path).currency == currency
