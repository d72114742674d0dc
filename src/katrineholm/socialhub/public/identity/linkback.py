"""The mutual check: does an account that this site links to link back?"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime

from ...core.feeds import fetch
from ...core.feeds.answer import Answer, expect
from ...core.feeds.discover import PAGE_ACCEPT
from ...core.feeds.errors import FeedError
from ...core.feeds.tags import decoded
from ...core.platforms.catalogue import feed_in_page, platform
from ...core.platforms.interfaces import Profile
from . import accounts
from .backlinks import Link, link_back, place
from .outcome import STATUSES, Outcome

LIMIT = 2 * 2**20
SECONDS = 10
# Pages built in the visitor's browser: a link may be there without being in the HTML.
SCRIPTED = frozenset(
    {
        *("applepodcasts", "flickr", "pinterest", "reddit", "soundcloud", "spotify"),
        *("vimeo", "youtube"),
    }
)
GONE = ("missing", "gone")


def check(
    profile: Profile, ours: Collection[str], *, get: Callable[..., Answer] = fetch.get
) -> Outcome:
    """Look once for a link from the profile to one of our URLs; two requests at most.

    ``ours`` are the hub, the channel's page and the site's root. Every failure is an outcome:
    nothing is raised.
    """
    service = platform(profile.platform)
    if service is None or service.feed in ("token", "none"):
        return Outcome("impossible", "closed")
    try:
        return CHECKS.get(profile.platform, _on_page)(profile, ours, get)
    except FeedError as error:
        return _failed(error)


def _on_page(profile, ours, get):
    answer = get(profile.url, accept=PAGE_ACCEPT, limit=LIMIT, deadline=SECONDS)
    expect(answer, now=datetime.now(UTC))
    if _is_ours(answer.url, ours) and not _is_ours(profile.url, ours):
        # Our own pages link to us with rel="me": they prove nothing of an account elsewhere.
        return Outcome("missing", "passed_on", answer.url)
    found = _judged(link_back(answer.body, answer.url, ours))
    if found.status == "missing" and profile.platform in SCRIPTED:
        found = Outcome("impossible", "scripted")
    return replace(found, owner_id=_owner(answer.body, profile))


def _owner(page, profile):
    """Return the feed's URL with the account's number, if the service's page has it."""
    return feed_in_page(decoded(page), profile) if profile.discover == profile.url else ""


def _is_ours(url, ours):
    there = place(url)
    return there is not None and there[0] in {found[0] for found in map(place, ours) if found}


def _on_mastodon(profile, ours, get):
    """Check the page and the server's API: newer servers build their pages in the browser.

    The API is called in any case, as only it gives the account's number.
    """
    try:
        page = _on_page(profile, ours, get)
    except FeedError as error:
        page = _failed(error)
    try:
        account = accounts.mastodon(profile.url, get=get)
    except FeedError as error:
        return _without_account(page, error)
    stated = _by_account(account, ours, profile.url)
    best = (
        stated
        if stated.status == "gone"
        else min(page, stated, key=lambda each: STATUSES.index(each.status))
    )
    return replace(best, owner_id=account.id)


def _by_account(account, ours, url):
    if account.closed or account.moved_to:
        return Outcome("gone", "suspended" if account.closed else "moved", account.moved_to)
    checked = link_back(account.checked, url, ours)
    if checked and checked.way == "me":
        return Outcome("both-ways", "verified", checked.page)
    return _judged(link_back(account.page, url, ours))


def _without_account(page, error):
    """Return the page's outcome; no link proves nothing if the API does not answer."""
    if page.status != "missing" or error.code in GONE:
        return page
    return Outcome("impossible", "login_only") if error.code == "forbidden" else _failed(error)


def _on_bluesky(profile, ours, get):
    account = accounts.bluesky(profile.account, get=get)
    if account.closed:
        return Outcome("gone", "suspended")
    found = _by_account(account, ours, profile.url)
    if page := _own_domain(account.handle, ours):
        found = Outcome("both-ways", "handle", page)
    return replace(found, owner_id=account.id)


def _own_domain(handle, ours):
    """Return the URL of ours that has the handle as its host or below it."""
    hosts = {each: (place(each) or ("",))[0] for each in ours}
    return next(
        (page for page, host in hosts.items() if host and f".{handle}".endswith(f".{host}")), ""
    )


def _judged(link: Link | None) -> Outcome:
    if link is None:
        return Outcome("missing", "no_link")
    return Outcome("both-ways" if link.way == "me" else "linked", link.way, link.page)


def _failed(error):
    if error.code in GONE:
        return Outcome("gone", "vanished")
    return Outcome("unreachable", error.code, values=error.values)


CHECKS = {"mastodon": _on_mastodon, "bluesky": _on_bluesky}
