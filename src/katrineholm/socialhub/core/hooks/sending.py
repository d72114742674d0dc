"""A request to a stranger's server, by the guard of all retrieval; no redirect is followed."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ..feeds import hop, line
from ..feeds.address import Networks, check
from ..feeds.errors import FeedError
from ..feeds.hop import Hop
from ..feeds.settings import Settings, default_settings, with_networks

SECONDS = 15
LIMIT = 2**20

# A way to send a request: ``hop.send``, or what a test has in its stead.
Send: TypeAlias = Callable[..., Hop]
# ``post``, or what a test has in its stead.
Post: TypeAlias = Callable[..., Hop]


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = SECONDS,
    settings: Settings | None = None,
    networks: Networks | None = None,
    send: Send = hop.send,
) -> Hop:
    """The answer to what is sent, whatever its status. Raises FeedError where there is none.

    ``networks`` stand in for the operator's.
    """
    settings = with_networks(settings or default_settings(), networks)
    told = {"User-Agent": settings.agent, "Accept": "*/*", **headers}
    url = check(url, networks=settings.networks)
    with line.spending(line.Allowance(seconds, LIMIT)):
        return send(url, told, limit=LIMIT, settings=settings, method="POST", body=body)


def refusal(status: int, wait: int | None = None) -> FeedError | None:
    """What a status says of what was sent, None where it was taken; ``wait`` is Retry-After's."""
    if 200 <= status < 300:
        return None
    if status == 410:
        return FeedError("unwanted")
    if 300 <= status < 400:
        return FeedError("led_on", status=status)
    code = "busy" if status in (429, 503) else "server_error" if status >= 500 else "status"
    return FeedError(code, retry_after=wait, status=status)
