"""What docs/drift.md says can be typed or set exists, and nothing that can be set is missing."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any, get_args

import click
import pytest
import typer.main
import yaml
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from pipelines.cli.app import app
from pipelines.operations.settings import Settings
from tests.end_to_end.command import ROOT

PAGE = (ROOT / "docs" / "drift.md").read_text("utf-8")
[WRITTEN] = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def _settings(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every setting by its dotted name, with its default where it has one."""
    for name, field in model.model_fields.items():
        kinds = [field.annotation, *get_args(field.annotation)]
        parts = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if parts:
            yield from _settings(parts[0], (*path, name))
        else:
            yield ".".join((*path, name)), field.default


def _written(settings: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _written(value, (*path, name))
        else:
            yield ".".join((*path, name)), value


def test_every_setting_is_on_the_page_and_no_other() -> None:
    assert sorted(name for name, _ in _written(WRITTEN)) == sorted(
        name for name, _ in _settings(Settings)
    )


def test_the_page_says_the_defaults() -> None:
    """Where there is none, an example stands."""
    written = dict(_written(WRITTEN))
    defaults = {n: d for n, d in _settings(Settings) if d not in (None, PydanticUndefined)}

    assert {name: written[name] for name in defaults} == defaults


def test_all_of_it_together_is_taken() -> None:
    Settings.model_validate(WRITTEN)


def _commands() -> list[str]:
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    lines = [line.partition("#")[0] for line in blocks.splitlines()]
    typed = [part.strip() for line in lines for part in line.split("&&")]
    typed += re.findall(r"`(noegletal [^`]*)`", PAGE)
    in_paths = (command.replace("/opt/noegletal/.venv/bin/", "") for command in typed)
    found = (re.search(r"(?:^|\s)(noegletal\s[a-z].*)$", command) for command in in_paths)
    return sorted({match[1].strip() for match in found if match})


@pytest.mark.parametrize("typed", _commands())
def test_every_command_on_the_page_can_be_typed(typed: str) -> None:
    """It is taken apart as the command does, and not carried out."""
    command: click.Command = typer.main.get_command(app)
    words = shlex.split(re.sub(r"\bN\b", "3", typed.split("&&")[0]))[1:]
    if words[0].startswith("-") or "noegletal-" in typed:
        return
    context = click.Context(command, info_name="noegletal")
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, typed
        command, words = found, words[1:]
        context = click.Context(command, info_name=command.name, parent=context)
    command.make_context(command.name, words, parent=context.parent)


def test_commands_are_looked_at() -> None:
    assert len(_commands()) >= 20
