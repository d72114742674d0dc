"""The content of a hub as JSON objects, and the same content created from them.

A JSON object contains the fields, UID, workflow history and local roles. Content is created without
events, which would change logs, mails and annotations: those are transferred unchanged.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from Acquisition import aq_base
from DateTime import DateTime
from OFS.ObjectManager import checkValidId
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import iterSchemataForType
from plone.uuid.interfaces import ATTRIBUTE_NAME as UID
from zExceptions import BadRequest
from zope.component import createObject, getUtility
from zope.schema import getFields

from ..accounts.channels.interfaces import CHANNEL_TYPES
from ..core.files.json_values import TransferError, json_value, value_of_json
from ..core.messages.store import messages_of
from ..core.timeline.record import total_entries
from ..core.timeline.store import timeline_of
from .content_access import with_descendants

# The types that a container of a type may contain.
ALLOWED_TYPES: dict[str, tuple[str, ...]] = {
    "": ("SocialHub",),
    "SocialHub": ("Administration", "CouncilParty"),
    "Administration": CHANNEL_TYPES,
}
HISTORY, ROLES, BLOCK = "workflow_history", "__ac_local_roles__", "__ac_local_roles_block__"
DATES = ("creation_date", "modification_date", "effective_date", "expiration_date")
TEXTS = ("title", "description", "language", "rights", "format", "layout")
# The attributes of content beside the fields of its type, with their types.
ATTRIBUTES: dict[str, type] = {
    **dict.fromkeys(DATES, DateTime),
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(("subject", "creators", "contributors"), tuple),
    **{HISTORY: dict, ROLES: dict, BLOCK: int},
}
SEQUENCES = (tuple, list)  # either may be stored in a field of the other type
A_UID = re.compile(r"[0-9A-Za-z-]{8,64}")


def hub_counts(hub: Container) -> dict[str, Any]:
    """Return the counts of content by type, entries and messages, and the hub-wide log's head."""
    messages = messages_of(hub)
    return {
        "content": dict(
            sorted(Counter(each.portal_type for each in with_descendants(hub)).items())
        ),
        "entries": total_entries(timeline_of(hub)),
        "messages": len(messages),
        "log": messages.head.as_data(),
    }


def content_objects(hub: Container) -> Iterator[dict[str, Any]]:
    """Yield a hub and its content as JSON objects. Raise TransferError for other content."""
    start = len(hub.getPhysicalPath())
    for each in with_descendants(hub):
        path = each.getPhysicalPath()
        parent = each.aq_parent.portal_type if each is not hub else ""
        if each.portal_type not in ALLOWED_TYPES.get(parent, ()):
            where = "/".join(path)
            raise TransferError(
                f"{where} ({each.portal_type}) does not move with a hub: move it away."
            )
        yield _content_object(path[start:], each)


def _content_object(path, content):
    content = aq_base(content)
    content._p_activate()  # a ghost has no values
    attributes = vars(content)
    names = sorted(attributes.keys() & (ATTRIBUTES.keys() | _fields(content.portal_type).keys()))
    return {
        "path": list(path),
        "type": content.portal_type,
        "uid": attributes[UID],
        "values": {
            name: json_value(_plain_value(name, attributes[name]), _refuse_file) for name in names
        },
    }


def _plain_value(name, value):
    return dict(value) if name == HISTORY else value


def add_content(hub: Container | None, line: Mapping[str, Any], id: str) -> Container:
    """Create the content in a line of the archive, add it to the hub and return the hub.

    The first line contains the hub itself: then ``hub`` is None, and ``id`` is the new hub's id.
    Raise TransferError if the line is invalid, or its type is not allowed there.
    """
    try:
        path, content = line["path"], _new_content(line, id)
        if (hub is None) != (path == []):
            raise ValueError
        parent = None if hub is None else _descendant(hub, path[:-1])
        if content.portal_type not in ALLOWED_TYPES.get(getattr(parent, "portal_type", ""), ()):
            raise TransferError(f"content of the type {content.portal_type} does not belong there")
        if parent is not None:
            parent._setOb(content.id, content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, BadRequest):
        raise TransferError("it does not tell of any content") from None
    return content if hub is None else hub


def _descendant(hub, path):
    for name in path:
        hub = hub._getOb(name)
    return hub


def _new_content(line, id):
    kind, uid, values = line["type"], line["uid"], line["values"]
    if kind not in {each for kinds in ALLOWED_TYPES.values() for each in kinds}:
        raise TransferError(f"there is no content of the type {str(kind)[:60]!r} in a hub")
    content = createObject(getUtility(IDexterityFTI, name=kind).factory)
    content.id = line["path"][-1] if line["path"] else id
    checkValidId(content, content.id, allow_dup=1)
    if not A_UID.fullmatch(uid):
        raise TransferError("its UID is none")
    setattr(content, UID, uid)
    for name, value in values.items():
        setattr(content, name, _checked_value(kind, name, value_of_json(value, _refuse_digest)))
    return content


def _checked_value(kind, name, value):
    fields = _fields(kind)
    if name not in ATTRIBUTES and name not in fields:
        raise TransferError(f"this version knows nothing of the field {name[:60]!r}")
    right = ATTRIBUTES.get(name) or fields[name]._type
    right = SEQUENCES if right in SEQUENCES else right
    if value is not None and right is not None and not isinstance(value, right):
        raise TransferError(f"the field {name!r} cannot have such a value")
    return PersistentMapping(value) if name == HISTORY else value


def _fields(kind):
    return {
        name: field
        for schema in iterSchemataForType(kind)
        for name, field in getFields(schema).items()
        if name != "id"
    }


def _refuse_file(blob):
    raise TransferError("A file in a field cannot be moved.")


def _refuse_digest(digest):
    raise TransferError("no field has a file")
