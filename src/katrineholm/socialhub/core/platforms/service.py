"""The common case of a service: its facts, and the spellings of its addresses."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from zope.interface import implementer

from .address import Address, read_address
from .interfaces import IPlatform, Profile

PageReader = Callable[[str, Profile], str]


def _(text: str) -> str:
    """Mark a text for extraction: this room knows no translator."""
    return text


def nothing_of_its_own(html: str, profile: Profile) -> str:
    """The ordinary look for a feed in a page is all that is needed."""
    return ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write the address of an account; made by ``spelling``."""

    shape: re.Pattern[str]
    url: str
    feed: str
    discover: str
    account: str
    parameter: str
    lower: bool

    def profile(self, platform: str, address: Address) -> Profile | None:
        """The account that the address leads to, if it is spelled this way."""
        found = self.shape.fullmatch(self._asked_for(address))
        if found is None:
            return None
        names = {name: value or "" for name, value in found.groupdict().items()}
        if self.lower:
            names = {name: value.lower() for name, value in names.items()}
        written = {name: quote(value, safe="@:/+") for name, value in names.items()}
        written |= {"origin": address.origin, "address": address.url}
        return Profile(
            platform=platform,
            account=self.account.format(**names, host=address.netloc),
            url=self.url.format(**written),
            feed_url=self.feed.format(**written),
            discover=self.discover.format(**written),
        )

    def _asked_for(self, address: Address) -> str:
        if not self.parameter:
            return address.shape
        return f"{address.shape}?{self.parameter}={address.value(self.parameter)}"


def spelling(
    shape: str,
    url: str,
    *,
    feed: str = "",
    discover: str = "",
    account: str = "{account}",
    parameter: str = "",
    lower: bool = False,
) -> Spelling:
    """A way to write an address.

    ``shape`` is a regular expression for ``Address.shape``, followed by ``?parameter=value``
    where ``parameter`` is given. Its named groups, ``{origin}`` and ``{address}`` fill the
    templates ``url``, ``feed`` and ``discover``; the groups and ``{host}`` fill ``account``.
    ``lower`` is for services whose accounts know no capitals.
    """
    return Spelling(re.compile(shape, re.DOTALL), url, feed, discover, account, parameter, lower)


def feed_itself(
    shape: str, feed: str, *, account: str = "{account}", parameter: str = ""
) -> Spelling:
    """The address of a feed, of which no page is known."""
    return spelling(shape, feed, feed=feed, account=account, parameter=parameter)


def searched(shape: str, page: str, *, account: str = "{account}", parameter: str = "") -> Spelling:
    """The address of a page that is searched for the feed."""
    return spelling(shape, page, discover=page, account=account, parameter=parameter)


def front_page(host: str, url: str) -> Spelling:
    """Whatever else is written at a host leads to the service, to no account."""
    return spelling(rf"(?:{host})/.*", url, account="")


@implementer(IPlatform)
@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that is told by the spellings of its addresses, tried in their order."""

    name: str
    title: str
    kind: str = "other"
    dialogue: bool = False
    feed: str = "rule"
    example: str
    spellings: tuple[Spelling, ...]
    advice: str = ""
    retired: bool = False
    order: int = 100
    page: PageReader = nothing_of_its_own

    def recognise(self, url: str) -> Profile | None:
        """The account that the address leads to; None if it is not ours."""
        address = read_address(url)
        profiles = (each.profile(self.name, address) for each in self.spellings)
        return next((profile for profile in profiles if profile), None)

    def feed_in_page(self, html: str, profile: Profile) -> str:
        """The feed's address, told by the page at ``profile.discover``; empty if it is not."""
        return self.page(html, profile)


def found_in_page(feed: str, *patterns: str) -> PageReader:
    """A reader that fills ``feed`` with the groups of the first pattern a page holds."""
    known = tuple(re.compile(pattern) for pattern in patterns)

    def look(html: str, profile: Profile) -> str:
        found = next((hit for pattern in known if (hit := pattern.search(html))), None)
        return feed.format(**found.groupdict()) if found else ""

    return look
