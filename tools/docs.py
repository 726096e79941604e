"""Writes the pages that are generated from the code: .env.example and docs/api.md, settings.md, states.md.

`python -m tools.docs` writes them; `--check` only says which ones are old.
"""

import sys
from pathlib import Path

from tattoobot.domain.lead import TRANSITIONS, Status, allowed_actions
from tattoobot.settings import Settings, env_example, shown_default
from tools.api_page import api_page

ROOT = Path(__file__).parent.parent


def settings_page() -> str:
    lines = [
        "# Settings",
        "",
        "Every setting is an environment variable, or a line in `.env`. A secret may come from a file:",
        "`NAME_FILE=/run/secrets/name`. A wrong value stops the start with a sentence that says what to do.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = shown_default(name)
        lines.append(f"| `{name.upper()}` | {f'`{default}`' if default else ''} | {field.description} |")
    return "\n".join(lines) + "\n"


def states_page() -> str:
    lines = [
        "# The life of an enquiry",
        "",
        "Drawn from the one table in `src/tattoobot/domain/lead.py`.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> qualifying",
    ]
    lines += [
        f"    {status} --> {to}: {happened}"
        for status, row in TRANSITIONS.items()
        for happened, to in row.items()
    ]
    lines += ["```", "", "| status | what the artist can do |", "|---|---|"]
    lines += [
        f"| `{status}` | {', '.join(f'`{a}`' for a in allowed_actions(status)) or '–'} |" for status in Status
    ]
    return "\n".join(lines) + "\n"


PAGES = {
    "docs/api.md": api_page,
    ".env.example": env_example,
    "docs/settings.md": settings_page,
    "docs/states.md": states_page,
}


def old_pages() -> list[str]:
    """Pages that do not say what the code says."""
    return [
        name
        for name, page in PAGES.items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != page()
    ]


def main() -> int:
    old = old_pages()
    if "--check" in sys.argv:
        print("\n".join(f"{name} is old: run `make docs`." for name in old))
        return 1 if old else 0
    for name in old:
        (ROOT / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
