"""Which files are deliveries, and what the others are told."""

import hashlib
import os
import pwd
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipelines.deliveries.discover import FoundFile, delivery_date, discover
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.home import Home
from tests.deliveries.folder import Folder

INDEX = "aar;indeks\n2016;100\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2018-05-31_a.csv", date(2018, 5, 31)),
        ("2018-02-30_a.csv", None),
        ("a_2018-05-31.csv", None),
        ("20180531_a.csv", None),
        ("31-05-2018_a.csv", None),
    ],
)
def test_delivery_date(name: str, expected: date | None) -> None:
    assert delivery_date(name) == expected


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("pl_indeks/indeks.csv", "no_date"),
        ("pl_indeks/2018-01-01_a.txt", "unknown_format"),
        ("pl_indeks/2018-01-01_a.xlsb", "unknown_format"),
        ("indeks/2018-01-01_a.csv", "unknown_source"),
        ("2018-01-01_a.csv", "unknown_source"),
        ("pl_indeks/2018-01-01_6101054001.csv", "cpr_in_name"),
        ("pl_indeks/2018-01-01_folder/2018-01-01_a.csv", "not_regular"),
    ],
)
def test_refused(folder: Folder, name: str, rule: str) -> None:
    folder.put(name, INDEX)
    (outcome,) = folder.load()
    assert outcome.message is not None
    assert (outcome.outcome, outcome.message.rule) == ("refused", rule)
    assert folder.rows("select outcome, message_en from raw.deliveries") == [
        ("refused", outcome.message.en)
    ]


def test_the_message_says_how_to_name_a_file(folder: Folder) -> None:
    folder.put("pl_indeks/indeks.csv", INDEX)
    (outcome,) = folder.load()
    assert outcome.message is not None
    assert "Omdøb filen til fx 2018-05-31_navn.csv" in outcome.message.da


def test_links_and_pipes_are_not_followed(folder: Folder) -> None:
    target = folder.put("pl_indeks/2018-01-01_a.csv", INDEX)
    target.with_name("2018-01-02_link.csv").symlink_to(target)
    os.mkfifo(target.with_name("2018-01-03_pipe.csv"))
    assert [o.outcome for o in folder.load()] == ["loaded", "refused", "refused"]


def found(folder: Folder, name: str = "2018-01-01_a.csv", content: str = INDEX) -> FoundFile:
    return FoundFile("pl_indeks", folder.put(f"pl_indeks/{name}", content), date(2018, 1, 1))


def test_a_file_is_opened_for_reading_back_and_forth(folder: Folder) -> None:
    with found(folder).open() as file:
        assert file.read() == INDEX.encode()
        file.seek(0)
        assert file.read(3) == b"aar"
        assert not file.still_growing()


def test_a_file_that_grows_or_is_written_over_is_noticed(folder: Folder) -> None:
    delivery = found(folder)
    with delivery.open() as file:
        with delivery.path.open("a") as writer:
            writer.write("2017;101\n")
        assert file.still_growing()
    delivery = found(folder)
    with delivery.open() as file:
        delivery.path.write_text(INDEX.replace("100", "200"))  # of the same size
        assert file.still_growing()


def test_what_is_swapped_between_looking_and_opening_is_not_followed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = found(folder)
    looked_at = delivery.path.lstat()
    monkeypatch.setattr("pathlib.Path.lstat", lambda _: looked_at)
    target = delivery.path.rename(delivery.path.with_name("elsewhere"))
    delivery.path.symlink_to(target)
    with pytest.raises(DeliveryRefusedError, match="cannot be opened"), delivery.open():
        pass
    delivery.path.unlink()
    delivery.path.mkdir()
    with pytest.raises(DeliveryRefusedError, match="not a regular file"), delivery.open():
        pass
    delivery.path.rmdir()
    os.mkfifo(delivery.path)
    with pytest.raises(DeliveryRefusedError, match="not a regular file"), delivery.open():
        pass


@pytest.mark.parametrize(
    ("seconds_ago", "to_wait"), [(60, 0), (1, 0), (0.25, 0.75), (0, 1), (-60, 0)]
)
def test_a_file_that_was_just_written_is_left_to_wait(
    folder: Folder, seconds_ago: float, to_wait: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = found(folder)
    os.utime(delivery.path, (1_500_000_000, 1_500_000_000))
    now = int((1_500_000_000 + seconds_ago) * 1e9)
    monkeypatch.setattr(time, "time_ns", lambda: now)
    assert delivery.seconds_to_wait() == pytest.approx(to_wait)
    delivery.path.unlink()
    assert delivery.seconds_to_wait() == 0


def test_the_identity_is_that_of_source_and_bytes(folder: Folder) -> None:
    content = "x" * 3_000_000  # several blocks
    with found(folder, content=content).open() as file:
        identity = Identity.of("pl_indeks", file)
        assert file.tell() == 0
    whole = hashlib.sha256(b"pl_indeks\0" + content.encode()).hexdigest()
    assert identity.delivery_id == whole[:16]
    assert identity.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert identity.size_bytes == 3_000_000


@contextmanager
def nobody(home: Path) -> Iterator[None]:
    """Root may read everything: where the tests run as root, nobody owns the home and reads it."""
    if os.geteuid() != 0:
        yield
        return
    account = pwd.getpwnam("nobody")
    for path in (home, *home.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    os.seteuid(account.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_cannot_be_opened(folder: Folder) -> None:
    folder.put("pl_indeks/2018-01-01_good.csv", INDEX)
    folder.load()  # all that is imported late is imported
    with TemporaryDirectory() as place:  # pytest's own folders let only their owner in
        other = Folder(Home(Path(place) / "home"))
        other.put("pl_indeks/2018-01-01_a.csv", INDEX).chmod(0)
        Path(place).chmod(0o711)
        with nobody(other.home.path):
            (outcome,) = other.load()
    assert outcome.message is not None and outcome.message.rule == "unreadable"


def test_oldest_first_and_nobodys_files_are_left_alone(folder: Folder) -> None:
    for name in ("pl_indeks/2018-05-01_a.csv", "sagstal/2018-01-01_b.csv", "sagstal/uden.csv"):
        folder.put(name, INDEX)
    for name in (".gitkeep", "sagstal/.hidden.csv", "sagstal/~$2018-01-01_b.xlsx"):
        folder.put(name, "")
    names = [file.name for file in discover(folder.home.raw)]
    assert names == ["2018-01-01_b.csv", "2018-05-01_a.csv", "uden.csv"]


def test_a_home_without_deliveries(folder: Folder) -> None:
    assert folder.load() == []
    assert folder.rows("select * from raw.deliveries_in_force") == []
    assert folder.rows("select * from raw.cut_dates") == []
