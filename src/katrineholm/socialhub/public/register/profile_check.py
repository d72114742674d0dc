"""The check of whether an account that this site links to also links back."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime

from ...core.feeds import retrieval
from ...core.feeds.discovery import PAGE_ACCEPT
from ...core.feeds.errors import FeedError
from ...core.feeds.html_tags import decode_page
from ...core.feeds.response import Response, checked_response
from ...core.platforms.catalogue import feed_url_in_page, find_platform
from ...core.platforms.interfaces import Profile
from . import service_accounts
from .backlinks import BackLink, strongest_link, url_key
from .check_outcome import STATUSES, CheckOutcome

LIMIT = 2 * 2**20
SECONDS = 10
# Pages built in the visitor's browser: a link may be there without being in the HTML.
SCRIPTED = frozenset(
    ("applepodcasts", "flickr", "pinterest", "reddit", "soundcloud", "spotify", "vimeo", "youtube")
)
GONE = ("missing", "gone")


def check_profile(
    profile: Profile, ours: Collection[str], *, get: Callable[..., Response] = retrieval.fetch_url
) -> CheckOutcome:
    """Check once, by at most two requests, whether the profile links to one of our URLs.

    ``ours`` are the URLs of the hub, the channel's page and the site's root. A FeedError is not
    raised but becomes the outcome.
    """
    service = find_platform(profile.platform)
    if service is None or service.feed in ("token", "none"):
        return CheckOutcome("impossible", "closed")
    try:
        return CHECKS.get(profile.platform, _on_page)(profile, ours, get)
    except FeedError as error:
        return _failure_outcome(error)


def _on_page(profile, ours, get):
    answer = get(profile.url, accept=PAGE_ACCEPT, limit=LIMIT, deadline=SECONDS)
    checked_response(answer, now=datetime.now(UTC))
    if _is_ours(answer.url, ours) and not _is_ours(profile.url, ours):
        # Our own pages link to us with rel="me": they prove nothing of an account elsewhere.
        return CheckOutcome("missing", "passed_on", answer.url)
    found = _outcome(strongest_link(answer.body, answer.url, ours))
    if found.status == "missing" and profile.platform in SCRIPTED:
        found = CheckOutcome("impossible", "scripted")
    # The feed's URL has the account's number, if the service's page has the feed.
    is_there = profile.discover == profile.url
    owner = feed_url_in_page(decode_page(answer.body), profile) if is_there else ""
    return replace(found, owner_id=owner)


def _is_ours(url, ours):
    there = url_key(url)
    return there is not None and there[0] in {found[0] for found in map(url_key, ours) if found}


def _on_mastodon(profile, ours, get):
    """Check the page and the server's API: newer servers build their pages in the browser.

    The API is called in any case, as only it gives the account's number.
    """
    try:
        page = _on_page(profile, ours, get)
    except FeedError as error:
        page = _failure_outcome(error)
    try:
        account = service_accounts.mastodon_account(profile.url, get=get)
    except FeedError as error:
        return _without_account(page, error)
    stated = _account_outcome(account, ours, profile.url)
    found = [stated] if stated.status == "gone" else [page, stated]
    best = min(found, key=lambda each: STATUSES.index(each.status))
    return replace(best, owner_id=account.id)


def _account_outcome(account, ours, url):
    if account.closed or account.moved_to:
        return CheckOutcome("gone", "suspended" if account.closed else "moved", account.moved_to)
    checked = strongest_link(account.checked, url, ours)
    if checked and checked.way == "me":
        return CheckOutcome("both-ways", "verified", checked.page)
    return _outcome(strongest_link(account.page, url, ours))


def _without_account(page, error):
    """Return the page's outcome; no link proves nothing if the API does not answer."""
    if page.status != "missing" or error.code in GONE:
        return page
    is_closed = error.code == "forbidden"
    return CheckOutcome("impossible", "login_only") if is_closed else _failure_outcome(error)


def _on_bluesky(profile, ours, get):
    account = service_accounts.bluesky_account(profile.account, get=get)
    if account.closed:
        return CheckOutcome("gone", "suspended")
    found = _account_outcome(account, ours, profile.url)
    if page := _own_domain(account.handle, ours):
        found = CheckOutcome("both-ways", "handle", page)
    return replace(found, owner_id=account.id)


def _own_domain(handle, ours):
    hosts = ((page, key[0]) for page in ours if (key := url_key(page)))
    return next((page for page, host in hosts if f".{handle}".endswith(f".{host}")), "")


def _outcome(link: BackLink | None) -> CheckOutcome:
    if link is None:
        return CheckOutcome("missing", "no_link")
    return CheckOutcome("both-ways" if link.way == "me" else "linked", link.way, link.page)


def _failure_outcome(error):
    if error.code in GONE:
        return CheckOutcome("gone", "vanished")
    return CheckOutcome("unreachable", error.code, values=error.values)


CHECKS = {"mastodon": _on_mastodon, "bluesky": _on_bluesky}
