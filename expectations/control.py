"""Reconciliation with control totals: what the provider or StatBank says the rows add up to."""

from __future__ import annotations

from expectations.limit import Limit
from expectations.rule import Rule
from models.codelists import code_list

TOTAL = "i alt"
# What a control total of placements calls a form, and the form of the code list.
FORMS = {"institution": "institution", "familiepleje": "foster", "netværkspleje": "network"}


def places_of(form: str) -> str:
    """The codes of the places of one form, as an SQL list."""
    rows = code_list("placement_places")
    return ", ".join(f"'{row['code']}'" for row in rows if row["form"] == form)


def agrees_with_totals(
    source: str, counted: str, what: tuple[str, str], limits: dict[str, Limit], evidence: str
) -> Rule:
    """``counted`` gives kommune, gruppe, vaerdi (what was said) and found (what is in force).

    A difference counts when it is more than ``share`` of the total and more than ``few``.
    """
    return Rule(
        name="agrees_with_control_totals",
        en=f"{what[0]} differ from the control totals by at most {{share}}, or by {{few}}.",
        da=f"{what[1]} afviger højst {{share}} fra kontroltallene, eller {{few}}.",
        evidence=evidence,
        limits=limits,
        unexpected=f"""
            select kommune, gruppe from ({counted}) as counted
            where abs(found - vaerdi) > $share * abs(vaerdi) and abs(found - vaerdi) > $few
        """,
        applies=f"select 1 from $kontroltal where kilde = '{source}'",
        applies_not="no control totals are delivered for it",
    )


PLACED = f"""
    select
        total.kommune,
        total.gruppe,
        total.vaerdi,
        count(distinct batch.person_id) as found
    from (
        select kommune, lower(gruppe) as gruppe, try_cast(periode as date) as day, vaerdi
        from $kontroltal
        where kilde = 'anbringelser' and kommune in (select kommune from $batch)
    ) as total
    left join $batch as batch
        on total.kommune = batch.kommune
            and batch.startdato <= total.day
            and coalesce(batch.slutdato >= total.day, true)
            and case total.gruppe
                when '{TOTAL}' then true
                {
    " ".join(
        f"when '{name}' then batch.anbringelsessted in ({places_of(form)})"
        for name, form in FORMS.items()
    )
}
            end
    where total.day is not null and total.gruppe in ('{TOTAL}', '{"', '".join(FORMS)}')
    group by total.kommune, total.gruppe, total.day, total.vaerdi
"""

# Where there is a final account, the expected one does not count.
SPENT = """
    select
        total.kommune,
        total.gruppe,
        total.vaerdi,
        coalesce(spent.found, 0) as found
    from (
        select
            kommune,
            replace(gruppe, '.', '') as gruppe,
            try_cast(periode as integer) as aar,
            vaerdi
        from $kontroltal where kilde = 'regnskab'
    ) as total
    inner join (select distinct kommune, aar from $batch) as delivered
        on total.kommune = delivered.kommune and total.aar = delivered.aar
    left join (
        select kommune, aar, funktion, sum(beloeb) as found
        from (
            select kommune, aar, funktion, dranst, beloeb from $batch
            qualify status = 'regnskab' or count(*) filter (where status = 'regnskab')
                over (partition by kommune, aar) = 0
        ) as final
        where dranst = '1' group by kommune, aar, funktion
    ) as spent
        on total.kommune = spent.kommune and total.aar = spent.aar and total.gruppe = spent.funktion
"""


def pupils(source: str) -> str:
    """Pupils of each grade, and of all; a pupil at two schools is one."""
    return f"""
        select
            total.kommune,
            total.gruppe,
            total.vaerdi,
            coalesce(graded.found, 0) as found
        from $kontroltal as total
        inner join (select distinct kommune, skoleaar from $batch) as delivered
            on total.kommune = delivered.kommune and total.periode = delivered.skoleaar
        left join (
            select
                kommune,
                skoleaar,
                coalesce(cast(klassetrin as varchar), '{TOTAL}') as gruppe,
                count(distinct person_id) as found
            from $batch where klassetrin is not null
            group by grouping sets ((kommune, skoleaar, klassetrin), (kommune, skoleaar))
        ) as graded
            on total.kommune = graded.kommune
                and total.periode = graded.skoleaar
                and lower(total.gruppe) = graded.gruppe
        where total.kilde = '{source}'
    """
