"""The content that an editor picks for a block, which is stored as UIDs and sent with titles."""

import re
from collections.abc import Iterable
from typing import Any

from AccessControl.SpecialUsers import nobody
from plone import api

from ... import _
from ...accounts.channels.facts import active_channels

RESOLVE_UID = re.compile(r"resolveuid/([0-9a-f]{32})(?![0-9a-f])")
UID = re.compile(r"[0-9A-Za-z._-]{1,64}")
MISSING = _("Something that is chosen for this block is no longer there, or you may not see it.")
NOT_SHOWN = _("Visitors see nothing of what is chosen for this block: ${title}")


def picked_uids(value: Any) -> list[str]:
    """Return the UIDs in a setting, which contains UIDs, URLs or values of the object browser."""
    values = value if isinstance(value, list | tuple) else [value]
    found = (_uid(each) for each in values)
    return list(dict.fromkeys(each for each in found if each))


def picked_objects(uids: Iterable[str]) -> list[dict]:
    """Return content for the object browser; what the user may not see has only its UID."""
    brains = visible_brains(uids)
    hidden = {"@id": "", "title": "–", "portal_type": ""}
    return [_object_value(brains[uid]) if uid in brains else hidden | {"UID": uid} for uid in uids]


def visible_brains(uids: Iterable[str]) -> dict:
    """Return the catalogue brains of content that the user may see, keyed by UID."""
    wanted = list(uids)
    found = api.content.find(UID=wanted) if wanted else []
    return {brain.UID: brain for brain in found}


def picked_warnings(uids: Iterable[str]) -> list:
    """Return warnings for the editor about content that is missing or hidden from visitors."""
    uids = list(uids)
    brains = visible_brains(uids)
    with api.env.adopt_user(user=nobody):
        shown = _uids_with_entries(uids)
    gone = [MISSING] if any(uid not in brains for uid in uids) else []
    hidden = [brain for uid, brain in brains.items() if uid not in shown]
    return gone + [_(NOT_SHOWN, mapping={"title": brain.Title}) for brain in hidden]


def _uids_with_entries(uids):
    """Return the UIDs of hubs, and of channels and administrations with visible entries."""
    channels = active_channels(api.portal.get())
    owners = {facts.administration.uid for facts in channels}
    brains = visible_brains(uids).values()
    hubs = {brain.UID for brain in brains if brain.portal_type == "SocialHub"}
    return {facts.uid for facts in channels} | owners | hubs


def _uid(thing):
    if isinstance(thing, dict):
        uid, address = thing.get("UID"), thing.get("@id")
        return uid if _is_uid(uid) else _uid_at(address) if isinstance(address, str) else ""
    if not isinstance(thing, str):
        return ""
    return thing if _is_uid(thing) else _uid_at(thing)


def _is_uid(value):
    return isinstance(value, str) and bool(UID.fullmatch(value))


def _uid_at(address):
    """Return the UID of the content at a URL of this site, or an empty string."""
    if found := RESOLVE_UID.search(address):
        return found[1]
    portal = api.portal.get()
    path = address.removeprefix(portal.absolute_url()).split("?")[0].split("#")[0]
    if "://" in path or "\0" in path:
        return ""
    place = "/".join((*portal.getPhysicalPath(), path.strip("/"))).rstrip("/")
    brains = api.content.find(path={"query": place, "depth": 0})
    return brains[0].UID if brains else ""


def _object_value(brain):
    return {
        "@id": brain.getURL(),
        "UID": brain.UID,
        "title": brain.Title,
        "portal_type": brain.portal_type,
    }
