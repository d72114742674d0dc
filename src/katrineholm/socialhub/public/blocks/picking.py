"""What an editor has picked for a block: UIDs as it is stored, things with a title to choose."""

import re
from collections.abc import Iterable

from AccessControl.SpecialUsers import nobody
from plone import api

from ... import _
from ...accounts.channels.facts import speaking

RESOLVED = re.compile(r"resolveuid/([0-9a-f]{32})(?![0-9a-f])")
UID = re.compile(r"[0-9A-Za-z._-]{1,64}")
GONE = _("Something that is chosen for this block is no longer there, or you may not see it.")
NOT_SHOWN = _("Visitors see nothing of what is chosen for this block: ${title}")


def uids_in(value) -> list[str]:
    """The UIDs of what is picked: UIDs, or things as the object browser gives them."""
    values = value if isinstance(value, list | tuple) else [value]
    found = (_uid(each) for each in values)
    return list(dict.fromkeys(each for each in found if each))


def things(uids: Iterable[str]) -> list[dict]:
    """The same for the editor's object browser; nothing of what the present user may not see.

    Who may not see one keeps it all the same: it comes back with its UID alone.
    """
    brains = seen(uids)
    return [_thing(brains[uid]) if uid in brains else _nothing(uid) for uid in uids]


def seen(uids: Iterable[str]) -> dict:
    """What the present user may see of these, from the catalogue."""
    asked = list(uids)
    found = api.content.find(UID=asked) if asked else []
    return {brain.UID: brain for brain in found}


def amiss(uids: Iterable[str]) -> list:
    """A sentence for the editor for all that is gone, and one for each that visitors do not see."""
    uids = list(uids)
    brains = seen(uids)
    with api.env.adopt_user(user=nobody):
        shown = _shown(uids)
    gone = [GONE] if any(uid not in brains for uid in uids) else []
    hidden = [brain for uid, brain in brains.items() if uid not in shown]
    return gone + [_(NOT_SHOWN, mapping={"title": brain.Title}) for brain in hidden]


def _shown(uids):
    """Those of which the present user sees entries: channels, administrations, and hubs."""
    channels = speaking(api.portal.get())
    owners = {facts.administration.uid for facts in channels}
    hubs = {brain.UID for brain in seen(uids).values() if brain.portal_type == "SocialHub"}
    return {facts.uid for facts in channels} | owners | hubs


def _uid(thing):
    if isinstance(thing, dict):
        uid, address = thing.get("UID"), thing.get("@id")
        return uid if _is_uid(uid) else _resolved(address) if isinstance(address, str) else ""
    if not isinstance(thing, str):
        return ""
    return thing if _is_uid(thing) else _resolved(thing)


def _is_uid(value):
    return isinstance(value, str) and bool(UID.fullmatch(value))


def _resolved(address):
    """The UID of what is at an address of this site; empty where nothing is."""
    if found := RESOLVED.search(address):
        return found[1]
    portal = api.portal.get()
    path = address.removeprefix(portal.absolute_url()).split("?")[0].split("#")[0]
    if "://" in path or "\0" in path:
        return ""
    place = "/".join((*portal.getPhysicalPath(), path.strip("/"))).rstrip("/")
    brains = api.content.find(path={"query": place, "depth": 0})
    return brains[0].UID if brains else ""


def _thing(brain):
    return {
        "@id": brain.getURL(),
        "UID": brain.UID,
        "title": brain.Title,
        "portal_type": brain.portal_type,
    }


def _nothing(uid):
    return {"@id": "", "UID": uid, "title": "–", "portal_type": ""}
