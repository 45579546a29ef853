"""Running a case in a home of its own, and holding what happened against what must happen."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.deliveries import DeliveryOutcome
from tests.deliveries.cases.case import RECORDED, Case, Outcome
from tests.deliveries.cases.layouts import NUMBERS
from tests.deliveries.cases.lines import physical_lines
from tests.deliveries.cases.values import ANY
from tests.deliveries.folder import Folder

# What is noted of nearly every small file of ours, and so only asked for where it is the point.
_AMBIENT = {"column_absent", "replacement_number"}
QUOTE = "'"


@dataclass(frozen=True)
class Seen:
    """What became of a case's file; ``message`` is the Danish sentence for its sender."""

    outcome: DeliveryOutcome | None
    message: str


def run(case: Case, folder: Folder) -> Seen:
    """Load the case's file and check everything that the case says of it."""
    case.place(folder, case)
    with case.during(folder):
        outcomes = folder.load(accept_shrink=case.accept_shrink)
    name = case.file_name.encode(errors="replace").decode()
    seen = next((o for o in outcomes if o.file_name in (name, "2018-05-31_[CPR].csv")), None)
    said = [seen.message.da] if seen is not None and seen.message is not None else []
    _check_outcome(case, seen)
    if seen is not None and seen.outcome == "loaded":
        with folder.reading():
            said += _check_loaded(case, folder, seen, name)
    _check_secrets(case, folder, outcomes)
    return Seen(seen, " / ".join(dict.fromkeys(said)))


def _check_loaded(case: Case, folder: Folder, seen: DeliveryOutcome, name: str) -> list[str]:
    found = folder.rows(
        "select delivery_id, lines_read, lines_accepted, lines_rejected, lines_structural "
        f"from raw.deliveries where file_name = '{name.replace(QUOTE, 2 * QUOTE)}' "
        "order by rowid desc"
    )
    delivery_id, *counts = found[0]
    where = f"where delivery_id = '{delivery_id}'"
    said = [*_check_rejected(case, folder, where), *_check_notes(case, folder, where)]
    _check_values(case, folder, where)
    _check_conservation(case, folder, where, seen, counts)
    return said


def _check_outcome(case: Case, outcome: DeliveryOutcome | None) -> None:
    if outcome is None:
        assert case.outcome is Outcome.UNCHANGED, "the file was overlooked"
        return
    said = outcome.message.en if outcome.message else None
    assert outcome.outcome == RECORDED[case.outcome], said
    if RECORDED[case.outcome] != "loaded":
        assert outcome.message is not None and outcome.message.rule == case.rule, said
    if outcome.message is not None:
        assert outcome.message.da and outcome.message.en
        assert outcome.message.da != outcome.message.en
    assert outcome.summary


def _check_rejected(case: Case, folder: Folder, where: str) -> list[str]:
    """The rejected lines are exactly those of the case; what their sender is told."""
    rejected = folder.rows(
        "select line, column_name, rule, message_da, message_en "
        f"from raw.rejected_rows {where} order by line"
    )
    assert tuple(row[:3] for row in rejected) == case.rejected
    assert all(da and en and da != en for *_, da, en in rejected)
    assert bool(rejected) == (case.outcome is Outcome.ROW_REJECTED)
    return [str(da) for *_, da, _ in rejected]


def _check_notes(case: Case, folder: Folder, where: str) -> list[str]:
    """What is noted is exactly what the case says; how it is put."""
    notes = folder.rows(
        "select rule, occurrences, message_da, message_en "
        f"from raw.delivery_notes {where} order by rule, column_name"
    )
    assert all(occurrences > 0 and da and en and da != en for _, occurrences, da, en in notes)  # type: ignore[operator]
    if case.notes is None:
        return []
    assert {rule for rule, *_ in notes} - (_AMBIENT - case.notes) == case.notes
    return [str(da) for rule, _, da, _ in notes if rule in case.notes]


def _check_values(case: Case, folder: Folder, where: str) -> None:
    """What was taken in is what was meant."""
    if case.ignored is not None:
        listed = folder.rows(f"select columns_ignored from raw.deliveries {where}")
        assert listed == [(case.ignored,)]
    if not case.select:
        return
    found = folder.rows(f"select {case.select} from raw.{case.source} {where} order by line")
    assert len(found) == len(case.values), found
    for row, expected in zip(found, case.values, strict=True):
        cells = zip(row, expected, strict=True)
        assert tuple(ANY if e is ANY else cell for cell, e in cells) == expected


def _check_conservation(
    case: Case, folder: Folder, where: str, outcome: DeliveryOutcome, counts: list[object]
) -> None:
    """``lines = accepted + rejected + structural``, each counted where it ended up."""
    in_table = folder.rows(f"select count(*) from raw.{case.source} {where}")[0][0]
    read, accepted, rejected = outcome.lines_read, outcome.lines_accepted, outcome.lines_rejected
    assert counts[:3] == [read, accepted, rejected]
    assert (accepted, rejected) == (in_table, len(case.rejected))
    structural = counts[3]
    assert isinstance(structural, int)
    assert read == accepted + rejected
    assert read + structural in physical_lines(case.make(), case.file_name)


def _check_secrets(case: Case, folder: Folder, outcomes: list[DeliveryOutcome]) -> None:
    """No number of a person is left in the warehouse or in what is said."""
    written = folder.home.warehouse.read_bytes().decode("latin-1")
    said = repr(outcomes) + "".join(outcome.summary for outcome in outcomes)
    for number in NUMBERS:
        for secret in (number, f"{number[:6]}-{number[6:]}", *case.secrets):
            assert secret not in said
            assert secret.encode().decode("latin-1") not in written
