"""What the web interface shows of a run: a headline, and a row for each thing to know, in Markdown.

Dagster folds away what a description has beyond some twenty lines, and shows rows of metadata in
full, in wider letters. So the description says how it went and what to do, and the rows say the
rest: on a usual night all is on one screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from models.codelists import areas
from models.column import Label
from models.contract import load_contracts
from pipelines.deliveries.outcome_record import OutcomeRecord
from pipelines.operations.night import RunReport

Clock = Callable[[datetime], datetime]
_MOST = 6  # lines of a row; the rest is counted
_MOST_ABOVE = 4  # lines of each part of the description
_JOBS = {"nightly": "The night", "refresh": "The refresh", "release": "The release"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def description(report: RunReport, clock: Clock) -> str:
    """How it went, what to do, what is late; ``clock`` gives a time as the clock on the wall."""
    parts = {"What to do": _english(report.to_do), "Late or unusual": _late(report)}
    lists = [
        f"**{name}**\n\n{_list(sentences, '1.' if name == 'What to do' else '-', _MOST_ABOVE)}"
        for name, sentences in parts.items()
        if sentences
    ]
    return "\n\n".join([_headline(report, clock), *lists])


def _headline(report: RunReport, clock: Clock) -> str:
    began, ended = clock(report.began_at), clock(report.ended_at)
    name = _JOBS.get(report.job, "The run")
    return (
        f"## {name} of {began.day} {began:%B %Y} {_how(report)}\n\n"
        f"{began:%A %H:%M:%S} to {ended:%H:%M:%S} ({began.tzinfo}). {_summary(report)}"
    )


def rows(report: RunReport, clock: Clock) -> dict[str, str]:
    """Everything else by the name of its row; what is empty is left out."""
    found = {
        "failed": _listed(_english(report.failures)),
        "came": _listed(_arrived(report)),
        "refused": _listed(_english(report.refused)),
        "does not hold": _listed(_english(report.checks)),
        "late or unusual": _listed(_late(report)) if len(report.findings) > _MOST_ABOVE else "",
        "readers have": _release(report, clock),
    }
    return {name: text for name, text in found.items() if text}


def _how(report: RunReport) -> str:
    if report.outcome == "died":
        return "DIED" + (" and is tried again" if report.will_be_retried else "")
    if report.outcome == "failed":
        return "FAILED"
    count = len(report.warnings) + len(report.findings)
    return "went well" + (f", with {_counted(count, 'warning')}" if count else "")


def _summary(report: RunReport) -> str:
    numbers = report.numbers
    came = "No deliveries were looked at."
    if "deliveries_loaded" in numbers:
        new = _counted(int(numbers["deliveries_loaded"]), "new delivery", "new deliveries")
        came = f"{new}, {numbers['deliveries_refused']} refused."
    release = report.release
    readers = f" Readers have release {release.number}{_hidden(report)}." if release else ""
    met = ""
    if "published_cells" in numbers:
        cells = f"{numbers['published_matched']:,} of {numbers['published_cells']:,}"
        met = f" {cells} figures of the 2018 report are met."
    return came + readers + met + ("" if report.to_do else " **Nothing to do.**")


def _hidden(report: RunReport) -> str:
    """How much of it is hidden, when this run has made it or found it made."""
    numbers, release = report.numbers, report.release
    is_told = release and numbers.get("release") == release.number and "hidden_counts" in numbers
    if not is_told:
        return ""
    of = f" of {numbers['counts']:,}" if "counts" in numbers else ""
    return f", {numbers['hidden_counts']:,}{of} counts in it hidden"


def _arrived(report: RunReport) -> list[str]:
    loaded = (file for file in report.deliveries if file.outcome == "loaded")
    return [_arrival(report, file) for file in loaded]


def _arrival(report: RunReport, file: OutcomeRecord) -> str:
    contract = load_contracts().get(file.source)
    codes = report.municipalities.get((file.source, file.file_name), ())
    where = f"{len(codes)} municipalities"
    if len(codes) <= 3:
        where = ", ".join(areas().get(code, code) for code in codes)
    name = ", ".join(filter(None, [contract.label.en if contract else file.source, where]))
    accepted = f"{file.rows_accepted:,} of {file.rows_read:,} rows accepted"
    return f"{name}: {accepted} ({file.file_name})"


def _english(labels: Iterable[Label]) -> list[str]:
    return [label.en for label in labels]


def _late(report: RunReport) -> list[str]:
    return [finding.sentence.en for finding in report.findings]


def _listed(sentences: Sequence[str]) -> str:
    """A list if there is more than one."""
    return _escaped(sentences[0]) if len(sentences) == 1 else _list(sentences, "-", _MOST)


def _list(sentences: Sequence[str], mark: str, most: int) -> str:
    lines = [f"{mark} {_escaped(sentence)}" for sentence in sentences[:most]]
    if len(sentences) > most:
        lines.append(f"{mark} ... and {len(sentences) - most} more: see status.json")
    return "\n".join(lines)


def _release(report: RunReport, clock: Clock) -> str:
    release = report.release
    if release is None:
        return "No release yet."
    at = clock(release.released_at)
    said = f"Release {release.number} of {at.day} {at:%B %Y, %H:%M}"
    said += "" if release.is_newest else ", not the newest one"
    return f"{said}; small counts hidden by {_escaped(release.disclosure)}."


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _escaped(text: str) -> str:
    """A file's name is no markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
