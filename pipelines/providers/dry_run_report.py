"""The report of a file that is only tried: what the reader would make of it, and nothing kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.contract import Label, load_contracts
from pipelines.deliveries.dry_run import check_file
from pipelines.deliveries.sentences import Sentence
from pipelines.home import Home
from pipelines.providers.report import Noted, RejectedGroup, Report, header_of


def check_report(path: Path, source: str, home: Home | None) -> Report:
    """What would become of a file as a delivery of ``source``; ``home`` for what came before it."""
    checked = check_file(path, source, home)
    report = Report(
        source=source,
        file_name=checked.file_name,
        delivery_id=None,
        delivered_on=checked.delivered_on,
        outcome=checked.outcome,
        message=_label(checked.message) if checked.message else None,
    )
    examined, contract = checked.examined, load_contracts()[source]
    if examined is None:
        return report
    return replace(
        report,
        encoding=examined.encoding,
        lines_read=examined.lines_read,
        lines_accepted=examined.lines_accepted,
        lines_rejected=examined.lines_rejected,
        lines_structural=examined.lines_structural,
        normalisations=examined.normalisations,
        columns_ignored=examined.columns_ignored,
        groups=tuple(
            RejectedGroup(
                group.rule,
                group.column_name,
                header_of(contract, group.column_name),
                group.occurrences,
                group.lines,
                _label(group.sentence),
            )
            for group in checked.rejected
        ),
        notes=tuple(
            Noted(
                note.rule,
                header_of(contract, note.column_name),
                note.occurrences,
                _label(note.sentence),
            )
            for note in examined.notes
        ),
    )


def _label(sentence: Sentence) -> Label:
    return Label(da=sentence.da, en=sentence.en)
