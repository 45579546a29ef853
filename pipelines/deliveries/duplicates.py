"""Rows with the same key: of an exact repetition one stays, of contradicting rows none."""

from __future__ import annotations

from pipelines.deliveries.arriving import OTHER_LINE, Arriving
from pipelines.deliveries.check import Reason, Reasons
from pipelines.deliveries.sentences import contract_sentence


def reject_duplicates(tables: Arriving, reasons: Reasons) -> None:
    """Move the accepted rows that repeat or contradict another to the rejected ones.

    Each names a line that it is held against. Keys are compared by their hash first, so that the
    many that occur once need eight bytes each; then exactly.
    """
    connection, contract = tables.connection, tables.contract
    key = ", ".join(f'"{name}"' for name in contract.raw_key)
    content = ", ".join(
        f'"{n}"' for n, _ in contract.raw_columns if n not in ("delivery_id", "line")
    )
    header = ", ".join(contract.column(name).delivered_as for name in contract.key)
    repeated = reasons.number(
        Reason(None, contract_sentence(contract, "duplicate_row", other=OTHER_LINE))
    )
    contradicted = reasons.number(
        Reason(None, contract_sentence(contract, "duplicate_key", key=header, other=OTHER_LINE))
    )
    connection.execute(
        f"""
        insert into arriving_judged (line, reason, other_line)
        with suspected as (
            select hash({key}) as key_hash from arriving_rows group by all having count(*) > 1
        ),

        candidates as (
            select arriving_rows.* from arriving_rows
            where hash({key}) in (select key_hash from suspected)
        ),

        -- Rows with the same content are known by the first line that has it.
        alike as (
            select {key}, line, min(line) over (partition by {content}) as first_alike
            from candidates
        ),

        compared as (
            select
                line,
                first_alike,
                min(line) over same_key as first_line,
                min(nullif(first_alike, first_first)) over same_key as second_line
            from (
                select *, min(line) over (partition by {key}) as first_first from alike
            )
            window same_key as (partition by {key})
        )

        select
            line,
            case when second_line is null then {repeated} else {contradicted} end,
            case when first_alike = first_line and second_line is not null
                then second_line else first_line end
        from compared
        where second_line is not null or line <> first_line
        order by line
        """
    )
    connection.execute(
        "delete from arriving_rows where line in "
        f"(select line from arriving_judged where reason in ({repeated}, {contradicted}))"
    )
