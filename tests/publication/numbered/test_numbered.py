"""Numbered folders: complete before they are seen, and what a writer that dies leaves behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.publication import numbered as module
from pipelines.publication.numbered import NoSuchNumberError, Numbered


class KilledError(BaseException):
    """As if the process had gone: nothing in the code catches it."""


@pytest.fixture
def numbered(tmp_path: Path) -> Numbered:
    return Numbered(tmp_path / "marts", "releases")


def publish(numbered: Numbered, content: str) -> int:
    with numbered.stage() as staging:
        (staging / "data").mkdir()
        (staging / "data" / "file").write_text(content)
        return numbered.publish(staging)


def seen(numbered: Numbered) -> str | None:
    """What a reader finds who follows the pointer."""
    path = numbered.pointer / "data" / "file"
    return path.read_text() if path.exists() else None


def left_over(numbered: Numbered) -> set[str]:
    return {path.name for path in numbered.root.iterdir()} - {numbered.name, "current"}


def test_the_pointer_is_a_relative_link_to_the_newest(numbered: Numbered) -> None:
    assert numbered.current() is None
    assert [publish(numbered, "one"), publish(numbered, "two")] == [1, 2]
    assert numbered.pointer.readlink() == Path("releases/2")
    assert numbered.current() == numbered.path(2)
    assert numbered.numbers() == [1, 2]
    assert seen(numbered) == "two"
    assert left_over(numbered) == set()


def test_a_moved_root_is_still_read(numbered: Numbered, tmp_path: Path) -> None:
    publish(numbered, "one")
    moved = Numbered(tmp_path / "elsewhere", "releases")
    numbered.root.rename(moved.root)
    assert seen(moved) == "one"


def test_what_was_not_published_is_gone(numbered: Numbered) -> None:
    publish(numbered, "one")
    with numbered.stage() as staging:
        (staging / "half").touch()
    with pytest.raises(ZeroDivisionError), numbered.stage() as staging:
        (staging / "half").touch()
        raise ZeroDivisionError
    assert left_over(numbered) == set()
    assert numbered.numbers() == [1]


def test_only_the_owner_can_open_them(numbered: Numbered) -> None:
    before = os.umask(0o022)
    try:
        publish(numbered, "one")
    finally:
        os.umask(before)
    for path in numbered.root.rglob("*"):
        if not path.is_symlink():
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_numbers_are_read_as_numbers(numbered: Numbered) -> None:
    for number in range(1, 12):
        assert publish(numbered, str(number)) == number
    assert numbered.numbers() == list(range(1, 12))
    assert seen(numbered) == "11"


def test_what_is_no_number_is_none(numbered: Numbered) -> None:
    publish(numbered, "one")
    for name in ("02", "x", "3.bak", "-4", "٥", "0"):
        (numbered.folder / name).mkdir()
    assert numbered.numbers() == [1]


def test_a_taken_number_is_not_taken_again(numbered: Numbered) -> None:
    """Not by an empty folder nor by a file either, which renaming would replace or fail on."""
    publish(numbered, "one")
    numbered.path(2).mkdir()
    numbered.path(3).touch()
    assert publish(numbered, "four") == 4


def test_numbers_continue_when_the_pointed_to_is_gone(numbered: Numbered) -> None:
    publish(numbered, "one")
    publish(numbered, "two")
    numbered.path(2).rename(numbered.root / "taken away")
    assert numbered.current() is None
    assert publish(numbered, "three") == 3


@pytest.mark.parametrize("target", ["/etc", "../outside", "releases", "releases/x", "releases/7"])
def test_a_pointer_elsewhere_leads_to_none(numbered: Numbered, target: str) -> None:
    publish(numbered, "one")
    numbered.pointer.unlink()
    numbered.pointer.symlink_to(target)
    assert numbered.current() is None


def test_back_and_forth(numbered: Numbered) -> None:
    publish(numbered, "one")
    publish(numbered, "two")
    numbered.point_to(1)
    assert seen(numbered) == "one"
    assert publish(numbered, "three") == 3
    with pytest.raises(NoSuchNumberError, match=r"no number 7\. It has: 1, 2, 3\."):
        numbered.point_to(7)
    assert seen(numbered) == "three"


def test_the_newest_and_the_current_are_kept(numbered: Numbered) -> None:
    for number in range(5):
        publish(numbered, str(number))
    numbered.point_to(2)
    numbered.keep(2)
    assert numbered.numbers() == [2, 4, 5]
    assert left_over(numbered) == set()
    assert publish(numbered, "six") == 6


def test_numbers_go_on_after_all_are_removed(numbered: Numbered) -> None:
    publish(numbered, "one")
    publish(numbered, "two")
    numbered.clear()
    assert (numbered.numbers(), numbered.current(), left_over(numbered)) == ([], None, set())
    assert publish(numbered, "three") == 3
    assert seen(numbered) == "three"


@pytest.mark.parametrize("step", ["sync_all", "write_link", "rename_folder", "replace_link"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_every_step(
    numbered: Numbered, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers see the old or the new, whole; the next writer ends with the new one, once."""
    publish(numbered, "one")
    with monkeypatch.context() as patched:
        patched.setattr(module, step, killed(getattr(module, step), when))
        # Nor may a dead process tidy up after itself.
        patched.setattr(module.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(KilledError):
            publish(numbered, "two")
    assert seen(numbered) in ("one", "two")
    numbered.sweep()
    is_visible = numbered.numbers() == [1, 2]
    assert seen(numbered) == ("two" if is_visible else "one")
    assert left_over(numbered) == set()
    assert publish(numbered, "three") == (3 if is_visible else 2)
    assert seen(numbered) == "three"


@pytest.mark.parametrize("step", ["write_link", "replace_link"])
def test_killed_while_pointing_back(
    numbered: Numbered, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(numbered, "one")
    publish(numbered, "two")
    with monkeypatch.context() as patched:
        patched.setattr(module, step, killed(getattr(module, step), "after"))
        with pytest.raises(KilledError):
            numbered.point_to(1)
    numbered.sweep()
    assert seen(numbered) == "one"
    assert left_over(numbered) == set()


def test_killed_while_removing(numbered: Numbered, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a folder never has its number."""
    for number in range(3):
        publish(numbered, str(number))
    with monkeypatch.context() as patched:
        patched.setattr(module.shutil, "rmtree", killed(lambda *_: None, "before"))
        with pytest.raises(KilledError):
            numbered.keep(2)
    assert numbered.numbers() == [2, 3]
    numbered.sweep()
    assert left_over(numbered) == set()


def test_a_full_disk_leaves_what_was(numbered: Numbered, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(numbered, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(module, "rename_folder", full)
        with pytest.raises(OSError, match="No space"):
            publish(numbered, "two")
    assert seen(numbered) == "one"
    assert left_over(numbered) == set()
    assert publish(numbered, "two") == 2


def test_everything_is_on_the_disk_before_it_is_seen(
    numbered: Numbered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of what a power cut may not undo: files, new pointer, number, pointer."""
    steps: list[str] = []
    for step in ("sync_all", "write_link", "rename_folder", "replace_link"):
        monkeypatch.setattr(module, step, telling(steps, step, getattr(module, step)))
    publish(numbered, "one")
    assert steps == ["sync_all", "write_link", "rename_folder", "replace_link"]


def killed(step: Callable[..., None], when: str) -> Callable[..., None]:
    def run(*arguments: object) -> None:
        if when == "after":
            step(*arguments)
        raise KilledError

    return run


def telling(steps: list[str], name: str, step: Callable[..., None]) -> Callable[..., None]:
    def run(*arguments: object) -> None:
        steps.append(name)
        step(*arguments)

    return run
