"""What may be repeated of a failure that Dagster has kept: our own sentences, of others the place.

The same rule as in ``pipelines.mistakes``, for exceptions that are texts already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from models.civil_numbers import without_civil_numbers
from pipelines.home import CHECKOUT

if TYPE_CHECKING:
    from dagster_shared.error import SerializableErrorInfo

# A traceback's last line names the class with its module, and then what it says.
_OURS = re.compile(r"^(?:pipelines|expectations|models)\.[\w.]+: (.+)", re.DOTALL)
_FRAME = re.compile(r'File "([^"]+)", line (\d+)')
_KIND = re.compile(r"[A-Za-z_]\w*")
_LONGEST = 600  # characters; what is longer nobody reads in a mail


def our_words(error: SerializableErrorInfo | None) -> str | None:
    """What the outermost exception of ours says; else kind and place of the innermost one."""
    chain = list(_chain(error))
    for each in chain:
        if said := _OURS.match(each.message):
            return fit_to_tell(said[1])
    return _place(chain[-1]) if chain else None


def is_from_dagster(error: SerializableErrorInfo | None) -> bool:
    """Whether no one but Dagster raised: it sums up what is told better elsewhere."""
    return all(each.message.startswith("dagster.") for each in _chain(error))


def fit_to_tell(text: str) -> str:
    """One line without numbers of persons, and not too long."""
    line = " ".join(without_civil_numbers(text).split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " ..."


def _chain(error: SerializableErrorInfo | None) -> Iterator[SerializableErrorInfo]:
    while error is not None:
        yield error
        error = error.cause


def _place(error: SerializableErrorInfo) -> str:
    kind = error.cls_name or ""
    frames = [frame for line in error.stack for frame in _FRAME.findall(line)]
    ours = [frame for frame in frames if "site-packages" not in frame[0]]
    where = "".join(f", {_short(file)}, line {line}" for file, line in (ours or frames)[-1:])
    return (
        f"A mistake of this program ({kind if _KIND.fullmatch(kind) else 'unknown'}{where}). What "
        "it said is kept back, as it may hold a value from a delivery. Report this line to those "
        "who maintain noegletal."
    )


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else file
