"""A POST request to another server; no redirect is followed."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from . import hop, socket_limits
from .errors import FeedError
from .hop import Hop
from .settings import Settings, default_settings, with_networks
from .url_check import Networks, checked_url

SECONDS = 15
LIMIT = 2**20

# ``hop.send`` or ``post_request`` below, or a test's replacement.
Send: TypeAlias = Callable[..., Hop]
PostRequest: TypeAlias = Callable[..., Hop]


def post_request(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = SECONDS,
    settings: Settings | None = None,
    networks: Networks | None = None,
    send: Send = hop.send_request,
) -> Hop:
    """Send a body and return the response, whatever its status.

    ``networks`` replace the operator's. Raise FeedError if there is no response.
    """
    settings = with_networks(settings or default_settings(), networks)
    headers = {"User-Agent": settings.agent, "Accept": "*/*", **headers}
    url = checked_url(url, networks=settings.networks)
    with socket_limits.within_allowance(socket_limits.Allowance(seconds, LIMIT)):
        return send(url, headers, limit=LIMIT, settings=settings, method="POST", body=body)


def status_error(status: int, wait: int | None = None) -> FeedError | None:
    """Return the error that a status stands for, None if accepted; ``wait`` is Retry-After's."""
    if 200 <= status < 300:
        return None
    if status == 410:
        return FeedError("unwanted")
    if 300 <= status < 400:
        return FeedError("led_on", status=status)
    code = "busy" if status in (429, 503) else "server_error" if status >= 500 else "status"
    return FeedError(code, retry_after=wait, status=status)
