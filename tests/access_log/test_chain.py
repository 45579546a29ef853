"""The chain of the access log: whatever is done to it afterwards is found, and where."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.access_log import Access, AccessNotLoggedError, entries, read_head, record, verify
from pipelines.access_log.entry import Entry
from pipelines.access_log.head import head_file, parse_head
from pipelines.home import Home

Lines = list[str]
PERSON = "p1_" + "a" * 64


def access(number: int) -> Access:
    return Access("noegletal diff", f"Looking for the {number}th time", {"raw.fravaer": number})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home whose log has five entries."""
    home = Home(tmp_path)
    for number in range(1, 6):
        record(home, access(number))
    return home


def lines(home: Home) -> Lines:
    return home.access_log.read_text(encoding="utf-8").splitlines(keepends=True)


def changed(text: str) -> str:
    return text.replace("3th time", "first time")


def rehashed(line: str) -> str:
    entry = Entry.parse(line)
    assert entry is not None
    return replace(entry, purpose="Nothing special").line + "\n"


def duplicate(line: str) -> str:
    entry = Entry.parse(line)
    assert entry is not None
    return replace(entry, sequence=4, previous=entry.hash).line + "\n"


def test_what_is_written_verifies(home: Home) -> None:
    assert verify(home) == []
    assert [entry.sequence for entry in entries(home)] == [1, 2, 3, 4, 5]
    assert [entry.tables for entry in entries(home)] == [{"raw.fravaer": n} for n in range(1, 6)]


TAMPERED: dict[str, tuple[Callable[[Lines], Lines], list[tuple[int, str]]]] = {
    "changed": (
        lambda e: [*e[:2], changed(e[2]), *e[3:]],
        [(3, "changed after it was written")],
    ),
    "changed in its spaces only": (
        lambda e: [*e[:2], json.dumps(json.loads(e[2])) + "\n", *e[3:]],
        [(3, "changed after it was written")],
    ),
    "changed and given its hash": (
        lambda e: [*e[:2], rehashed(e[2]), *e[3:]],
        [(4, "given a new hash")],
    ),
    "last one changed and given its hash": (
        lambda e: [*e[:4], rehashed(e[4])],
        [(5, "is not the end")],
    ),
    "no entry any more": (lambda e: [*e[:2], "nothing\n", *e[3:]], [(3, "is no entry")]),
    "removed": (lambda e: [*e[:2], *e[3:]], [(3, "entries 3 to 3 before it are missing")]),
    "first removed": (lambda e: e[1:], [(1, "entries 1 to 1 before it are missing")]),
    "empty line put in": (lambda e: [*e[:2], "\n", *e[2:]], [(3, "is no entry"), (4, "entry 3")]),
    "put in": (lambda e: [*e[:3], duplicate(e[2]), *e[3:]], [(5, "put in or moved")]),
    "doubled": (lambda e: [*e[:3], e[2], *e[3:]], [(4, "put in or moved")]),
    "moved": (
        lambda e: [e[0], e[2], e[1], *e[3:]],
        [(2, "entries 2 to 2"), (3, "put in or moved"), (4, "entries 3 to 3")],
    ),
    "end cut off": (lambda e: e[:3], [(3, "entries 4 to 5 at the end are missing")]),
    "emptied": (lambda e: [], [(0, "entries 1 to 5 at the end are missing")]),
}


@pytest.mark.parametrize(("tamper", "expected"), TAMPERED.values(), ids=TAMPERED.keys())
def test_what_is_done_to_it_is_found(
    home: Home, tamper: Callable[[Lines], Lines], expected: list[tuple[int, str]]
) -> None:
    home.access_log.write_text("".join(tamper(lines(home))), encoding="utf-8")
    found = verify(home)
    assert [problem.line for problem in found] == [line for line, _ in expected]
    for problem, (_, sentence) in zip(found, expected, strict=True):
        assert sentence in problem.sentence


def test_a_removed_log_is_found(home: Home) -> None:
    home.access_log.unlink()
    assert [problem.sentence for problem in verify(home)] == [
        "entries 1 to 5 at the end are missing"
    ]


@pytest.mark.parametrize("left", [None, "", "5", "5:abc", "five:" + "0" * 64])
def test_a_head_that_is_removed_or_broken_is_found(home: Home, left: str | None) -> None:
    if left is None:
        head_file(home).unlink()
    else:
        head_file(home).write_text(left)
    assert [str(head_file(home)) in problem.sentence for problem in verify(home)] == [True]


