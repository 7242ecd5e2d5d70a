"""Environment → one frozen `Settings` value; a wrong setting is one clear line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared_backend.domain.errors import ConfigurationError

PREFIX = "INTELLICOACH_"


def default_key_file() -> Path:
    """Where the master keys lie when nobody says otherwise: outside the data folder, so a copied backup has no key."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "intellicoach" / "keys.json"


Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """Everything an operator may decide, read from variables that start with ``INTELLICOACH_``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    data_dir: Folder = Field(default=Path("data"), validate_default=True, description="folder for database and models")
    database_url: SecretStr | None = Field(default=None, description="PostgreSQL URL; empty means data_dir/coach.db")
    key_file: Folder = Field(default_factory=default_key_file, validate_default=True, description="master key file")
    master_keys: SecretStr | None = Field(default=None, description="kid:base64,… instead of the key file")

    host: str = Field(default="127.0.0.1", description="address both portals listen on")
    user_port: Port = 8501
    admin_port: Port = 8502
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ("localhost", "127.0.0.1", "::1")
    https: bool = Field(default=False, description="True behind a TLS proxy: cookies get Secure, HSTS is sent")
    open_sign_up: bool = Field(default=True, description="False: accounts only by invitation")

    llm_provider: Literal["none", "openai", "anthropic", "ollama"] = "none"
    llm_base_url: HttpUrl | None = None
    llm_api_key: SecretStr | None = None
    llm_model: str | None = None
    llm_timeout_seconds: float = Field(default=20.0, gt=0, le=300)

    oidc_metadata_url: HttpUrl | None = Field(default=None, description="…/.well-known/openid-configuration")
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_redirect_uri: HttpUrl | None = Field(default=None, description="address of the user portal + /oauth2callback")
    oidc_label: str = "your organisation"

    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @model_validator(mode="before")
    @classmethod
    def _split_hosts(cls, values: Any) -> Any:
        if isinstance(values, dict) and isinstance(values.get("allowed_hosts"), str):
            hosts = tuple(part.strip() for part in values["allowed_hosts"].split(",") if part.strip())
            return {**values, "allowed_hosts": hosts}
        return values

    @model_validator(mode="after")
    def _belongs_together(self) -> Settings:
        if self.user_port == self.admin_port:
            raise ValueError("user_port and admin_port must differ")
        if not self.allowed_hosts:
            raise ValueError("allowed_hosts must name at least one host")
        if self.key_file.is_relative_to(self.data_dir):
            raise ValueError("key_file must lie outside data_dir, or a copy of the data carries its own key")
        oidc = (self.oidc_metadata_url, self.oidc_client_id, self.oidc_client_secret, self.oidc_redirect_uri)
        if any(oidc) and not all(oidc):
            raise ValueError("oidc needs oidc_metadata_url, oidc_client_id, oidc_client_secret and oidc_redirect_uri")
        if self.llm_provider != "none" and not self.llm_model:
            raise ValueError("llm_provider needs llm_model")
        return self

    @property
    def database_address(self) -> str:
        """The SQLAlchemy URL: what was configured, or the SQLite file in the data folder."""
        if self.database_url is not None and self.database_url.get_secret_value():
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'coach.db'}"

    @property
    def oidc_enabled(self) -> bool:
        """Whether signing in through an OpenID provider is configured."""
        return self.oidc_metadata_url is not None


def load_settings(**overrides: Any) -> Settings:
    """Read the environment; explicit arguments (from the command line) win.

    Raises
    ------
    ConfigurationError
        One line naming each wrong setting and its rule, never its value (it may be a secret).
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise ConfigurationError("; ".join(_explain(item) for item in error.errors())) from None


def _explain(item: Any) -> str:
    where = ".".join(str(part) for part in item["loc"])
    rule = str(item["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{where.upper()}: {rule}" if where else f"Settings: {rule}"
