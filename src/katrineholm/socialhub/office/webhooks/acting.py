"""The acts on receivers and their undelivered messages, for form and service."""

from time import time
from typing import Any

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import TextLine

from ... import _
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import allowed
from ...core.hooks.signing import new_id
from ...site.forms.acts import Act, acts
from ...site.forms.refusals import Refusal, sentence
from ...site.forms.retries import once
from ...site.forms.schema import Line, Pick, Several, vocabulary
from . import book
from .book import OFF, ON, Delivery
from .delivering import sent
from .described import key_in
from .making import BESIDE, change_secret, known, let_go, make, turn
from .telling import TEST, TYPES, body_of


def clean_address(url: str) -> str:
    """Return a URL to which requests are allowed; raise Refusal otherwise."""
    try:
        return allowed(url.strip())
    except FeedError as error:
        raise Refusal(sentence(error)) from error


class IReceiver(Interface):
    """The fields of an existing receiver."""

    id = Line(title=_("Receiver, by its id"), judged=True)
    widget("id", type="hidden")


class INewSecret(IReceiver):
    """The fields of a change of secret."""

    days = Pick(
        title=_("The old one counts"),
        vocabulary=vocabulary(BESIDE),
        default=next(iter(BESIDE)),
        demand=_("Choose for how long the old secret counts."),
    )


class INewReceiver(Interface):
    """The fields of a new receiver."""

    url = Line(title=_("The receiver's address"), clean=clean_address)
    title = Line(title=_("What it is called"), max_length=100, required=False)
    events = Several(
        title=_("Is told of"),
        value_type=Pick(
            vocabulary=vocabulary(TYPES), demand=_("Choose what the receiver is to be told of.")
        ),
        demand=_("Choose what the receiver is to be told of."),
        default=list(TYPES),
    )
    widget("url", type="url", placeholder="https://")


class IUntaken(Interface):
    """The fields of undelivered messages."""

    ids = Several(title=_("What was given up, by its ids"), value_type=TextLine(), required=False)
    widget("ids", type="hidden")


def test(hub: Any, id: str) -> None:
    """Send a test message to a receiver at once. Raises Refusal if that fails."""
    hook, now = known(hub, id), int(time())
    delivery = Delivery(new_id(), TEST, now, body_of(TEST, {"title": hook.title}, now))
    fault = once(("webhook", id), lambda: sent(hook, delivery, now))
    if fault is not None:
        raise Refusal(sentence(fault))


def _on(step):
    return lambda at, given: step(at.context, given["id"])


MAKING = Act(
    "make",
    lambda at, given: make(at.context, given["url"], given["title"], given["events"]),
    title=_("Add the receiver"),
    fields=INewReceiver,
    stays=True,
)
RENEWING = Act(
    "new-secret",
    lambda at, given: change_secret(at.context, given["id"], given["days"]),
    title=_("Change the secret"),
    fields=INewSecret,
    stays=True,
)
STEPS = (
    ("test", test, _("The receiver has taken the test message."), _("Send a test")),
    ("on", lambda hub, id: turn(hub, id, ON), _("The receiver is turned on."), _("Turn on")),
    ("off", lambda hub, id: turn(hub, id, OFF), _("The receiver is turned off."), _("Turn off")),
    ("remove", let_go, _("The receiver is let go."), _("Let it go")),
)
AGAIN = Act(
    "again",
    lambda at, given: book.raise_up(at.context, map(key_in, given["ids"])),
    _("It is sent once more, as soon as the receiver is turned on and answers."),
    title=_("Send again"),
    fields=IUntaken,
)
THROWING = Act(
    "throw-away",
    lambda at, given: book.throw_away(at.context, map(key_in, given["ids"])),
    _("It is thrown away."),
    title=_("Throw away"),
    fields=IUntaken,
)
ACTS = acts(
    *(MAKING, RENEWING, AGAIN, THROWING),
    *(Act(name, _on(step), said, title, IReceiver) for name, step, said, title in STEPS),
)
