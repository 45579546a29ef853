"""From the old key to the new one: load, translate, compute, compare, decide."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from pipelines.deliveries.accesses import record_use
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.run import load_deliveries
from pipelines.deliveries.warehouse import open_warehouse, reading_warehouse
from pipelines.durable import write_in_place
from pipelines.home import Home
from pipelines.keys import Key, KeyFile, key_file, read_key, write_key
from pipelines.lock import writer_lock
from pipelines.mark import is_demonstration
from pipelines.private_files import private_files
from pipelines.protection.rebuild import rebuild
from pipelines.protection.rotation.comparison import differences
from pipelines.protection.rotation.corrections import translated
from pipelines.protection.rotation.decision import (
    NEXT_CORRECTIONS,
    Decision,
    carry_out,
    clear_away,
    decide,
    key_place,
    next_key,
)
from pipelines.refresh import refresh
from pipelines.transformation.build import build

LOG = logging.getLogger("noegletal.keys")
_PURPOSE = "noegletal keys rotate"


class RotationRefusedError(Exception):
    """The old key stays in force and nothing has changed; the message says why."""


@dataclass(frozen=True)
class Rotated:
    """``is_in_place`` is false when somebody else must hand in the new key from now on.

    ``failures`` are those of the refresh under the new key.
    """

    version: int
    is_in_place: bool
    failures: tuple[str, ...]


def rotate(home: Home, new_key: Key | None = None) -> Rotated:
    """Exchange the pseudonym key for a new one (made here, unless it is given).

    Raises ``RotationRefusedError`` or what ``rebuild`` raises; the old key and warehouse are in
    force then. After a crash either is, and ``finish`` clears away the other.
    """
    with private_files(), writer_lock(home, _PURPOSE):
        place = key_place(home)
        if home.rotation.exists():
            raise RotationRefusedError(
                "A change of the key was interrupted. Run `noegletal keys rotate --finish` first."
            )
        clear_away(home)
        _bring_up_to_date(home)
        record_use(home, _PURPOSE)
        key = _next_version(read_key(key_file(home, "pseudonym")), new_key, place is not None)
        try:
            if place:
                write_key(KeyFile("new pseudonym", next_key(place), is_configured=True), key)
            _make_anew(home, key)
            decision = Decision(key.version, key.check_value, place)
            decide(home, decision)
        except BaseException:
            if not home.rotation.exists():
                clear_away(home)
            raise
        carry_out(home, decision)
        failures = refresh(home).failures if place else ()
        return Rotated(key.version, place is not None, failures)


def _bring_up_to_date(home: Home) -> None:
    """What is compared must be made of the same deliveries by the same code."""
    LOG.info("Refreshing under the old key")
    outcome = refresh(home)
    if outcome.failures:
        raise RotationRefusedError(
            "The home must be in order before its key is exchanged, but its refresh failed. "
            "Nothing has changed.\n" + "\n".join(f"  {each}" for each in outcome.failures)
        )


def _next_version(old: Key, given: Key | None, can_be_written: bool) -> Key:
    if given is None:
        if not can_be_written:
            raise RotationRefusedError(
                "The system hands in the key (CREDENTIALS_DIRECTORY), so that it cannot be "
                "exchanged here. Make a new one by `noegletal keys create --version "
                f"{old.version + 1} --to FILE`, and name it by --new-key-file."
            )
        return Key.new(old.version + 1)
    if given.version <= old.version or given.secret == old.secret:
        raise RotationRefusedError(
            f"The new key must be another one, of version {old.version + 1}: its file begins with "
            f"p{old.version + 1}: and 64 hexadecimal digits follow. The present key's version is "
            f"{old.version}."
        )
    return given


def _make_anew(home: Home, key: Key) -> None:
    """The new warehouse with everything that is in the old one, or ``RotationRefusedError``."""
    pseudonymiser = Pseudonymiser(key)
    LOG.info("Loading all deliveries under the new key")
    # There are no corrections of that name yet: they name persons by their old pseudonyms.
    rebuilt = rebuild(
        home.beside(home.warehouse_name, NEXT_CORRECTIONS), pseudonymiser=pseudonymiser
    )
    if home.corrections.exists():
        with reading_warehouse(home, _PURPOSE) as old, reading_warehouse(rebuilt, _PURPOSE) as new:
            text = translated(
                home.corrections.read_text(encoding="utf-8"), old, new, home.corrections.name
            )
        write_in_place(rebuilt.corrections, text)
        # Nothing is loaded again; the corrections come into force.
        load_deliveries(rebuilt, None, lambda _: None, pseudonymiser=pseudonymiser)
    LOG.info("Computing all key figures")
    _compute(home, rebuilt)
    with reading_warehouse(home, _PURPOSE) as old, reading_warehouse(rebuilt, _PURPOSE) as new:
        different = differences(old, new)
    if different:
        raise RotationRefusedError(
            "The warehouse under the new key is not the same as the old one; the old key stays in "
            "force and nothing has changed. If deliveries have come in meanwhile, try again.\n"
            + "\n".join(f"  {each}" for each in different)
        )


def _compute(home: Home, rebuilt: Home) -> None:
    results = build(rebuilt, is_demo=is_demonstration(home))
    failed = [r.unique_id.split(".")[2] for r in results if r.status in ("error", "fail")]
    if failed:
        raise RotationRefusedError(
            "Under the new key these models or tests of dbt fail; the old key stays in force and "
            f"nothing has changed: {', '.join(failed)}."
        )
    with open_warehouse(rebuilt):
        pass  # writes its log into it, so that one file is all there is to put in place
