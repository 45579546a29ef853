"""A figure as a picture: SVG, PNG and PDF, drawn without a browser and without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any, Literal

import vl_convert

from pipelines.report.figures import Figure
from pipelines.report.figures.theme import CONFIG
from pipelines.report.numbers import Language

_LOCALES: dict[Language, Literal["da-DK", "en-US"]] = {"da": "da-DK", "en": "en-US"}
# Twice what a screen shows, so that a picture in a document is sharp on paper.
_SCALE = 2.0
# What Vega says of its parts, in English and without use: the picture has one text of its own.
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def svg(figure: Figure) -> str:
    """The picture with its alternative text, as one image to those who do not see it."""
    if figure.svg is not None:
        return _labelled(_ROLES.sub("", figure.svg), figure.alt)
    return svg_of(specification(figure), figure.alt, figure.language)


def svg_of(chart: Mapping[str, Any], alt: str, language: Language) -> str:
    """The picture of what is no figure of the report, in Vega-Lite's words."""
    drawn = vl_convert.vegalite_to_svg(
        dict(chart), config=CONFIG, format_locale=_LOCALES[language], allowed_base_urls=[]
    )
    return _labelled(_ROLES.sub("", drawn), alt)


def png(drawn: str) -> bytes:
    """An SVG as pixels."""
    return bytes(vl_convert.svg_to_png(drawn, scale=_SCALE))


def pdf(drawn: str) -> bytes:
    """An SVG as vectors on a page of its size."""
    return bytes(vl_convert.svg_to_pdf(drawn))


def specification(figure: Figure) -> dict[str, Any]:
    """The figure in Vega-Lite's words."""
    if figure.chart is None:
        raise ValueError(f"{figure.name} is a template of its own.")
    # Checking it against the schema takes as long as drawing it; tests do so for every figure.
    return figure.chart.to_dict(validate=False)


def labels(figure: Figure) -> list[str]:
    """Every text that is drawn, as data: what tests set beside the mart."""
    return [_plain(found) for found in re.findall(r"<text[^>]*>(.*?)</text>", svg(figure), re.S)]


def _plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def _labelled(drawn: str, alt: str) -> str:
    head = f'<svg role="img" aria-label="{escape(alt, quote=True)}"'
    return drawn.replace("<svg", head, 1)
