"""How dbt's folders become the groups of the story that Dagster tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster import AssetKey
from dagster_dbt import DagsterDbtTranslator

from models.contract import load_contracts

# The last folder that is named here decides; what is in none of them is core.
GROUPS = {"key_figures": "key_figures", "marts": "marts"}
# dbt reads the rows in force of a source; to Dagster they are the source itself, so that its
# lineage begins with the delivery and a failed check of a source holds back what follows from it.
IN_FORCE = "_in_force"


class StoryTranslator(DagsterDbtTranslator):
    """Seeds, staging and core are one chapter; each key figure and each mart has its place."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """``core``, ``key_figures`` or ``marts``, by the folder of the model."""
        folders = dbt_resource_props["fqn"][1:-1]
        return next((GROUPS[folder] for folder in reversed(folders) if folder in GROUPS), "core")

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        """dbt's own key; ``raw/<source>`` for the view ``raw.<source>_in_force``."""
        key = super().get_asset_key(dbt_resource_props)
        schema, *_, name = key.path
        source = name.removesuffix(IN_FORCE)
        is_view = dbt_resource_props["resource_type"] == "source" and source in load_contracts()
        return AssetKey([schema, source]) if is_view else key

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The model's description, else its first comment; the SQL itself is one click away."""
        described = str(dbt_resource_props.get("description") or "").strip()
        return described or _first_comment(dbt_resource_props.get("raw_code") or "")


def _first_comment(sql: str) -> str:
    lines: list[str] = []
    for line in sql.splitlines():
        if line.startswith("--"):
            lines.append(line.removeprefix("--").strip())
        elif lines:
            break
    return " ".join(lines)
