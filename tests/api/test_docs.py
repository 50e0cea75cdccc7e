from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from api.app import create_app
from api.cli import HELP, build_parser
from api.problems import PROBLEMS, Kind
from api.settings import PREFIX, Settings

DOCS = Path(__file__).parents[2] / "docs"
SETTINGS, API, ERRORS = ((DOCS / f"{name}.md").read_text() for name in ("settings", "api", "errors"))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_named_with_its_default(name: str) -> None:
    default = Settings.model_fields[name].default
    unset = {"encoder": "the packaged MiniLM", "store": "none"}
    shown = unset[name] if default is None else f"`{default}`"
    assert f"| `{PREFIX}{name.upper()}` | {shown} |" in SETTINGS


def test_every_call_is_named(tmp_path: Path) -> None:
    paths = create_app(Settings(data=tmp_path)).openapi()["paths"]
    calls = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert len(calls) == 18
    assert {call for call in calls if f"| `{call}` |" not in API} == set()


def test_every_query_parameter_is_named(tmp_path: Path) -> None:
    paths = create_app(Settings(data=tmp_path)).openapi()["paths"]
    for path, methods in paths.items():
        for method, call in methods.items():
            (row,) = [line for line in API.splitlines() if line.startswith(f"| `{method.upper()} {path}` |")]
            query = [each["name"] for each in call.get("parameters", []) if each["in"] == "query"]
            names = [name for name in query if name not in ("cursor", "limit")]
            assert [name for name in names if name not in row] == []


@pytest.mark.parametrize("command", HELP)
def test_every_command_and_option_is_named(command: str) -> None:
    assert f"`twosource {command}" in API
    (commands,) = [each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction)]
    options = {option for action in commands.choices[command]._actions for option in action.option_strings}
    assert {option for option in options - {"-h", "--help"} if f"`{option}" not in API} == set()


@pytest.mark.parametrize("kind", set(PROBLEMS.values()), ids=lambda kind: kind.slug)
def test_every_problem_is_named_with_its_status(kind: Kind) -> None:
    assert f"| {kind.status} | `{kind.slug}` |" in ERRORS
