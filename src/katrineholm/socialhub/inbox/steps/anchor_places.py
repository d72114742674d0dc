"""The places outside the database to which anchors go: files, URLs and the authority's mailbox.

A hub stores the outcome of the last anchor for each place, for the board and for the next try, and
the count of the chain at the last removal, which all places are to have soon.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlsplit

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY, HOUR, MINUTE, PACKAGE_NAME, _
from ...accounts.channels import hub_storage
from ...accounts.channels.mail_texts import mail_sentence
from ...core.feeds.errors import FeedError
from ...core.feeds.retrieval import PostRequest, post_request, status_error
from ...core.messages.anchors import Anchor, anchor_targets, anchored_heads, append_anchor, is_url
from ...core.messages.ledger import Head
from ...site.pages.refusals import error_message
from ...site.settings.registry import setting

KEY = f"{PACKAGE_NAME}.anchors"
BOOK = hub_storage.HubStorage(KEY, {"places": OOBTree, "wanted": PersistentMapping})
MAILBOX = "mailbox"
RETRY_SECONDS = 10 * MINUTE
HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class PlaceState:
    """The outcome of the last anchors for a place. Times are in seconds since 1970.

    ``at`` is when an anchor last arrived, with this ``count``, and ``tried`` the last try. If that
    failed, ``why`` is the reason, and ``since`` the first failure since then.
    """

    count: int = 0
    at: int = 0
    tried: int = 0
    since: int = 0
    why: str = ""


def place_names() -> list[str]:
    """Return the places that are set: paths and URLs, and MAILBOX."""
    return [*anchor_targets(), *([MAILBOX] if setting("agency_mailbox") else [])]


def place_title(name: str) -> Message | str:
    """Return the name of a place for people, without the query of a URL, which may be a key."""
    if name == MAILBOX:
        return _("the authority's mailbox")
    return (urlsplit(name).hostname or "") if is_url(name) else name


def place_states(hub: Container) -> Mapping[str, PlaceState]:
    """Return the state of each place to which the worker brings a hub's anchors."""
    return {name: PlaceState(**each) for name, each in BOOK.read(hub)["places"].items()}


def request_anchor(hub: Container, head: Head) -> None:
    """Have the worker bring the head to every place soon."""
    BOOK.writable(hub)["wanted"]["count"] = head.count


def due_places(hub: Container, now: int) -> Iterator[str]:
    """Yield the places that are to get an anchor now: daily, soon after a removal, or again."""
    states, wanted = place_states(hub), BOOK.read(hub)["wanted"].get("count", 0)
    for name in place_names():
        state = states.get(name, PlaceState())
        # A clock may have been wrong: a time in the future does not count.
        pause = RETRY_SECONDS if state.why else HOUR if name == MAILBOX else 0
        is_missing = wanted > state.count or not 0 <= now - state.at < DAY
        if is_missing and not 0 <= now - state.tried < pause:
            yield name


def deliver_anchor(name: str, anchor: Anchor, post: PostRequest = post_request) -> str:
    """Write an anchor to a file, or post it to a URL; return why that failed, or ""."""
    try:
        if is_url(name):
            _post(name, anchor, post)
        elif not _has(name, anchor):
            append_anchor(name, anchor)
    except FeedError as error:
        return mail_sentence(error_message(error))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def store_outcome(hub: Container, name: str, anchor: Anchor, why: str = "") -> None:
    """Store what became of an anchor at a place."""
    now = anchor.published
    before = place_states(hub).get(name, PlaceState())
    if why:
        after = replace(before, tried=now, since=before.since or now, why=why)
    else:
        after = PlaceState(anchor.count, now, now)
    BOOK.writable(hub)["places"][name] = asdict(after)


def unset_places(hub: Container) -> set[str]:
    """Return the places with a state that are not set any more."""
    return set(BOOK.read(hub)["places"]).difference(place_names())


def forget_places(hub: Container, names: Iterable[str]) -> None:
    """Delete the states of places."""
    for name in names:
        del BOOK.writable(hub)["places"][name]


def _post(url: str, anchor: Anchor, post: PostRequest) -> None:
    hop = post(url, anchor.line.encode(), HEADERS)
    if error := status_error(hop.status):
        raise error


def _has(path: str, anchor: Anchor) -> bool:
    """Return whether a page has written the anchor to the file when it removed a message."""
    if anchor.closed or anchor.restored:
        return False
    try:
        known = anchored_heads(path, anchor.hub)
    except (OSError, ValueError):
        return False
    return any(
        each.count >= anchor.count and anchor.published - each.published < DAY for each in known
    )
