"""Where the interfaces answer, if the operator has them somewhere else than the services do."""

import functools
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

APP = "SOCIALHUB_META_APP"


def read_bases(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """SOCIALHUB_INTERFACES, host=address with spaces between: for tests, demonstrations, proxies.

    Raises ValueError with a sentence for the operator.
    """
    return dict(map(_pair, environ.get("SOCIALHUB_INTERFACES", "").split()))


@functools.cache
def _bases() -> dict[str, str]:
    return read_bases()


def base_of(host: str) -> str:
    """What the paths of an interface follow, under this process's settings."""
    return _bases().get(host, f"https://{host}")


def read_app(environ: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
    """SOCIALHUB_META_APP, number|secret of the municipality's own app at Meta; None without one.

    Raises ValueError with a sentence for the operator that does not repeat the secret.
    """
    told = environ.get(APP, "").strip()
    number, mark, secret = told.partition("|")
    if told and not (mark and number.isdigit() and secret.isascii() and secret.isalnum()):
        raise ValueError(f"{APP} is not like 123456789012345|secret, as Meta gives them.")
    return (number, secret) if told else None


@functools.cache
def default_app() -> tuple[str, str] | None:
    """The app of this process; None where the operator has set none that can be used."""
    try:
        return read_app()
    except ValueError:
        return None


def _pair(text: str) -> tuple[str, str]:
    host, mark, address = text.partition("=")
    if not (host and mark and urlsplit(address).scheme in ("http", "https")):
        raise ValueError(
            f"SOCIALHUB_INTERFACES: {text!r} is not like graph.instagram.com=http://127.0.0.1:8090."
        )
    return host, address.rstrip("/")
