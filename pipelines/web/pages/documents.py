"""Pages that exist already as files: the documentation in the checkout, and that of the checks."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.assets import links
from pipelines.home import CHECKOUT, Home
from pipelines.web.pages.layout import NoSuchPageError, html_page, markdown

DOCUMENTATION = CHECKOUT / "docs"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # how a page was made is nothing for its readers


def contents_page(_home: Home, _name: str) -> str:
    """All there is."""
    files = "\n".join(
        f"- [{_title(path)}]({links.documentation_page(name)})" for name, path in _pages().items()
    )
    return html_page(
        "Documentation",
        [
            markdown(
                f"- [Key figures and their definitions]({links.CATALOGUE_PAGE})\n"
                f"- [The release that readers have]({links.RELEASE_PAGE})\n"
                f"- [What the checks of the deliveries found]({links.CHECKS_PAGE})\n\n{files}\n"
            )
        ],
    )


def documentation_page(_home: Home, name: str) -> str:
    """A page of ``docs/``; nothing but the Markdown files listed there can be asked for."""
    path = _pages().get(name)
    if path is None:
        raise NoSuchPageError(
            f"The documentation has no page {name}. Files that are no page of it are in the "
            "checkout of the program only."
        )
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    title = _title(path)
    return html_page(title, [markdown(text.replace(f"# {title}\n", "", 1))])


def checks_page(home: Home, _name: str) -> str:
    """What the last refresh found; it is whole in itself, with its own style."""
    path = home.path / "checks" / "index.html"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NoSuchPageError(
            f"Nothing has been checked yet in {home.path}: run a refresh."
        ) from None


def _pages() -> dict[str, Path]:
    return {
        path.relative_to(DOCUMENTATION).as_posix(): path
        for path in sorted(DOCUMENTATION.rglob("*.md"))
        if not path.is_symlink()
    }


def _title(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line[2:] for line in lines if line.startswith("# ")), path.stem)
