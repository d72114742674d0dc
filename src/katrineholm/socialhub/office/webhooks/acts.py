"""The acts on receivers and on dead deliveries, for the page and the REST service."""

from time import time
from typing import Any

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import TextLine

from ... import _
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import allowed_url
from ...core.feeds.webhook_signature import new_message_id
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, SingleChoice, ValueList, vocabulary
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.retries import once_per_request
from . import storage
from .delivery import send_delivery
from .events import EVENT_TYPES, TEST, event_body
from .receivers import (
    OVERLAP_DAYS,
    change_secret,
    create_receiver,
    existing_receiver,
    remove_receiver,
    switch_receiver,
)
from .serializer import delivery_key
from .storage import OFF, ON, Delivery


def clean_url(url: str) -> str:
    """Return a URL without surrounding spaces. Raise Refusal if requests to it are not allowed."""
    try:
        return allowed_url(url.strip())
    except FeedError as error:
        raise Refusal(error_message(error)) from error


class IReceiverForm(Interface):
    """The form of acts on an existing receiver."""

    id = Line(title=_("Receiver, by its id"), judged=True)
    widget("id", type="hidden")


class ISecretForm(IReceiverForm):
    """The form that gives a receiver a new secret."""

    days = SingleChoice(
        title=_("The old one counts"),
        vocabulary=vocabulary(OVERLAP_DAYS),
        default=next(iter(OVERLAP_DAYS)),
        demand=_("Choose for how long the old secret counts."),
    )


class INewReceiverForm(Interface):
    """The form of a new receiver."""

    url = Line(title=_("The receiver's address"), clean=clean_url)
    title = Line(title=_("What it is called"), max_length=100, required=False)
    events = ValueList(
        title=_("Is told of"),
        value_type=SingleChoice(
            vocabulary=vocabulary(EVENT_TYPES),
            demand=_("Choose what the receiver is to be told of."),
        ),
        demand=_("Choose what the receiver is to be told of."),
        default=list(EVENT_TYPES),
    )
    widget("url", type="url", placeholder="https://")


class IDeliveriesForm(Interface):
    """The form of acts on dead deliveries."""

    ids = ValueList(title=_("What was given up, by its ids"), value_type=TextLine(), required=False)
    widget("ids", type="hidden")


def send_test(hub: Any, id: str) -> None:
    """Send a test message to a receiver at once. Raise Refusal if it is not accepted."""
    hook, now = existing_receiver(hub, id), int(time())
    delivery = Delivery(new_message_id(), TEST, now, event_body(TEST, {"title": hook.title}, now))
    fault = once_per_request(("webhook", id), lambda: send_delivery(hook, delivery, now))
    if fault is not None:
        raise Refusal(error_message(fault))


def _receiver_action(step, *options):
    return lambda at, given: step(at.context, given["id"], *options)


ADD_RECEIVER = Act(
    "make",
    lambda at, given: create_receiver(at.context, given["url"], given["title"], given["events"]),
    title=_("Add the receiver"),
    fields=INewReceiverForm,
    stays=True,
)
NEW_SECRET = Act(
    "new-secret",
    lambda at, given: change_secret(at.context, given["id"], given["days"]),
    title=_("Change the secret"),
    fields=ISecretForm,
    stays=True,
)
STEPS = (
    ("test", (send_test,), _("The receiver has taken the test message."), _("Send a test")),
    ("on", (switch_receiver, ON), _("The receiver is turned on."), _("Turn on")),
    ("off", (switch_receiver, OFF), _("The receiver is turned off."), _("Turn off")),
    ("remove", (remove_receiver,), _("The receiver is let go."), _("Let it go")),
)
SEND_AGAIN = Act(
    "again",
    lambda at, given: storage.requeue_deliveries(at.context, map(delivery_key, given["ids"])),
    _("It is sent once more, as soon as the receiver is turned on and answers."),
    title=_("Send again"),
    fields=IDeliveriesForm,
)
THROW_AWAY = Act(
    "throw-away",
    lambda at, given: storage.delete_dead_deliveries(at.context, map(delivery_key, given["ids"])),
    _("It is thrown away."),
    title=_("Throw away"),
    fields=IDeliveriesForm,
)
ACTS = acts(
    *(ADD_RECEIVER, NEW_SECRET, SEND_AGAIN, THROW_AWAY),
    *(
        Act(name, _receiver_action(*step), said, title, IReceiverForm)
        for name, step, said, title in STEPS
    ),
)
