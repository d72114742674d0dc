"""Accounts that the municipality's own web sites link to, stored in an annotation of the hub.

It has the sites that the office lists, their pages with links to accounts, the accounts that these
add up to, and those that the office has said are not the municipality's. All are plain values.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from BTrees.OOBTree import OOBTree
from plone import api

from ... import DAY, PACKAGE_NAME, WEEK, _
from ...accounts.channels.hub_storage import HubStorage
from ...accounts.channels.interfaces import Task
from ...core.feeds.site_walk import SitePage, site_host
from ...core.platforms.account_lookup import account_keys
from ...core.platforms.linked_accounts import linked_account, linked_account_key
from ...site.pages.permissions import may_manage_register
from ...site.settings.registry import public_site_url

KEY = f"{PACKAGE_NAME}.found_accounts"
STORE = HubStorage(
    KEY,
    {"sites": OOBTree, "pages": OOBTree, "accounts": OOBTree, "strangers": OOBTree},
)
MOST_ACCOUNTS = 1000  # of a hub
MOST_EXAMPLES = 20  # pages that are stored of an account
GONE_FOR = 365 * DAY  # that an account is remembered without links
PARTY = "CouncilParty"


@dataclass(frozen=True, slots=True)
class OwnSite:
    """A web site of the municipality's; its last scan ``began`` and ``ended`` at these times.

    An error of the scan has a ``code``, see ``core.feeds.errors``. The scan ``is_whole`` if no
    bound was met. Times are seconds since 1970, 0 for never.
    """

    url: str
    by: str
    added: int
    began: int = 0
    ended: int = 0
    is_whole: bool = True
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def is_due(self, now: int) -> bool:
        """Return whether a scan is due, is under way or was interrupted."""
        every = DAY if self.code else WEEK
        return self.is_under_way(now) or not 0 <= now - self.ended < every

    def is_under_way(self, now: int) -> bool:
        """Return whether a scan has begun and not ended."""
        return self.ended < self.began <= now


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account that own sites link to, seen ``first`` and ``last`` at these times.

    ``pages`` are some of the ``count`` pages that link to it. If none does any more, it is ``gone``
    since that time. If the office has said that it is not the municipality's, ``by`` is who said so
    and ``at`` is when.
    """

    key: str
    url: str
    first: int
    last: int
    gone: int = 0
    count: int = 0
    pages: tuple[str, ...] = ()
    by: str = ""
    at: int = 0

    @property
    def is_waiting(self) -> bool:
        """Return whether the office has to decide about it."""
        return not self.gone and not self.by


def own_sites(hub: Any) -> list[OwnSite]:
    """Return the municipality's sites, sorted by URL."""
    return [OwnSite(**each) for each in STORE.read(hub)["sites"].values()]


def store_site(hub: Any, site: OwnSite) -> None:
    """Store a site."""
    STORE.writable(hub)["sites"][site.url] = asdict(site)


def remove_site(hub: Any, url: str, now: int) -> None:
    """Remove a site and its pages; accounts that only they link to are gone."""
    for part in ("sites", "pages"):
        STORE.writable(hub)[part].pop(url, None)
    count_accounts(hub, now)


def begin_scans(hub: Any) -> None:
    """Make the scan of every site due that is not under way."""
    for site in own_sites(hub):
        if site.ended >= site.began:
            store_site(hub, replace(site, ended=0, began=0))


def site_pages(hub: Any, url: str) -> dict[str, SitePage]:
    """Return the known pages of a site, keyed by URL."""
    pages = STORE.read(hub)["pages"].get(url, {})
    return {page: SitePage(page, *values) for page, values in pages.items()}


def site_page_count(hub: Any, url: str) -> int:
    """Return the number of pages of a site that have been read."""
    pages = STORE.read(hub)["pages"].get(url, {})
    return sum(1 for values in pages.values() if values[2])


