"""A provider is a folder of adapters, a client among the tools, effects and who delivers them, and a twin.

One that shows what the database holds has a job of its own instead of effects.
"""

import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import tattoobot
from tattoobot import bootstrap
from tattoobot.commands import sandbox
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import Effect
from tattoobot.jobs import deliver
from tattoobot.jobs.deliver import DELIVERED_BY
from tattoobot.jobs.sheets import SheetKeeper
from tattoobot.jobs.tools import Tools
from tattoobot.sandbox import server
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.settings import guards
from tests.missing import nothing_missing

SOURCE = Path(tattoobot.__file__).parent
PROVIDERS = sorted(path.parent.name for path in SOURCE.glob("adapters/*/client.py"))
SHOWN_BY = {"google": SheetKeeper}
"""Providers to whom nothing is sent on its own: which job keeps them in step."""
TWINS = sorted(path.parent.name for path in SOURCE.glob("sandbox/*/twin.py"))


def test_every_effect_is_delivered_by_one_function_of_its_own() -> None:
    undelivered = sorted(effect.__name__ for effect in set(get_args(Effect)) ^ set(DELIVERED_BY))
    nothing_missing(f"{effect} is not in both: Effect, DELIVERED_BY." for effect in undelivered)
    assert max(Counter(DELIVERED_BY.values()).values()) == 1
    for effect, function in DELIVERED_BY.items():
        assert get_type_hints(function)["delivery"] == Delivery[effect]  # type: ignore[valid-type]


def test_every_file_that_delivers_serves_an_effect() -> None:
    files = {f"{deliver.__name__}.{name}" for _, name, _ in pkgutil.iter_modules(deliver.__path__)}

    serving = {function.__module__ for function in DELIVERED_BY.values()}
    nothing_missing(f"{file} delivers no effect: DELIVERED_BY." for file in sorted(files ^ serving))


def what_is_missing(provider: str) -> list[str]:
    """In sentences for whoever adds a provider."""
    client = f"tattoobot.adapters.{provider}.client"
    mounted = {getattr(one, "__module__", None) for one in vars(server).values()}
    there = {
        f"There is no adapters/{provider}/client.py.": provider in PROVIDERS,
        **(_shown(provider, client) if provider in SHOWN_BY else _sent_to(provider, client)),
        f"bootstrap.py does not say where {provider} is: _providers.": _named(bootstrap._providers, provider),
        f"No setting for the address of {provider} is checked: settings/guards.py, ADDRESSES.": any(
            address.startswith(f"{provider}_") for address in guards.ADDRESSES
        ),
        f"There is no sandbox/{provider}/twin.py.": provider in TWINS,
        f"The twin of {provider} is not mounted: sandbox/server.py.": (
            f"tattoobot.sandbox.{provider}.twin" in mounted
        ),
        f"The twin of {provider} is told no key: sandbox/settings.py.": any(
            field.startswith(f"{provider}_") for field in SandboxSettings.__dataclass_fields__
        ),
        **{
            f"Nothing of {provider} in commands/sandbox.py, {function.__name__}.": _named(function, provider)
            for function in (sandbox.settings_for, sandbox.twins_for, sandbox._environment)
        },
    }
    return [sentence for sentence, is_so in there.items() if not is_so]


def _sent_to(provider: str, client: str) -> dict[str, bool]:
    among_tools = get_type_hints(Tools).get(provider)
    return {
        f"No {provider} among the Tools, there always and never None: jobs/tools.py.": (
            getattr(among_tools, "__module__", "") == client
        ),
        f"No effect goes to {provider}: a function in jobs/deliver/ that calls it.": any(
            f"tools.{provider}." in inspect.getsource(function) for function in DELIVERED_BY.values()
        ),
    }


def _shown(provider: str, client: str) -> dict[str, bool]:
    job = SHOWN_BY[provider]
    given = get_type_hints(job.__init__).values()
    return {
        f"{job.__name__} is not given the client of {provider}.": client in {one.__module__ for one in given},
        f"{job.__name__} is not scheduled: bootstrap.py.": f"{job.__name__}(" in inspect.getsource(bootstrap),
    }


def _named(function: Callable[..., object], provider: str) -> bool:
    return re.search(rf"\b{provider}(?:\b|_)", inspect.getsource(function)) is not None


@pytest.mark.parametrize("provider", sorted({*PROVIDERS, *TWINS}))
def test_every_provider_is_whole(provider: str) -> None:
    nothing_missing(what_is_missing(provider))


def test_a_new_provider_is_told_what_it_lacks() -> None:
    assert what_is_missing("courier") == [
        "There is no adapters/courier/client.py.",
        "No courier among the Tools, there always and never None: jobs/tools.py.",
        "No effect goes to courier: a function in jobs/deliver/ that calls it.",
        "bootstrap.py does not say where courier is: _providers.",
        "No setting for the address of courier is checked: settings/guards.py, ADDRESSES.",
        "There is no sandbox/courier/twin.py.",
        "The twin of courier is not mounted: sandbox/server.py.",
        "The twin of courier is told no key: sandbox/settings.py.",
        "Nothing of courier in commands/sandbox.py, settings_for.",
        "Nothing of courier in commands/sandbox.py, twins_for.",
        "Nothing of courier in commands/sandbox.py, _environment.",
    ]
