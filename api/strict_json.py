"""JSON as its standard has it, from whoever sends it."""

from __future__ import annotations

import json
from typing import NoReturn


class NotStrict(Exception):
    """What json.loads takes or trips over, and a caller should hear of in words."""


def strict_json(text: str) -> object:
    """The value that the text stands for. Raises JSONDecodeError, or NotStrict: NaN, endless nesting."""
    try:
        value: object = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError:
        raise
    except RecursionError as error:
        raise NotStrict("is not JSON that can be read (nested too deep)") from error
    except ValueError as error:
        raise NotStrict("is not JSON that can be read (a number with thousands of digits)") from error
    return value


def _refuse(name: str) -> NoReturn:
    raise NotStrict(f"is not JSON ({name} is no number)")
