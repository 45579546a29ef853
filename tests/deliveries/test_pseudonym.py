"""No civil registration number gets past the reader, and no run goes on with a doubtful key."""

import hashlib
import hmac
import stat
from pathlib import Path

import pytest

from pipelines.deliveries.pseudonym import Pseudonymiser, load_pseudonymiser
from pipelines.keys import Key, KeyRefusedError
from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder

NUMBER = "6101054001"


def test_a_pseudonym_is_the_keyed_hash_of_the_ten_digits() -> None:
    secret = bytes(range(32))
    expected = hmac.new(secret, NUMBER.encode(), hashlib.sha256).hexdigest()
    for version in (1, 2, 12):
        for written in (NUMBER, "610105-4001", " 610105 4001"):
            person_id = Pseudonymiser(Key(version, secret)).parse(written).person_id
            assert person_id == f"p{version}_{expected}"


def test_the_key_is_never_shown() -> None:
    secret = bytes(range(32))
    pseudonymiser = Pseudonymiser(Key(1, secret))
    shown = f"{pseudonymiser!r} {pseudonymiser.check_value}"
    assert secret.hex() not in shown and repr(secret) not in shown


def test_the_key_is_made_on_first_use_for_its_owner_only(folder: Folder) -> None:
    folder.load()
    path = folder.home.secret / "pseudonym.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.home.warehouse.stat().st_mode) == 0o600
    content = path.read_text()
    assert len(bytes.fromhex(content)) == 32
    folder.load()
    assert path.read_text() == content


def test_where_the_key_comes_from(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, credentials = tmp_path / "named.key", tmp_path / "credentials"
    credentials.mkdir()
    for path, byte in ((named, b"n"), (credentials / "pseudonym_key", b"c")):
        path.write_bytes(32 * byte)
        path.chmod(0o600)
    monkeypatch.setenv("NOEGLETAL_KEY_FILE", str(named))
    assert load_pseudonymiser(folder.home, may_create=True).key.secret == 32 * b"n"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert load_pseudonymiser(folder.home, may_create=True).key.secret == 32 * b"c"
    assert not folder.home.secret.exists()


def test_a_key_that_others_can_read_is_refused(folder: Folder) -> None:
    folder.load()
    (folder.home.secret / "pseudonym.key").chmod(0o640)
    with pytest.raises(KeyRefusedError, match="can be read by others"):
        folder.load()


@pytest.mark.parametrize("content", [b"", b"short", b"g" * 64])
def test_a_key_that_is_none_is_refused(folder: Folder, content: bytes) -> None:
    folder.load()
    (folder.home.secret / "pseudonym.key").write_bytes(content)
    with pytest.raises(KeyRefusedError, match="256 bits"):
        folder.load()


def test_another_key_than_the_warehouses_is_refused(folder: Folder) -> None:
    folder.put("foranstaltninger/2018-01-01_a.csv", ONE_MEASURE)
    folder.load()
    path = folder.home.secret / "pseudonym.key"
    path.write_text("0" * 64)
    with pytest.raises(KeyRefusedError, match="not the pseudonym key"):
        folder.load()
    path.unlink()
    with pytest.raises(KeyRefusedError, match="missing"):
        folder.load()
    assert not path.exists()


def test_a_named_key_that_is_missing_is_not_made_up(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOEGLETAL_KEY_FILE", str(tmp_path / "nowhere.key"))
    with pytest.raises(KeyRefusedError, match="missing"):
        folder.load()


def test_a_canary_is_found_nowhere_but_in_its_delivery(
    folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    canaries = [NUMBER, "610105-4001", "0000000000"]
    rows = [
        f"{NUMBER};657;SEL-50;2016-01-31;",  # accepted
        f"{NUMBER};999;SEL-50;2016-01-31;",  # rejected for something else
        f"657;{NUMBER};SEL-50;2016-01-31;",  # columns exchanged
        f"657;657;SEL-50;{NUMBER};",
        f"{NUMBER}x;657;SEL-50;2016-01-31;",
        f"{NUMBER};657",  # too short
    ]
    folder.put(f"foranstaltninger/2018-01-01_{NUMBER}.csv", ONE_MEASURE)
    folder.put("foranstaltninger/2018-01-02_a.csv", MEASURES + "\n".join(rows))
    folder.put("foranstaltninger/2018-01-03_b.csv", f'{MEASURES}"{NUMBER}\n')
    folder.put("foranstaltninger/2018-01-04_c.csv", f"{MEASURES[:-1]};{NUMBER}\n")
    folder.put("foranstaltninger/2018-01-05_d.csv", f"{NUMBER};657\n")
    outcomes = folder.load()
    assert [o.outcome for o in outcomes] == ["refused", "loaded", "refused", "loaded", "refused"]
    written = folder.home.warehouse.read_bytes().decode("latin-1")
    printed = repr(outcomes) + "".join(capfd.readouterr())
    for canary in canaries:
        assert canary not in written
        assert canary not in printed
