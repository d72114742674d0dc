"""The operator's settings for the APIs, from environment variables."""

import functools
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

APP, APPS = "SOCIALHUB_META_APP", "SOCIALHUB_APPS"


def read_bases(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Read SOCIALHUB_INTERFACES: pairs of host=URL, separated by spaces.

    They replace the APIs in tests, demonstrations and by proxies. Raise ValueError with an error
    message for the operator.
    """
    return dict(map(_pair, environ.get("SOCIALHUB_INTERFACES", "").split()))


@functools.cache
def base_url(host: str) -> str:
    """Return the base URL of the API at a host, which this process's settings may replace."""
    return read_bases().get(host, f"https://{host}")


def read_meta_app(environ: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
    """Read SOCIALHUB_META_APP: number|secret of the municipality's own app at Meta, or None.

    Raise ValueError with an error message for the operator that does not repeat the secret.
    """
    value = environ.get(APP, "").strip()
    number, mark, secret = value.partition("|")
    if value and not (mark and number.isdigit() and secret.isascii() and secret.isalnum()):
        raise ValueError(f"{APP} is not like 123456789012345|secret, as Meta gives them.")
    return (number, secret) if value else None


def read_apps(environ: Mapping[str, str] = os.environ) -> dict[str, tuple[str, str]]:
    """Read SOCIALHUB_APPS: service=id|secret, separated by spaces, of the apps to log in by.

    The app of SOCIALHUB_META_APP is also Facebook's. Raise ValueError with an error message for the
    operator that does not repeat a secret.
    """
    apps = {}
    for each in environ.get(APPS, "").split():
        service, _mark, app = each.partition("=")
        id, _mark, secret = app.partition("|")
        if not (service and id and secret):
            raise ValueError(f"{APPS}: {service[:40]!r} is not like instagram=1234567890|secret.")
        apps[service] = (id, secret)
    meta = read_meta_app(environ)
    return ({"facebook": meta} if meta else {}) | apps


@functools.cache
def default_apps() -> dict[str, tuple[str, str]]:
    """Return this process's apps by service; none if the settings are invalid."""
    try:
        return read_apps()
    except ValueError:
        return {}


@functools.cache
def default_meta_app() -> tuple[str, str] | None:
    """Return the number and secret of this process's app at Meta; None if unset or invalid."""
    try:
        return read_meta_app()
    except ValueError:
        return None


def _pair(text: str) -> tuple[str, str]:
    host, mark, address = text.partition("=")
    if not (host and mark and urlsplit(address).scheme in ("http", "https")):
        raise ValueError(
            f"SOCIALHUB_INTERFACES: {text!r} is not like graph.instagram.com=http://127.0.0.1:8090."
        )
    return host, address.rstrip("/")
