"""The workbook that goes back to the sender: what became of a delivery, and what to correct.

It holds line numbers, rules and counts, and no value of any row: whoever opens it learns nothing
about a person that the sender's own file does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from models.contract import Contract, Label
from pipelines.providers.report import RejectedGroup, Report
from pipelines.providers.words import LANGUAGES, both, in_language, word
from pipelines.providers.workbook import LAST_ROW, Book, Cell, new_book

SUMMARY, REJECTED, NOTES = "Resumé", "Afviste rækker", "Bemærkninger"
# Nobody mends more lines of one kind by hand, and no kind may crowd out the others.
LINES_PER_GROUP = 10_000
# Headings and the lines that say what is left out need room too.
_MOST_LINES = LAST_ROW - 10_000
_SUMMARY_WIDTHS = (46, 34, 12, 70, 70)
_REJECTED_WIDTHS = (10, 24, 28, 75, 75)
_NOTES_WIDTHS = (24, 28, 12, 75, 75)

# The lines of a group, at most as many as asked for: line, Danish sentence, English sentence.
Lines = Callable[[RejectedGroup, int], Iterable[tuple[int, str, str]]]


def write_feedback(report: Report, contract: Contract | None, lines: Lines, path: Path) -> None:
    """Write the workbook; ``contract`` is None for a file that belonged to no source."""
    title = f"{word('delivery', 'da')} {report.file_name}"
    with new_book(path, title, is_long=True) as book:
        _write_summary(book, report, contract)
        _write_rejected(book, report, contract, lines)
        _write_notes(book, report)


def what_happens_now(report: Report) -> list[Label]:
    """The sentences that say what the sender can expect and should do."""
    if report.outcome != "loaded":
        names = ["now_refused"] if report.outcome == "refused" else []
    elif report.replaced_by:
        names = ["now_superseded"]
    else:
        names = ["now_loaded"] + (["now_rejections"] if report.lines_rejected else [])
    return [_label(name, other=report.replaced_by) for name in names]


def _write_summary(book: Book, report: Report, contract: Contract | None) -> None:
    sheet = book.sheet(SUMMARY, _SUMMARY_WIDTHS)
    sheet.row([f"{both('delivery')}: {report.file_name}"], "title")
    sheet.blank()
    for name, cell in _facts(report, contract):
        sheet.row([both(name), cell], "heading", "text")
    sheet.blank()
    for heading, label in _sentences(report, contract):
        sheet.row([heading, None, None, label.da, label.en], "heading", "text", "text", "text")
    if report.groups:
        sheet.blank()
        heads = ("rejected_by_rule", "column", "count", "what_to_do_da", "what_to_do_en")
        sheet.row([both(head) for head in heads], "head")
    for group in report.groups:
        cells = (group.rule, _column(group.column, "whole_row"), group.count)
        sheet.row([*cells, group.sentence.da, group.sentence.en], "text")


def _facts(report: Report, contract: Contract | None) -> Iterable[tuple[str, Cell]]:
    yield "file", report.file_name
    source = f"{contract.label.da} / {contract.label.en}" if contract else None
    yield "source", f"{source} ({report.source})" if source else report.source or both("unknown")
    yield "delivered_on", report.delivered_on or both("unknown")
    yield "delivery_id", report.delivery_id
    yield "outcome", both(f"outcome_{report.outcome_word}")
    if report.outcome != "loaded":
        return
    yield "encoding", report.encoding
    yield "lines_read", report.lines_read
    yield "lines_accepted", report.lines_accepted
    yield "lines_rejected", report.lines_rejected
    yield "lines_structural", report.lines_structural
    yield "normalisations", report.normalisations
    yield "columns_ignored", ", ".join(report.columns_ignored) or both("none")


def _sentences(report: Report, contract: Contract | None) -> Iterable[tuple[str, Label]]:
    if report.message is not None:
        heading = both("why") if report.outcome == "refused" else both("notes")
        yield heading, report.message
    for label in what_happens_now(report):
        yield both("what_now"), label
    if contract is not None:
        yield both("contact"), contract.contact


def _write_rejected(book: Book, report: Report, contract: Contract | None, lines: Lines) -> None:
    sheet = book.sheet(REJECTED, _REJECTED_WIDTHS)
    sheet.worksheet.outline_settings(symbols_below=False)
    heads = ("line", "column", "rule", "what_to_do_da", "what_to_do_en")
    sheet.row([both(head) for head in heads], "head")
    sheet.worksheet.freeze_panes(1, 0)
    texts = [_label("no_data" if report.groups else "nothing_rejected")]
    sheet.row([None, None, None, texts[0].da, texts[0].en], "english")
    left = _MOST_LINES
    for group in report.groups:
        column = _column(group.column, "whole_row")
        sheet.row([f"{column}: {group.rule} – {both('row_count', count=group.count)}"], "heading")
        shown = 0
        for line, danish, english in lines(group, min(LINES_PER_GROUP, left)):
            sheet.row([line, column, group.rule, danish, english], "text", level=1)
            shown += 1
        left -= shown
        if shown < group.count:
            _write_left_out(sheet.row, group.count - shown, contract)


def _write_left_out(write: Callable[..., None], count: int, contract: Contract | None) -> None:
    texts = [
        word(
            "left_out",
            language,
            count=count,
            contact=in_language(contract.contact, language) if contract else "-",
        )
        for language in LANGUAGES
    ]
    write([None, None, None, *texts], "strong")


def _write_notes(book: Book, report: Report) -> None:
    sheet = book.sheet(NOTES, _NOTES_WIDTHS)
    heads = ("column", "rule", "count", "notes", None)
    sheet.row([both(head) if head else "English" for head in heads], "head")
    sheet.worksheet.freeze_panes(1, 0)
    for note in report.notes:
        column = _column(note.column, "whole_file")
        sheet.row([column, note.rule, note.count, note.sentence.da, note.sentence.en], "text")
    if not report.notes:
        label = _label("nothing_noted")
        sheet.row([None, None, None, label.da, label.en], "english")


def _column(column: str | None, otherwise: str) -> str:
    return column or both(otherwise)


def _label(name: str, **fields: object) -> Label:
    return Label(da=word(name, "da", **fields), en=word(name, "en", **fields))
