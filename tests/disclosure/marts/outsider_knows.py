"""What an outsider of the tests knows of the key figures: what is counted, and what adds up."""

from __future__ import annotations

from tests.disclosure.marts.figures import FORMS

# What each breakdown counts, and of whom.
COUNTS = {
    "placed_per_1000": ({form: form for form in FORMS} | {"total": "placed"}, {}, 1000),
    "placement_share": ({form: form for form in FORMS}, dict.fromkeys(FORMS, "placed"), 100),
    "institution_exits": (
        {"ceased": "gone", "other_placement": "moved", "not_placed": "home"},
        dict.fromkeys(("ceased", "other_placement", "not_placed"), "cohort"),
        100,
    ),
    "absence": ({}, {"vulnerable": "vulnerable", "other": "other"}, 1),
    "preventive_per_1000": ({"total": "supported"}, {}, 1000),
}
SUMS = {
    "placed": FORMS,
    "gone": ("moved", "home"),
    "cohort": ("gone", "stayed"),
    "pupils": ("vulnerable", "other"),
}
