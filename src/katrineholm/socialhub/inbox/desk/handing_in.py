"""``@@new-message``: an officer records a message from another channel (T0, G1)."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, partial
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from plone.dexterity.content import Container, DexterityContent
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, provider
from zope.schema import Bool
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import local
from ...core.messages.captured import SENDER
from ...site.forms.acts import Act, ActPage, Acts, acts, form_of
from ...site.forms.faults import Faults
from ...site.forms.request import text
from ...site.forms.retries import written
from ...site.forms.schema import Line, Pick, Words, described, vocabulary
from ..routing.roles import my_channels, roles_in
from ..routing.routing import arrive
from ..steps.capturing import LARGEST, MOST_FILES, incoming_from, named_apart
from ..steps.given import ADDRESS, LINE, LONG
from .sight import may_see

KINDS = {
    "public": _("In public, as a comment or a post"),
    "direct": _("Directly to the municipality"),
    "elsewhere": _("Somewhere else, on a page that is not ours"),
}
AGAIN = _("Choose the files again: a browser does not keep them.")
ABOUT_SENDER = _("As far as it can be seen. Where all is empty, the sender is kept as unknown.")
ABOUT_FILES = _(
    "Pictures or PDF, ten at most, 10 MB each. A picture can also be pasted, or dropped here."
)
PLAIN = ("text", "kind", "subject", "permalink", "in_reply_to")


@provider(IContextSourceBinder)
def channels_of(page: Any) -> SimpleVocabulary:
    """Return the vocabulary of the page's channels."""
    return vocabulary({each.uid: each.title for each in page.channels})


class IReceived(Interface):
    """The channel that a message came to."""

    channel = Pick(title=_("Channel"), source=channels_of)


class IWritten(Interface):
    """The content of a message, for forms and bodies, see ``submission.incoming_message``."""

    kind = Pick(
        title=_("How it was sent"),
        vocabulary=vocabulary(KINDS),
        required=False,
        default="public",
    )
    subject = Line(title=_("Subject"), max_length=LINE, required=False)
    text = Words(title=_("What it says"), max_length=LONG)
    permalink = Line(title=_("Its address on the platform"), max_length=ADDRESS, required=False)
    in_reply_to = Line(
        title=_("The address of what it answers"), max_length=ADDRESS, required=False
    )
    published = Line(title=_("When it was written"), required=False)
    widget("kind", type="radio")
    widget("text", rows=6)
    widget("permalink", type="url")
    widget("in_reply_to", type="url")
    widget("published", type="datetime-local")


class IMessage(IReceived, IWritten):
    """The content of a message, and its channel."""


class ISender(Interface):
    """The author of a message."""

    sender_name = Line(title=_("Name"), max_length=LINE, required=False)
    sender_handle = Line(title=_("Account"), max_length=LINE, required=False)
    sender_url = Line(title=_("The profile's address"), max_length=LINE, required=False)
    sender_contact = Line(title=_("E-mail or phone number"), max_length=LINE, required=False)
    widget("sender_url", type="url")


class ISuspected(Interface):
    """The report of files that must not be stored."""

    suspected_abuse = Bool(
        title=_(
            "Suspected image of child sexual abuse: the files are not kept, only their hashes, "
            "sizes and types. Report it to the police, and send the image to nobody."
        ),
        required=False,
    )


class NewMessage(ActPage):
    """``@@new-message`` on a hub, an administration or a channel; a refused form is kept."""

    index = ViewPageTemplateFile("handing_in.pt")
    title = _("Write down a message")
    again, about_sender, about_files = AGAIN, ABOUT_SENDER, ABOUT_FILES

    def __call__(self):
        if not self.channels:
            raise Unauthorized("@@new-message")
        return super().__call__()

    @property
    def acts(self) -> Acts:
        return acts(HANDING_IN)

    @cached_property
    def channels(self) -> list[ChannelFacts]:
        """The channels to choose from."""
        return channels_for(hub_of(self.context), self.context)

    def new_form(self) -> dict:
        """Return the form with values; ``sender`` and ``suspected`` are groups of fields."""
        parts = {"fields": IMessage, "sender": ISender, "suspected": ISuspected}
        found = {name: self._fields(schema) for name, schema in parts.items()}
        return form_of(self.url, HANDING_IN, do="") | found | {"enctype": "multipart/form-data"}

    def had_files(self) -> bool:
        """Return whether files were sent along: a browser does not keep them."""
        return bool(self.refused and files_from(self.request.form))

    def _fields(self, schema):
        form = self.request.form
        values = {"channel": self.channels[0].uid} | {
            name: text(form, name) for name in schema if text(form, name)
        }
        return described(schema, self, values=values, faults=self.faults)


def _hand_in(at, form):
    channel, faults = text(form, "channel"), Faults()
    is_mine = channel in {facts.uid for facts in at.channels}
    faults.demand("channel", is_mine, _("Choose the channel that the message came to."))
    data, files = data_from(form), files_from(form)
    how: dict[str, Any] = {"channel": channel, "how": "typed", "now": int(time())}
    incoming = faults.take("text", partial(incoming_from, **how), data, files)
    faults.done("channel")
    hub = hub_of(at.context)
    [number] = written(lambda tries: arrive(hub, [incoming], tries=tries))
    return number


def _sentence(number):
    return _("The message is kept as number ${number}.", mapping={"number": str(number)})


def _next_url(at, number):
    page = f"{at.context.absolute_url()}/@@messages"
    return f"{page}/{number}" if may_see(hub_of(at.context), number) else page


HANDING_IN = Act("new-message", _hand_in, _sentence, _("Keep the message"), then=_next_url)


def channels_for(hub: Container, context: DexterityContent) -> list[ChannelFacts]:
    """Return the channels of a place that the current user handles, sorted by title."""
    is_office = "office" in roles_in(hub)
    mine = () if is_office else set(my_channels(hub))
    return [facts for facts in known(context) if facts.speaks and (is_office or facts.uid in mine)]


def data_from(form: Mapping) -> dict:
    """Return a form's values as ``submission.incoming_message`` takes them."""
    sender = {name: text(form, f"sender_{name}") for name in SENDER}
    return {name: text(form, name) for name in PLAIN} | {
        "sender": sender if any(sender.values()) else "",
        "published": with_zone(text(form, "published")),
        "suspected_abuse": text(form, "suspected_abuse") == "1",
    }


def files_from(form: Mapping) -> dict[str, bytes]:
    """Return the uploaded files under unique names, at most one more than is allowed.

    A file is read only as far as it takes to see that it is too large.
    """
    given = form.get("files") or []
    uploads = [each for each in (given if isinstance(given, list) else [given]) if _is_file(each)]
    sent = ((each.filename, each.read(LARGEST + 1)) for each in uploads[: MOST_FILES + 1])
    return named_apart(sent)


def with_zone(written: str) -> str:
    """Return a time with the site's time zone, if it has none; an invalid one unchanged."""
    try:
        found = datetime.fromisoformat(written) if written else None
    except ValueError:
        return written
    if found is None or found.tzinfo:
        return written
    return found.replace(tzinfo=local(0).tzinfo).isoformat()


def _is_file(upload):
    return bool(getattr(upload, "filename", "")) and hasattr(upload, "read")
