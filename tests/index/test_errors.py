from __future__ import annotations

from pathlib import Path

from index import errors


def tree(root: type) -> set[type]:
    found: set[type] = {root}
    children: list[type] = root.__subclasses__()
    for child in children:
        found |= tree(child)
    return found


def test_every_error_hangs_on_one_root_and_is_drawn_at_the_top() -> None:
    defined = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)}
    assert defined == tree(errors.LibraryError)
    assert errors.__doc__ is not None
    assert {each.__name__ for each in defined} <= set(errors.__doc__.replace("─", " ").split())


def test_errors_carry_their_values() -> None:
    folder = Path("/news")
    assert vars(errors.NotFound("claim", "clm_1")) == {"kind": "claim", "id": "clm_1"}
    assert vars(errors.InvalidCursor("x")) == {"cursor": "x"}
    assert str(errors.InvalidCursor("x")) == "'x' is not a cursor of this list"
    assert errors.LibraryLocked(folder).path == folder
    assert str(errors.LibraryLocked(folder)) == "/news: another process is writing to this library"
    newer = errors.StoreNewer(folder, 9, 1)
    assert (newer.version, newer.known) == (9, 1)
    assert "format 9" in str(newer)
