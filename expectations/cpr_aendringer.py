"""What must hold of whole deliveries of changed civil registration numbers."""

from expectations.limit import number, percent
from expectations.rule import Rule
from expectations.shared import HISTORY, few_rows_rejected, rows_match_ledger, volume_like_before

RULES = (
    rows_match_ledger("cpr_aendringer"),
    volume_like_before("cpr_aendringer", percent(5), percent(50), HISTORY),
    few_rows_rejected("cpr_aendringer", percent(3), "No source gives a size; chosen."),
    Rule(
        name="no_change_goes_in_a_circle",
        en="Every exchanged number leads to one that is still in use, so none leads in a circle; "
        "children whose numbers do are counted as if nothing had been exchanged.",
        da="Hvert ændret nummer fører til et, der stadig bruges, så ingen fører i ring; børn, hvis "
        "numre gør det, tælles, som om intet var ændret.",
        evidence="A number that has been given up is not given again. No threshold.",
        unexpected="""
            select kommune, line from $batch
            where person_id_tidligere not in (select person_id from raw.persons_current)
        """,
    ),
    Rule(
        name="one_current_number_each",
        en="Municipalities agree on which number took the place of a former one; where they do "
        "not, the latest change counts.",
        da="Kommunerne er enige om, hvilket nummer der afløste et tidligere; hvor de ikke er det, "
        "gælder den seneste ændring.",
        evidence="A number is exchanged once, for one other. No threshold.",
        unexpected="""
            select changes.person_id_tidligere
            from $batch as changes
            left join raw.persons_current as now on changes.person_id_nu = now.person_id
            group by changes.person_id_tidligere
            having count(distinct coalesce(now.current_person_id, changes.person_id_nu)) > 1
        """,
    ),
    Rule(
        name="no_number_gives_way_to_a_replacement",
        en="No civil registration number has given way to a replacement number.",
        da="Intet CPR-nummer er afløst af et erstatningsnummer.",
        evidence="A replacement number is for those without a civil registration number "
        "(CPR-kontoret, Personnummeret i CPR). No threshold.",
        unexpected="""
            select kommune, line from $batch
            where is_replacement_number_nu and not is_replacement_number_tidligere
        """,
    ),
    Rule(
        name="most_keep_their_birthday",
        en="At least {least} of a municipality's changes keep the date of birth, where it has "
        "{enough} changes or more.",
        da="Mindst {least} af en kommunes ændringer beholder fødselsdatoen, hvor den har mindst "
        "{enough} ændringer.",
        evidence="Catches columns that were sorted apart, which makes one child of two. Numbers "
        "are exchanged for a wrong date of birth, too, but not mostly; the share is chosen.",
        limits={"least": percent(50), "enough": number(10)},
        unexpected="""
            select kommune from $batch group by kommune
            having count(*) >= $enough
                and count(*) filter (where birth_date_tidligere = birth_date_nu)
                    < $least * count(*)
        """,
    ),
)
