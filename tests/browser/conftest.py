"""Chromium for the tests that look at a page: the system's, or Playwright's own; never downloaded here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from app_driving import running_app

SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass
class Opened:
    """A page with what it asked for and what went wrong in it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Uncaught errors, and console errors (a refusal by the page's policy is one)."""


def find_browser(playwright: Any) -> str | None:
    """The path of a Chromium or Chrome; None where there is none."""
    system = next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    return system or (own if Path(own).exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One headless Chromium for all tests; without one they are skipped, or fail where CI is set."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            reason = "no Chromium or Chrome here (apt install chromium, or playwright install chromium)"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def app_address() -> Iterator[str]:
    """The address of an app without a database, which all tests of its page share: each opens a session."""
    with running_app() as address:
        yield address


@pytest.fixture
def open_file(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Open a file with the network off and wait until the document says that it is ready."""
    contexts = []

    def opening(
        path: Path, *, width: int = 1280, height: int = 800, fragment: str = "", **options: Any
    ) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.page.on(
            "console", lambda message: message.type == "error" and opened.faults.append(message.text)
        )
        opened.page.goto(path.as_uri() + fragment)
        # A function to wait for would be evaluated in the page, which its policy forbids.
        settled = "html[data-state=ready], html[data-state=damaged]"
        opened.page.wait_for_selector(settled, state="attached", timeout=20000)
        return opened

    yield opening
    for context in contexts:
        context.close()
