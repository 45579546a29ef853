"""Which counts a rule hides by themselves, whatever is around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipelines.disclosure.counts import CountKey, Place, PrintedCounts, Row
from pipelines.disclosure.memory import EarlierReleases
from pipelines.disclosure.places import wholes_of
from pipelines.disclosure.policy import Policy

# A key figure at a place, and of a matrix one row: those who are counted there are the same.
_Table = tuple[str, Place, str | None]
# The breakdowns of a matrix's last row name no beginning.
_FROM_OUTSIDE = ""


def _table(row: Row) -> _Table:
    return row.key_figure, row.place, row.cell.matrix_row


def sensitive_counts(
    counts: PrintedCounts,
    values: Mapping[CountKey, int],
    policy: Policy,
    earlier: EarlierReleases,
    areas: Mapping[str, str],
) -> set[CountKey]:
    """All printed counts that a rule of the policy hides."""
    printed = counts.values.keys()
    found = {key for key in printed if is_small(values[key], policy)}
    found |= set(_with_small_cases(counts, policy, areas)) & printed
    if policy.unanimous:
        found |= set(_unanimous(counts, values))
        found |= set(_at_an_end(counts))
    if policy.small_changes:
        found |= {key for key in printed if _is_small_change(key, values[key], policy, earlier)}
    found |= set(_events(counts, found))
    return found | set(_matrix_rows(counts, found))


def is_small(number: float, policy: Policy) -> bool:
    """Whether a number is of few persons: at least one of them, and fewer than the threshold."""
    return 0 < number < policy.threshold


def small_values(counts: PrintedCounts, policy: Policy) -> Iterator[Row]:
    """The rows whose value counts few children by itself: the cases of a single caseworker."""
    for row in counts.rows:
        is_of_one = row.cell.cases_are_children and row.cell.value_of
        if is_of_one and row.value is not None and is_small(row.value, policy):
            yield row


def _with_small_cases(
    counts: PrintedCounts, policy: Policy, areas: Mapping[str, str]
) -> Iterator[CountKey]:
    """The caseworkers of few children, and of the areas that these could be worked out from.

    Cases may be halves, so they are no counts that hang together: all of their line goes.
    """
    for row in counts.rows:
        if not (row.cell.cases_are_children and row.cell.is_mean and row.numerator is not None):
            continue
        if is_small(row.numerator, policy) and row.cell.denominator:
            for place in (row.place, *wholes_of(row.place, areas)):
                yield CountKey(row.cell.denominator, place)


def _unanimous(counts: PrintedCounts, values: Mapping[CountKey, int]) -> Iterator[CountKey]:
    """All parts of a table whose persons are all of one kind: each of them is told of everybody."""
    parts: defaultdict[_Table, set[CountKey]] = defaultdict(set)
    is_unanimous: set[_Table] = set()
    for row, numerator, denominator in zip(
        counts.rows, counts.numerator_of, counts.denominator_of, strict=True
    ):
        if numerator is None or denominator is None:
            continue
        table = _table(row)
        parts[table].add(numerator)
        if values[numerator] == values[denominator] > 0:
            is_unanimous.add(table)
    for table in is_unanimous:
        yield from parts[table]


def _at_an_end(counts: PrintedCounts) -> Iterator[CountKey]:
    """The persons of a mean that only one distribution has: all at the same end of the scale."""
    for row, denominator in zip(counts.rows, counts.denominator_of, strict=True):
        ends = row.cell.ends_of_scale
        if denominator is None or ends is None or row.value is None:
            continue
        if row.value <= ends[0] or row.value >= ends[1]:
            yield denominator


def _events(counts: PrintedCounts, found: set[CountKey]) -> Iterator[CountKey]:
    """The counts of what happened to few persons, who are counted beside: follow-ups of a child."""
    for row, *events in zip(counts.rows, counts.numerator_of, counts.denominator_of, strict=True):
        if not found.isdisjoint(counts.value_of(row)):
            yield from (event for event in events if event is not None)


def _matrix_rows(counts: PrintedCounts, found: set[CountKey]) -> Iterator[CountKey]:
    """All cells of a row of a matrix that has one to hide, the empty ones too.

    Most cells are empty: shown, they would leave so little room for the others that the sums of
    rows and columns, which are the report's own figures, would have to be hidden in their place.
    So would the columns, were it told how many of each came from outside of the matrix.
    """
    rows: defaultdict[_Table, set[CountKey]] = defaultdict(set)
    for row, numerator in zip(counts.rows, counts.numerator_of, strict=True):
        if row.cell.matrix_row is not None and numerator is not None:
            rows[_table(row)].add(numerator)
    hidden = {table for table, cells in rows.items() if cells & found}
    at = {place for _, place, _ in hidden}
    for table, cells in rows.items():
        _, place, begins_with = table
        if table in hidden or (begins_with == _FROM_OUTSIDE and place in at):
            yield from cells


def _is_small_change(key: CountKey, value: int, policy: Policy, earlier: EarlierReleases) -> bool:
    before = earlier.last_shown(key)
    return before is not None and is_small(abs(value - before), policy)
