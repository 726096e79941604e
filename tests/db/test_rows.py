"""What leaves `db/` has a type of ours: a driver's record would carry any key, and any mistake about one."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import asyncpg

import tattoobot
import tattoobot.db

MODULES = [name for _, name, package in pkgutil.iter_modules(tattoobot.db.__path__) if not package]


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in MODULES:
        module = importlib.import_module(f"tattoobot.db.{name}")
        for function in vars(module).values():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                yield f"{name}.{function.__name__}", function


def gives(hint: Any, loose: Any) -> bool:
    return hint is loose or any(gives(part, loose) for part in get_args(hint))


def test_no_query_gives_away_the_drivers_record() -> None:
    public = [(name, found) for name, found in functions() if "._" not in name]
    returned = {name: get_type_hints(found)["return"] for name, found in public}

    assert [name for name, hint in returned.items() if gives(hint, asyncpg.Record) or gives(hint, Any)] == []
    assert len(returned) > 100


def test_only_db_asks_the_database() -> None:
    source = Path(tattoobot.__file__).parent
    asks = {"db.fetch", "db.fetchrow", "db.fetchval", "db.execute", "db.executemany"}
    elsewhere = [
        f"{file.relative_to(source)}: {ast.unparse(node)}"
        for room in ("actions", "jobs", "web")
        for file in sorted((source / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in asks
    ]

    assert elsewhere == []
