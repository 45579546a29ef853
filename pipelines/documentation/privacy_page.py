"""``docs/privatliv.md``: the notice to persons and the record of processing, from the contracts.

In Danish only, as a Danish authority owes it. The sentences around what the contracts say are in
``privatliv.md`` beside this module; they name what the controller and the data protection officer
have to add or confirm.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import get_args

from models.contract import Contract, PersonalClass
from pipelines.documentation.words import GENERATED, said, sentence_of, table
from pipelines.protection.inventory import InventoryEntry, inventory
from pipelines.protection.person_tables import person_tables

TEXT = Path(__file__).with_name("privatliv.md")


def privacy_page(contracts: dict[str, Contract]) -> str:
    """The text of the page."""
    personal = [contract for contract in contracts.values() if contract.is_personal]
    text = TEXT.read_text(encoding="utf-8").format(
        notice="\n".join(map(_noticed, personal)),
        recipients=" ".join(_recipients(personal)),
        classes="\n".join(_classes()),
        activities="".join(map(_activity, personal)),
        impersonal=_impersonal(contracts.values()),
        tables=_tables(),
    )
    return f"{GENERATED}\n{text}"


def _noticed(contract: Contract) -> str:
    return f"- {_lower(contract.provider.da)}: {_lower(contract.label.da)}."


def _lower(text: str) -> str:
    """Within a sentence; names of authorities and abbreviations keep their capitals."""
    is_name = text[:2].isupper() or text.startswith(("Danmark", "Styrelsen"))
    return text if is_name else text[:1].lower() + text[1:]


def _recipients(contracts: list[Contract]) -> list[str]:
    found = (contract.processing for contract in contracts)
    return list(dict.fromkeys(each.recipients.da for each in found if each is not None))


def _classes() -> Iterable[str]:
    for personal in get_args(PersonalClass):
        if personal != "none":
            yield f"- **{personal}**: {said(f'personal_{personal}', 'da')}."


def _activity(contract: Contract) -> str:
    entries = inventory([contract])
    said_once = entries[0]
    facts = {
        "Formål": said_once.purpose,
        "Retsgrundlag": said_once.legal_basis,
        "De registrerede": _persons(entries),
        "Kilde": sentence_of(said_once.from_whom),
        "Modtagere": said_once.recipients,
        "Slettefrist": f"{said_once.retention_years} år efter leveringsdatoen. "
        f"{said_once.retention_reason}",
    }
    listed = "\n".join(f"- **{head}:** {text}" for head, text in facts.items())
    columns = table(
        ["Oplysning", "Kolonne", "Klasse", "I databasen"],
        [
            [e.content, f"`{e.columns}`", e.personal, f"`{e.kept_as.replace(', ', '`, `')}`"]
            for e in entries
        ],
    )
    title = f"{contract.label.da} (`{contract.source}`)"
    return f"\n### {title}\n\n{contract.about.da}\n\n{listed}\n\n{columns}"


def _persons(entries: list[InventoryEntry]) -> str:
    """Categories of data subjects, by the classes of the columns."""
    return "Medarbejdere." if {e.personal for e in entries} == {"staff"} else "Børn og unge."


def _impersonal(contracts: Iterable[Contract]) -> str:
    names = [f"{c.label.da} (`{c.source}`)" for c in contracts if not c.is_personal]
    return f"Tal, der ikke er om enkelte personer: {', '.join(names)}."


def _tables() -> str:
    rows = []
    for schema, found in groupby(person_tables(), key=lambda each: each.schema):
        for each in sorted(found, key=lambda each: each.name):
            kind = "tabel" if each.is_stored else "visning"
            columns = ", ".join(f"`{name}`" for name in each.identified_by)
            rows.append([f"`{schema}.{each.name}`", kind, columns, ", ".join(each.sources)])
    return table(["Navn", "Art", "Kendes ved", "Leveret som"], rows).rstrip()
