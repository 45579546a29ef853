"""Rules of sources about persons: each is one person, of an age that fits what happened."""

from __future__ import annotations

from expectations.limit import number, percent
from expectations.rule import Rule
from models.contract import load_contract

AFTER_CARE = (
    "After-care may last until the 23rd birthday (Serviceloven § 76), and a municipality's targets "
    "for 2014 speak of its placed 18-22-year-olds (seed 001, annex). The share is chosen."
)


def one_birth_date_per_person() -> Rule:
    """A pseudonym stands for one person, who is born once."""
    return Rule(
        name="one_birth_date_per_person",
        severity="error",
        en="Every person has one date of birth.",
        da="Hver person har én fødselsdato.",
        evidence="A civil registration number holds one birth date. No threshold.",
        unexpected="""
            select person_id from $batch group by person_id having count(distinct birth_date) > 1
        """,
    )


def exchanged_numbers_repeat_no_row(source: str) -> Rule:
    """Rows of two numbers that turn out to be one person's are one event, delivered twice."""
    contract = load_contract(source)
    # Within a scope a key occurs once as it was delivered, so that only an exchange repeats it.
    columns = ", ".join(dict.fromkeys((*contract.raw_key, *contract.scope)))
    return Rule(
        name="exchanged_numbers_repeat_no_row",
        en="No two rows become the same one because a number was exchanged; figures count a "
        "person once all the same.",
        da="Ingen to rækker bliver den samme, fordi et nummer er ændret; nøgletallene tæller "
        "alligevel en person én gang.",
        evidence="A child's case is moved to the new number, not copied. No threshold.",
        unexpected=f"""
            select {columns} from $batch
            where person_id in (select current_person_id from raw.persons_current)
            group by {columns} having count(*) > 1
        """,
    )


def few_after_after_care(name: str, column: str, what: str, what_da: str, most: int) -> Rule:
    """Hardly anything begins once a person is too old for all support."""
    return Rule(
        name=name,
        en=f"At most {{most}} of the {what} of a municipality are of persons of {{age}} or more.",
        da=f"Højst {{most}} af en kommunes {what_da} gælder personer på {{age}} år eller mere.",
        evidence=AFTER_CARE,
        limits={"most": percent(most), "age": number(23)},
        unexpected=f"""
            select kommune from $batch group by kommune
            having count(*) filter (where {column} >= birth_date + interval ($age) year)
                > $most * count(*)
        """,
    )
