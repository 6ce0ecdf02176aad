"""Every setting of waypost, in one class: the source of its defaults, its checks and its documentation.

What is said last wins: the default, ``waypost.toml`` in the workspace, the environment
(``WAYPOST_<SETTING>``), an option of the command.
"""

from __future__ import annotations

import difflib
import os
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings import SettingsError as SourceError

from crawler.settings import CrawlSettings
from outputs.limits import LIMITS, NEVER, Side

if TYPE_CHECKING:
    from pydantic_settings import PydanticBaseSettingsSource

PREFIX = "WAYPOST_"
FILE = "waypost.toml"


NOTIFIED = ("VERDICT", "EXIT_STATUS", "COMMAND", "SITE", "RUN_ID", "MESSAGE", "RECORD")
"""What the command of ``notify_cmd`` finds in its environment, after ``WAYPOST_``: no settings."""

CRAWL = CrawlSettings()
"""The crawler's own defaults."""


class SettingsError(ValueError):
    """A setting that cannot be used; the message is one line and names the setting and where it stands."""


class Settings(BaseSettings):
    """The settings of a run."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, validate_default=True
    )

    data: Path = Field(CRAWL.data, description="The workspace: a local folder (archive, ledger, runs).")
    catalogue: str | None = Field(
        None,
        description="Where snapshots are published: a folder, or a URL (`file://`, `s3://`, `gs://`, "
        "`az://`); `DATA/catalogue` when not set.",
    )
    base_url: str | None = Field(
        CRAWL.base_url,
        description="A mirror that is crawled in the site's place; the site itself is not asked.",
    )
    contact: str | None = Field(
        CRAWL.contact,
        description="URL or e-mail address for the User-Agent; without it only loopback hosts are crawled.",
    )
    download_delay: float = Field(
        CRAWL.download_delay,
        ge=0,
        le=300,
        description="Seconds between two requests to a host; 0 switches delay, jitter and AutoThrottle off.",
    )
    concurrency: int = Field(CRAWL.concurrency, ge=1, le=16, description="Connections to the host at once.")
    timeout: float = Field(CRAWL.timeout, gt=0, le=3600, description="Seconds until a request is given up.")
    retries: int = Field(CRAWL.retries, ge=0, le=20, description="How often a failed request is tried again.")
    max_size: int = Field(
        CRAWL.max_size,
        gt=0,
        le=2**30,
        description="Bytes of an answer, as sent or unpacked, at most.",
    )
    max_requests: int | None = Field(CRAWL.max_requests, ge=1, description="Requests in one run, at most.")
    max_bytes: int | None = Field(CRAWL.max_bytes, ge=1, description="Bytes of answers in one run, at most.")
    limit: int | None = Field(CRAWL.limit, ge=1, description="Walk pages asked in one run, at most.")
    full: bool = Field(CRAWL.full, description="Ask for everything again, as if nothing were known.")
    start_urls: Annotated[tuple[str, ...], NoDecode] = Field(
        CRAWL.start_urls,
        description="Addresses to begin with, beside home page and sitemaps; parted by blanks.",
    )
    proxy: str | None = Field(CRAWL.proxy, description="URL of an HTTP proxy; no other proxy is ever used.")
    robots_age: float = Field(
        CRAWL.robots_age, gt=0, le=86_400, description="Seconds after which robots.txt is read again."
    )
    keep_days: int = Field(31, ge=1, description="Days that `waypost prune` keeps every snapshot for.")
    keep_months: int | None = Field(
        None, ge=0, description="Months that it then keeps the last of each month for; for ever when not set."
    )
    gate: dict[str, dict[Side, Annotated[float, Field(ge=0)]]] = Field(
        {}, description="Limits of the quality gate's rules, where they are to be others than those below."
    )
    workers: int = Field(1, ge=1, le=256, description="Processes that normalise pages.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "WARNING", description="What the crawler tells on stderr."
    )
    log_format: Literal["plain", "json"] = Field(
        "plain", description="Lines on stderr: words for a person, or a JSON object a line with the run's id."
    )
    metrics: Path | None = Field(
        None, description="File that a run's figures are written to at its end, in Prometheus' text format."
    )
    notify_cmd: str | None = Field(
        None, description="Command that is given each verdict: the run's record as JSON on standard input."
    )
    notify_timeout: float = Field(
        60.0, gt=0, le=3600, description="Seconds until the command of `notify_cmd` is given up."
    )
    debug: bool = Field(False, description="Show where an unexpected failure happened.")

    @field_validator("start_urls", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @field_validator("gate")
    @classmethod
    def _has_such_rules(cls, value: dict[str, Any]) -> dict[str, Any]:
        if unknown := sorted(value.keys() - LIMITS.keys()):
            near = difflib.get_close_matches(unknown[0], LIMITS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(LIMITS)}"
            raise ValueError(f"no rule of the gate is called {unknown[0]!r}; {hint}")
        return value

    @field_validator("notify_cmd")
    @classmethod
    def _is_a_command(cls, value: str | None) -> str | None:
        if value is not None and not shlex.split(value):
            raise ValueError("it names no command")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options, the environment, then the file in the workspace that those two name."""
        del dotenv_settings, file_secret_settings
        said = {**env_settings(), **init_settings()}
        file = Path(said.get("data", "data")) / FILE
        toml = TomlConfigSettingsSource(settings_cls, file)
        if "data" in toml():
            raise SettingsError(f"{file} cannot say where the workspace is; use --data or {PREFIX}DATA")
        return init_settings, env_settings, toml

    @property
    def catalogue_address(self) -> str:
        """Where snapshots are published: the path of a folder, or a URL."""
        return str(self.data / "catalogue") if self.catalogue is None else self.catalogue

    def crawl_settings(self, site: str) -> CrawlSettings:
        """What the crawler is told: the settings of the same name."""
        shared = {f.name for f in fields(CrawlSettings)} & set(type(self).model_fields)
        return CrawlSettings(site=site, **{name: getattr(self, name) for name in shared})

    @classmethod
    def load(cls, **options: Any) -> Self:
        """The settings under these options; an option that is None was not given.

        Raises SettingsError for a broken file, an unknown key or a bad value.
        """
        given = {name: value for name, value in options.items() if value is not None}
        file = Path(given.get("data") or os.environ.get(PREFIX + "DATA") or "data") / FILE
        try:
            return cls(**given)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{file} is not TOML: {error}; mend or remove it") from None
        except SourceError as error:
            raise SettingsError(
                f"{PREFIX}GATE is no JSON object ({error.__cause__}); see docs/settings.md"
            ) from None
        except UnicodeDecodeError:
            raise SettingsError(f"{file} is not UTF-8; mend or remove it") from None
        except ValidationError as error:
            raise SettingsError(_complaint(error, given, file)) from None


