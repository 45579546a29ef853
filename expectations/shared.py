"""Rules that hold of every source: what the ledger says of its deliveries."""

from __future__ import annotations

from expectations.limit import Limit, number
from expectations.rule import Rule

HISTORY = (
    "A delivery holds the whole history, so it loses rows only by correction. Placed children per "
    "1,000 rose by at most 15 % in two years (Figure 35: Haderslev 11.3 to about 13). Chosen."
)
CLOSED_PERIOD = (
    "A closed period that is delivered again is a correction, which changes few rows. No source "
    "gives a size; chosen."
)
_REPLACED = """
    select
        ordered.scope,
        ordered.rows_now,
        ordered.rows_before
    from (
        select
            scopes.scope,
            scopes.delivery_id,
            scopes.rows_accepted as rows_now,
            lag(scopes.rows_accepted) over (
                partition by scopes.scope
                order by scopes.delivered_on, ledger.file_name, ledger.rowid
            ) as rows_before
        from raw.delivery_scopes as scopes
        inner join raw.deliveries as ledger
            on scopes.delivery_id = ledger.delivery_id and ledger.outcome = 'loaded'
        where scopes.source = '{source}'
    ) as ordered
    inner join raw.deliveries_in_force as in_force
        on in_force.source = '{source}'
            and ordered.scope = in_force.scope
            and ordered.delivery_id = in_force.delivery_id
    where ordered.rows_before >= $enough
"""


def rows_match_ledger(source: str) -> Rule:
    """Conservation: what the ledger says was accepted is what lies in the raw table."""
    return Rule(
        name="rows_match_ledger",
        severity="error",
        reads_ledger=True,
        en="Every delivery has as many rows as the ledger says were accepted.",
        da="Hver leverance har så mange rækker, som registret siger, at der blev medtaget.",
        evidence="Promise G4: rows are conserved. No threshold.",
        unexpected=f"""
            select ledger.delivery_id
            from raw.deliveries as ledger
            left join (
                select delivery_id, count(*) as row_count from raw.{source} group by delivery_id
            ) as stored on ledger.delivery_id = stored.delivery_id
            where ledger.source = '{source}' and ledger.outcome = 'loaded'
                and ledger.lines_accepted <> coalesce(stored.row_count, 0)
        """,
    )


def volume_like_before(
    source: str, fall: Limit, rise: Limit, evidence: str, enough: int = 20
) -> Rule:
    """A scope delivered again has about as many rows; losing half of them is refused earlier."""
    replaced = _REPLACED.format(source=source)
    return Rule(
        name="volume_like_before",
        reads_ledger=True,
        en="A delivery has at most {fall} fewer and at most {rise} more rows than the one it "
        "replaces, where that had {enough} rows or more.",
        da="En leverance har højst {fall} færre og højst {rise} flere rækker end den, den "
        "erstatter, hvor den havde mindst {enough} rækker.",
        evidence=f"{evidence} In small deliveries one row is more than the limit.",
        limits={"fall": fall, "rise": rise, "enough": number(enough)},
        unexpected=f"""
            select scope from ({replaced}) as replaced
            where rows_now < (1 - $fall) * rows_before or rows_now > (1 + $rise) * rows_before
        """,
        applies=replaced,
        applies_not="no delivery in force replaces one of that size",
    )


def few_rows_rejected(source: str, most: Limit, evidence: str) -> Rule:
    """A delivery of which many rows are left out gives other figures than its sender expects."""
    return Rule(
        name="few_rows_rejected",
        reads_ledger=True,
        en="At most {most} of the rows of a delivery in force are rejected.",
        da="Højst {most} af rækkerne i en gældende leverance er afvist.",
        evidence=evidence,
        limits={"most": most},
        unexpected=f"""
            select delivery_id from raw.deliveries
            where source = '{source}' and outcome = 'loaded'
                and lines_rejected > $most * (lines_accepted + lines_rejected)
                and delivery_id in (select delivery_id from raw.deliveries_in_force)
        """,
    )


def column_is_filled(column: str, most: Limit, evidence: str, within: str = "kommune") -> Rule:
    """An optional column is used by all who use it, or its figures are about a part only."""
    return Rule(
        name=f"{column}_is_filled",
        en=f"Where the column {column} is used, at most {{most}} of the rows leave it empty.",
        da=f"Hvor kolonnen {column} bruges, står den tom i højst {{most}} af rækkerne.",
        evidence=evidence,
        limits={"most": most},
        unexpected=f"""
            select {within} from $batch group by {within}
            having count({column}) > 0 and count(*) - count({column}) > $most * count(*)
        """,
    )
