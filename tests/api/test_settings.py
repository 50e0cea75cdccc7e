from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.errors import BadSetting
from api.settings import Settings, is_loopback, load_settings


def test_what_is_not_set_has_a_default() -> None:
    settings = load_settings()
    assert (settings.data, settings.host, settings.port, settings.encoder) == (
        Path("data"),
        "127.0.0.1",
        8000,
        None,
    )


def test_the_environment_sets_and_the_command_line_overrides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_DATA", "/srv/newsroom")
    monkeypatch.setenv("TWOSOURCE_PORT", "9000")
    monkeypatch.setenv("TWOSOURCE_ENCODER", "")
    settings = load_settings(port=9001, data=None)
    assert (settings.data, settings.port, settings.encoder) == (Path("/srv/newsroom"), 9001, None)


def test_an_address_of_a_store_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_STORE", "postgresql://desk:sesame@db.example/newsroom")
    settings = load_settings()
    assert settings.place == "postgresql://desk:sesame@db.example/newsroom"
    assert "sesame" not in repr(settings)
    assert load_settings(store="", data="here").place == Path("here")
    monkeypatch.setenv("TWOSOURCE_STORE", "mysql://desk:sesame@db.example/newsroom")
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert str(caught.value).startswith("TWOSOURCE_STORE: must begin with postgresql://")
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("TWOSOURCE_PORT", "99999", "TWOSOURCE_PORT: input should be less than or equal to 65535"),
        (
            "TWOSOURCE_BATCH",
            "many",
            "TWOSOURCE_BATCH: input should be a valid integer, unable to parse string as an integer",
        ),
        (
            "TWOSOURCE_HOST",
            "0.0.0.0",
            'TWOSOURCE_HOST: "0.0.0.0" is not a loopback address; '
            "until there are access keys only this machine may call",
        ),
        ("TWOSOURCE_PROT", "80", "TWOSOURCE_PROT: is not a setting; docs/settings.md lists them"),
    ],
)
def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert str(caught.value) == problem
    assert caught.value.setting == name


def test_a_bad_option_is_named_as_an_option() -> None:
    with pytest.raises(BadSetting, match="^--host: "):
        load_settings(host="192.0.2.7")


def test_settings_do_not_change() -> None:
    settings = Settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("news.example", False),
    ],
)
def test_only_loopback_is_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
