"""Rows that repeat or contradict each other, and what only looks like it."""

from __future__ import annotations

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import CHILD, MEASURES, PLACEMENTS, SISTER

GROUP = "duplicates"
_SAME = MEASURES.line()
_OTHERWISE = MEASURES.line(
    {"cpr": f"{CHILD[:6]}-{CHILD[6:]}", "kommune": "0657", "startdato": "31.01.2016"}
)
_CONTRADICTS = MEASURES.line({"slutdato": "2017-12-31"})


def _measures(
    name: str, looks: str, lines: tuple[str, ...], rule: str, rejected: tuple[int, ...],
    stays: tuple[int, ...], notes: frozenset[str] | None = frozenset(),
) -> Case:  # fmt: skip
    return Case(
        name, GROUP, looks, "foranstaltninger", Outcome.ROW_REJECTED,
        lambda: MEASURES.lines(*lines), notes=notes,
        rejected=tuple((line, None, rule) for line in rejected),
        select="line", values=tuple((line,) for line in stays),
    )  # fmt: skip


PROMISED = (
    _measures("exact_repetition", "A row twice: one stays", (_SAME,), "duplicate_row", (3,), (2,)),
    _measures("contradiction", "The same key with another end: none stays, each names the other",
              (_CONTRADICTS,), "duplicate_key", (2, 3), ()),
    Case("overlapping_placements", GROUP,
         "A child in two places at once: both stay, listed as a conflict",
         "anbringelser", Outcome.ACCEPTED,
         lambda: PLACEMENTS.lines(PLACEMENTS.line({"anbringelsessted": "9"})),
         select="line, anbringelsessted", values=((2, "1"), (3, "9"))),
)  # fmt: skip

INVENTED = (
    _measures("repetition_written_otherwise", "A row again in other forms of the same values",
              (_OTHERWISE,), "duplicate_row", (3,), (2,), None),
    _measures("row_three_times", "A row three times: one stays", (_SAME, _SAME), "duplicate_row",
              (3, 4), (2,)),
    _measures("repetition_and_contradiction", "Two equal rows and one that contradicts them",
              (_SAME, _CONTRADICTS), "duplicate_key", (2, 3, 4), ()),
    Case("repetition_of_a_bad_row", GROUP, "A row that breaks the contract, twice: each for itself",
         "foranstaltninger", Outcome.ROW_REJECTED,
         lambda: MEASURES.lines(*2 * [MEASURES.line({"kommune": "999"})]),
         rejected=((3, "kommune", "unknown_municipality"), (4, "kommune", "unknown_municipality")),
         select="line", values=((2,),)),
    Case("bad_row_of_the_same_key", GROUP, "A good row, and one of the same key with a bad end",
         "foranstaltninger", Outcome.ROW_REJECTED,
         lambda: MEASURES.lines(MEASURES.line({"slutdato": "x"})),
         rejected=((3, "slutdato", "not_a_date"),), select="line", values=((2,),)),
    Case("siblings", GROUP, "Two children with the same measure on the same day",
         "foranstaltninger", Outcome.ACCEPTED,
         lambda: MEASURES.lines(MEASURES.line({"cpr": SISTER})),
         select="line", values=((2,), (3,))),
    Case("two_municipalities", GROUP, "Two municipalities in one file: two scopes",
         "foranstaltninger", Outcome.ACCEPTED,
         lambda: MEASURES.lines(MEASURES.line({"kommune": "510"})),
         select="line, kommune", values=((2, "657"), (3, "510"))),
)  # fmt: skip

CASES = PROMISED + INVENTED
