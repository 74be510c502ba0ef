"""Makes the pictures of the README: the app as it first starts, and a map file opened from disk.

    python docs/make_pictures.py INCIDENTS.csv.gz

The file is any data set that ``mapapp snapshot`` reads; the README's pictures show 112,313 incidents of
2006 to 2008 from the R package geocausal (MIT licence). Needs Chromium and the test extra.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
BINARIES = Path(sys.executable).parent
CHROMIUM = "/usr/bin/chromium"
WAIT_FOR_START_S = 60
"""Seconds that the app may take to answer; it takes two to five on a small machine."""


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_up(address: str) -> None:
    """Return once the app answers.

    Raises:
        TimeoutError: it didn't within WAIT_FOR_START_S.
    """
    last = time.monotonic() + WAIT_FOR_START_S
    while time.monotonic() < last:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} did not answer within {WAIT_FOR_START_S} s")


def shoot_app(browser: Browser, address: str) -> None:
    """The first page, and a made-up report read, each once its map or preview stands."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.frame_locator("iframe").first.locator("html[data-state=ready]").wait_for(state="attached")
    page.wait_for_timeout(2500)
    page.screenshot(path=PICTURES / "app.png")
    page.close()


def shoot_snapshot(browser: Browser, incidents: str) -> None:
    """The map file of ``incidents`` on a desk and on a phone, opened from disk."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "map.html")
        # The commands answer 1 where rows were flagged; the file is written all the same.
        subprocess.run([BINARIES / "mapapp", "snapshot", incidents, "-o", document], check=False)
        for name, width, height in (("snapshot", 1280, 800), ("phone", 390, 844)):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(document.as_uri())
            page.locator("html[data-state=ready]").wait_for(state="attached")
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / f"{name}.png")
            page.close()


def main() -> None:
    """Start the app, take all pictures, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    port = free_port()
    app = subprocess.Popen(
        [BINARIES / "streamlit", "run", "streamlit_app.py", "--server.port", str(port)], cwd=ROOT
    )
    try:
        wait_until_up(f"http://localhost:{port}")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            shoot_app(browser, f"http://localhost:{port}")
            shoot_snapshot(browser, sys.argv[1])
            browser.close()
    finally:
        app.terminate()
        app.wait()


if __name__ == "__main__":
    main()
