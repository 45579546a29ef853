"""A thousand spoilt files of a fixed seed, and as many more as ``NOEGLETAL_FUZZ`` asks for."""

import os
from itertools import islice

import pytest

from tests.deliveries.folder import Folder
from tests.deliveries.fuzz.running import check_samples, samples

SEED = int(os.environ.get("NOEGLETAL_FUZZ_SEED", "3"))
FILES = int(os.environ.get("NOEGLETAL_FUZZ", "1000"))
PER_HOME = 50


@pytest.mark.parametrize("start", range(0, FILES, PER_HOME))
def test_spoilt_files(folder: Folder, start: int) -> None:
    told = check_samples(folder, list(islice(samples(SEED, FILES), start, start + PER_HOME)))
    assert told.total() == min(PER_HOME, FILES - start)
    assert told["refused"] and told["rows rejected"] and told["accepted"]
