"""The first plain sign of how somebody writes settles how they are addressed; what slips in later changes nothing."""

import pytest

from tests.domain.talks import Talk


def addressed(*messages: str) -> bool:
    talk = Talk()
    for message in messages:
        talk.hears(message)
    return talk.client.pace.formal


@pytest.mark.parametrize(
    "messages",
    [
        ("Hallo, kannst du mir eine Rose stechen?", "am Unterarm", "Haben Sie noch Termine?"),
        ("Habt ihr noch Termine? Ich hätte gern einen Fuchs", "Nehmen Sie auch Karte?"),
        ("Salut, tu fais du fine line ?", "une rose", "et vous faites aussi des couleurs ?"),
        ("coucou, une rose stp", "vous êtes où ?"),
        ("Salut, une rose", "vous êtes où ?"),
        ("Bonjour, une rose", "vous êtes ouverts le samedi ?", "c'est quoi votre adresse ?"),
        ("Moin, eine Rose", "Haben Sie noch Termine?"),
        ("Hola, ¿puedes tatuarme una rosa?", "¿y usted dónde está?"),
    ],
)
def test_a_friend_stays_a_friend(messages: tuple[str, ...]) -> None:
    assert not addressed(*messages)


@pytest.mark.parametrize(
    "messages",
    [
        ("Guten Tag, könnten Sie mir eine Rose stechen?", "am Unterarm", "kannst du mir den Preis sagen?"),
        ("Bonjour, vous faites des roses ?", "t'as de la place en mai ?"),
        ("Buenas tardes, ¿podría usted hacerme una rosa?", "¿puedes decirme el precio?"),
        ("Buenas, ¿podría hacerme una rosa?", "en el brazo"),
        ("Bonjour Madame, une rose", "t'as de la place en mai ?"),
        ("Sehr geehrtes Team, sehr geehrter Herr Robin, eine Rose", "kannst du mir den Preis sagen?"),
        ("Bonjour, une rose", "je vous remercie"),
    ],
)
def test_who_keeps_a_distance_is_not_called_by_the_first_name_later(messages: tuple[str, ...]) -> None:
    assert addressed(*messages)


def test_an_appointment_in_french_is_no_sign() -> None:
    assert not addressed("je voudrais un rendez-vous pour une rose")


def test_what_is_to_be_written_on_the_skin_addresses_somebody_else() -> None:
    assert addressed("ich hätte gern „du fehlst mir“ am Arm", "Haben Sie noch Termine?")


def test_who_asks_for_it_is_addressed_otherwise() -> None:
    assert not addressed("Bonjour, vous faites des roses ?", "vous pouvez me tutoyer")
    assert addressed("Salut, tu fais des roses ?", "merci de me vouvoyer")
