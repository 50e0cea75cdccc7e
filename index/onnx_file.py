"""A model's int8 copy on the disk: the network with all that is needed to run it and to check it again."""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

import numpy as np

from index.vectors import Matrix

RECIPE = 1
"""Changes whenever copies made before must be made again: another quantisation, other check texts."""

_MARK = b"twosource int8 "


class BadCopy(ValueError):
    """A copy that is cut short, altered, or of another recipe; the message says which."""


@dataclass(frozen=True, slots=True, eq=False)
class Int8Copy:
    """An int8 copy of a model.

    `network` is ONNX, from the numbers of one text's word pieces to one unit vector; `tokenizer` is the JSON of
    a fast tokenizer, which keeps at most `longest` word pieces; `references` are the vectors of
    `index.int8_check.CHECK_TEXTS` as the model itself gives them; `speedup` is how many times as many texts as
    the model it encoded in the same time on one core.
    """

    network: bytes
    tokenizer: str
    longest: int
    references: Matrix
    speedup: float


def write_copy(path: Path, copy: Int8Copy) -> None:
    """Put it in place whole: whoever reads meanwhile, and after a crash, finds the old file or the new one."""
    head = {
        "recipe": RECIPE,
        "tokenizer": copy.tokenizer,
        "longest": copy.longest,
        "speedup": copy.speedup,
        "dimension": copy.references.shape[1],
        "references": base64.b64encode(copy.references.astype("<f4").tobytes()).decode("ascii"),
    }
    body = json.dumps(head).encode() + b"\n" + copy.network
    write_whole(path, _MARK + sha256(body).hexdigest().encode() + b"\n" + body)


def read_copy(path: Path) -> Int8Copy:
    """Inverse of `write_copy`. Raises BadCopy, and FileNotFoundError where there is none."""
    start, _, body = path.read_bytes().partition(b"\n")
    if start != _MARK + sha256(body).hexdigest().encode():
        raise BadCopy("is damaged: its content does not match its digest")
    line, _, network = body.partition(b"\n")
    head = json.loads(line)
    if head["recipe"] != RECIPE:
        raise BadCopy(f"was made by recipe {head['recipe']}, not {RECIPE}")
    references = np.frombuffer(base64.b64decode(head["references"]), dtype="<f4")
    return Int8Copy(
        network=network,
        tokenizer=head["tokenizer"],
        longest=head["longest"],
        references=references.reshape(-1, head["dimension"]).astype(np.float32),
        speedup=head["speedup"],
    )


def write_whole(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all, whatever happens meanwhile. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
