"""Reading ``<home>/corrections.yml``: every record with its place, or what is wrong and where.

What a record is, is said in ``corrections``; whether it fits the rows is not known yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from models.civil_numbers import holds_civil_number
from pipelines.deliveries.corrections import (
    RULES,
    Correction,
    CorrectionsRefusedError,
    Place,
    Problem,
)
from pipelines.home import Home

_PSEUDONYM = re.compile(r"p[0-9]+_[0-9a-f]{64}")
_NULL = "tag:yaml.org,2002:null"
_DEPTH = 2


@dataclass(frozen=True)
class Corrections:
    """The records of a file in its order, each with its place."""

    path: Path
    records: tuple[tuple[Place, Correction], ...]


def read_corrections(home: Home) -> Corrections:
    """All records of the home's file, none when there is no file.

    ``CorrectionsRefusedError`` when the file or a record is malformed; whether the records fit the
    rows in force is not known yet.
    """
    path = home.corrections
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Corrections(path, ())
    except (OSError, UnicodeDecodeError):
        raise CorrectionsRefusedError(path, [Problem.of("unreadable", None)]) from None
    numbers = [
        Problem(None, "civil_number", f"Line {line}: {RULES['civil_number']}")
        for line, content in enumerate(text.splitlines(), start=1)
        if holds_civil_number(_PSEUDONYM.sub("", content))
    ]
    if numbers:
        raise CorrectionsRefusedError(path, numbers)
    records: list[tuple[Place, Correction]] = []
    problems: list[Problem] = []
    for place, content in _listed(path, text):
        found = _record(place, content)
        if isinstance(found, Correction):
            records.append((place, found))
        else:
            problems.append(found)
    if problems:
        raise CorrectionsRefusedError(path, problems)
    return Corrections(path, tuple(records))


class _Texts(yaml.SafeLoader):
    """Every scalar as it is written (``010`` has three digits, ``no`` is a word); null is empty."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _TwiceError(Exception):
    """A mapping names something twice."""


def _listed(path: Path, text: str) -> Iterator[tuple[Place, object]]:
    """The records with their places, as plain values."""
    loader = _Texts(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        where = f"Line {mark.line + 1}: " if mark else ""
        problem = Problem(None, "not_yaml", f"{where}{RULES['not_yaml']}")
        raise CorrectionsRefusedError(path, [problem]) from None
    finally:
        loader.dispose()
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise CorrectionsRefusedError(path, [Problem.of("not_a_list", None)])
    for number, node in enumerate(root.value, start=1):
        yield Place(number, node.start_mark.line + 1), node


def _record(place: Place, node: object) -> Correction | Problem:
    try:
        return Correction.model_validate(_plain(node))
    except _TwiceError as twice:
        return Problem.of("malformed", place, fields=f"{twice} is there twice")
    except ValidationError as invalid:
        # Never the input: it may be a person's value.
        fields = "; ".join(
            f"{'.'.join(map(str, error['loc'])) or 'record'}: {error['msg']}"
            for error in invalid.errors(include_input=False, include_url=False)
        )
        return Problem.of("malformed", place, fields=fields)


def _plain(node: object, depth: int = 0) -> object:
    """A node as texts, None and mappings of them; ``_TwiceError`` for a field that is repeated.

    A record is two mappings deep; whatever is deeper, or a list, becomes what no field takes.
    """
    if isinstance(node, yaml.MappingNode) and depth < _DEPTH:
        plain: dict[object, object] = {}
        for key_node, value_node in node.value:
            key = _plain(key_node, _DEPTH)
            if isinstance(key, list) or key in plain:
                raise _TwiceError("a field")
            plain[key] = _plain(value_node, depth + 1)
        return plain
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else str(node.value)
    return []
