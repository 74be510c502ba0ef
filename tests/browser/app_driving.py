"""Starts the app on a free port and drives its page; the tests of the app share it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WAIT = 30_000
"""Milliseconds: a loaded machine may need long, and none of these tests measures time."""


@contextmanager
def running_app(database: str = "") -> Iterator[str]:
    """The address of an app that shows what is built in, or a database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "MAPAPP_DATABASE": database},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        _wait_for(f"{url}/_stcore/health", server)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server on loopback
                return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "the app ended before it answered"
            time.sleep(0.25)
    pytest.fail("the app did not answer within 30 s")


class App:
    """The page, the frame in it, and all that it asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.sent: list[object] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._watch)

    def _watch(self, channel: Any) -> None:
        channel.on("framesent", self._note_sent)

    def _note_sent(self, payload: object) -> None:
        self.sent.append(payload)

    def start(self, url: str, shown: int = 59) -> None:
        self.page.goto(url)
        self.wait_for_map(shown)

    def open_tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def give_file(self, path: Path) -> None:
        self.page.locator('input[type="file"]').first.set_input_files(path)

    def wait_for_map(self, shown: int) -> None:
        """Wait until the map shows so many incidents; it draws while its tab is open."""
        selector = f'html[data-state="ready"][data-shown="{shown}"]'
        frame = self.page.frame_locator('iframe[title="Map of incidents"]')
        frame.locator(selector).wait_for(state="attached", timeout=WAIT)

    @property
    def frame(self) -> Any:
        return next(frame for frame in self.page.frames if "/maps/" in frame.url)

    def view(self) -> str | None:
        kept: str | None = self.page.evaluate("sessionStorage.getItem('iraq-map:view')")
        return kept

    def zoom_in(self) -> str | None:
        before = self.view()
        self.frame.get_by_role("button", name="Zoom in").click()
        self.page.wait_for_function(
            "before => sessionStorage.getItem('iraq-map:view') !== before", arg=before, timeout=WAIT
        )
        return self.view()

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_role("combobox", name=label).fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.keyboard.press("Escape")

    def downloaded(self, button: str) -> Path:
        with self.page.expect_download(timeout=WAIT) as download:
            self.page.get_by_role("button", name=button, exact=True).click()
        return Path(download.value.path())
