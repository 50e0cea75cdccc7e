from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from api.errors import BadSetting
from api.serving import check_free

ROOT = Path(__file__).parents[2]
SERVER = """
import sys
from pathlib import Path
from api import app, serving
from tests.api.conftest import PatternReader, WordEncoder
for module in (app, serving):
    module.make_encoder = lambda *_, **__: WordEncoder()
serving.make_reader = lambda settings: PatternReader()
from api.cli import main
sys.exit(main(["serve", "--data", sys.argv[1], "--port", sys.argv[2]]))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def start(folder: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SERVER, str(folder), str(port)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_port_that_is_taken_is_named(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(BadSetting, match=f"--port: cannot listen on {host}, port {port} .address already in use"):
            check_free(host, port)
    check_free(host, port)
    check_free(host, 0)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 0)])
def test_a_server_that_is_told_to_stop_stops_cleanly(tmp_path: Path, number: signal.Signals, status: int) -> None:
    port = free_port()
    server = start(tmp_path / "store", port)
    assert server.stderr is not None
    told = []
    for line in server.stderr:
        told.append(line)
        if "running on" in line:
            break
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=120) as answer:
        assert answer.status == 200
    server.send_signal(number)
    rest = server.stderr.read()
    server.stderr.close()
    assert server.wait(300) == status, "".join(told) + rest
    assert "Application shutdown complete" in rest
    assert "Traceback" not in rest


def test_a_taken_port_is_one_line_and_makes_no_store(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = start(tmp_path / "store", port)
        _, err = server.communicate(timeout=300)
    assert (server.returncode, err.count("\n")) == (2, 1)
    assert err.startswith("twosource: --port: cannot listen on 127.0.0.1")
    assert not (tmp_path / "store").exists()
