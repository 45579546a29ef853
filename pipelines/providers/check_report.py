"""The answer to ``noegletal check``: the report of a dry run as lines to read or as a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.contract import Label
from pipelines.providers.report import Noted, RejectedGroup, Report
from pipelines.providers.words import Language, in_language, word

# Enough to find the fault in the file; the count says how many there are.
SHOWN_LINES = 5


def summary(report: Report, language: Language) -> Iterator[str]:
    """What would happen to the file, in sentences."""
    yield word(f"would_{report.outcome_word}", language, count=report.lines_rejected)
    if report.message is not None:
        yield in_language(report.message, language)
    yield word("nothing_written", language)


def facts(report: Report, language: Language) -> list[tuple[str, str]]:
    """Name and value of what is known about the file as a whole."""
    known: list[tuple[str, str | int | None]] = [
        ("file", report.file_name),
        ("source", report.source),
        ("judged_on", report.delivered_on.isoformat() if report.delivered_on else None),
    ]
    if report.outcome == "loaded":  # of any other file the rows were not judged
        known += [
            ("encoding", report.encoding),
            ("lines_read", report.lines_read),
            ("lines_accepted", report.lines_accepted),
            ("lines_rejected", report.lines_rejected),
            ("lines_structural", report.lines_structural),
            ("normalisations", report.normalisations),
            ("columns_ignored", ", ".join(report.columns_ignored) or None),
        ]
    return [(word(name, language), _plain(value)) for name, value in known if value is not None]


def rejected(groups: Iterable[RejectedGroup], language: Language) -> list[tuple[object, ...]]:
    """Number, column, first lines and sentence of what each rule rejects."""
    return [
        (
            group.count,
            group.column or word("whole_row", language),
            _lines(group),
            in_language(group.sentence, language),
        )
        for group in groups
    ]


def rejected_columns(language: Language) -> tuple[str, ...]:
    """The headings of ``rejected``."""
    names = ("count", "column", "first_lines", f"what_to_do_{language}")
    return tuple(word(name, language) for name in names)


def noted(notes: Iterable[Noted], language: Language) -> list[tuple[object, ...]]:
    """Number, column and sentence of what was accepted and is worth knowing."""
    return [
        (
            note.count,
            note.column or word("whole_file", language),
            in_language(note.sentence, language),
        )
        for note in notes
    ]


def noted_columns(language: Language) -> tuple[str, ...]:
    """The headings of ``noted``."""
    return tuple(word(name, language) for name in ("count", "column", "notes"))


def record(report: Report) -> dict[str, object]:
    """The whole report for programs, with every sentence in both languages."""
    return {
        "file": report.file_name,
        "source": report.source,
        "judged_on": report.delivered_on.isoformat() if report.delivered_on else None,
        "outcome": report.outcome,
        "message": _texts(report.message),
        "encoding": report.encoding,
        "lines_read": report.lines_read,
        "lines_accepted": report.lines_accepted,
        "lines_rejected": report.lines_rejected,
        "lines_structural": report.lines_structural,
        "normalisations": report.normalisations,
        "columns_ignored": list(report.columns_ignored),
        "rejected": [
            {
                "rule": group.rule,
                "column": group.column,
                "count": group.count,
                "first_lines": list(group.lines),
                "message": _texts(group.sentence),
            }
            for group in report.groups
        ],
        "notes": [
            {
                "rule": note.rule,
                "column": note.column,
                "count": note.count,
                "message": _texts(note.sentence),
            }
            for note in report.notes
        ],
    }


def _plain(value: str | int) -> str:
    """Danish thousands for numbers."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


def _lines(group: RejectedGroup) -> str:
    shown = ", ".join(map(str, group.lines[:SHOWN_LINES]))
    return f"{shown}, …" if group.count > SHOWN_LINES else shown


def _texts(label: Label | None) -> dict[str, str] | None:
    return label.model_dump() if label is not None else None
