"""What must hold of control totals themselves: that they can be compared with something."""

from expectations.control import FORMS, TOTAL
from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    rows_match_ledger("kontroltal"),
    few_rows_rejected(
        "kontroltal",
        percent(1),
        "A total that is left out checks nothing. Such files are short, so one row is too many; "
        "chosen.",
    ),
    Rule(
        name="totals_can_be_compared",
        en="Every control total has a period and a group of its source, as the contract says.",
        da="Hvert kontroltal har en periode og en gruppe, som hører til dets kilde.",
        evidence="The contract's explanation of the columns. No threshold.",
        unexpected=f"""
            select kommune from $batch
            where not coalesce(
                case kilde
                    when 'anbringelser' then try_cast(periode as date) is not null
                        and lower(gruppe) in ('{TOTAL}', '{"', '".join(FORMS)}')
                    when 'regnskab' then regexp_full_match(periode, '20[0-9][0-9]')
                        and regexp_full_match(replace(gruppe, '.', ''), '[0-9][0-9][0-9][0-9][0-9]')
                    else regexp_full_match(periode, '20[0-9][0-9]/[0-9][0-9]')
                        and (lower(gruppe) = '{TOTAL}' or regexp_full_match(gruppe, '[0-9]|10'))
                end,
                false
            )
        """,
    ),
    Rule(
        name="totals_have_their_delivery",
        en="What a control total is about has been delivered.",
        da="Det, som et kontroltal handler om, er leveret.",
        evidence="A total without rows to compare with checks nothing. No threshold.",
        unexpected="""
            select kommune from $batch
            where (kilde, kommune, case when kilde <> 'anbringelser' then periode else '' end)
                not in (
                    select 'anbringelser', kommune, '' from $anbringelser
                    union
                    select 'regnskab', kommune, cast(aar as varchar) from $regnskab
                    union
                    select 'trivsel', kommune, skoleaar from $trivsel
                    union
                    select 'fravaer', kommune, skoleaar from $fravaer
                )
        """,
    ),
    Rule(
        name="parts_fit_their_total",
        en="The parts of a control total are together at most {most} more than the whole.",
        da="Et kontroltals dele er tilsammen højst {most} større end det hele.",
        evidence="Each child and pupil is in one form or grade on a day; a few overlapping "
        "placements count in two. The share is chosen.",
        limits={"most": percent(2)},
        unexpected=f"""
            select kommune, kilde, periode from $batch group by kommune, kilde, periode
            having sum(vaerdi) filter (where lower(gruppe) <> '{TOTAL}')
                > (1 + $most) * max(vaerdi) filter (where lower(gruppe) = '{TOTAL}')
        """,
    ),
)