def test_a_removed_head_stays_on_record(home: Home) -> None:
    head_file(home).unlink()
    record(home, access(6))
    assert "head of the log was missing" in list(entries(home))[5].purpose
    assert [entry.sequence for entry in entries(home)] == [1, 2, 3, 4, 5, 6, 7]
    assert verify(home) == []


def test_a_cut_end_stays_visible_when_the_log_goes_on(home: Home) -> None:
    home.access_log.write_text("".join(lines(home)[:3]), encoding="utf-8")
    record(home, access(6))
    [problem] = verify(home)
    assert (problem.line, problem.sentence) == (4, "entries 4 to 5 before it are missing")


def test_a_log_and_head_made_anew_are_found_by_a_head_kept_elsewhere(home: Home) -> None:
    kept = read_head(home)
    assert kept is not None
    assert verify(home, kept.written) == []
    home.access_log.unlink()
    head_file(home).unlink()
    record(home, access(1))
    assert verify(home) == []
    assert ["kept" in problem.sentence for problem in verify(home, kept.written)] == [True]
    assert ["kept" in problem.sentence for problem in verify(home, kept.hash)] == [True]


def test_an_older_head_that_was_kept_still_fits(home: Home) -> None:
    kept = read_head(home)
    assert kept is not None
    record(home, access(6))
    assert verify(home, kept.written) == []


def test_a_process_that_died_before_the_head_leaves_a_whole_log(home: Home) -> None:
    head_before = head_file(home).read_text()
    record(home, access(6))
    head_file(home).write_text(head_before)
    assert verify(home) == []
    record(home, access(7))
    assert [entry.sequence for entry in entries(home)] == [1, 2, 3, 4, 5, 6, 7]
    assert verify(home) == []


def test_a_line_broken_off_is_told_and_taken_away_by_the_next(home: Home) -> None:
    with home.access_log.open("a") as file:
        file.write('{"at":"2026-')
    assert next((p.line, p.sentence[:11]) for p in verify(home)) == (6, "is no entry")
    record(home, access(6))
    assert verify(home) == []


def test_only_its_owner_can_read_it(home: Home) -> None:
    files = [home.access_log, head_file(home)]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600, 0o600]
    assert home.access_log.parent.stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_logged_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    with pytest.raises(AccessNotLoggedError, match="Make it and its folder writable"):
        record(Home(tmp_path), access(1))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "access.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AccessNotLoggedError):
        record(Home(tmp_path), access(1))
    assert not (tmp_path / "elsewhere").exists()


def test_a_full_disk_leaves_no_half_line(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = home.access_log.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pipelines.access_log.recording.os.fsync", full)
        with pytest.raises(AccessNotLoggedError, match="No space left on device"):
            record(home, access(6))
    assert home.access_log.read_bytes() == before
    assert verify(home) == []


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Sagen om 610105-4001", "Sagen om [CPR]"),
        ("61010\x005-4001 \x1b[2J", "61010 5-4001  [2J"),
        ("610105\n4001", "[CPR]"),
        ("to\nlinjer", "to linjer"),
        ("\udce6ndring", " ndring"),
        ("Æblegrød", "Æblegrød"),
    ],
    ids=["a number", "control characters", "over two lines", "lines", "no UTF-8", "Danish"],
)
def test_a_purpose_is_plain_text_without_numbers(home: Home, given: str, written: str) -> None:
    record(home, Access("a", given, {}))
    assert list(entries(home))[-1].purpose == written
    assert verify(home) == []


@pytest.mark.parametrize("purpose", ["", " "])
def test_a_purpose_is_needed(purpose: str) -> None:
    with pytest.raises(ValueError, match="what for"):
        Access("a", purpose, {})


@pytest.mark.parametrize("person", ["6101054001", "p1_abc", "", PERSON + "\n"])
def test_persons_are_pseudonyms(person: str) -> None:
    with pytest.raises(ValueError, match="pseudonyms"):
        Access("a", "b", {}, persons=(person,))
    assert Access("a", "b", {}, persons=(PERSON,)).persons == (PERSON,)


def test_a_head_is_read_as_it_is_written(home: Home) -> None:
    head = read_head(home)
    assert head is not None
    assert parse_head(head.written) == head
