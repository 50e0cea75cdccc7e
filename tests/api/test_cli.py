from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api import commands, opening
from api.cli import HELP, main
from api.service import ReportReader
from index.lock import FolderLock
from tests.api.conftest import FIRST, SECOND, WordEncoder, lines

Captured = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, reader: ReportReader, tmp_path: Path) -> None:
    """Commands as they are, with a reader and an encoder that load nothing, in a folder of their own."""
    for module in (opening, commands):
        monkeypatch.setattr(module, "make_reader", lambda settings: reader)
    monkeypatch.setattr(opening, "make_encoder", lambda *_, **__: WordEncoder())
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def reports(tmp_path: Path) -> str:
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(FIRST, SECOND))
    return str(path)


def ran(capsys: Captured, *arguments: str) -> tuple[int, list[str], list[str]]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.splitlines()


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from api.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "heavy = ('spacy', 'torch', 'faiss', 'fastapi', 'pydantic', 'numpy', 'onnxruntime', 'ray', 'pyarrow')\n"
    code += "print([name for name in heavy if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert all(command in done.stdout for command in HELP)


def test_listing_what_is_stored_loads_no_model(capsys: Captured, reports: str) -> None:
    ran(capsys, "add", reports, "--data", "store")
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})"
        + """
from api import opening
from api.cli import main
from tests.api.conftest import WordEncoder
opening.make_encoder = lambda *_, **__: WordEncoder()
assert main(['stats', '--data', 'store']) == main(['discrepancies', '--data', 'store']) == 0
heavy = ('spacy', 'torch', 'onnxruntime', 'tokenizers', 'sentence_transformers', 'ray', 'pyarrow')
sys.exit(', '.join(name for name in heavy if name in sys.modules) or 0)
"""
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", HELP)
def test_every_command_has_help_with_an_example(capsys: Captured, command: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert f"example: twosource {command}" in " ".join(out.split())
    assert "--json" in out


def test_no_command_is_bad_input(capsys: Captured) -> None:
    assert ran(capsys)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["publish"], "argument COMMAND: invalid choice: 'publish'"),
        (["extract"], "the following arguments are required: PATH"),
        (["serve", "--port", "http"], "argument --port: 'http' is not a port (0 to 65535)"),
        (["search", "a", "-k", "0"], "argument -k: '0' is not a number from 1 to 1000"),
    ],
)
def test_a_mistyped_option_is_one_line(capsys: Captured, arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    err = capsys.readouterr().err
    assert message in err and err.count("\n") == 1


def test_extract_prints_one_line_a_report_in_input_order(capsys: Captured, reports: str) -> None:
    status, out, err = ran(capsys, "extract", reports, "--json")
    rows = [json.loads(line) for line in out]
    assert (status, err) == (0, [])
    assert [row["report"]["ref"] for row in rows] == ["hw-1", "ph-1"]
    assert [[claim["quote"] for claim in row["claims"]] for row in rows] == [
        ["At least 13 people"],
        ["11 people"],
    ]


def test_extract_prints_a_page_for_an_editor(capsys: Captured, reports: str) -> None:
    _, out, _ = ran(capsys, "extract", reports)
    assert out[:4] == [
        "Harbour Wire, 22 July 2025, 09:10 UTC",
        "1 claim",
        "",
        "  1. people wounded: 13 or more “At least 13 people”",
    ]
    assert "Plains Herald, 22 July 2025, 10:40 UTC" in out


def test_extract_reads_standard_input(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "7 people were killed in Kharkiv."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    options = ("--json", "--outlet", "A", "--published", "2025-07-22T09:10:00Z")
    status, out, _ = ran(capsys, "extract", "-", *options)
    assert status == 0
    assert json.loads(out[0])["report"]["text"] == text


def test_compare_prints_one_object_over_all_pairs(capsys: Captured, reports: str) -> None:
    status, out, _ = ran(capsys, "compare", reports, "--json")
    assert status == 0
    (body,) = [json.loads(line) for line in out]
    assert set(body) == {"claims", "comparisons"}
    assert [each["verdict"] for each in body["comparisons"]] == ["conflicts"]


def test_compare_keeps_unrelated_pairs_on_request(capsys: Captured, tmp_path: Path) -> None:
    other = SECOND | {"text": "At least 13 people were killed in Sumy on Monday, Mayor Artem Kobzar said."}
    (tmp_path / "a.json").write_text(json.dumps(FIRST))
    (tmp_path / "b.json").write_text(json.dumps(other))
    _, plain, _ = ran(capsys, "compare", "a.json", "b.json", "a.json", "--json")
    _, everything, _ = ran(capsys, "compare", "a.json", "b.json", "--json", "--all")
    assert json.loads(plain[0])["comparisons"] == []
    assert [each["verdict"] for each in json.loads(everything[0])["comparisons"]] == ["unrelated"]
    _, page, _ = ran(capsys, "compare", "a.json", "b.json", "--all")
    assert "UNRELATED (1)" in page


def test_compare_of_one_report_says_so(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(FIRST))
    status, out, _ = ran(capsys, "compare", "a.json")
    assert (status, out[-1]) == (0, "nothing comparable among 1 claim of 1 report")


def test_add_check_search_and_the_board(capsys: Captured, tmp_path: Path, reports: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps(FIRST))
    (tmp_path / "b.json").write_text(json.dumps(SECOND))
    assert ran(capsys, "add", "a.json", "--data", "store")[0] == 0
    status, out, _ = ran(capsys, "check", "b.json", "--data", "store", "--json")
    assert status == 0
    assert [each["verdict"] for each in json.loads(out[0])["comparisons"]] == ["conflicts"]
    assert ran(capsys, "check", "b.json", "--data", "store")[1][-1] == "1 discrepancy among 2 claims of 2 reports"
    _, out, _ = ran(capsys, "add", "a.json", "b.json", "--data", "store", "--json")
    assert [json.loads(line)["stored"] for line in out] == [False, True]
    _, out, _ = ran(capsys, "search", "people wounded", "--outlet", "Plains Herald", "--data", "store", "--json")
    assert [hit["claim"]["quote"] for hit in json.loads(out[0])["hits"]] == ["11 people"]
    _, out, _ = ran(capsys, "search", "people wounded in Sumy", "-k", "1", "--data", "store")
    assert "people wounded" in out[0]
    _, out, _ = ran(capsys, "discrepancies", "--data", "store", "--json")
    board = json.loads(out[0])
    assert (len(board["items"]), board["next"]) == (1, None)
    assert ran(capsys, "discrepancies", "--since", "2100-01-01", "--data", "store")[1] == ["no discrepancies"]
    _, out, _ = ran(capsys, "stats", "--data", "store")
    assert out[0] == "store: 2 reports, 2 claims"
    status, out, _ = ran(capsys, "rebuild", "--data", "store", "--json")
    assert (status, json.loads(out[0])["claims"]) == (0, 2)
    assert len(json.loads(ran(capsys, "discrepancies", "--data", "store", "--json")[1][0])["items"]) == 1


def test_add_tells_an_editor_what_became_of_each(capsys: Captured, reports: str) -> None:
    _, out, err = ran(capsys, "add", reports)
    assert out[0].startswith("stored rep_") and out[0].endswith("Harbour Wire, 22 July 2025, 09:10 UTC")
    assert out[3] == "    1 claim; with other reports 1 discrepancy"
    assert err == []
    assert ran(capsys, "add", reports)[1][0].startswith("stored already rep_")
    assert Path("data").is_dir()


def test_a_terminal_shows_how_far_adding_is(capsys: Captured, monkeypatch: pytest.MonkeyPatch, reports: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["add", reports]) == 0
    assert [line[:6] for line in capsys.readouterr().out.splitlines()] == ["stored", "    1 ", "stored", "    1 "]
    assert "100%" in terminal.getvalue() and "2/2" in terminal.getvalue()
    assert re.search(r"(report/s|s/ report)\]", terminal.getvalue())


def test_a_bulk_add_stores_the_good_names_the_bad_and_exits_1(capsys: Captured, tmp_path: Path) -> None:
    poison = SECOND | {"text": "BREAK THE READER"}
    (tmp_path / "a.jsonl").write_text(lines(FIRST, "{", SECOND | {"outlet": ""}, poison, SECOND))
    status, out, err = ran(capsys, "add", "a.jsonl", "none.json", "--json")
    assert status == 1
    rows = [json.loads(line) for line in out]
    assert [row["where"] for row in rows] == [
        "a.jsonl:1",
        "a.jsonl:2",
        "a.jsonl:3",
        "a.jsonl:4",
        "a.jsonl:5",
        "none.json",
    ]
    assert [row.get("stored") for row in rows] == [True, None, None, None, True, None]
    assert err == [
        "twosource: a.jsonl:2: is not JSON (expecting property name enclosed in double quotes at column 2)",
        "twosource: a.jsonl:3: outlet: is empty",
        "twosource: a.jsonl:4: cannot be read (RuntimeError); a mistake of ours",
        "twosource: none.json: cannot be read (no such file or directory)",
    ]


def test_an_add_that_stores_nothing_exits_2_and_makes_no_store(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines({"outlet": "A"}))
    status, out, err = ran(capsys, "add", "a.jsonl", "--data", "store")
    assert (status, out) == (2, [])
    assert err == ["twosource: a.jsonl:1: published: is missing (in the file, or as --published)"]
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("command", ["extract", "check", "compare"])
def test_one_bad_report_stops_a_command_that_stores_nothing(capsys: Captured, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.jsonl").write_text(lines(FIRST, SECOND | {"published": "Tuesday"}))
    status, out, err = ran(capsys, command, "a.jsonl", "--json")
    assert (status, out) == (2, [])
    assert err == ['twosource: a.jsonl:2: published: "Tuesday" is not a time such as 2025-07-22T09:10:00Z']


def test_a_check_where_nothing_is_stored_says_what_the_report_says(capsys: Captured, reports: str) -> None:
    status, out, _ = ran(capsys, "check", reports, "--json")
    assert status == 0
    assert [len(json.loads(line)["claims"]) for line in out] == [1, 1]
    assert not Path("data").exists()


@pytest.mark.parametrize("arguments", [["search", "x"], ["discrepancies"], ["stats"], ["rebuild"]])
def test_a_store_that_is_not_there_is_one_line(capsys: Captured, arguments: list[str]) -> None:
    status, out, err = ran(capsys, *arguments, "--data", "store")
    assert (status, out, err) == (2, [], ["twosource: store: no library is stored here yet"])
    assert not Path("store").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", " "], "twosource: TEXT: is empty"),
        (
            ["search", "x", "--from", "noon"],
            'twosource: --from: "noon" is not a time such as 2025-07-22T09:10:00Z',
        ),
        (
            ["serve", "--host", "0.0.0.0"],
            'twosource: --host: "0.0.0.0" is not a loopback address; '
            "until there are access keys only this machine may call",
        ),
    ],
)
def test_a_bad_option_is_one_line(capsys: Captured, arguments: list[str], message: str) -> None:
    assert ran(capsys, *arguments) == (2, [], [message])


def test_checking_the_store_says_what_it_found(capsys: Captured, tmp_path: Path, reports: str) -> None:
    ran(capsys, "add", reports, "--data", "store")
    assert ran(capsys, "check-store", "--data", "store") == (0, ["all is well"], [])
    (tmp_path / "store" / "vectors").mkdir(exist_ok=True)
    (tmp_path / "store" / "vectors" / "manifest.json").write_text("{}")
    status, out, _ = ran(capsys, "check-store", "--data", "store")
    assert (status, out) == (1, ["manifest.json: was altered"])
    status, out, _ = ran(capsys, "check-store", "--data", "store", "--json")
    assert (status, json.loads(out[0])) == (1, {"problems": ["manifest.json: was altered"]})


def test_a_store_that_another_process_writes_is_one_line(capsys: Captured, tmp_path: Path, reports: str) -> None:
    ran(capsys, "add", reports, "--data", "store")
    lock = FolderLock(tmp_path / "store")
    lock.acquire()
    try:
        Path("c.json").write_text(json.dumps([FIRST | {"outlet": name} for name in "AB"]))
        status, out, err = ran(capsys, "add", "c.json", "--data", "store")
        assert (status, out) == (2, [])
        assert err == ["twosource: store: another process is writing to this library; 2 reports were not stored"]
        assert ran(capsys, "stats", "--data", "store")[0] == 0
    finally:
        lock.release()


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(tmp_path: Path, reports: str) -> None:
    code = (
        "import sys; sys.argv[0] = 'twosource'\n"
        "from api import commands\n"
        "def endless(options, settings):\n    while True: print('x' * 1000)\n"
        "commands.COMMANDS['stats'] = endless\n"
        "from api.cli import main; sys.exit(main(['stats']))"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert first.stdout is not None and first.stderr is not None
    first.stdout.readline()
    first.stdout.close()
    errors = first.stderr.read()
    first.stderr.close()
    assert (first.wait(300), errors) == (0, "")


def test_an_interrupted_command_exits_130(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(commands.COMMANDS, "stats", interrupted)
    assert ran(capsys, "stats") == (130, [], [])


def test_a_bad_setting_is_one_line(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_BATCH", "0")
    assert ran(capsys, "stats") == (
        2,
        [],
        ["twosource: TWOSOURCE_BATCH: input should be greater than or equal to 1"],
    )
