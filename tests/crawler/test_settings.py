"""The settings a crawl runs under: closed, polite, and refused where they cannot be right."""

from __future__ import annotations

import pytest

from crawler.scrapy_settings import scrapy_settings
from crawler.settings import ContactMissing, CrawlSettings, SettingsError

PUBLIC = CrawlSettings(contact="mailto:crawl@example.org")


def test_a_public_site_needs_a_contact() -> None:
    with pytest.raises(ContactMissing, match="WAYPOST_CONTACT"):
        CrawlSettings().check()
    with pytest.raises(ContactMissing):
        CrawlSettings(base_url="http://mirror.example/").check()


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:1", "http://localhost:80", "http://[::1]:8000/m"])
def test_a_loopback_mirror_needs_none(base_url: str) -> None:
    settings = CrawlSettings(base_url=base_url)
    settings.check()
    assert settings.user_agent.endswith("(+mailto:root@localhost)")


@pytest.mark.parametrize("contact", ["a@b.c\r\nX-Evil: 1", "häuser@example.org"])
def test_a_contact_cannot_smuggle_a_header(contact: str) -> None:
    with pytest.raises(SettingsError, match="ASCII"):
        CrawlSettings(contact=contact).check()


@pytest.mark.parametrize(
    "base_url", ["127.0.0.1:80", "ftp://x/", "http://", "http://u:p@127.0.0.1/", "http://[::1/"]
)
def test_a_mirror_must_be_an_address(base_url: str) -> None:
    with pytest.raises(SettingsError, match="base-url"):
        CrawlSettings(base_url=base_url, contact="a@b.c").check()


def test_nothing_listens_and_nothing_is_believed() -> None:
    settings = scrapy_settings(PUBLIC)
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["DOWNLOAD_MAXSIZE"] == 4 * 2**20
    assert settings["DOWNLOAD_HANDLERS"] == dict.fromkeys(("data", "file", "ftp", "s3"))
    assert settings["DEFAULT_REQUEST_HEADERS"]["Accept-Encoding"] == "gzip"
    switched_off = ("COOKIES", "HTTPPROXY", "HTTPCACHE", "METAREFRESH", "REFERER")
    assert not any(settings[f"{name}_ENABLED"] for name in switched_off)
    assert settings["JOBDIR"] is None


def test_a_delay_of_nothing_switches_jitter_and_throttle_off() -> None:
    settings = scrapy_settings(CrawlSettings(base_url="http://127.0.0.1", download_delay=0))
    assert (settings["DOWNLOAD_DELAY"], settings["DOWNLOAD_DELAY_JITTER"]) == (0, 0.0)
    assert settings["AUTOTHROTTLE_ENABLED"] is False


def test_by_default_one_request_at_a_time_with_a_delay() -> None:
    settings = scrapy_settings(PUBLIC)
    assert settings["CONCURRENT_REQUESTS"] == 1
    assert settings["DOWNLOAD_DELAY"] == 2.0
    assert settings["AUTOTHROTTLE_ENABLED"] is True
    assert settings["ROBOTSTXT_OBEY"] is True
