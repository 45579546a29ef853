"""From what is asked for, now or by the ledger, to what is to be done."""

from __future__ import annotations

import getpass
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from pipelines.deliveries.discover import discover
from pipelines.deliveries.erasures import ErasedFile, Erasure, read_erasures
from pipelines.home import Home
from pipelines.keys import Key, create_key, key_file, read_key
from pipelines.protection.erasure.ledger_of_deliveries import named_in_ledger
from pipelines.protection.erasure.named import Named, meant
from pipelines.protection.erasure.plan import Plan, identified, plan_persons
from pipelines.protection.erasure.request import (
    Deliveries,
    ErasureRefusedError,
    Persons,
    Request,
    Source,
)
from pipelines.protection.erasure.same_person import all_numbers
from pipelines.protection.erasure.wanted import Wanted, digests


@dataclass(frozen=True)
class Asked:
    """An erasure with what is to be done; ``other_numbers`` of the same persons were found."""

    erasure: Erasure
    plan: Plan
    wanted: Wanted
    other_numbers: int = 0


def asked(home: Home, request: Request, reason: str) -> Asked:
    """What a new request means; ``ErasureRefusedError`` when it cannot be done."""
    erasure = Erasure(
        erasure=secrets.token_hex(8),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        by=getpass.getuser(),
        reason=reason,
        kind="persons",
        persons=(),
        wanted=(),
        files=(),
    )
    match request:
        case Persons(numbers):
            return _persons(home, erasure, numbers)
        case Deliveries(names):
            known = meant(names, list(identified(home)), named_in_ledger(home))
            wanted = tuple(sorted(known))
            return _removed(home, replace(erasure, kind="deliveries", wanted=wanted), known)
        case Source(source):
            found = [Named(i.delivery_id, f.source, f.name) for f, i in identified(home)]
            entries = [*named_in_ledger(home), *found]
            known = {each.delivery_id: each for each in entries if each.source == source}
            if not known:
                raise ErasureRefusedError(f"There is nothing of a source {source!r}.")
            return _removed(home, replace(erasure, kind="source", wanted=(source,)), known)


def asked_before(home: Home, erasure: Erasure, until: date | None) -> Asked:
    """What is still to be done of an erasure in the ledger; ``until``: deliveries dated so."""
    if erasure.kind == "persons":
        wanted = Wanted(_key(home, may_create=False), erasure.persons)
        known = {file.sha256 for file in erasure.files}
        return Asked(erasure, plan_persons(home, wanted, until, known), wanted)
    plan = _removing(home, {file.delivery_id for file in erasure.files})
    return Asked(erasure, plan, _nobody())


def _persons(home: Home, erasure: Erasure, numbers: tuple[str, ...]) -> Asked:
    key = _key(home, may_create=True)
    everyone = all_numbers(numbers, discover(home.raw))
    persons = digests(key, everyone)
    wanted = Wanted(key, persons, everyone)
    plan = plan_persons(home, wanted)
    others = len(everyone) - len(set(numbers))
    return Asked(replace(erasure, persons=persons, files=plan.files), plan, wanted, others)


def _removed(home: Home, erasure: Erasure, known: dict[str, Named]) -> Asked:
    plan = _removing(home, set(known))
    present = {file.delivery_id for file in plan.files}
    without_file = tuple(
        ErasedFile(each.source, each.file_name, each.delivery_id, None, "removed")
        for each in known.values()
        if each.delivery_id not in present
    )
    return Asked(replace(erasure, files=(*plan.files, *without_file)), plan, _nobody())


def _removing(home: Home, delivery_ids: set[str]) -> Plan:
    return Plan(removed=tuple((f, i) for f, i in identified(home) if i.delivery_id in delivery_ids))


def _nobody() -> Wanted:
    return Wanted(Key(1, b""), ())


def _key(home: Home, *, may_create: bool) -> Key:
    """The key of the ledger; a new one only while nobody stands in it."""
    file = key_file(home, "erasure")
    has_persons = any(each.persons for each in read_erasures(home).values())
    if may_create and not has_persons and not file.is_configured and not file.path.exists():
        return create_key(file)
    return read_key(file)
