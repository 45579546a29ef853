"""Rules that hold of every source, or of every source about persons."""

from __future__ import annotations

from expectations.rule import Rule


def rows_match_ledger(source: str) -> Rule:
    """Conservation: what the ledger says was accepted is what lies in the raw table."""
    return Rule(
        name="rows_match_ledger",
        severity="error",
        sentence="Every delivery has as many rows as the ledger says were accepted.",
        unexpected=f"""
            select ledger.delivery_id
            from raw.deliveries as ledger
            left join (
                select delivery_id, count(*) as row_count from raw.{source} group by delivery_id
            ) as stored on ledger.delivery_id = stored.delivery_id
            where ledger.source = '{source}' and ledger.outcome = 'loaded'
                and ledger.lines_accepted <> coalesce(stored.row_count, 0)
                and (select count(*) from {{batch}}) >= 0
        """,
    )


def one_birth_date_per_person() -> Rule:
    """A pseudonym stands for one person, who is born once."""
    return Rule(
        name="one_birth_date_per_person",
        severity="error",
        sentence="Every person has one date of birth.",
        unexpected="""
            select person_id from {batch} group by person_id having count(distinct birth_date) > 1
        """,
    )
