"""Writing, changing and withdrawing entries by hand: permission, storage and history."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from time import time

from plone import api
from plone.dexterity.content import DexterityContent
from zope.i18nmessageid import Message

from ... import _, logger
from ...accounts.channels import history, post_acts
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...core.feeds.model import Image
from ...core.feeds.source import NONE
from ...core.feeds.text import line
from ...core.timeline.store import timeline_of
from ...core.timeline.written import CHANGED, NEW, is_told
from ...refresh.keep import amend, enter
from ...site.forms.faults import Faults
from ...site.forms.permissions import WRITE_ENTRY
from .given import (
    EMPTY,
    FACEBOOK,
    UPLOAD,
    Given,
    Refused,
    Uploaded,
    entry_from,
    pictures_of,
    with_changes,
    with_pictures,
)

STEPS = {NEW: "entry-written", CHANGED: "entry-changed"}


def may_write(place: DexterityContent) -> bool:
    """Return whether the current user may write entries of a channel, or below a place."""
    return api.user.has_permission(WRITE_ENTRY, obj=place)


def closed_to(channel: DexterityContent) -> Refused | None:
    """Return the reason why a channel accepts no entries, or None."""
    facts = facts_of(channel)
    if facts.source == NONE:
        return Refused("source", FACEBOOK)
    if facts.state == "closed":
        return Refused("state", _("The channel is closed: it takes no more entries."))
    return None


def write(channel: DexterityContent, changes: Mapping, *, by: str = "") -> tuple[str, str]:
    """Store a submitted entry; return its id, and new, changed or same. Raise Refused.

    ``by`` names a program's key.
    """
    if refusal := closed_to(channel):
        raise refusal
    given, now = with_changes(EMPTY, changes), int(time())
    facts, hub = facts_of(channel), hub_of(channel)
    entry = _entry(hub, facts, given, now)
    entry_id, done = enter(hub, facts, entry, by=_who(by), now=now)
    _log(channel, entry_id, "entry-sent" if by and done == NEW else STEPS.get(done), by)
    return entry_id, done


def is_handed_in_by(entry: Mapping, who: str) -> bool:
    """Return whether a key, ``Key.who``, has submitted an entry."""
    hand = entry.get("hand")
    return hand is not None and hand["wrote"] is not None and hand["by"] == who


def change(channel: DexterityContent, entry_id: str, changes: Mapping, *, by: str = "") -> str:
    """Store changes of an entry of the channel; return changed or same. Raise Refused."""
    if refusal := closed_to(channel):
        raise refusal
    hub, facts, now = hub_of(channel), facts_of(channel), int(time())
    stored = timeline_of(hub).kept(entry_id)
    if not is_told(stored):
        given = with_changes(written(stored), changes)
        entry, alts = _entry(hub, facts, given, now, entry_id), {}
    elif set(changes) - {"pictures"}:
        raise Refused("source", SOURCE_OWNS_TEXT)
    else:
        entry, alts = None, _alts(stored, changes.get("pictures", ()))
    done = amend(hub, facts, entry_id, entry, alts, by=_who(by), now=now)
    _log(channel, entry_id, STEPS.get(done), by)
    return done


def describe(channel: DexterityContent, entry_id: str, alts: Mapping[str, str]) -> str:
    """Store alternative texts of an entry's pictures, keyed by URL; return changed or same.

    They are kept beside the source's data, regardless of its later changes.
    """
    done = amend(
        hub_of(channel), facts_of(channel), entry_id, None, alts, by=_who(), now=int(time())
    )
    _log(channel, entry_id, "pictures-described" if done == CHANGED else None)
    return done


def withdraw(channel: DexterityContent, entry_id: str, *, by: str = "", why: str = "") -> bool:
    """Hide an entry for good, as a record; return False if it is hidden already."""
    hub, now = hub_of(channel), int(time())
    if done := timeline_of(hub).hide(entry_id, by=_who(by), now=now):
        post_acts.note(hub, "hide", [entry_id], now=now, who=_who(by), why=why)
    _log(channel, entry_id, "entry-hidden" if done else None, by)
    return done


def written(entry: Mapping) -> Given:
    """Return the submitted part of a stored entry, as if it was submitted now."""
    wrote = entry["hand"]["wrote"]
    return Given(
        link=wrote["link"],
        title="" if wrote["title_derived"] else wrote["title"],
        html=wrote["html"],
        published=wrote["dated"],
        language=wrote["language"],
        pictures=tuple(
            Uploaded(image["alt"], src=image["src"])
            for image in wrote["images"]
            if image["src"].startswith(UPLOAD)
        ),
    )


def _entry(hub, facts, given, now, own=""):
    """Return the entry with its stored pictures; nothing is stored if anything is refused.

    ``own`` is its id, if it is stored already.
    """
    faults = Faults()
    make = partial(entry_from, profile_url=facts.profile_url, language=facts.language, now=now)
    entry, pictures = faults.take("link", make, given), faults.take("images", pictures_of, given)
    faults.done()
    known = timeline_of(hub).linked(facts.uid, entry.link)
    if known is not None and own not in ("", known["entry_id"]):
        raise Refused("link", _("Another entry of the channel has this address."), "link")
    if known is not None and known.get("disposed"):
        raise Refused("disposed", _("The entry has been disposed of, and does not come back."))
    if known is not None and known["hidden"]:
        raise Refused("hidden", _("The entry is here and hidden: show it again instead."))
    return with_pictures(entry, [_image(hub, *each) for each in pictures])


def _image(hub, upload, picture):
    src = upload.src or timeline_of(hub).upload(**asdict(picture))
    return Image(src, line(upload.alt, 1000))


def _alts(stored, pictures):
    sources = {image["src"] for image in stored["images"]}
    if any(each.data or each.src not in sources for each in pictures):
        raise Refused("source", SOURCE_OWNS_TEXT)
    return {each.src: line(each.alt, 1000) for each in pictures if each.alt is not None}


def _who(by=""):
    return by or api.user.get_current().getId() or ""


def _log(channel, entry_id, step, by=""):
    if not step:
        return
    entry = timeline_of(hub_of(channel)).kept(entry_id)
    history.note(channel, step, f"{entry['title']} ({by})" if by else entry["title"])
    logger.info("%s: %s by %s", entry_id, step, _who(by))


SOURCE_OWNS_TEXT: Message = _(
    "The words are the source's own, and are changed there: here its pictures can be described."
)
