"""What all tests share: the built-in gazetteer, SQLite, and a real PostgreSQL started for the session."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gazetteer import Gazetteer

DEBIAN_SERVERS = Path("/usr/lib/postgresql")
"""Where Debian keeps the server's programs, a folder a version; they are not on its PATH."""


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of the places that ship with the package; opened once, not to be changed by a test."""
    return Gazetteer.default()


def _server_program(name: str) -> str | None:
    found = sorted(DEBIAN_SERVERS.glob(f"*/bin/{name}")) if DEBIAN_SERVERS.is_dir() else []
    return str(found[-1]) if found else shutil.which(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL cluster that lives as long as the tests; skipped where none is installed."""
    initdb, pg_ctl = _server_program("initdb"), _server_program("pg_ctl")
    if not (initdb and pg_ctl):
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's initdb and pg_ctl are needed where CI is set")
        pytest.skip("no PostgreSQL server is installed")
    # initdb refuses to run as root; Debian's package brings the account.
    account = "postgres" if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="mapapp-postgres-"))
    cluster, port = home / "cluster", _free_port()
    if account:
        shutil.chown(home, account)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"

    def run(*command: str) -> None:
        # The server keeps its starter's output open, so it goes to a file, not to a pipe.
        with (home / "commands.log").open("ab") as log:
            subprocess.run(command, user=account, cwd=home, stdout=log, stderr=log, check=True, timeout=60)

    try:
        run(initdb, "-D", str(cluster), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(pg_ctl, "-D", str(cluster), "-l", str(home / "server.log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}"
        finally:
            run(pg_ctl, "-D", str(cluster), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = f"incidents_{abs(hash(request.node.nodeid))}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{postgres_server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that we read and keep incidents in."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'incidents.db'}"
