"""What the end of a link of ours looks like; anything else is looked up nowhere."""

import re

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}", re.ASCII)
