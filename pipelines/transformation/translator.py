"""How dbt's folders become the groups of the story that Dagster tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster import AssetCheckSpec, AssetKey, AssetSpec
from dagster_dbt import DagsterDbtTranslator, DbtProject
from dagster_shared.record import replace

from models.contract import load_contracts
from pipelines.assets.links import key_figure_links, key_figure_text, mart_links

# The last folder that is named here decides; what is in none of them is core.
GROUPS = {"key_figures": "key_figures", "marts": "marts"}
# dbt reads the rows in force of a source; to Dagster they are the source itself, so that its
# lineage begins with the delivery and a failed check of a source holds back what follows from it.
IN_FORCE = "_in_force"
_KEY_FIGURE = "kf_"


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
        said = _said(dbt_resource_props)
        definition = key_figure_text(_key_figure(dbt_resource_props))
        return f"{said}\n\n{definition}" if definition else said

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        """dbt's own (columns), and where a key figure or a mart leads."""
        metadata = super().get_metadata(dbt_resource_props)
        if dbt_resource_props.get("schema") == "marts":
            return {**metadata, **mart_links(dbt_resource_props["name"])}
        return {**metadata, **key_figure_links(_key_figure(dbt_resource_props))}

    def get_asset_check_spec(
        self,
        asset_spec: AssetSpec,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: DbtProject | None,
    ) -> AssetCheckSpec | None:
        """dbt's own, and what the test says of itself: a sentence instead of a name."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        said = _said(manifest["nodes"][unique_id])
        return replace(spec, description=said) if spec and said else spec


def _key_figure(props: Mapping[str, Any]) -> str:
    """The key figure that a model counts; empty when it counts none."""
    name = str(props["name"])
    return name.removeprefix(_KEY_FIGURE) if name.startswith(_KEY_FIGURE) else ""


def _said(props: Mapping[str, Any]) -> str:
    described = str(props.get("description") or "").strip()
    return described or _first_comment(props.get("raw_code") or "")


def _first_comment(sql: str) -> str:
    lines: list[str] = []
    for line in sql.splitlines():
        if line.startswith("--"):
            lines.append(line.removeprefix("--").strip())
        elif lines:
            break
    return " ".join(lines)
