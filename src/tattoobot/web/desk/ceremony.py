"""WebAuthn with our rules: our own address, the owner of the device asked, no name needed to sign in."""

from typing import Any

import webauthn
from cryptography.exceptions import InvalidSignature
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import exceptions, parse_authentication_credential_json, parse_client_data_json
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from tattoobot.db.artists import Artist
from tattoobot.db.passkeys import Passkey
from tattoobot.web.desk.party import Party

UNFIT = (exceptions.WebAuthnException, InvalidSignature, ValueError, TypeError, LookupError, AttributeError)
"""What reading something ends in that no browser has made."""


def to_set_up(us: Party, artist: Artist, challenge: bytes, there: list[Passkey]) -> str:
    """What the browser is asked for a new one, as JSON. Devices that have one are left out."""
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=us.id,
            rp_name=us.name,
            user_id=f"artist {artist.id}".encode(),
            user_name=artist.name,
            challenge=challenge,
            attestation=AttestationConveyancePreference.NONE,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in there],
        )
    )


def to_sign_in(us: Party, challenge: bytes) -> str:
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=us.id, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def challenge_in(credential: dict[str, Any]) -> bytes:
    """What was signed. Raises `UNFIT`."""
    data = webauthn.base64url_to_bytes(credential["response"]["clientDataJSON"])
    return parse_client_data_json(data).challenge


def id_in(credential: dict[str, Any]) -> bytes:
    """Of the passkey that signed. Raises `UNFIT`."""
    return parse_authentication_credential_json(credential).raw_id


def set_up(us: Party, credential: dict[str, Any], challenge: bytes) -> VerifiedRegistration:
    """Raises `UNFIT`."""
    return webauthn.verify_registration_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=us.id,
        expected_origin=us.origin,
        require_user_verification=True,
    )


def signed_in(us: Party, credential: dict[str, Any], challenge: bytes, by: Passkey) -> VerifiedAuthentication:
    """Raises `UNFIT`."""
    return webauthn.verify_authentication_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=us.id,
        expected_origin=us.origin,
        credential_public_key=by.public_key,
        credential_current_sign_count=by.sign_count,
        require_user_verification=True,
    )
