"""Notes that follow from a number: they tell no more than the number that is printed."""

from __future__ import annotations

import pyarrow as pa

TOO_FEW = "too_few_to_generalise"
# As dbt_project's vars: answers_to_generalise.
ANSWERS_TO_GENERALISE = 30


def with_notes_as_printed(key_figures: pa.Table) -> pa.Table:
    """The table without a note of too few answers where their printed number does not say so.

    A hidden denominator would be known to be below the limit, and a rounded one more closely.
    """
    rows = zip(
        key_figures.column("note_ids").to_pylist(),
        key_figures.column("denominator").to_pylist(),
        strict=True,
    )
    notes = [
        note_ids
        if denominator is not None and denominator < ANSWERS_TO_GENERALISE
        # Of all others the note is taken out, if it is there.
        else _without(note_ids)
        for note_ids, denominator in rows
    ]
    place = key_figures.schema.get_field_index("note_ids")
    field = key_figures.schema.field(place)
    return key_figures.set_column(place, field, pa.chunked_array([pa.array(notes, field.type)]))


def _without(note_ids: str | None) -> str | None:
    kept = [name for name in (note_ids or "").split(",") if name not in ("", TOO_FEW)]
    return ",".join(kept) or None
