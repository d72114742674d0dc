"""The content of a hub, an object for each line, and the same content made anew from lines.

What an object is by itself goes along: its fields, its UID, in which state it is and how it came
there, who has which role in it. It comes to life without an event, so that no log, letter or book
hears of it: those come along as they were.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from Acquisition import aq_base
from DateTime import DateTime
from OFS.ObjectManager import checkValidId
from persistent.mapping import PersistentMapping
from plone.dexterity.interfaces import IDexterityContent, IDexterityFTI
from plone.dexterity.utils import iterSchemataForType
from plone.uuid.interfaces import ATTRIBUTE_NAME as UID
from zExceptions import BadRequest
from zope.component import createObject, getUtility
from zope.schema import getFields

from ...accounts.channels.interfaces import CHANNEL_TYPES
from ...core.moving.errors import Unmovable
from ...core.moving.values import read, written

# What may lie in what.
WITHIN: dict[str, tuple[str, ...]] = {
    "": ("SocialHub",),
    "SocialHub": ("Administration", "CouncilParty"),
    "Administration": CHANNEL_TYPES,
}
HISTORY, ROLES, BLOCK = "workflow_history", "__ac_local_roles__", "__ac_local_roles_block__"
DATES = ("creation_date", "modification_date", "effective_date", "expiration_date")
TEXTS = ("title", "description", "language", "rights", "format", "layout")
# What content keeps beside the fields of its type, and as what.
KEPT: dict[str, type] = {
    **dict.fromkeys(DATES, DateTime),
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(("subject", "creators", "contributors"), tuple),
    **{HISTORY: dict, ROLES: dict, BLOCK: int},
}
SEQUENCES = (tuple, list)  # content may have one where its field asks for the other
A_UID = re.compile(r"[0-9A-Za-z-]{8,64}")


def within(place) -> Iterator:
    """An object and all content in it, in its order."""
    yield place
    for each in getattr(place, "objectValues", tuple)():
        if IDexterityContent.providedBy(each):
            yield from within(each)


def told(hub) -> Iterator[dict[str, Any]]:
    """A hub and what lies in it as JSON objects; Unmovable where something else does."""
    start = len(hub.getPhysicalPath())
    for each in within(hub):
        path = each.getPhysicalPath()
        parent = each.aq_parent.portal_type if each is not hub else ""
        if each.portal_type not in WITHIN.get(parent, ()):
            where = "/".join(path)
            raise Unmovable(f"{where} ({each.portal_type}) does not move with a hub: move it away.")
        yield _told(path[start:], each)


def _told(path, content):
    content = aq_base(content)
    content._p_activate()  # what the database has not been asked for has no values
    kept = vars(content)
    names = sorted(kept.keys() & (KEPT.keys() | _fields(content.portal_type).keys()))
    return {
        "path": list(path),
        "type": content.portal_type,
        "uid": kept[UID],
        "values": {name: written(_plain(name, kept[name]), _no_file) for name in names},
    }


def _plain(name, value):
    return dict(value) if name == HISTORY else value


def made(hub, line: Mapping[str, Any], id: str):
    """Put the object of a line in its place in a hub that nobody sees yet; gives the hub.

    The first line is the hub's own, where ``hub`` is None and ``id`` is what it is to be called.
    Raises Unmovable where the line is none, or its object does not belong there.
    """
    try:
        path, content = line["path"], _new(line, id)
        if (hub is None) != (path == []):
            raise ValueError
        parent = None if hub is None else _below(hub, path[:-1])
        if content.portal_type not in WITHIN.get(getattr(parent, "portal_type", ""), ()):
            raise Unmovable(f"content of the type {content.portal_type} does not belong there")
        if parent is not None:
            parent._setOb(content.id, content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, BadRequest):
        raise Unmovable("it does not tell of any content") from None
    return content if hub is None else hub


def _below(hub, path):
    for name in path:
        hub = hub._getOb(name)
    return hub


def _new(line, id):
    kind, uid, values = line["type"], line["uid"], line["values"]
    if kind not in {each for kinds in WITHIN.values() for each in kinds}:
        raise Unmovable(f"there is no content of the type {str(kind)[:60]!r} in a hub")
    content = createObject(getUtility(IDexterityFTI, name=kind).factory)
    content.id = line["path"][-1] if line["path"] else id
    checkValidId(content, content.id, allow_dup=1)
    if not A_UID.fullmatch(uid):
        raise Unmovable("its UID is none")
    setattr(content, UID, uid)
    for name, value in values.items():
        setattr(content, name, _judged(kind, name, read(value, _no_such_file)))
    return content


def _judged(kind, name, value):
    """A value that its field may have; Unmovable for another one."""
    fields = _fields(kind)
    if name not in KEPT and name not in fields:
        raise Unmovable(f"this version knows nothing of the field {name[:60]!r}")
    right = KEPT.get(name) or fields[name]._type
    right = SEQUENCES if right in SEQUENCES else right
    if value is not None and right is not None and not isinstance(value, right):
        raise Unmovable(f"the field {name!r} cannot have such a value")
    return PersistentMapping(value) if name == HISTORY else value


def _fields(kind):
    return {
        name: field
        for schema in iterSchemataForType(kind)
        for name, field in getFields(schema).items()
        if name != "id"
    }


def _no_file(blob):
    raise Unmovable("A file in a field cannot be moved.")


def _no_such_file(digest):
    raise Unmovable("no field has a file")
