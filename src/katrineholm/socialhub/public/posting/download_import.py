"""The preview of a download and its import, which is complete or has no effect at all."""

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
from ...accounts.channels.limits import require_storage
from ...core.feeds.draft import finished_entry
from ...core.feeds.errors import FeedError
from ...core.feeds.model import entry_values
from ...core.feeds.source_kinds import NONE
from ...core.feeds.text import language_tag, shorten
from ...core.sources.download_errors import DownloadError
from ...core.sources.download_files import Upload
from ...core.sources.download_post import NETWORK, UNDATED, Post, post_draft
from ...core.sources.download_reader import SERVICE_NAMES, Report
from ...core.sources.download_transfer import DownloadContents, PostWithPictures, download_contents
from ...core.timeline.downloads import PUBLIC, RECORD, DownloadedPost, known_count
from ...core.timeline.pictures import MAX_FETCHED
from ...core.timeline.store import timeline_of
from ...core.timeline.submissions import CHANGED, NEW
from ...refresh.answer_storage import store_download
from ...site.pages.parser_calls import run_in_parser
from ...site.pages.permissions import WRITE_ENTRY
from ...site.pages.refusals import Refusal, error_message
from ...site.settings.titles import service_title
from .download_pictures import DownloadPictures, new_pictures
from .submission import entry_with_pictures, require_post

# The parser in ``core.sources`` that also reads the downloads of other services.
PARSERS = {"pixelfed": "mastodon"}
BATCH = 200  # posts between savepoints, which limit memory
MOST_PICTURES = 1000  # in one request of a browser
STEPS = {PUBLIC: "download-kept", RECORD: "download-kept-record"}


@dataclass(slots=True)
class ImportOutcome:
    """The contents of a download, and the result of its import or preview.

    ``kept`` is "public" or "record"; ``seen`` is a hash of that and of the files. After an import,
    ``done`` counts new, changed and unchanged posts, and ``unread`` and ``undescribed`` count
    pictures. In a preview, ``known`` counts posts that are stored already, and ``to_make`` pictures
    to resize. ``network`` counts posts for the account's own network, which the importer may make
    public.
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


def record_only_reason(channel: DexterityContent) -> str:
    """Return the reason why a download cannot be public, or an empty string if it can."""
    facts = facts_of(channel)
    if facts.source == NONE:
        return _("What is on Facebook is shown as links, never among the entries.")
    if facts.state == "closed":
        return _("The channel is closed: what comes in now is for the record.")
    if not api.user.has_permission(WRITE_ENTRY, obj=channel):
        return _("Only an editor of the channel can show a download's posts to the public.")
    return ""


def preview_download(
    channel: DexterityContent,
    uploads: Sequence[Upload],
    *,
    record_only: bool,
    show_network: bool = False,
    run: Callable = run_in_parser,
) -> ImportOutcome:
    """Return the outcome that an import would have, without storing anything. Raise Refusal."""
    with _contents(channel, uploads, run) as found:
        outcome = _outcome(channel, uploads, found, record_only, show_network)
        timeline, facts = timeline_of(hub_of(channel)), facts_of(channel)
        entries = (_entry(each.post, facts, ()) for each in found.posts())
        outcome.known = known_count(timeline, facts.uid, entries)
        outcome.to_make = sum(1 for _new in new_pictures(timeline, found))
        return outcome


def import_download(
    channel: DexterityContent,
    uploads: Sequence[Upload],
    *,
    record_only: bool,
    show_network: bool = False,
    by: str = "",
    most: int | None = None,
    run: Callable = run_in_parser,
) -> ImportOutcome:
    """Import a download in the current transaction, which must be aborted after a Refusal.

    ``most`` limits the number of pictures to resize, because a browser does not wait for long.
    ``show_network`` publishes posts that only the account's own network sees at the service.
    """
    hub, facts, now = hub_of(channel), facts_of(channel), int(time())
    by = by or api.user.get_current().getId() or ""
    with _contents(channel, uploads, run) as found:
        outcome = _outcome(channel, uploads, found, record_only, show_network)
        pictures = DownloadPictures(timeline_of(hub))
        pictures.keep(found, most)
        entries = _entries(found.posts(), facts, pictures, show_network)
        rounds = store_download(hub, facts, entries, kept=outcome.kept, by=by, now=now)
        while chunk := list(islice(rounds, BATCH)):
            outcome.done.update(done for _id, done in chunk)
            # The posts are moved to disk, so that thousands of them need little memory.
            transaction.savepoint(optimistic=True)
            hub._p_jar.cacheGC()
        outcome.unread, outcome.undescribed = pictures.unread, pictures.undescribed
    _note(channel, outcome, by)
    return outcome


def content_hash(channel: DexterityContent, uploads: Sequence[Upload], *, record_only: bool) -> str:
    """Return a hash of the files and the posts' visibility, so that only these are imported."""
    found = sha256(_kept(channel, record_only).encode())
    for upload in uploads:
        upload.stream.seek(0)
        found.update(upload.name.encode())
        while chunk := upload.stream.read(2**20):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def _contents(channel, uploads, run) -> Iterator[DownloadContents]:
    """Yield the contents of a download. Raise Refusal if it cannot be read, or stored."""
    require_storage()
    facts = facts_of(channel)
    name = PARSERS.get(facts.platform, facts.platform)
    services = (name,) if name in SERVICE_NAMES else SERVICE_NAMES
    try:
        with download_contents(uploads, services, MAX_FETCHED, run) as found:
            for post in (each.post for each in found.posts() if each.post.link):
                title = shorten(post.title or post.text or post.link, 60)
                require_post(post.link, facts.profile_url, title)
            yield found
    except (DownloadError, FeedError) as fault:
        if service := fault.values.get("service"):
            fault.values["service"] = service_title(service)
        raise Refusal(error_message(fault)) from fault


def _outcome(channel, uploads, found, record_only, show_network):
    kept, closed = _kept(channel, record_only), found.report.closed
    network = closed[NETWORK] if kept == PUBLIC else 0
    if show_network and network:
        posts = (each.post for each in found.posts())
        undated = sum(each.closed == NETWORK and each.moment is None for each in posts)
        closed += Counter({UNDATED: undated, NETWORK: -network})
    noted = content_hash(channel, uploads, record_only=record_only)
    return ImportOutcome(found.report, kept, noted, network=network)


def _kept(channel, record_only):
    return RECORD if record_only or record_only_reason(channel) else PUBLIC


def _entries(
    posts: Iterator[PostWithPictures],
    facts: ChannelFacts,
    pictures: DownloadPictures,
    show_network: bool,
) -> Iterator[DownloadedPost]:
    for posted in posts:
        post, images = posted.post, pictures.images_of(posted)
        entry = _entry(post, facts, images)
        if show_network and post.closed == NETWORK:
            entry = replace(entry, closed=UNDATED if post.moment is None else "", opened=NETWORK)
        yield entry


def _entry(post: Post, facts: ChannelFacts, images) -> DownloadedPost:
    made = post_draft(post)
    made.language = language_tag(made.language) or facts.language
    return DownloadedPost(
        entry_values(entry_with_pictures(finished_entry(made), images)), post.names, post.closed
    )


def _note(channel, outcome, by):
    new, changed = outcome.done[NEW], outcome.done[CHANGED]
    if new or changed:
        services = ", ".join(outcome.report.services)
        history.note_event(channel, STEPS[outcome.kept], f"{services}: {new} + {changed}")
        logger.info("%s: a download of %s kept by %s", channel.absolute_url(1), services, by)
