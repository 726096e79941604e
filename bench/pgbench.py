"""What PostgreSQL itself can do on this machine: the least that must be on disk before a message is answered."""

import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tattoobot.db.embedded import programs

MINIMAL = """
\\set n random(1, 1000000000)
\\set client random(:lowest, :highest)
BEGIN;
INSERT INTO inbox (provider, external_id, kind, payload, handled_at)
    VALUES ('pgbench', :client_id || '.' || :n || '.' || clock_timestamp(), 'message', '{payload}', now());
INSERT INTO messages (client_id, direction, kind, text, body, status, taken_at)
    VALUES (:client, 'in', 'text', 'about 10 cm', '{body}', 'received', now());
UPDATE clients SET last_message_at = now() WHERE id = :client;
UPDATE leads SET updated_at = now(), answers = answers WHERE client_id = :client;
INSERT INTO messages (client_id, direction, kind, text, body, status, progress)
    VALUES (:client, 'out', 'Text', 'Which style do you have in mind?', '{body}', 'sent', 1);
END;
"""
"""One transaction a message: the message kept, the client and the lead brought up to date, the answer kept."""

BODY = '{"body": "Which style do you have in mind?", "choices": ["fine line", "blackwork", "realism"]}'
PAYLOAD = (
    '{"field": "messages", "metadata": {"phone_number_id": "100000000000001"}, "message": '
    '{"from": "15550200000", "id": "wamid", "timestamp": "1700000000", "type": "text", "text": {"body": "10 cm"}}}'
)
CONNECTIONS = 16


def transactions_per_second(url: str, clients: tuple[int, int], seconds: int) -> float:
    """Run it over the clients with these ids. Raises where pgbench cannot be found or fails."""
    found = programs.find(None)
    where = urlsplit(url)
    query = parse_qs(where.query)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "minimal.sql"
        # pgbench reads ":name" inside quotes too.
        script.write_text(MINIMAL.format(payload=_plain(PAYLOAD), body=_plain(BODY)))
        command = [
            str(found.folder / "pgbench"),
            *("--no-vacuum", "--protocol=prepared", f"--client={CONNECTIONS}", "--jobs=2"),
            *(f"--time={seconds}", f"--file={script}"),
            *(f"--define=lowest={clients[0]}", f"--define=highest={clients[1]}"),
            *("--host", query["host"][0], "--port", query["port"][0], "--username", where.username or ""),
            where.path.lstrip("/"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 60)
    rate = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
    if done.returncode or rate is None:
        raise RuntimeError(f"pgbench failed: {done.stderr.strip()}")
    return float(rate[1])


def _plain(text: str) -> str:
    return text.replace(": ", "=").replace(":", "")
