"""The server process: what would stop it is said in one line before it starts."""

from __future__ import annotations

import socket

import uvicorn

from api.app import create_app
from api.errors import BadSetting
from api.opening import make_encoder, make_reader, opened
from api.settings import Settings


def serve(settings: Settings) -> None:
    """Answers until it is told to stop. Raises BadSetting, or a LibraryError, before anything is loaded."""
    check_free(settings.host, settings.port)
    reader, encoder = make_reader(settings), make_encoder(settings)
    with opened(settings, reader=reader, encoder=encoder):
        pass  # what is wrong with the store is one line here, and a stack trace once the server runs
    uvicorn.run(create_app(settings, reader, encoder), host=settings.host, port=settings.port)


def check_free(host: str, port: int) -> None:
    """Raises BadSetting where nothing can listen there: the port is taken, or not for everybody."""
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise BadSetting("--port", f"cannot listen on {host}, port {port} ({reason})") from error