def strangers() -> list[str]:
    """One line for each environment variable that looks like a setting and is none.

    A slip in ``WAYPOST_DOWNLOAD_DELAY`` must not pass in silence.
    """
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    told = {PREFIX + name for name in NOTIFIED}
    unknown = sorted(n for n in os.environ if n.startswith(PREFIX) and n not in known and n not in told)
    near = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
    return [f"{n} is no setting" + (f"; did you mean {near[n][0]}?" if near[n] else "") for n in unknown]


def _complaint(error: ValidationError, options: dict[str, Any], file: Path) -> str:
    """One line about the first thing that is wrong, and where it was said."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(Settings.model_fields)}"
        return f"{file} has no use for the key {name!r}; {hint}"
    place = str(file)
    if name in options:
        place = "--" + name.replace("_", "-")
    elif PREFIX + name.upper() in os.environ:
        place = PREFIX + name.upper()
    path = ".".join(str(step) for step in first["loc"] if step != "[key]")
    return f"{place}: {path} cannot be {first['input']!r}: {first['msg'].lower()}"


def documentation() -> str:
    """The settings as a page of Markdown, made from the class."""
    head = ["| setting | environment | default | meaning |", "|---|---|---|---|"]
    rows = [
        f"| `{name}` | `{PREFIX}{name.upper()}` | `{_shown(field.default)}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join([INTRODUCTION, *head, *rows, "", *_gate(), ""])


def _gate() -> list[str]:
    """The rules of the gate with their limits, as lines of Markdown."""
    floors = {rule: "never" if told.holds == NEVER else f"{told.holds:g}" for rule, told in LIMITS.items()}
    rows = [
        f"| `{rule}` | {told.meaning} | {told.warns:g} | {floors[rule]} |" for rule, told in LIMITS.items()
    ]
    return [GATE, "| rule | what it measures | `warns` over | `holds` over |", "|---|---|---|---|", *rows]


def _shown(default: object) -> str:
    if default in (None, (), {}):
        return "not set"
    return str(default).lower() if isinstance(default, bool) else str(default)


INTRODUCTION = """# Settings

Made from `waypost/settings.py` by `make docs`; a test fails when it is not current.

What is said last wins: the default, `waypost.toml` in the workspace, the environment, an option of the
command. In `waypost.toml` a setting is a key (`download_delay = 5`); `data` names the folder that the file
stands in, so it is said by option or environment only. An empty environment variable counts as not set.
"""

GATE = """## The gate

Each rule of the gate measures what went wrong against the snapshot before. Over `warns` the run says so, over
`holds` the snapshot is held back. Few walks or pages say nothing. Where `warns` is not set, it rises with
what the last snapshots had as a matter of course, half way to `holds` at most. In `waypost.toml`:

    [gate.walks_lost]
    warns = 0.05
    holds = 0.2

In the environment the same is `WAYPOST_GATE='{"walks_lost": {"warns": 0.05, "holds": 0.2}}'`.
"""

if __name__ == "__main__":
    print(documentation(), end="")
