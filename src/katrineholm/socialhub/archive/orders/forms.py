"""The acts on packages: each act once, for the page and the service."""

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...accounts.channels.moments import today
from ...site.forms.acts import Act, acts
from ...site.forms.schema import Line
from .asking import LONGEST_NOTE, Asked, again, cancel, note_receipt, order, remove_files


class IWhose(Interface):
    """The channel or the administration of a package."""

    whose = Line(title=_("Channel or administration"), judged=True)
    widget("whose", type="select")


class IDays(Interface):
    """The period of a package, and its contents beside the posts."""

    # A keyword cannot be a name in Python.
    vars()["from"] = Line(title=_("First day"), judged=True)
    to = Line(title=_("Last day"), judged=True)
    messages = Bool(
        title=_(
            "With messages that have come in, and their evidence; never what is marked as "
            "something that may be secret"
        ),
        required=False,
    )
    diary = Bool(title=_("With the diary"), required=False)
    widget("from", type="date", most=today)
    widget("to", type="date", most=today)


class IOrdering(IWhose, IDays):
    """An order of a package, from the form."""


class IOrderingByUID(IDays):
    """An order from a program, which names a channel or an administration."""

    channel = Line(title=_("Channel"), required=False)
    administration = Line(title=_("Administration"), required=False)


class IPackage(Interface):
    """A package, by its id."""

    id = Line(title=_("Package, by its id"), required=False)
    widget("id", type="hidden")


class IReceipt(IPackage):
    """The archive's receipt of a package."""

    day = Line(title=_("Received on"), judged=True)
    note = Line(
        title=_("What the archive answered, for example its number for the delivery"),
        max_length=LONGEST_NOTE,
        judged=True,
    )
    widget("day", type="date", most=today)


def _order(at, given):
    names = ("whose", "from", "to", "messages", "diary")
    return order(at.context, Asked(*(given[each] for each in names)))


ORDER = Act(
    "order",
    _order,
    _("The package is ordered. It is made as soon as the worker comes to it."),
    title=_("Order the package"),
    fields=IOrdering,
    then=lambda at, made: f"{at.url}?follow=1",
)
RECEIPT = Act(
    "receipt",
    lambda at, given: note_receipt(at.context, given["id"], given["day"], given["note"]),
    _("The archive's receipt is noted."),
    title=_("Note the receipt"),
    fields=IReceipt,
)
CANCEL = Act(
    "cancel",
    lambda at, given: cancel(at.context, given["id"]),
    _("The package is not made."),
    title=_("Cancel it"),
    fields=IPackage,
)
AGAIN = Act(
    "again",
    lambda at, given: again(at.context, given["id"]),
    _("The package is tried once more."),
    title=_("Try again"),
    fields=IPackage,
)
REMOVE = Act(
    "remove",
    lambda at, given: remove_files(at.context, given["id"]),
    _("The files are taken away within a minute."),
    title=_("Take the files away"),
    fields=IPackage,
)
ACTS = acts(ORDER, RECEIPT, CANCEL, AGAIN, REMOVE)
