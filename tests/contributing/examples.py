"""The fenced examples of CONTRIBUTING.md, by the file that each names in its first line."""

from __future__ import annotations

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(?:yaml|sql)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)


def example(path: str) -> str:
    """The example whose first line names ``path``."""
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = [block["text"] for block in _BLOCK.finditer(text)]
    return next(block for block in found if path in block.splitlines()[0])
