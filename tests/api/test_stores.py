"""The command line over either store, chosen by one setting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api import commands, opening
from api.cli import main
from api.service import ReportReader
from tests.api.conftest import FIRST, SECOND, WordEncoder, lines
from tests.index.places import database

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, reader: ReportReader, tmp_path: Path) -> None:
    for module in (opening, commands):
        monkeypatch.setattr(module, "make_reader", lambda settings: reader)
    monkeypatch.setattr(opening, "make_encoder", lambda settings, **options: WordEncoder())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports.jsonl").write_text(lines(FIRST, SECOND))


def ran(capsys: Captured, *arguments: str) -> tuple[int, list[str], list[str]]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.splitlines()


def test_the_setting_moves_every_command_over(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TWOSOURCE_STORE", database(tmp_path))
    assert ran(capsys, "search", "people")[0] == 2, "nothing is stored yet"
    assert ran(capsys, "add", "reports.jsonl")[0] == 0
    status, out, _ = ran(capsys, "discrepancies", "--json")
    (found,) = json.loads(out[0])["items"]
    assert (status, found["a"]["outlet"], found["b"]["outlet"]) == (0, "Plains Herald", "Harbour Wire")
    status, out, _ = ran(capsys, "search", "people wounded in Sumy", "--outlet", "Harbour Wire", "--json")
    assert [hit["claim"]["quote"] for hit in json.loads(out[0])["hits"]] == ["At least 13 people"]
    assert ran(capsys, "rebuild")[0] == 0
    assert json.loads(ran(capsys, "stats", "--json")[1][0])["reports"] == 2
    assert not (tmp_path / "data").exists()
    assert ran(capsys, "stats", "--data", "data")[0] == 2, "a folder that is named comes before the setting"
    assert json.loads(ran(capsys, "stats", "--data", database(tmp_path), "--json")[1][0])["reports"] == 2


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://desk:sesame@127.0.0.1:9/newsroom", "postgresql://desk@127.0.0.1:9/newsroom: connection failed"),
        ("postgresql://desk:sesame@/newsroom?host=/nowhere", "postgresql://desk@/newsroom?host=/nowhere: connection"),
        ("postgresql://desk:se/sa/me@127.0.0.1/newsroom", "cannot be read as an address"),
        ("postgresql://127.0.0.1/newsroom?sesame=1", "cannot be read as an address"),
    ],
)
def test_a_server_that_cannot_be_reached_is_one_line_without_the_password(
    capsys: Captured, address: str, says: str
) -> None:
    status, out, err = ran(capsys, "stats", "--data", address)
    assert (status, out, len(err)) == (2, [], 1)
    assert says in err[0]
    assert "sesame" not in err[0] and "se/sa" not in err[0]


def test_copy_moves_a_folder_to_a_database_and_back(capsys: Captured, tmp_path: Path) -> None:
    address = database(tmp_path)
    assert ran(capsys, "add", "reports.jsonl")[0] == 0
    assert ran(capsys, "copy", "data", address)[0] == 0
    status, out, err = ran(capsys, "copy", address, "back", "--json")
    assert (status, json.loads(out[0])["discrepancies"], err) == (0, 1, [])
    boards = [ran(capsys, "discrepancies", "--json", "--data", place) for place in ("data", address, "back")]
    assert boards[0] == boards[1] == boards[2]
    status, _, err = ran(capsys, "copy", "data", "back")
    assert (status, err) == (2, ["twosource: back: holds a library already; name an empty place to copy to"])
    assert ran(capsys, "copy", "nowhere", "else")[0] == 2
