"""The dbt project with other code lists: a copy in which files of a folder take their place.

What the deliveries were checked against when they were read stays as it was; what a code means is
asked for anew.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from models.codelists import SEEDS
from pipelines.home import DBT_PROJECT
from pipelines.operations.backfill.refused import BackfillRefusedError

# By the column that names a row. What was published, and notes, are no code lists.
CODE_LISTS = {
    "account_steps": None,
    "measures": "code",
    "placement_places": "code",
    "staircase_steps": "step",
    "wellbeing_items": None,
}


def project_with(code_lists: Path, folder: Path) -> Path:
    """A copy of the dbt project in ``folder``, with the lists of the other one in it.

    ``BackfillRefusedError`` names file, line and column of everything that is wrong.
    """
    files = sorted(path for path in _listed(code_lists) if not path.name.startswith("."))
    problems = [problem for file in files for problem in _problems(file)]
    if not files:
        problems = [f"{code_lists}: there is no code list in it. Known ones: {_known()}."]
    if problems:
        raise BackfillRefusedError("\n".join(problems))
    project = folder / "project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(DBT_PROJECT, project, ignore=ignored)
    for file in files:
        shutil.copyfile(file, project / "seeds" / file.name)
    return project


def _listed(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise BackfillRefusedError(f"There is no folder {folder}.")
    return folder.iterdir()


def _problems(file: Path) -> Iterator[str]:
    if file.suffix != ".csv" or file.stem not in CODE_LISTS:
        yield f"{file.name}: is no code list. Known ones: {_known()}."
        return
    with (SEEDS / file.name).open(encoding="utf-8", newline="") as ours:
        expected = next(csv.reader(ours))
    try:
        with file.open(encoding="utf-8-sig", newline="") as theirs:
            lines = list(csv.reader(theirs, strict=True))
    except (UnicodeDecodeError, csv.Error):
        yield f"{file.name}: is no CSV in UTF-8 with commas. Save it as such."
        return
    if not lines or lines[0] != expected:
        yield f"{file.name}, line 1: the columns must be {','.join(expected)}."
        return
    yield from _row_problems(file.name, expected, lines, CODE_LISTS[file.stem])


def _row_problems(
    name: str, columns: list[str], lines: list[list[str]], key: str | None
) -> Iterator[str]:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(columns):
            yield f"{name}, line {number}: has {len(line)} fields, and there are {len(columns)}."
        elif key is not None:
            code = line[columns.index(key)]
            if not code:
                yield f"{name}, line {number}, column {key}: is empty. Give each row its code."
            elif code in seen:
                yield (
                    f"{name}, line {number}, column {key}: {code} is there in line {seen[code]} "
                    "already. Leave one of them."
                )
            seen.setdefault(code, number)


def _known() -> str:
    return ", ".join(f"{name}.csv" for name in CODE_LISTS)
