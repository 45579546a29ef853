"""The marts of the dbt project: which are released, and which a release makes anew.

A model says of itself that it is released (``config: {meta: {release: true}}``). A released mart
that reads the key figures is derived: its numbers follow from theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from pipelines.transformation.manifest import Manifest

_FIGURES = "key_figures"


class ReleasedMartError(Exception):
    """A released mart reads what a release does not have; the message names both."""


@dataclass(frozen=True)
class ProjectMarts:
    """Names of marts: ``all_of_them`` and ``released`` sorted, ``derived`` in order of need.

    ``compiled`` is where dbt leaves the SQL of each derived mart, below its target folder.
    """

    all_of_them: tuple[str, ...]
    released: tuple[str, ...]
    derived: tuple[str, ...]
    compiled: dict[str, Path]


def project_marts(manifest: Manifest) -> ProjectMarts:
    """What the manifest says of the models in schema ``marts``.

    ``ReleasedMartError`` when a derived mart reads anything but marts, because a release has
    nothing else to make it from.
    """
    models = {
        unique_id: node
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }
    derived = _derived(models)
    return ProjectMarts(
        all_of_them=tuple(sorted(node["alias"] for node in models.values())),
        released=tuple(sorted(n["alias"] for n in models.values() if _is_released(n))),
        derived=tuple(models[unique_id]["alias"] for unique_id in derived),
        compiled={
            models[unique_id]["alias"]: _compiled(models[unique_id]) for unique_id in derived
        },
    )


def _derived(models: dict[str, dict[str, Any]]) -> list[str]:
    """The released models that read the key figures, each after those that it reads itself."""
    reads = {unique_id: set(node["depends_on"]["nodes"]) for unique_id, node in models.items()}
    found = {unique_id for unique_id, node in models.items() if node["name"] == _FIGURES}
    released = {unique_id for unique_id, node in models.items() if _is_released(node)}
    while more := {uid for uid in released - found if reads[uid] & found}:
        found |= more
    derived = sorted(found & released - {uid for uid in found if models[uid]["name"] == _FIGURES})
    for unique_id in derived:
        if foreign := sorted(reads[unique_id] - set(models)):
            raise ReleasedMartError(
                f"The released mart {models[unique_id]['name']} reads {', '.join(foreign)}, which "
                "no release has. Let it read marts only (dbt_project/models/marts), or take "
                "`release: true` from it."
            )
    order = TopologicalSorter({uid: sorted(reads[uid] & set(derived)) for uid in derived})
    return list(order.static_order())


def _is_released(node: dict[str, Any]) -> bool:
    return bool(node["config"]["meta"].get("release"))


def _compiled(node: dict[str, Any]) -> Path:
    return Path("compiled", node["package_name"], node["original_file_path"])
