"""The acts that place and lift holds, each defined once for the page and the REST service."""

from collections.abc import Mapping
from time import time

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface

from ... import _, logger
from ...accounts.channels import holds
from ...accounts.channels.facts import any_channel
from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from ...inbox.oversight.obstacles import OBSTACLES, is_active
from ...inbox.steps.roles import current_actor, message_roles
from ...site.pages.acts import Act, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line
from ...site.pages.refusals import Refusal
from ...site.pages.text_checks import require_reason

LONGEST = 1000


def place_hold(hub: Container, named: Mapping[str, str], reason: str) -> holds.Hold:
    """Place a hold on the ``channel`` (UID), ``entry`` (id) or ``message`` (number) in ``named``.

    Return the hold; raise Refusal if it cannot be placed.
    """
    kind, name = _checked(_require_record, hub, named, reason)
    _change(hub, kind, name, reason, is_held=True)
    if (found := holds.hold_on(hub, kind, name)) is None:
        raise Refusal(_("It is not held."))
    return found


def lift_hold(hub: Container, named: Mapping[str, str], reason: str) -> None:
    """Lift the hold on the record in ``named``; raise Refusal if it cannot be lifted."""
    kind, name = _checked(lambda hub, named: _require_name(named), hub, named, reason)
    _change(hub, kind, name, reason, is_held=False)


def held_title(hub: Container, kind: str, name: str) -> str:
    """Return a title for a held record; a removed channel or entry is shown by its id."""
    if kind == holds.CHANNEL:
        facts = any_channel(hub, name)
        return facts.title if facts else name
    if kind == holds.ENTRY:
        entry = timeline_of(hub).get(name)
        return (entry and entry["title"]) or name
    return api.portal.translate(_("Message ${number}", mapping={"number": name}))


def _change(hub, kind, name, reason, *, is_held):
    if kind == holds.MESSAGE:
        _note_in_message(hub, int(name), reason, is_held)
    change = holds.place_hold if is_held else holds.lift_hold
    if not change(hub, kind, name, reason, by=current_actor(), now=int(time())):
        raise Refusal(_("It is held already.") if is_held else _("It is not held."))
    logger.info("%s %s: %s by %s", kind, name, "held" if is_held else "free again", current_actor())


def _note_in_message(hub, number, reason, is_held):
    """Record the hold in the message's own log, too."""
    messages = messages_of(hub)
    if not message_roles(hub, messages[number]) & {*OBSTACLES["hold"].who}:
        raise Refusal(_("This is somebody else's to note."))
    if is_active(messages.log(number), "hold") != is_held:
        given = {"on": is_held, "text": reason}
        messages.record(number, "hold", given, who=current_actor(), now=int(time()))


def _require_record(hub, named):
    kind, name = _require_name(named)
    there = {
        holds.CHANNEL: lambda: any_channel(hub, name),
        holds.ENTRY: lambda: timeline_of(hub).unmasked(name),
        holds.MESSAGE: lambda: int(name) in messages_of(hub).root["messages"],
    }
    if not there[kind]():
        raise Refusal(_("There is no such channel, entry or message here."))
    return kind, name


def _require_name(named):
    given = [(kind, named[kind]) for kind in holds.KINDS if named.get(kind)]
    if len(given) != 1:
        raise Refusal(_("Name one channel, one entry or one message."))
    [(kind, name)] = given
    if kind == holds.MESSAGE and not (name.isascii() and name.isdigit() and len(name) < 16):
        raise Refusal(_("There is no such channel, entry or message here."))
    return kind, name


def _checked(read, hub, named, reason):
    """Return the named record if a valid reason is given, too."""
    faults = FormFaults()
    found = faults.take(holds.CHANNEL, read, hub, named)
    faults.take("reason", require_reason, reason, LONGEST)
    faults.raise_faults()
    return found


class IHold(Interface):
    """The fields of a hold: a channel, an entry or a message, and the reason."""

    channel = Line(title=_("Channel"), required=False)
    entry = Line(title=_("The address of the entry's page"), required=False)
    message = Line(title=_("The message's number"), required=False)
    reason = Line(title=_("Why it is held"), max_length=LONGEST, judged=True)
    widget("channel", type="select")
    widget("entry", autocapitalize="none", spellcheck=False)
    widget("message", inputmode="numeric")


class ILift(IHold):
    """The fields for lifting a hold: the held record and the reason."""

    reason = Line(title=_("Why the hold ends"), max_length=LONGEST, judged=True)
    widget("channel", type="hidden")
    widget("entry", type="hidden")
    widget("message", type="hidden")


def _hold(at, given):
    found = place_hold(at.context, _names_by_kind(given), given["reason"])
    return held_title(at.context, found.kind, found.name)


def _names_by_kind(given):
    # A person may enter the URL of an entry's page.
    entry = given[holds.ENTRY].rstrip("/").rpartition("/")[2]
    return {kind: given[kind] for kind in holds.KINDS} | {holds.ENTRY: entry}


HOLD = Act(
    "hold",
    _hold,
    lambda title: _("${title} is held: nothing of it is disposed of.", mapping={"title": title}),
    title=_("Hold it"),
    fields=IHold,
)
LIFT = Act(
    "lift",
    lambda at, given: lift_hold(at.context, _names_by_kind(given), given["reason"]),
    _("The hold is lifted."),
    title=_("Lift the hold"),
    fields=ILift,
)
HOLD_ACTS = acts(HOLD, LIFT)
