"""Holding and lifting a hold: each act once, for the page and the service."""

from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels import holds
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line
from .hold_actions import LONGEST, held_title, lift_hold, place_hold


class IHold(Interface):
    """A channel, an entry or a message, and the reason for the hold."""

    channel = Line(title=_("Channel"), required=False)
    entry = Line(title=_("The address of the entry's page"), required=False)
    message = Line(title=_("The message's number"), required=False)
    reason = Line(title=_("Why it is held"), max_length=LONGEST, judged=True)
    widget("channel", type="select")
    widget("entry", autocapitalize="none", spellcheck=False)
    widget("message", inputmode="numeric")


class ILift(Interface):
    """A channel, an entry or a message, and the reason for lifting its hold."""

    channel = Line(title=_("Channel"), required=False)
    entry = Line(title=_("The address of the entry's page"), required=False)
    message = Line(title=_("The message's number"), required=False)
    reason = Line(title=_("Why the hold ends"), max_length=LONGEST, judged=True)
    widget("channel", type="hidden")
    widget("entry", type="hidden")
    widget("message", type="hidden")


def _hold(at, given):
    """Hold a record and return its title."""
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
