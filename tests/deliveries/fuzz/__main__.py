"""``python -m tests.deliveries.fuzz``: as many spoilt files as asked for, of any seed."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.home import Home
from tests.deliveries.folder import Folder
from tests.deliveries.fuzz.running import Sample, check_samples, samples

PER_HOME = 50


def main() -> int:
    """Exit code 1 when a file was not refused, rejected or accepted as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    told: Counter[str] = Counter()
    failures = 0
    stream = samples(wanted.seed, wanted.files)
    while files := list(islice(stream, PER_HOME)):
        try:
            told += _checked(files)
        except AssertionError:
            failures += _one_by_one(files)
    sys.stdout.write(f"{dict(told)}, failures: {failures}\n")
    return 1 if failures else 0


def _checked(files: list[Sample]) -> Counter[str]:
    with TemporaryDirectory() as place:
        return check_samples(Folder(Home(Path(place) / "home")), files)


def _one_by_one(files: list[Sample]) -> int:
    """Each file in a home of its own, to name the ones that fail."""
    failures = 0
    for sample in files:
        try:
            _checked([sample])
        except AssertionError as error:
            failures += 1
            cause = f" ({error.__cause__!r})" if error.__cause__ else ""
            sys.stdout.write(f"{error}{cause}\n")
    return failures


if __name__ == "__main__":
    sys.exit(main())
