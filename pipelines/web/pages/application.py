"""Which address shows which page. All of it stands behind the guard, and nothing of it changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipelines.assets.links import CATALOGUE_PAGE, CHECKS_PAGE, PAGES, RELEASE_PAGE
from pipelines.home import Home
from pipelines.mistakes import place_of
from pipelines.web.pages import documents, figures, released
from pipelines.web.pages.layout import NoSuchPageError, html_page

Page = Callable[[Home, str], str]


def with_pages(inner: ASGIApp, home: Home) -> ASGIApp:
    """An application that answers the addresses of this file itself, and all others by ``inner``.

    Every page is made anew when it is asked for, from the home and the checkout.
    """
    pages = Starlette(
        routes=[
            _route(PAGES, home, documents.contents_page),
            _route(f"{PAGES}/docs/{{name:path}}", home, documents.documentation_page),
            _route(CHECKS_PAGE, home, documents.checks_page),
            _route(CATALOGUE_PAGE, home, figures.catalogue_page),
            _route(f"{CATALOGUE_PAGE}/{{name}}", home, figures.definition_page),
            _route(RELEASE_PAGE, home, released.release_page),
            _route(f"{RELEASE_PAGE}/key_figures/{{name}}", home, released.table_page),
        ],
        exception_handlers={HTTPStatus.NOT_FOUND: _not_found},
    )

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        is_ours = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{PAGES}/")
        await (pages if is_ours else inner)(scope, receive, send)

    return either


def _route(path: str, home: Home, page: Page) -> Route:
    async def answer(request: Request) -> Response:
        try:
            # In a thread: the pages read files, and Dagster's own must not wait for that.
            text = await run_in_threadpool(page, home, str(request.path_params.get("name", "")))
        except NoSuchPageError as missing:
            return _saying(str(missing), HTTPStatus.NOT_FOUND)
        except Exception as mistake:  # its words may hold a value
            return _saying(place_of(mistake), HTTPStatus.INTERNAL_SERVER_ERROR)
        return HTMLResponse(text)

    return Route(path, answer)


def _saying(sentence: str, status: HTTPStatus) -> Response:
    title = "There is no such page" if status is HTTPStatus.NOT_FOUND else "No page"
    return HTMLResponse(html_page(title, [sentence]), status)


def _not_found(_request: Request, _error: Exception) -> Response | Awaitable[Response]:
    return _saying("Nothing is served at this address.", HTTPStatus.NOT_FOUND)
