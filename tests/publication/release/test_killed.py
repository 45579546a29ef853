"""A release that dies at any step: readers see the one before, and a rerun makes the same one.

Exceptions stand for the kill here; ``tests/crashes`` kills processes.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.home import Home
from pipelines.publication import numbered, reasons, release, staged
from pipelines.publication.listing import numbered_releases
from pipelines.publication.manifest import Manifest
from pipelines.publication.reasons import reasons_file
from pipelines.publication.release import ReleaseRefusedError, make_release
from pipelines.publication.verify import verify
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed

CHANGED = COUNTS | {("657", "2017-01-31"): 77}
# In the order in which they happen.
STEPS = [
    (release, "earlier_releases"),
    (release, "fill"),
    (staged, "paths_in"),
    (release, "folder_problems"),
    (release, "keep_reasons"),
    (reasons, "put_in_place"),
    (numbered, "sync_all"),
    (numbered, "write_link"),
    (numbered, "rename_folder"),
    (numbered, "replace_link"),
]


class KilledError(BaseException):
    """As if the process had gone: nothing in the code catches it."""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One release, and something new for a second."""
    home = home_in(tmp_path_factory.mktemp("released"))
    make_release(home, "trivsel5")
    return refreshed(home, CHANGED)


@pytest.fixture
def home(released: Home, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(released.path, tmp_path / "home", symlinks=True)))


@pytest.fixture(scope="module")
def undisturbed(released: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """What comes of it when nobody dies."""
    folder = tmp_path_factory.mktemp("undisturbed") / "home"
    home = Home(Path(shutil.copytree(released.path, folder, symlinks=True)))
    make_release(home, "trivsel5")
    return home


def content(home: Home) -> tuple[int, str, dict[str, str]]:
    """What the current release is, whenever it was made."""
    manifest = Manifest.read(home.marts / "current")
    files = {name: file.sha256 for name, file in manifest.files.items()}
    files.pop("noegletal.duckdb")
    return manifest.release, manifest.figures_sha256, files


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("module", "step"), STEPS, ids=[step for _, step in STEPS])
def test_killed(
    home: Home,
    undisturbed: Home,
    module: object,
    step: str,
    when: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = content(home)

    with monkeypatch.context() as patched:
        patched.setattr(module, step, killed(getattr(module, step), when))
        # Nor may a dead process tidy up after itself.
        patched.setattr(numbered.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(KilledError):
            make_release(home, "trivsel5")

    assert verify(home) == []
    assert content(home) in (before, content(undisturbed))
    make_release(home, "trivsel5")
    assert verify(home) == []
    assert content(home) == content(undisturbed)
    assert numbered_releases(home).numbers() == [1, 2]
    assert sorted(path.name for path in home.marts.iterdir()) == ["current", "releases"]
    assert sorted(home.disclosure.iterdir()) == [reasons_file(home, 1), reasons_file(home, 2)]


def test_reasons_are_there_before_the_release_is(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to explain a release without knowing why it hides."""
    with monkeypatch.context() as patched:
        patched.setattr(numbered, "rename_folder", killed(numbered.rename_folder, "after"))
        with pytest.raises(KilledError):
            make_release(home, "trivsel5")
    assert numbered_releases(home).numbers() == [1, 2]
    assert reasons_file(home, 2).exists()


def test_reasons_of_what_was_never_published_go(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the release had a number, and then there was nothing new any more."""
    with monkeypatch.context() as patched:
        patched.setattr(release, "keep_reasons", killed(release.keep_reasons, "after"))
        with pytest.raises(KilledError):
            make_release(home, "trivsel5")
    assert reasons_file(home, 2).exists()
    assert not make_release(refreshed(home, COUNTS), "trivsel5").is_new
    assert list(home.disclosure.iterdir()) == [reasons_file(home, 1)]


FULL = [
    (module, step, OSError(errno.ENOSPC, "No space left on device"), "No space left on device")
    for module, step in STEPS[1:]
]
BY_DUCKDB = duckdb.IOException("Could not write all bytes")
FULL += [(release, "fill", BY_DUCKDB, "could not be written.*room on the disk")]


@pytest.mark.parametrize(("module", "step", "failure", "sentence"), FULL)
def test_a_full_disk(
    home: Home,
    module: object,
    step: str,
    failure: Exception,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is told, and leaves nothing behind that is in the way."""

    def full(*_: object) -> None:
        raise failure

    before = content(home)
    with monkeypatch.context() as patched:
        patched.setattr(module, step, full)
        with pytest.raises(ReleaseRefusedError, match=sentence):
            make_release(home, "trivsel5")
    assert verify(home) == []
    assert content(home) == before or step == "replace_link"
    assert make_release(home, "trivsel5").number == 2
    assert verify(home) == []


def test_what_was_written_wrongly_is_not_published(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is looked at before it has a number: here a file lost its end on the way."""
    fill = staged.fill

    def losing(staging: Path, *rest: object) -> None:
        fill(staging, *rest)  # type: ignore[arg-type]
        file = staging / "data" / "key_figures.csv"
        file.write_bytes(file.read_bytes()[:-2])

    with monkeypatch.context() as patched:
        patched.setattr(release, "fill", losing)
        with pytest.raises(ReleaseRefusedError, match=r"key_figures\.csv has changed"):
            make_release(home, "trivsel5")
    assert numbered_releases(home).numbers() == [1]
    assert make_release(home, "trivsel5").number == 2


def killed(step: Callable[..., object], when: str) -> Callable[..., object]:
    def run(*arguments: object) -> object:
        if when == "after":
            step(*arguments)
        raise KilledError

    return run