def store_pages(hub: Any, url: str, pages: Iterable[SitePage]) -> None:
    """Store visited and discovered pages of a site, unless the site has been removed."""
    if url not in STORE.read(hub)["sites"]:
        return
    kept = STORE.writable(hub)["pages"].setdefault(url, OOBTree())
    ours, accounts = _own_hosts(hub), {}
    for page in pages:
        if page.is_gone:
            kept.pop(page.url, None)
            continue
        for link in page.links:
            if link not in accounts:
                accounts[link] = "" if site_host(link) in ours else _account_url(link)
        links = tuple(dict.fromkeys(filter(None, (accounts[link] for link in page.links))))
        values = page.depth, page.visited, page.seen, page.etag, page.modified, links
        if kept.get(page.url) != values:
            kept[page.url] = values


def count_accounts(hub: Any, now: int) -> None:
    """Store which accounts the stored pages add up to, after a scan has ended."""
    book, linked = STORE.writable(hub)["accounts"], _linked_accounts(hub)
    for key in [key for key in book if key not in linked]:
        gone = book[key]["gone"] or now
        if 0 <= now - gone < GONE_FOR:
            book[key] = book[key] | {"gone": gone, "count": 0, "pages": ()}
        else:
            del book[key]
    for key, found in linked.items():
        if key in book or len(book) < MOST_ACCOUNTS:
            first = book[key]["first"] if key in book else found["last"]
            book[key] = found | {"first": first, "gone": 0}


def unlisted_accounts(hub: Any) -> list[FoundAccount]:
    """Return the found accounts that neither a channel of any state nor a party explains.

    Those that wait come first, then those that are not the municipality's, then those that are
    gone.
    """
    book = STORE.read(hub)
    found = [
        FoundAccount(key, **values, **book["strangers"].get(key, {}))
        for key, values in book["accounts"].items()
    ]
    explained = _channel_keys() | _party_keys() if found else set()
    unlisted = [each for each in found if each.key not in explained]
    return sorted(unlisted, key=lambda each: (bool(each.gone), bool(each.by), each.key))


def unlisted_task(hub: Any) -> Iterator[Task]:
    """Yield how many accounts the office has to decide about, see ``IWaiting``."""
    waiting = may_manage_register(hub) and sum(each.is_waiting for each in unlisted_accounts(hub))
    if waiting:
        title = _("Accounts on our web sites that nobody has reported")
        yield Task(title, f"{hub.absolute_url()}/@@found-accounts", waiting)


def set_stranger(hub: Any, key: str, by: str, at: int) -> None:
    """Store who has said, and when, that an account is not the municipality's."""
    STORE.writable(hub)["strangers"][key] = {"by": by, "at": at}


def unset_stranger(hub: Any, key: str) -> None:
    """Take back that an account is not the municipality's."""
    STORE.writable(hub)["strangers"].pop(key, None)


def _account_url(link):
    profile = linked_account(link)
    return profile.url if profile else ""


def _own_hosts(hub):
    """Return the hosts whose pages are no accounts: those of the sites and of this one."""
    return {site_host(url) for url in (public_site_url(), *STORE.read(hub)["sites"])}


def _linked_accounts(hub):
    """Return the values of each account that a stored page links to, keyed by its key."""
    found: dict[str, dict] = {}
    for pages in STORE.read(hub)["pages"].values():
        for page, (*_facts, seen, _etag, _modified, links) in pages.items():
            for key, link in {linked_account_key(each): each for each in reversed(links)}.items():
                each = found.setdefault(key, {"url": link, "last": 0, "count": 0, "pages": ()})
                each["last"] = max(each["last"], seen)
                each["count"] += 1
                each["pages"] = (*each["pages"], page)[:MOST_EXAMPLES]
    found.pop("", None)
    return found


def _channel_keys():
    """Return the keys of all channels, whatever their state, and of all places on Facebook."""
    return {*api.portal.get_tool("portal_catalog").Indexes["socialhub_accounts"].uniqueValues()}


def _party_keys():
    parties = api.content.find(portal_type=PARTY, unrestricted=True)
    facts = [brain.socialhub_facts for brain in parties]
    return {key for each in facts for key in account_keys(each["link"], [each["feed"]])}
