"""Writing, changing and withdrawing entries by hand: permission, storage and history."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from io import BytesIO
from time import time

from plone import api
from plone.dexterity.content import DexterityContent
from zope.i18nmessageid import Message

from ... import _, logger
from ...accounts.channels import history, post_acts
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...core.feeds.model import Image
from ...core.feeds.source_kinds import NONE
from ...core.feeds.text import single_line
from ...core.timeline.decisions import hide_entry
from ...core.timeline.originals import Original
from ...core.timeline.pictures import store_upload
from ...core.timeline.store import timeline_of
from ...core.timeline.submissions import CHANGED, NEW, entry_with_link, has_source_text
from ...refresh.answer_storage import rewrite_entry, store_entry
from ...site.pages.form_faults import FormFaults
from ...site.pages.permissions import WRITE_ENTRY
from ...site.settings.registry import setting
from .submission import (
    EMPTY_SUBMISSION,
    NO_FACEBOOK,
    UPLOAD_PREFIX,
    Refused,
    Submission,
    UploadedPicture,
    changed_submission,
    entry_with_pictures,
    submitted_entry,
    submitted_pictures,
)

STEPS = {NEW: "entry-written", CHANGED: "entry-changed"}


def may_write(place: DexterityContent) -> bool:
    """Return whether the user may write entries in an administration or a channel."""
    return api.user.has_permission(WRITE_ENTRY, obj=place)


def write_refusal(channel: DexterityContent) -> Refused | None:
    """Return a refusal if a channel accepts no entries, or None."""
    facts = facts_of(channel)
    if facts.source == NONE:
        return Refused("source", NO_FACEBOOK)
    if facts.state == "closed":
        return Refused("state", _("The channel is closed: it takes no more entries."))
    return None


def create_entry(channel: DexterityContent, changes: Mapping, *, by: str = "") -> tuple[str, str]:
    """Store an entry; return its id and ``new``, ``changed`` or ``same``. Raise Refused."""
    if refusal := write_refusal(channel):
        raise refusal
    given, now = changed_submission(EMPTY_SUBMISSION, changes), int(time())
    facts, hub = facts_of(channel), hub_of(channel)
    entry = _entry(hub, facts, given, now)
    entry_id, done = store_entry(hub, facts, entry, by=_user_id(by), now=now)
    _log(channel, entry_id, "entry-sent" if by and done == NEW else STEPS.get(done), by)
    return entry_id, done


def is_submitted_by(entry: Mapping, who: str) -> bool:
    """Return whether an entry was submitted by a key, given as ``Key.who``."""
    hand = entry.get("hand")
    return hand is not None and hand["wrote"] is not None and hand["by"] == who


def change_entry(
    channel: DexterityContent, entry_id: str, changes: Mapping, *, by: str = ""
) -> str:
    """Change an entry of the channel; return ``changed`` or ``same``. Raise Refused."""
    if refusal := write_refusal(channel):
        raise refusal
    hub, facts, now = hub_of(channel), facts_of(channel), int(time())
    stored = timeline_of(hub).existing(entry_id)
    if not has_source_text(stored):
        given = changed_submission(stored_submission(stored), changes)
        entry, alts = _entry(hub, facts, given, now, entry_id), {}
    elif set(changes) - {"pictures"}:
        raise Refused("source", SOURCE_OWNS_TEXT)
    else:
        entry, alts = None, _alts(stored, changes.get("pictures", ()))
    done = rewrite_entry(hub, facts, entry_id, entry, alts, by=_user_id(by), now=now)
    _log(channel, entry_id, STEPS.get(done), by)
    return done


def describe_pictures(channel: DexterityContent, entry_id: str, alts: Mapping[str, str]) -> str:
    """Store permanent alternative texts by picture URL; return ``changed`` or ``same``."""
    hub, facts, now = hub_of(channel), facts_of(channel), int(time())
    done = rewrite_entry(hub, facts, entry_id, None, alts, by=_user_id(), now=now)
    _log(channel, entry_id, "pictures-described" if done == CHANGED else None)
    return done


def withdraw_entry(
    channel: DexterityContent, entry_id: str, *, by: str = "", why: str = ""
) -> bool:
    """Hide an entry but keep it in the record; return False if it is hidden already."""
    hub, now = hub_of(channel), int(time())
    if done := hide_entry(timeline_of(hub), entry_id, by=_user_id(by), now=now):
        post_acts.note_act(hub, "hide", [entry_id], now=now, who=_user_id(by), why=why)
    _log(channel, entry_id, "entry-hidden" if done else None, by)
    return done


def stored_submission(entry: Mapping) -> Submission:
    """Return the submission that a stored entry was made from."""
    wrote = entry["hand"]["wrote"]
    return Submission(
        link=wrote["link"],
        title="" if wrote["title_derived"] else wrote["title"],
        html=wrote["html"],
        published=wrote["dated"],
        language=wrote["language"],
        pictures=tuple(
            UploadedPicture(image["alt"], src=image["src"])
            for image in wrote["images"]
            if image["src"].startswith(UPLOAD_PREFIX)
        ),
    )


def _entry(hub, facts, given, now, own=""):
    """Return the entry, if valid, after storing its pictures; ``own`` is its id, if it has one."""
    faults = FormFaults()
    make = partial(submitted_entry, profile_url=facts.profile_url, language=facts.language, now=now)
    entry = faults.take("link", make, given)
    pictures = faults.take("images", submitted_pictures, given)
    faults.raise_faults()
    known = entry_with_link(timeline_of(hub), facts.uid, entry.link)
    if known is not None and own not in ("", known["entry_id"]):
        raise Refused("link", _("Another entry of the channel has this address."), "link")
    if known is not None and known.get("disposed"):
        raise Refused("disposed", _("The entry has been disposed of, and does not come back."))
    if known is not None and known["hidden"]:
        raise Refused("hidden", _("The entry is here and hidden: show it again instead."))
    images = []
    for upload, picture in pictures:
        src = upload.src or _stored_picture(hub, upload, picture, now)
        images.append(Image(src, single_line(upload.alt, 1000)))
    return entry_with_pictures(entry, images)


def _stored_picture(hub, upload, picture, now):
    original = Original(BytesIO(upload.data), now) if setting("keep_originals") else None
    return store_upload(timeline_of(hub), **asdict(picture), original=original)


def _alts(stored, pictures):
    sources = {image["src"] for image in stored["images"]}
    if any(each.data or each.src not in sources for each in pictures):
        raise Refused("source", SOURCE_OWNS_TEXT)
    return {each.src: single_line(each.alt, 1000) for each in pictures if each.alt is not None}


def _user_id(by=""):
    return by or api.user.get_current().getId() or ""


def _log(channel, entry_id, step, by=""):
    if not step:
        return
    entry = timeline_of(hub_of(channel)).existing(entry_id)
    history.note_event(channel, step, f"{entry['title']} ({by})" if by else entry["title"])
    logger.info("%s: %s by %s", entry_id, step, _user_id(by))


SOURCE_OWNS_TEXT: Message = _(
    "The words are the source's own, and are changed there: here its pictures can be described."
)
