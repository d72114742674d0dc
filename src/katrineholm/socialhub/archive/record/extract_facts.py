"""The facts about each record of a register extract that GDPR, article 15.1, demands.

Where it is kept and for what purpose, since when, for how long, where it came from, and who has
received it.
"""

from collections.abc import Iterable, Iterator

from plone import api
from plone.dexterity.content import Container
from zope.globalrequest import getRequest
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.retention import MESSAGES, retention_rules
from ...accounts.channels.times import formatted_date, formatted_time
from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from ...inbox.desk.serializer import step_title
from ...site.pages.page_values import page_section
from ..packages.activitystreams import public_state
from ..packages.order_storage import all_orders
from . import request_log
from .people import NOTE, PERSON
from .query import DIARY, MESSAGE
from .requested_records import Field, RequestedRecord

ENTRY, VERSION = "entry", "version"
SWEDISH = "sv"  # the document's language
PLACES = {
    ENTRY: _("The record of published posts"),
    VERSION: _("The record of published posts"),
    MESSAGE: _("The record of incoming messages"),
    DIARY: _("The diary"),
    PERSON: _("The register of channels, and the logs"),
    NOTE: _("The logs of channels, posts and requests"),
}
PUBLISHING = _(
    "To inform and to keep public records: public interest and legal obligation (GDPR, article "
    "6.1 e and 6.1 c)"
)
PURPOSES = {
    ENTRY: PUBLISHING,
    VERSION: PUBLISHING,
    MESSAGE: _(
        "To answer, to handle the case and to keep public records: public interest and legal "
        "obligation (GDPR, article 6.1 e and 6.1 c)"
    ),
    DIARY: _("To register public records: legal obligation (GDPR, article 6.1 c)"),
    PERSON: _(
        "To know who answers for a channel, and to be able to show who did what: public interest "
        "(GDPR, article 6.1 e)"
    ),
    NOTE: _("To be able to show what was decided, and why: public interest (GDPR, article 6.1 e)"),
}
SOURCES = {
    MESSAGE: _("Whoever wrote to us, or the service that the comment was written in"),
    ENTRY: _("The channel at its service"),
    VERSION: _("The channel at its service"),
}
OURSELVES = _("Our own officers")
STATE_RULES = {"withdrawn": "withdrawn", "hidden": "hidden", "record": "record"}
STATE_RULES |= {"held": "held", "filtered": "held"}
# The sections of the page on personal data that a person who asks should have.
SECTIONS = ("who", "entries", "messages", "rights")
RIGHTS = (
    _("What you can ask for"),
    _(
        "You can ask us to correct what is wrong (article 16), to erase (article 17), to restrict "
        "what we do with it (article 18), and you can object to it (article 21). We answer within "
        "a month."
    ),
    _(
        "We may not erase public records as long as the law on archives demands that they are kept "
        "(article 17.3). Visitors then no longer see the data, if there is reason for that."
    ),
)
# The lines of a message's log that name its receivers.
GIVING_STEPS = ("copy", "to-mailbox", "police", "disclosed", "sent")


def with_facts(hub: Container, things: Iterable[RequestedRecord]) -> Iterator[RequestedRecord]:
    """Yield the records of a register extract with the facts about each as further fields."""
    given = _deliveries(hub)
    for thing in things:
        fields = _fields(hub, thing, given.get(thing.key, ()))
        yield thing._replace(fields=(*thing.fields, *fields))


def extract_information(hub: Container) -> list[dict]:
    """Return the sections of the information on personal data that concern a register extract."""
    view = api.content.get_view("personal-data", hub, getRequest())
    rights = page_section("extract-rights", RIGHTS[0], *RIGHTS[1:], items=[], links=[])
    sections = [each for each in view.sections() if each["id"] in SECTIONS]
    return [_swedish(each) for each in (*sections, rights)]


def _swedish(section) -> dict:
    return {
        **{"id": section["id"], "title": _sv(section["title"])},
        "texts": [*map(_sv, section["texts"])],
        "items": [*map(_sv, section["items"])],
        "links": [each | {"title": _sv(each["title"])} for each in section["links"]],
    }


def _fields(hub, thing: RequestedRecord, given) -> Iterator[Field]:
    kind = thing.key.partition(":")[0]
    yield Field("kept", _sv(_("Where it is kept")), _sv(PLACES[kind]))
    yield Field("purpose", _sv(_("Why it is kept")), _sv(PURPOSES[kind]))
    yield Field("source", _sv(_("Where it comes from")), _sv(SOURCES.get(kind, OURSELVES)))
    if thing.time:
        yield Field("since", _sv(_("Kept since")), formatted_time(_since(hub, thing))["text"])
    yield Field("retention", _sv(_("How long it is kept")), _retention(hub, thing))
    receivers = [*_receivers(hub, thing), *given] or [_sv(_("Nobody outside the authority"))]
    yield Field("receivers", _sv(_("Who has received it")), "\n".join(receivers))


def _since(hub, thing) -> int:
    entry = _entry(hub, thing)
    return entry["first_seen"] if entry else thing.time


def _retention(hub, thing) -> str:
    rule = retention_rules(hub)[_rule_name(hub, thing)]
    if not rule.is_active:
        return _sv(_("Until further notice: there is no decision to dispose of it."))
    values = {"days": str(rule.days), "decision": rule.decision}
    return _sv(_("${days} days, by decision ${decision}.", mapping=values))


def _rule_name(hub, thing) -> str:
    kind = thing.key.partition(":")[0]
    if kind == ENTRY and (entry := _entry(hub, thing)):
        return STATE_RULES.get(public_state(entry), ENTRY)
    return {MESSAGE: MESSAGES, DIARY: "diary", VERSION: VERSION}.get(kind, "history")


def _receivers(hub, thing) -> Iterator[str]:
    kind, name, *_rest = thing.key.split(":")
    if (entry := _entry(hub, thing)) and public_state(entry) == "published":
        yield _sv(_("Everybody who visits the website"))
    if kind == MESSAGE:
        for line in messages_of(hub).log(int(name)):
            if line["step"] in GIVING_STEPS:
                yield f"{_sv(step_title(line['step']))}, {formatted_time(line['time'])['text']}"
    yield from _archives(hub, thing, entry)


def _archives(hub, thing, entry) -> Iterator[str]:
    for order in all_orders(hub) if entry else ():
        is_in = entry["channel"] in (order.posts or {}) and thing.time <= (order.taken or 0)
        if is_in and order.receipt:
            values = {"day": formatted_date(order.receipt["day"])}
            yield _sv(_("The archive, in a package received on ${day}", mapping=values))


def _deliveries(hub) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in request_log.log_lines(hub):
        for key in line.details.get("things", ()) if line.act == request_log.DELIVER else ():
            values = {"when": formatted_time(line.time)["text"]}
            receiver = _sv(_("Whoever asked for a copy of the record, ${when}", mapping=values))
            found.setdefault(key, []).append(receiver)
    return found


def _entry(hub, thing):
    kind, name, *_rest = thing.key.split(":")
    return timeline_of(hub).unmasked(name) if kind in (ENTRY, VERSION) else None


def _sv(text: Message | str) -> str:
    return api.portal.translate(text, lang=SWEDISH)
