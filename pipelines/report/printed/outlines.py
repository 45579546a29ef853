"""The pictures of a figure as shapes only, so that they look the same without their font.

Typst brings no sans-serif font along, and PDF/UA takes no PDF as a picture. vl-convert has the
font, so it sets the text; typst turns what was set into outlines. What they say is in the
alternative text and in the tables.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

import typst

from pipelines.report.drawing import pdf
from pipelines.report.figures import Figure

# The PDF comes as a list of its bytes: nothing is written that a killed process would leave.
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(json(bytes(sys.inputs.figure))), format: "pdf", alt: "")
"""
# Panels of a flow beside each other: with more, their text is too small on paper.
_PANELS = 2
# Height of panels that have a heading and a sign only, because all is hidden.
_SIGNS_ONLY = 90
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)" width="\d+" height="\d+"')


def pictures(figure: Figure, drawn: str) -> dict[str, str]:
    """The figure's SVG by file name; a flow has one for every two of its panels."""
    size = _SIZE.search(drawn) if figure.svg is not None else None
    if size is None:
        return {f"{figure.name}.svg": drawn}
    width, height = int(size[1]), int(size[2])
    areas = list(dict.fromkeys(cell.area for cell in figure.cells))
    # A flow shows nothing of an area that it lacks a count of.
    hidden = {cell.area for cell in figure.cells if cell.numerator is None}
    found = {}
    for first in range(0, len(areas), _PANELS):
        row = areas[first : first + _PANELS]
        left, wide = first * width // len(areas), len(row) * width // len(areas)
        high = min(height, _SIGNS_ONLY) if set(row) <= hidden else height
        seen = f'viewBox="{left} 0 {wide} {high}" width="{wide}" height="{high}"'
        found[f"{figure.name}-{first // _PANELS + 1}.svg"] = drawn.replace(size[0], seen, 1)
    return found


# What shows all municipalities is in the report of each.
@lru_cache(maxsize=32)
def outlined(drawn: str) -> bytes:
    """An SVG without text and without a font."""
    given = {"figure": json.dumps(list(pdf(drawn)))}
    found = typst.compile(
        _PAGE, ignore_system_fonts=True, format="svg", timestamp=0, sys_inputs=given
    )
    return bytes(found)
