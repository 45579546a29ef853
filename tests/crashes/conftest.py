"""How many processes are killed."""

from __future__ import annotations

import os

# `.ci/run` asks for a hundred; a user's `make test` is content with a few of each kind.
KILLS = int(os.environ.get("NOEGLETAL_TEST_KILLS", "8"))
