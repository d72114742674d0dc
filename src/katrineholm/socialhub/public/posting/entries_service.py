"""REST services that create, change and withdraw single entries."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from typing import Any

from AccessControl import Unauthorized
from zExceptions import NotFound
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IOpenedByKey
from ...core.feeds.errors import FeedError
from ...core.feeds.picture import LIMIT
from ...core.timeline.entry import is_visible
from ...core.timeline.pictures import MAX_FETCHED, stored_pictures
from ...core.timeline.record import present_id
from ...core.timeline.store import timeline_of
from ...core.timeline.submissions import NEW
from ...site.pages.act_service import ActService
from ...site.pages.act_service import Refused as EngineRefused
from ...site.pages.acts import Act, acts
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.rest_errors import error_body
from ...site.pages.traversal import PathTraverser
from ..listings.cards import CardMaker, public_card
from ..listings.editorial import reason_in
from ..listings.gone import Gone, handle_gone
from ..listings.stream import is_disposed, visible_entry
from ..listings.stream_service import EntriesGet
from .entry_storage import change_entry, create_entry, is_submitted_by, may_write, withdraw_entry
from .keys import Key, request_key
from .submission import IEntry, Refused, UploadedPicture

IMAGES = _("Images are given as a list of data (in base64) and alt, or of src and alt.")
LARGEST = 4 * (LIMIT // 3 + 1)  # of base64


class PathEntry(PathTraverser):
    """Mixin for services whose path names an entry."""

    context: Any
    request: Any

    def stored_entry(self) -> Mapping:
        """Return the entry of this channel that the path names. Raise NotFound."""
        [name] = self.path if len(self.path) == 1 else [""]
        timeline = timeline_of(hub_of(self.context))
        entry = timeline.unmasked(present_id(timeline, name))
        if entry is None or entry["channel"] != self.context.UID():
            raise NotFound("/".join(self.path))
        return entry

    def entry_json(self, entry_id: str) -> dict:
        """Return an entry in the format of ``GET @entries``, with ``is_visible`` added."""
        hub = hub_of(self.context)
        timeline = timeline_of(hub)
        entry, maker = timeline.existing(entry_id), CardMaker(hub, timeline, self.request)
        card = maker.whole(entry, facts_of(self.context))
        return {
            "@id": f"{self.context.absolute_url()}/@entries/{entry_id}",
            **public_card(card),
            "is_visible": is_visible(entry),
        }


class EntryWriteService(PathEntry, ActService):
    """Base of the services that change entries, for editors and for programs with a key."""

    unread = "body"
    key: Key | None = None  # None for a person

    def body(self) -> dict:
        """Return the body of the request. Raise Unauthorized without permission or a valid key."""
        self.key = request_key(self.request, self.context)
        if self.key is None and not may_write(self.context):
            raise Unauthorized("@entries")
        return super().body()

    @property
    def by(self) -> str:
        """The key in the request, as ``Key.who``, or an empty string for a person."""
        return self.key.who if self.key else ""

    def writable_entry(self) -> Mapping:
        """Return the entry in the path. Raise NotFound, also for a key that did not submit it."""
        entry = self.stored_entry()
        if self.key is not None and not is_submitted_by(entry, self.key.who):
            raise NotFound("/".join(self.path))
        return entry

    def refusal(self, refusal: Refusal | EngineRefused) -> dict:
        guard = getattr(refusal, "guard", "do")
        return error_body(self.request, 400, refusal.sentence, guard=guard)


def _write(at, given):
    if at.path:
        raise NotFound("/".join(at.path))
    return create_entry(at.context, body_fields(given), by=at.by)


@implementer(IOpenedByKey)
class EntriesPost(EntryWriteService):
    """``POST @entries`` on a channel: status 201 for a new entry, 200 if its link is known."""

    acts = acts(Act("write", _write, fields=IEntry, judged=True))

    def answer(self, act: Act, result: tuple[str, str]) -> dict:
        entry_id, done = result
        answer = self.entry_json(entry_id)
        self.request.response.setStatus(201 if done == NEW else 200)
        self.request.response.setHeader("Location", answer["@id"])
        return answer


class EntriesOrEntryGet(PathEntry, EntriesGet):
    """``GET @entries`` on a channel, and ``@entries/<id>`` for an entry that the user may see."""

    render = handle_gone(EntriesGet.render)

    def reply(self) -> dict:
        if not self.path:
            return EntriesGet.reply(self)
        entry_id = self.stored_entry()["entry_id"]
        hub = hub_of(self.context)
        if visible_entry(hub, entry_id) is None:
            raise (Gone if is_disposed(hub, entry_id) else NotFound)(entry_id)
        return self.entry_json(entry_id)


def _change(at, given):
    entry = at.writable_entry()
    pictures = stored_pictures(timeline_of(hub_of(at.context)), entry)
    change_entry(at.context, entry["entry_id"], body_fields(given, pictures), by=at.by)
    return entry["entry_id"]


@implementer(IOpenedByKey)
class EntriesPatch(EntryWriteService):
    """``PATCH @entries/<id>``: changes the given fields of an entry."""

    acts = acts(Act("change", _change, fields=IEntry, judged=True))

    def schema(self, act: Act) -> dict:
        return super().schema(act) | {"required": []}

    def answer(self, act: Act, result: str) -> dict:
        return self.entry_json(result)


def _withdraw(at, given):
    try:
        entry_id, why = at.writable_entry()["entry_id"], reason_in(at.request.form)
        withdraw_entry(at.context, entry_id, by=at.by, why=why)
    except Refusal as refusal:
        raise Refused(getattr(refusal, "guard", "reason"), refusal.sentence) from refusal


@implementer(IOpenedByKey)
class EntriesDelete(EntryWriteService):
    """``DELETE @entries/<id>?reason=…``: hides an entry, which stays in the record."""

    acts = acts(Act("withdraw", _withdraw))

    def answer(self, act: Act, result: bool) -> Any:
        return self.reply_no_content()


def body_fields(body: Mapping, kept: Sequence[Mapping] = ()) -> dict:
    """Return the fields of a JSON body; images may refer to ``kept`` ones. Raise Refused."""
    if unknown := sorted(body.keys() - {*IEntry}):
        name = unknown[0][:100]
        raise Refused(name, _("There is no field ${name}.", mapping={"name": name}))
    found = {name: value for name, value in body.items() if name != "images"}
    if "images" in body:
        given = body["images"]
        if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
            raise Refused("images", IMAGES)
        found["pictures"] = [_picture(each, kept) for each in given[: MAX_FETCHED + 1]]
    return found


def _picture(given, kept):
    """Return a new picture from base64 ``data``, or a stored picture from its ``src``."""
    alt, data, src = (given.get(name) for name in ("alt", "data", "src"))
    if not isinstance(alt, str | None) or not isinstance(data or src, str):
        raise Refused("images", IMAGES)
    if data:
        return UploadedPicture(alt, data=_bytes(data))
    names = {each["name"]: each["src"] for each in kept}
    if src.rpartition("/")[2] not in names:
        raise Refused("images", _("The entry has no such picture."))
    return UploadedPicture(alt, src=names[src.rpartition("/")[2]])


def _bytes(data):
    if len(data) > LARGEST:
        raise Refused("images", error_message(FeedError("too_big", limit=LIMIT // 2**20)))
    try:
        return b64decode(data, validate=True)
    except NotBase64 as error:
        raise Refused("images", IMAGES) from error
