"""Answers of caseworkers and providers (Table 1; questions after Figures 7-34)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .targets import municipality_targets, published
from .timing import seeded

SURVEYS = {
    ("authority", "2016"): "myndighed_2016",
    ("authority", "2017"): "myndighed_2017",
    ("provider", "2017"): "tilbud_2017",
}
QUESTIONS = {
    "authority": (
        "holdning_til_omlaegningen",
        "fokus_paa_maalrettede_indsatser",
        "medindflydelse_paa_omsaetningen",
        "mulighed_for_opfoelgning",
        "kontakt_med_barn_og_familie",
        "faelles_opgave_med_tilbud",
        "tilbud_forholder_sig_til_maal",
        "tilbuds_indstilling_til_tidsafgraensning",
        "mulighed_for_faglig_sparring",
        "tidligt_nok_ind_i_sagerne",
        "brug_af_raadgivning_fra_myndighed",
        "planer_om_tilknytning_til_netvaerk",
        "planer_om_specialiseret_stoette",
    ),
    "provider": (
        "holdning_til_omlaegningen",
        "plads_til_fagligt_solidt_arbejde",
        "medindflydelse_paa_omsaetningen",
        "myndigheds_kontakt_med_barn_og_familie",
        "faelles_opgave_med_myndighed",
        "inddraget_i_opfoelgning",
        "myndighed_justerer_indsatsen",
        "afslutning_af_indsats",
        "fokus_paa_hverdagslivet",
        "fokus_paa_rammerne",
    ),
}
_ANSWERS = (("1", "2", "3", "4", "5", "ikke_relevant"), (4, 9, 20, 38, 22, 7))
_NOT_PRESENTED = 0.06
_OPEN_LINK = 1  # respondents a municipality who were never invited


@dataclass(frozen=True)
class SurveyRow:
    """One question presented to one respondent; no question = answered nothing at all."""

    area: str
    respondent: str
    question: str
    answer: str
    invited: str


def survey_rows(group: str, year: str) -> list[SurveyRow]:
    """All rows of one survey; who answered in full and who was invited are as printed."""
    rows: list[SurveyRow] = []
    for wanted in municipality_targets():
        rng = seeded(wanted.code, group, year, "survey")
        cell = published()[wanted.code, "survey_response_rate", group, year]
        complete, invited = int(cell["numerator"]), int(cell["denominator"])
        for number in range(invited + _OPEN_LINK):
            respondent = f"{group[0].upper()}{year[2:]}-{wanted.code}-{number + 1:03d}"
            if number >= complete and number < invited and number % 2:
                rows.append(SurveyRow(wanted.code, respondent, "", "", "j"))
                continue
            answers = dict(_answers(group, rng))
            if number >= complete:
                _skip_some(answers, rng)
            invitation = "j" if number < invited else "n"
            rows += [
                SurveyRow(wanted.code, respondent, q, a, invitation) for q, a in answers.items()
            ]
    return rows


def _answers(group: str, rng: Random) -> Iterator[tuple[str, str]]:
    for question in QUESTIONS[group]:
        if rng.random() >= _NOT_PRESENTED:
            yield question, rng.choices(*_ANSWERS)[0]


def _skip_some(answers: dict[str, str], rng: Random) -> None:
    for question in rng.sample(sorted(answers), rng.randint(1, len(answers) - 1)):
        answers[question] = ""
