"""The commands that speak to WhatsApp speak to its twin."""

from tests.adapters.conftest import http, receiver, sandbox, settings, whatsapp

__all__ = ["http", "receiver", "sandbox", "settings", "whatsapp"]
