"""The rules of a host's robots.txt (RFC 9309); the only module to import protego."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from protego import Protego

from .html_tags import decode_page
from .response import Response, checked_response
from .retrieval import fetch_url
from .settings import default_settings

LIMIT = 2**20
SECONDS = 10
LONGEST_DELAY = 30  # seconds between requests


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a host for requests with the name ``agent``.

    ``delay`` is the time to leave between two of them, in seconds. ``sitemaps`` are URLs.
    """

    rules: Protego
    agent: str
    delay: float
    sitemaps: tuple[str, ...]

    def allows(self, url: str) -> bool:
        """Return whether a URL of the host may be requested."""
        return self.rules.can_fetch(url, self.agent)


def request_robots(origin: str, *, get: Callable[..., Response] = fetch_url) -> Robots:
    """Return the rules of a host, given by scheme and host name.

    A host without such a file allows everything. Raise FeedError if it is unknown whether it has
    one, as then nothing may be requested.
    """
    url = f"{origin}/robots.txt"
    answer = get(url, accept="text/plain, */*;q=0.1", limit=LIMIT, deadline=SECONDS)
    if answer.status == 429 or not 200 <= answer.status < 500:
        checked_response(answer, now=datetime.now(UTC))
    is_there = answer.status == 200
    rules = Protego.parse(decode_page(answer.body) if is_there else "")
    agent = default_settings().agent
    delay = min(rules.crawl_delay(agent) or 0, LONGEST_DELAY)
    sitemaps = tuple(urljoin(url, each) for each in rules.sitemaps)
    return Robots(rules, agent, delay, sitemaps or (f"{origin}/sitemap.xml",))
