"""The canary test: persons go every path, and are afterwards found nowhere but in their deliveries.

It fails when anybody writes a value where none belongs: into a log, a message, a file that stays, a
command line. Pseudonyms and texts about children may be in the warehouse, and nowhere else. A new
command must be given its path here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import typer.main
from click import Group

from pipelines.cli.app import app
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.keys import Key, read_key
from pipelines.keys.key_file import KeyFile
from tests.canary import failing, needles, paths, publishing, scanner
from tests.canary.command import commands
from tests.canary.needles import Needle
from tests.canary.scanner import Question
from tests.canary.walk import Walk, database_keys, is_key
from tests.deliveries.cases.layouts import NUMBERS


def all_commands() -> list[tuple[str, ...]]:
    """What can be typed, a command of a group with its group."""

    def below(group: Group, typed: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name, command in group.commands.items():
            if isinstance(command, Group):
                yield from below(command, (*typed, name))
            else:
                yield (*typed, name)

    group = typer.main.get_command(app)
    assert isinstance(group, Group)
    return list(below(group, ()))


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Everything that is left when all paths have been gone."""
    place = tmp_path_factory.mktemp("canary")
    with commands(place) as warm:
        gone = Walk(place, warm)
        paths.refresh_of_everything(gone)
        paths.words_about_deliveries(gone)
        publishing.releases(gone)
        paths.questions_about_figures(gone)
        failing.broken_corrections(gone)
        failing.mistakes_while_reading(gone)
        failing.damaged_warehouse(gone)
        failing.failing_expectation(gone)
        failing.failing_model(gone)
        failing.mistakes_of_commands(gone, all_commands())
        paths.life_of_a_home(gone)
        paths.web_interface(gone)
        paths.templates_can_be_opened(gone)
        yield gone


def is_delivery(path: Path) -> bool:
    """Deliveries are what the numbers belong in, and the only place."""
    return "raw" in path.parts


def is_confidential(path: Path) -> bool:
    """Where pseudonyms and texts about children may be besides: whoever was searched for, too."""
    return is_delivery(path) or path.name.startswith("warehouse.duckdb") or path.name in _NAMED_IN


_NAMED_IN = ("access.jsonl", "corrections.yml")


def test_every_command_has_been_gone(walk: Walk) -> None:
    gone = {" ".join(command) for command in all_commands()}
    assert not {name for name in gone if not any(t.startswith(name) for t in walk.typed)}


@pytest.fixture(scope="module")
def asked(walk: Walk) -> dict[str, Question]:
    """What is searched for, after everything has been searched: opening takes most of the time."""
    files = sorted(walk.place.rglob("pseudonym.key"))
    keys = {read_key(KeyFile("pseudonym", file)) for file in files}
    numbers = [*walk.flock.numbers, *(needles.number(digits) for digits in NUMBERS)]
    questions = {
        "numbers": Question(numbers, is_delivery),
        "keys": Question(walk.keys(), is_key),
        "pseudonyms and words": Question(named(walk, keys), is_confidential),
    }
    opening = [secret.hex() for secret in database_keys(walk.place)]
    scanner.ask_folder(walk.place, list(questions.values()), opening)
    return questions


def named(walk: Walk, keys: Iterable[Key]) -> list[Needle]:
    """What children are called in the warehouse, by any of the keys, and what is said of them."""
    by_key = [walk.flock.pseudonyms(Pseudonymiser(key)) for key in keys]
    return [*walk.flock.words, *(name for names in by_key for name in names)]


def test_no_number_is_anywhere_but_in_its_delivery(asked: dict[str, Question]) -> None:
    assert asked["numbers"].findings == []


def test_no_key_is_anywhere_but_in_its_file(walk: Walk, asked: dict[str, Question]) -> None:
    assert len(walk.keys()) >= 3
    assert asked["keys"].findings == []


def test_pseudonyms_and_words_are_in_the_warehouse_only(
    walk: Walk, asked: dict[str, Question]
) -> None:
    wanted = asked["pseudonyms and words"].needles
    in_it = {finding.needle for finding in scanner.in_folder(walk.home, wanted, is_delivery)}
    assert "word: accepted district" in in_it and "pseudonym: accepted 0" in in_it
    assert asked["pseudonyms and words"].findings == []
