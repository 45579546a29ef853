"""The release that a notebook is of: ``noegletal notebook`` says which."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pipelines.report.marts import Marts
from pipelines.report.numbers import Language
from pipelines.report.words import load_words

RELEASE = "NOEGLETAL_RELEASE"
_WORDS = Path(__file__).with_name("words.yml")


def notebook_words(language: Language) -> dict[str, Any]:
    """What the notebooks say, by key."""
    return load_words(_WORDS, language)


class NoReleaseError(Exception):
    """There is no release to read; the message says what to do."""


def opened_release() -> Marts:
    """The release whose folder ``NOEGLETAL_RELEASE`` names; ``NoReleaseError``."""
    named = os.environ.get(RELEASE, "")
    folder = Path(named).resolve()
    if not named or not (folder / "data" / "key_figures.parquet").is_file():
        raise NoReleaseError(
            f"{RELEASE} names no release. Start the notebook with: noegletal notebook, "
            "or set it to the folder of a release (<home>/marts/current)."
        )
    return Marts(folder, int(folder.name))
