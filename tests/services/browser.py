"""Pages in a real Chromium against Django's live server, for tests marked `browser`."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.services import chromium

HEIGHT = 900


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium per test process."""
    executable = chromium.find()
    if executable is None:
        pytest.skip(f"MISSING: {chromium.LACK}")
    # Playwright's sync API runs an event loop in this thread, which Django would take for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def browser_page(chromium_browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """`browser_page(width, user=None)`: a page whose addresses start at the live server, logged in as `user`.

    The test fails when a page raised a JavaScript error or asked any other host for something.
    """
    contexts = []
    faults: list[str] = []

    def open_page(width: int = 1280, *, user=None) -> Page:
        context = chromium_browser.new_context(
            viewport={"width": width, "height": HEIGHT}, base_url=live_server.url, locale="id-ID"
        )
        contexts.append(context)
        context.route(lambda address: is_foreign(address, live_server.url), refuse)
        if user is not None:
            client = Client()  # its own: signing in another person would end the session before
            client.force_login(user)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"JavaScript error on {page.url}: {error}"))
        return page

    def refuse(route: Route) -> None:
        faults.append(f"Request to another host: {route.request.url}")
        route.abort()

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def is_foreign(address: str, own: str) -> bool:
    return address.startswith(("http:", "https:")) and urlsplit(address).netloc != urlsplit(own).netloc
