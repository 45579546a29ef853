"""Many numbers at once are read exactly as the definition reads each of them."""

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from models.contract import load_contract
from models.person import parse_cpr
from pipelines.deliveries.persons import PersonReader, birth_days
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.keys import Key

CONTRACT = load_contract("underretninger")
KEY = Pseudonymiser(Key(1, bytes(range(32))))
DIGITS = st.text("0123456789", min_size=10, max_size=10)
# Days and months around what is possible, every year and seventh digit.
PLAUSIBLE = st.tuples(
    st.integers(0, 99), st.integers(0, 13), st.integers(0, 99), st.integers(0, 9999)
).map(lambda parts: f"{parts[0]:02}{parts[1]:02}{parts[2]:02}{parts[3]:04}")
WRITTEN = st.one_of(
    st.tuples(PLAUSIBLE, st.sampled_from(["{0}-{1}", "{0} {1}", " {0}{1}", "{0}{1},0"])).map(
        lambda pair: pair[1].format(pair[0][:6], pair[0][6:])
    ),
    PLAUSIBLE.map(lambda digits: digits.lstrip("0")),
    PLAUSIBLE,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@given(st.lists(st.one_of(PLAUSIBLE, DIGITS), min_size=1, max_size=50))
@example(["2902004000", "2902005000", "2902365000", "0000000000", "2902581000"])
@example(
    [f"3112{year:02}{seventh}000" for year in (0, 36, 37, 57, 58, 99) for seventh in range(10)]
)
def test_ten_digits(numbers: list[str]) -> None:
    born, is_person, is_replacement, passes = birth_days(numbers)
    for place, number in enumerate(numbers):
        person = parse_cpr(number)
        assert bool(is_person[place]) == (person is not None)
        if person is not None:
            assert date(1970, 1, 1) + timedelta(int(born[place])) == person.birth_date
            assert bool(is_replacement[place]) == person.is_replacement
            assert bool(passes[place]) == person.passes_modulus_11


@given(st.lists(WRITTEN, min_size=1, max_size=30))
def test_any_cells(cells: list[str]) -> None:
    parsed = PersonReader(CONTRACT, CONTRACT.column("cpr"), KEY).read(
        pa.array(cells, pa.string()).dictionary_encode()
    )
    for row, cell in enumerate(cells):
        place = int(parsed.positions[row])
        person = parse_cpr(cell.strip().removesuffix(",0"))
        if person is None:
            assert parsed.problems[place].rule in ("not_a_person", "missing_value")
            assert parsed.values[0][place].as_py() is None
        else:
            assert place not in parsed.problems
            assert parsed.values[0][place].as_py() == KEY.parse(person.digits).person_id
            assert parsed.values[1][place].as_py() == person.birth_date
            noted = {rule for rule, places in parsed.notes.items() if place in places}
            assert ("replacement_number" in noted) == person.is_replacement
            assert ("modulus_11" in noted) == (not person.passes_modulus_11)


def test_a_batch_without_rows() -> None:
    texts = pa.array([], pa.string()).dictionary_encode()
    parsed = PersonReader(CONTRACT, CONTRACT.column("cpr"), KEY).read(texts)
    assert len(parsed.positions) == len(parsed.values[0]) == 0
