"""What must hold of whole deliveries of placements."""

from expectations.control import PLACED, agrees_with_totals, places_of
from expectations.limit import number, percent
from expectations.persons import (
    exchanged_numbers_repeat_no_row,
    few_after_after_care,
    one_birth_date_per_person,
)
from expectations.rule import Rule
from expectations.shared import (
    HISTORY,
    column_is_filled,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

# Children of the target group who are placed on the day of the delivery, by form (Figure 35).
_PLACED_NOW = f"""
    select
        batch.kommune,
        batch.person_id,
        case
            when batch.anbringelsessted in ({places_of("institution")}) then 'institution'
            when batch.anbringelsessted in ({places_of("foster")}) then 'foster'
            when batch.anbringelsessted in ({places_of("network")}) then 'network'
        end as form
    from $batch
    inner join raw.deliveries as ledger on batch.delivery_id = ledger.delivery_id
    where batch.maalgruppe = 'social'
        and batch.startdato <= ledger.delivered_on
        and coalesce(batch.slutdato >= ledger.delivered_on, true)
        and ledger.delivered_on < batch.birth_date + interval 18 year
"""


def _share_is_plausible(form: str, names: tuple[str, str], band: tuple[int, int], why: str) -> Rule:
    return Rule(
        name=f"{form}_share_is_plausible",
        en=f"Of a municipality's placed children on the day of the delivery, where they are "
        f"{{enough}} or more, {{least}} to {{most}} are in {names[0]}.",
        da=f"Af en kommunes anbragte børn på leveringsdagen, hvor de er mindst {{enough}}, er "
        f"{{least}} til {{most}} i {names[1]}.",
        evidence=f"{why} The band is wider than what is printed by choice, and so is from how many "
        "children on: below that one child is more than three per cent.",
        limits={"least": percent(band[0]), "most": percent(band[1]), "enough": number(30)},
        unexpected=f"""
            select kommune from ({_PLACED_NOW}) as placed
            where form is not null group by kommune
            having count(distinct person_id) >= $enough
                and count(distinct person_id) filter (where form = '{form}')
                    not between $least * count(distinct person_id)
                        and $most * count(distinct person_id)
        """,
    )


RULES = (
    rows_match_ledger("anbringelser"),
    volume_like_before("anbringelser", percent(5), percent(30), HISTORY),
    few_rows_rejected(
        "anbringelser",
        percent(3),
        "With some 140 placed children (Figures 35 and 39) three per cent are four children, where "
        "Figure 38 reports a change of 11 percentage points in three years. Chosen.",
    ),
    one_birth_date_per_person(),
    exchanged_numbers_repeat_no_row("anbringelser"),
    Rule(
        name="municipality_has_population",
        en="Every municipality with placements has population figures.",
        da="Hver kommune med anbringelser har befolkningstal.",
        evidence="Figure 35 divides by the 0-17-year-olds of the municipality. No threshold.",
        unexpected="""
            select kommune from $batch
            where kommune not in (select omraade from $befolkning)
        """,
    ),
    few_after_after_care("few_adults", "startdato", "placements", "anbringelser", 10),
    Rule(
        name="some_placements_have_ended",
        en="A municipality with {enough} placements or more has some that have ended.",
        da="En kommune med mindst {enough} anbringelser har nogle, der er afsluttet.",
        evidence="Figures 40-44: in three years 6 to 40 placements in institutions alone ended in "
        "each of the municipalities. From how many placements on is chosen.",
        limits={"enough": number(20)},
        unexpected="""
            select kommune from $batch group by kommune
            having count(*) >= $enough and count(slutdato) = 0
        """,
    ),
    Rule(
        name="place_is_known",
        en="At most {most} of the placements of a municipality are at an unknown place (99).",
        da="Højst {most} af en kommunes anbringelser har ukendt anbringelsessted (99).",
        evidence="A child at an unknown place is in none of the forms. In Haderslev institutions "
        "move between 8 and 17 % (p. on Figure 39): five per cent unknown would hide half of that.",
        limits={"most": percent(5)},
        unexpected="""
            select kommune from $batch group by kommune
            having count(*) filter (where anbringelsessted = '99') > $most * count(*)
        """,
    ),
    column_is_filled("akut", percent(20), "No figure of the report uses it; chosen."),
    column_is_filled("distrikt", percent(20), "No figure of the report uses it; chosen."),
    _share_is_plausible(
        "institution",
        ("institutions", "institution"),
        (4, 55),
        "Figures 37-39: from 8 % (Haderslev) to 40.7 % (Hvidovre, January 2015).",
    ),
    _share_is_plausible(
        "foster",
        ("foster families", "plejefamilie"),
        (35, 90),
        "Figures 38-39: Herning 72 to 83 %, Haderslev 71 to 78 %; Hvidovre (Figure 37) has "
        "40.7 % in institutions and so less than 60 % here.",
    ),
    _share_is_plausible(
        "network",
        ("network foster families", "netværkspleje"),
        (1, 40),
        "What Figures 37-39 leave beside institutions and foster families: 7 to 21 %.",
    ),
    agrees_with_totals(
        "anbringelser",
        PLACED,
        ("The persons placed on a day", "De anbragte på en dag"),
        {"share": percent(2), "few": number(2)},
        "StatBank's ANBAAR12 counts the placed on 31 December, as reported; late reports and "
        "corrections move it. No source gives a size; chosen.",
    ),
)
