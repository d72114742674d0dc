"""The acts on packages, each defined once for both the page and the REST service."""

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...accounts.channels.times import today
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, SingleChoice, vocabulary
from .order_storage import CHANGES, PERIOD
from .orders import (
    LONGEST_NOTE,
    OrderInput,
    cancel_order,
    note_receipt,
    order_package,
    remove_files,
    retry_order,
    send_package,
)

KIND_TITLES = {
    PERIOD: _("The posts of a period"),
    CHANGES: _("What has become of the posts that the archive has; the days below do not count"),
}


class IPackageOwner(Interface):
    """The channel or administration whose posts a package contains."""

    whose = Line(title=_("Channel or administration"), judged=True)
    widget("whose", type="select")


class IPackageContent(Interface):
    """The kind and the period of a package, and its optional contents in addition to the posts."""

    kind = SingleChoice(
        title=_("What is packed"),
        vocabulary=vocabulary(KIND_TITLES),
        required=False,
        default=PERIOD,
    )
    widget("kind", type="radio")
    # A keyword cannot be a name in Python.
    vars()["from"] = Line(title=_("First day"), required=False, judged=True)
    to = Line(title=_("Last day"), required=False, judged=True)
    messages = Bool(
        title=_(
            "With messages that have come in, and their evidence; never what is marked as "
            "something that may be secret"
        ),
        required=False,
    )
    diary = Bool(title=_("With the diary"), required=False)
    secret = Line(
        title=_("Decision to deliver what may be secret"),
        description=_(
            "Only for a package of its own, with the messages that are marked as something that "
            "may be secret: write who decided it, when and why. Leave it empty otherwise."
        ),
        required=False,
        max_length=LONGEST_NOTE,
        judged=True,
    )
    widget("from", type="date", most=today)
    widget("to", type="date", most=today)


class IOrder(IPackageOwner, IPackageContent):
    """The fields of the form that orders a package."""


class IOrderByUID(IPackageContent):
    """The JSON body that orders a package, in which a UID names the channel or administration."""

    channel = Line(title=_("Channel"), required=False)
    administration = Line(title=_("Administration"), required=False)


class IPackageReference(Interface):
    """A reference to a package by its id."""

    id = Line(title=_("Package, by its id"), required=False)
    widget("id", type="hidden")


class IReceipt(IPackageReference):
    """The fields of the archive's receipt for a package."""

    day = Line(title=_("Received on"), judged=True)
    note = Line(
        title=_("What the archive answered, for example its number for the delivery"),
        max_length=LONGEST_NOTE,
        judged=True,
    )
    widget("day", type="date", most=today)


def _order(at, given):
    days, more = (given["from"], given["to"]), (given["messages"], given["diary"])
    kind = given["kind"] or PERIOD
    return order_package(
        at.context, OrderInput(given["whose"], *days, *more, given["secret"], kind)
    )


ORDER = Act(
    "order",
    _order,
    _("The package is ordered. It is made as soon as the worker comes to it."),
    title=_("Order the package"),
    fields=IOrder,
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
    lambda at, given: cancel_order(at.context, given["id"]),
    _("The package is not made."),
    title=_("Cancel it"),
    fields=IPackageReference,
)
AGAIN = Act(
    "again",
    lambda at, given: retry_order(at.context, given["id"]),
    _("The package is tried once more."),
    title=_("Try again"),
    fields=IPackageReference,
)
REMOVE = Act(
    "remove",
    lambda at, given: remove_files(at.context, given["id"]),
    _("The files are taken away within a minute."),
    title=_("Take the files away"),
    fields=IPackageReference,
)
SEND = Act(
    "send",
    lambda at, given: send_package(at.context, given["id"]),
    _("The package is sent to the archive within a few minutes."),
    title=_("Send it to the archive"),
    fields=IPackageReference,
)
PACKAGE_ACTS = acts(ORDER, RECEIPT, CANCEL, AGAIN, REMOVE, SEND)
