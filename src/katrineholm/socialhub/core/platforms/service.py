"""The usual implementation of a service: its properties, and patterns of its URLs."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from zope.interface import implementer

from .interfaces import IPlatform, Profile
from .urls import ParsedURL, parse_url
from .urls import _ as _

PageReader = Callable[[str, Profile], str]


@dataclass(frozen=True, slots=True)
class UrlPattern:
    """A pattern of an account's URLs on a service, created by ``url_pattern``."""

    shape: re.Pattern[str]
    url: str
    feed: str
    discover: str
    account: str
    parameter: str
    lower: bool

    def profile(self, platform: str, address: ParsedURL) -> Profile | None:
        """Return the account of a URL, or None if the URL does not match the pattern."""
        query = f"?{self.parameter}={address.value(self.parameter)}" if self.parameter else ""
        found = self.shape.fullmatch(address.shape + query)
        if found is None:
            return None
        names = {name: value or "" for name, value in found.groupdict().items()}
        if self.lower:
            names = {name: value.lower() for name, value in names.items()}
        written = {name: quote(value, safe="@:/+") for name, value in names.items()}
        written |= {"origin": address.origin, "address": address.url}
        url = self.url.format(**written)
        return Profile(
            platform=platform,
            account=self.account.format(**names, host=address.netloc),
            url=url,
            feed_url=self.feed.format(**written, url=url),
            discover=self.discover.format(**written, url=url),
        )


def url_pattern(
    shape: str,
    url: str,
    *,
    feed: str = "",
    discover: str = "",
    account: str = "{account}",
    parameter: str = "",
    lower: bool = False,
) -> UrlPattern:
    """Return a pattern of an account's URLs.

    ``shape`` is a regular expression for ``ParsedURL.shape``, followed by ``?parameter=value`` if
    ``parameter`` is given. Its named groups, ``{origin}`` and ``{address}`` fill the templates
    ``url``, ``feed`` and ``discover``, of which the last two may have ``{url}``; the groups and
    ``{host}`` fill ``account``. ``lower`` is for services whose accounts are case-insensitive.
    """
    return UrlPattern(re.compile(shape, re.DOTALL), url, feed, discover, account, parameter, lower)


def feed_pattern(
    shape: str, feed: str, *, account: str = "{account}", parameter: str = ""
) -> UrlPattern:
    """Return a pattern of feeds' URLs, for accounts whose page cannot be derived from them."""
    return url_pattern(shape, feed, feed=feed, account=account, parameter=parameter)


def page_pattern(
    shape: str, page: str, *, account: str = "{account}", parameter: str = ""
) -> UrlPattern:
    """Return a pattern of accounts' pages that have to be searched for the feed's URL."""
    return url_pattern(shape, page, discover=page, account=account, parameter=parameter)


def front_page_pattern(host: str, url: str) -> UrlPattern:
    """Return a pattern of all other URLs at a host, which lead to no account."""
    return url_pattern(rf"(?:{host})/.*", url, account="")


@implementer(IPlatform)
@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that is recognised by its URL patterns, which are tried in order."""

    name: str
    title: str
    kind: str = "other"
    dialogue: bool = False
    feed: str = "rule"
    example: str
    spellings: tuple[UrlPattern, ...]
    advice: str = ""
    retired: bool = False
    order: int = 100
    page: PageReader | None = None  # if the usual search for a feed in a page is not enough

    def recognise(self, url: str) -> Profile | None:
        """Return the account that the URL leads to; None if it is on another service."""
        address = parse_url(url)
        profiles = (each.profile(self.name, address) for each in self.spellings)
        return next((profile for profile in profiles if profile), None)

    def feed_in_page(self, html: str, profile: Profile) -> str:
        """Return the feed's URL in the page at ``Profile.discover``, "" if it is not found."""
        return self.page(html, profile) if self.page else ""


def page_reader(feed: str, *patterns: str) -> PageReader:
    """Return a function that fills ``feed`` with the groups of the first matching pattern."""
    known = tuple(re.compile(pattern) for pattern in patterns)

    def look(html: str, profile: Profile) -> str:
        found = next((hit for pattern in known if (hit := pattern.search(html))), None)
        return feed.format(**found.groupdict()) if found else ""

    return look
