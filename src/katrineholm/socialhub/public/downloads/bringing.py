"""Preview and import of a download: permission, outcome, and then all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice
from time import time

import transaction
from plone import api
from plone.dexterity.content import DexterityContent

from ... import _, logger
from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.hub import hub_of
from ...core.downloads.faults import DownloadFault
from ...core.downloads.opening import Upload
from ...core.downloads.post import NETWORK, UNDATED, Post, draft
from ...core.downloads.reading import NAMES, Report
from ...core.downloads.transfer import Contents, Posted, contents
from ...core.feeds.draft import single
from ...core.feeds.errors import FeedError
from ...core.feeds.plain import plain
from ...core.feeds.source import NONE
from ...core.feeds.text import language, shorten
from ...core.timeline.downloaded import PUBLIC, RECORD, Told
from ...core.timeline.pictures import MOST
from ...core.timeline.store import timeline_of
from ...core.timeline.written import CHANGED, NEW
from ...refresh.keep import enter_download
from ...site.forms.permissions import WRITE_ENTRY
from ...site.forms.refusals import Refusal, sentence
from ...site.parsing.apart import apart
from ...site.settings.titles import service_title
from ..posting.given import require_post, with_pictures
from .pictures import Pictures, new_pictures

# The parser in ``core.downloads`` that also reads the downloads of other services.
READ_BY = {"pixelfed": "mastodon"}
AT_ONCE = 200  # posts between savepoints, which limit memory
MOST_PICTURES = 1000  # in one request of a browser
STEPS = {PUBLIC: "download-kept", RECORD: "download-kept-record"}


@dataclass(slots=True)
class Outcome:
    """The contents of a download, and the result of an import or a preview.

    ``kept`` is public or record; ``done`` counts posts that are new, changed and same, empty in a
    preview; ``known`` is the number of posts that the channel has already, ``to_make`` of pictures
    to be resized, ``unread`` of unreadable ones. A hash covers the files and the options.
    ``network`` counts the posts that only the account's own network sees at the service: the
    importer decides whether they are public.
    """

    report: Report
    kept: str
    seen: str
    known: int = 0
    to_make: int = 0
    unread: int = 0
    undescribed: int = 0
    network: int = 0
    done: Counter[str] = field(default_factory=Counter)


def for_record_only(channel: DexterityContent) -> str:
    """Return why a download is only kept for the record; empty if it may be public."""
    facts = facts_of(channel)
    if facts.source == NONE:
        return _("What is on Facebook is shown as links, never among the entries.")
    if facts.state == "closed":
        return _("The channel is closed: what comes in now is for the record.")
    if not api.user.has_permission(WRITE_ENTRY, obj=channel):
        return _("Only an editor of the channel can show a download's posts to the public.")
    return ""


def preview(
    channel: DexterityContent,
    uploads: Sequence[Upload],
    *,
    record_only: bool,
    show_network: bool = False,
    run: Callable = apart,
) -> Outcome:
    """Return the outcome of an import; nothing is written. Raise Refusal.

    ``run`` calls the parser of the files, see ``contents``.
    """
    with _contents(channel, uploads, run) as found:
        outcome = _outcome(channel, uploads, found, record_only, show_network)
        timeline, facts = timeline_of(hub_of(channel)), facts_of(channel)
        entries = (_entry(each.post, facts, ()) for each in found.posts())
        outcome.known = timeline.recognised(facts.uid, entries)
        outcome.to_make = sum(1 for _new in new_pictures(timeline, found))
        return outcome


def bring_in(
    channel: DexterityContent,
    uploads: Sequence[Upload],
    *,
    record_only: bool,
    show_network: bool = False,
    by: str = "",
    most: int | None = None,
    run: Callable = apart,
) -> Outcome:
    """Import a download in the present transaction; after a Refusal it has to be aborted.

    ``most`` limits the number of resized pictures, as a browser does not wait for more. With
    ``show_network`` posts become public that only the account's network sees at the service.
    """
    hub, facts, now = hub_of(channel), facts_of(channel), int(time())
    by = by or api.user.get_current().getId() or ""
    with _contents(channel, uploads, run) as found:
        outcome = _outcome(channel, uploads, found, record_only, show_network)
        pictures = Pictures(timeline_of(hub))
        pictures.keep(found, most)
        entries = _entries(found.posts(), facts, pictures, show_network)
        rounds = enter_download(hub, facts, entries, kept=outcome.kept, by=by, now=now)
        while chunk := list(islice(rounds, AT_ONCE)):
            outcome.done.update(done for _id, done in chunk)
            _free_memory(hub)
        outcome.unread, outcome.undescribed = pictures.unread, pictures.undescribed
    _note(channel, outcome, by)
    return outcome


def seen(channel: DexterityContent, uploads: Sequence[Upload], *, record_only: bool) -> str:
    """Return a hash of the files and the options, so that nothing else is imported."""
    found = sha256(_kept(channel, record_only).encode())
    for upload in uploads:
        upload.stream.seek(0)
        found.update(upload.name.encode())
        while chunk := upload.stream.read(2**20):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def _contents(channel, uploads, run) -> Iterator[Contents]:
    """Yield a download's contents; raise its faults as Refusal."""
    facts = facts_of(channel)
    name = READ_BY.get(facts.platform, facts.platform)
    try:
        with contents(uploads, (name,) if name in NAMES else NAMES, MOST, run) as found:
            for each in found.posts():
                _require_post(each.post, facts)
            yield found
    except (DownloadFault, FeedError) as fault:
        if service := fault.values.get("service"):
            fault.values["service"] = service_title(service)
        raise Refusal(sentence(fault)) from fault


def _require_post(post: Post, facts: ChannelFacts) -> None:
    if post.link:
        title = shorten(post.title or post.text or post.link, 60)
        require_post(post.link, facts.profile_url, title)


def _outcome(channel, uploads, found, record_only, show_network):
    kept, closed = _kept(channel, record_only), found.report.closed
    network = closed[NETWORK] if kept == PUBLIC else 0
    if show_network and network:
        posts = (each.post for each in found.posts())
        undated = sum(each.closed == NETWORK and each.moment is None for each in posts)
        closed += Counter({UNDATED: undated, NETWORK: -network})
    noted = seen(channel, uploads, record_only=record_only)
    return Outcome(found.report, kept, noted, network=network)


def _kept(channel, record_only):
    return RECORD if record_only or for_record_only(channel) else PUBLIC


def _entries(
    posts: Iterator[Posted], facts: ChannelFacts, pictures: Pictures, show_network: bool
) -> Iterator[Told]:
    for posted in posts:
        post, images = posted.post, pictures.of(posted)
        entry = _entry(post, facts, images)
        if show_network and post.closed == NETWORK:
            entry = replace(entry, closed=UNDATED if post.moment is None else "", opened=NETWORK)
        yield entry


def _entry(post: Post, facts: ChannelFacts, images) -> Told:
    made = draft(post)
    made.language = language(made.language) or facts.language
    return Told(plain(with_pictures(single(made), images)), post.names, post.closed)


def _free_memory(hub):
    """Write changes to disk, so that thousands of posts need little memory."""
    transaction.savepoint(optimistic=True)
    hub._p_jar.cacheGC()


def _note(channel, outcome, by):
    new, changed = outcome.done[NEW], outcome.done[CHANGED]
    if new or changed:
        services = ", ".join(outcome.report.services)
        history.note(channel, STEPS[outcome.kept], f"{services}: {new} + {changed}")
        logger.info("%s: a download of %s kept by %s", channel.absolute_url(1), services, by)
