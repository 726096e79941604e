"""A provider is a folder of adapters, a client among the tools, effects and who delivers them, and a twin.

One that shows what the database holds has a job of its own instead of effects.
"""

import inspect
import pkgutil
from collections import Counter
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import tattoobot
from tattoobot import bootstrap
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import Effect
from tattoobot.jobs import deliver
from tattoobot.jobs.deliver import DELIVERED_BY
from tattoobot.jobs.sheets import SheetKeeper
from tattoobot.jobs.tools import Tools
from tattoobot.sandbox import server

SOURCE = Path(tattoobot.__file__).parent
PROVIDERS = sorted(path.parent.name for path in SOURCE.glob("adapters/*/client.py"))
SHOWN_BY = {"google": SheetKeeper}
"""Providers to whom nothing is sent on its own: which job keeps them in step."""
TWINS = sorted(path.parent.name for path in SOURCE.glob("sandbox/*/twin.py"))


def test_every_effect_is_delivered_by_one_function_of_its_own() -> None:
    assert set(DELIVERED_BY) == set(get_args(Effect))
    assert max(Counter(DELIVERED_BY.values()).values()) == 1
    for effect, function in DELIVERED_BY.items():
        assert get_type_hints(function)["delivery"] == Delivery[effect]  # type: ignore[valid-type]


def test_every_file_that_delivers_serves_an_effect() -> None:
    files = {f"{deliver.__name__}.{name}" for _, name, _ in pkgutil.iter_modules(deliver.__path__)}

    assert files == {function.__module__ for function in DELIVERED_BY.values()}


@pytest.mark.parametrize("provider", [name for name in PROVIDERS if name not in SHOWN_BY])
def test_every_provider_is_among_the_tools_and_an_effect_goes_to_it(provider: str) -> None:
    client = get_type_hints(Tools)[provider]

    assert client.__module__ == f"tattoobot.adapters.{provider}.client"
    assert any(f"tools.{provider}." in inspect.getsource(function) for function in DELIVERED_BY.values())


@pytest.mark.parametrize("provider", SHOWN_BY)
def test_a_provider_without_effects_is_handed_to_a_job_which_is_scheduled(provider: str) -> None:
    given = get_type_hints(SHOWN_BY[provider].__init__).values()

    assert f"tattoobot.adapters.{provider}.client" in {one.__module__ for one in given}
    assert f"{SHOWN_BY[provider].__name__}(" in inspect.getsource(bootstrap)


def test_every_provider_has_a_twin_and_every_twin_a_provider() -> None:
    assert PROVIDERS == TWINS
    assert PROVIDERS


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_twin_is_mounted_in_the_sandbox(provider: str) -> None:
    mounted = {getattr(one, "__module__", None) for one in vars(server).values()}

    assert f"tattoobot.sandbox.{provider}.twin" in mounted
