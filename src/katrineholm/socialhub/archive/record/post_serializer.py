"""A post of the record as JSON, with its versions and history."""

from plone import api
from plone.dexterity.content import Container
from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels.facts import any_channel
from ...accounts.channels.times import iso_time
from ...core.timeline.layout import Entry, existing_entry
from ...core.timeline.missing_media import missing_media
from ...core.timeline.originals import StoredOriginal, stored_original
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.store import timeline_of
from ...inbox.steps.mails import channel_title
from ...public.listings.cards import CardMaker
from ...public.listings.entry_versions import Version, earlier_versions
from ...site.settings.titles import service_title
from ..packages.activitystreams import public_state
from ..packages.missing_texts import reason_text
from ..packages.post_history import post_history
from ..packages.titles import STATE_TITLES
from .original_file import ORIGINAL

PICTURE = "@@record-picture"
CONTENT_FIELDS = ("title", "title_derived", "link", "summary", "author", "language")


def serialize_post(hub: Container, entry: Entry, request: HTTPRequest) -> dict:
    """Return all stored data of a post; timestamps are ISO 8601 in UTC.

    ``versions`` are its earlier texts, newest first, each with its ``difference`` from the next
    one; ``acts`` are the events in its history, oldest first.
    """
    entry_id, state_now = entry["entry_id"], public_state(entry)
    return {
        "@id": f"{hub.absolute_url()}/@record/{entry_id}",
        "id": entry_id,
        "state": state_now,
        "state_title": api.portal.translate(STATE_TITLES[state_now]),
        "channel": channel_data(hub, entry["channel"], request),
        **content_data(hub, entry_id, entry, request),
        "time": iso_time(entry["time"]),
        "first_seen": iso_time(entry["first_seen"]),
        "last_changed": iso_time(entry["last_changed"]),
        "withdrawn": iso_time(entry["withdrawn"]),
        "versions": [_version(hub, entry_id, each, request) for each in earlier_versions(entry)],
        "acts": [act | {"when": iso_time(act["when"])} for act in post_history(hub, entry)],
    }


def content_data(hub: Container, entry_id: str, content: Entry, request: HTTPRequest) -> dict:
    """Return the content of an entry or an earlier version as JSON, with its stored pictures."""
    timeline = timeline_of(hub)
    pictures = stored_pictures(timeline, content)
    maker = RecordCards(hub, timeline, request)
    return {
        **{name: content[name] for name in CONTENT_FIELDS},
        "html": maker.html({**content, "entry_id": entry_id}),
        "published": iso_time(content["published"]),
        "updated": iso_time(content["updated"]),
        "categories": list(content["categories"]),
        "media": [dict(each) for each in content["media"]],
        "pictures": [
            {
                "src": record_picture_url(hub, entry_id, each["name"]),
                "source": each["src"],
                **{name: each[name] for name in ("alt", "width", "height")},
                "original": _original(hub, entry_id, stored_original(timeline, each["src"])),
            }
            for each in pictures
        ],
        "not_kept": [
            {"url": each.url, "kind": each.kind, "reason": each.why, "text": reason_text(each)}
            for each in missing_media(timeline, existing_entry(timeline.root, entry_id), content)
        ],
    }


def _original(hub, entry_id, found: StoredOriginal | None) -> dict | None:
    if found is None:
        return None
    return {
        "@id": f"{hub.absolute_url()}/{ORIGINAL}/{entry_id}/{found.sha256}",
        "sha256": found.sha256,
        "type": found.type,
        "declared_type": found.declared,
    }


def channel_data(hub: Container, uid: str, request: HTTPRequest) -> dict:
    """Return the channel of a post as JSON, without a URL if the channel has been removed."""
    facts = any_channel(hub, uid)
    return {
        "UID": uid,
        "title": channel_title(hub, uid),
        "@id": request.physicalPathToURL(facts.path) if facts else None,
        "service": service_title(facts.platform) if facts else "",
        "administration": facts.administration.title if facts else "",
    }


def record_picture_url(hub: Container, entry_id: str, name: str) -> str:
    """Return the URL of a picture for readers of the record, even if visitors cannot see it."""
    return f"{hub.absolute_url()}/{PICTURE}/{entry_id}/{name}"


class RecordCards(CardMaker):
    """A card maker whose picture URLs are for readers of the record."""

    def _picture_url(self, entry, name):
        return f"{self.hub_url}/{PICTURE}/{entry['entry_id']}/{name}"


def _version(hub, entry_id, version: Version, request) -> dict:
    return {
        "number": version.number,
        "until": iso_time(version.until),
        **content_data(hub, entry_id, version.content, request),
        "is_other": version.is_different,
        "difference": [piece._asdict() for piece in version.pieces],
    }
