"""One message: what its subject, its text and its record say, in Danish and English.

It is made of the report's own sentences, which hold nothing about a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from models.civil_numbers import without_civil_numbers
from models.column import Label
from pipelines.home import Home
from pipelines.operations.night import RunReport
from pipelines.operations.status_file import run_record

Kind = Literal["failed", "died", "recovered", "warning", "succeeded", "test"]
Language = Literal["da", "en"]
FORMAT = 1  # of the record; another one when a field changes its meaning or goes
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_MOST = 20  # sentences of a kind; the rest is counted, and in status.json
_OUTCOMES: dict[Kind, Label] = {
    "failed": Label(da="fejlede", en="failed"),
    "died": Label(da="døde undervejs", en="died"),
    "recovered": Label(da="går godt igen", en="works again"),
    "warning": Label(da="gik godt, med advarsler", en="went well, with warnings"),
    "succeeded": Label(da="gik godt", en="went well"),
    "test": Label(da="prøve af beskeder", en="test of alerts"),
}
_FAILURES = Label(da="Fejl", en="Failures")
_WARNINGS = Label(da="Advarsler", en="Warnings")
_FINDINGS = Label(da="Forsinket eller usædvanligt", en="Late or unusual")
_TO_DO = Label(da="Hvad der skal gøres", en="What to do")
_OTHERS = Label(da="... og {count} mere i status.json", en="... and {count} more in status.json")
_READERS = Label(
    da="Læserne har udgivelse {number} af {day}.", en="Readers have release {number} of {day}."
)
_TEST = Label(
    da="Dette er en prøve. Der er ikke sket noget.", en="This is a test. Nothing has happened."
)


@dataclass(frozen=True)
class Message:
    """``text`` is plain; ``record`` is what a webhook is sent, as JSON can hold it."""

    kind: Kind
    subject: str
    text: str
    record: dict[str, Any]


def message_about(report: RunReport, kind: Kind, home_name: str) -> Message:
    """What is sent of a run."""
    outcome = _OUTCOMES[kind]
    subject = f"noegletal {home_name}: {report.job} {outcome.da} / {outcome.en}"
    text = "\n\n".join("\n".join(_lines(report, kind, language)) for language in _LANGUAGES)
    return _message(kind, subject, text, home_name, run_record(report).model_dump(mode="json"))


def name_of(home: Home) -> str:
    """What a home is called where its path would say too much."""
    return without_civil_numbers(home.path.name)


def trial_message(home_name: str) -> Message:
    """What shows that a channel works."""
    outcome = _OUTCOMES["test"]
    subject = f"noegletal {home_name}: {outcome.da} / {outcome.en}"
    return _message("test", subject, f"{_TEST.da}\n\n{_TEST.en}", home_name, None)


def _message(
    kind: Kind, subject: str, text: str, home_name: str, run: dict[str, Any] | None
) -> Message:
    record = {
        "format": FORMAT,
        "kind": kind,
        "home": home_name,
        "sent_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "subject": " ".join(subject.split()),
        "run": run,
    }
    return Message(kind, " ".join(subject.split()), f"{text}\n", record)


def _lines(report: RunReport, kind: Kind, language: Language) -> Iterator[str]:
    began = report.began_at.strftime("%Y-%m-%d %H:%M UTC")
    yield f"{report.job} ({began}) {_in(_OUTCOMES[kind], language)}."
    findings = (finding.sentence for finding in report.findings)
    yield from _section(_FAILURES, report.failures, language)
    yield from _section(_WARNINGS, report.warnings, language)
    yield from _section(_FINDINGS, findings, language)
    yield from _section(_TO_DO, report.to_do, language)
    if report.release:
        day = report.release.released_at.date().isoformat()
        yield ""
        yield _in(_READERS, language).format(number=report.release.number, day=day)


def _section(heading: Label, sentences: Iterable[Label], language: Language) -> Iterator[str]:
    all_of_them = [_in(sentence, language) for sentence in sentences]
    if not all_of_them:
        return
    yield ""
    yield f"{_in(heading, language)}:"
    yield from (f"- {sentence}" for sentence in all_of_them[:_MOST])
    if len(all_of_them) > _MOST:
        yield "- " + _in(_OTHERS, language).format(count=len(all_of_them) - _MOST)


def _in(label: Label, language: Language) -> str:
    return label.da if language == "da" else label.en
