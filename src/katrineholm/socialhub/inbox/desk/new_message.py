"""``@@new-message``: an officer records a received message by hand (T0, G1)."""

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
from ...accounts.channels.facts import ChannelFacts, all_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import local_time
from ...core.messages.content import SENDER_FIELDS
from ...site.pages.acts import Act, ActPage, Acts, act_form, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText, SingleChoice, form_fields, vocabulary
from ...site.pages.request import form_text
from ...site.pages.retries import write_with_retries
from ..steps.roles import handled_channels, hub_roles
from ..steps.routing import receive_messages
from ..steps.submission import MAX_FILE_SIZE, MAX_FILES, files_by_unique_name, incoming_message
from ..steps.validation import MAX_LINE, MAX_LONG_TEXT, MAX_URL
from .visibility import may_see

KINDS = {
    "public": _("In public, as a comment or a post"),
    "direct": _("Directly to the municipality"),
    "elsewhere": _("Somewhere else, on a page that is not ours"),
}
CHOOSE_FILES_AGAIN = _("Choose the files again: a browser does not keep them.")
ABOUT_SENDER = _("As far as it can be seen. Where all is empty, the sender is kept as unknown.")
ABOUT_FILES = _(
    "Pictures or PDF, ten at most, 10 MB each. A picture can also be pasted, or dropped here."
)
TEXT_FIELDS = ("text", "kind", "subject", "permalink", "in_reply_to")


@provider(IContextSourceBinder)
def channel_source(page: Any) -> SimpleVocabulary:
    """Return the vocabulary of the channels that the page offers."""
    return vocabulary({each.uid: each.title for each in page.channels})


class IReceivedMessage(Interface):
    """The form field for the channel that received a message."""

    channel = SingleChoice(title=_("Channel"), source=channel_source)


class IMessageContent(Interface):
    """The content of a message in forms and bodies, see ``submission.incoming_message``."""

    kind = SingleChoice(
        title=_("How it was sent"), vocabulary=vocabulary(KINDS), required=False, default="public"
    )
    subject = Line(title=_("Subject"), max_length=MAX_LINE, required=False)
    text = LongText(title=_("What it says"), max_length=MAX_LONG_TEXT)
    permalink = Line(title=_("Its address on the platform"), max_length=MAX_URL, required=False)
    in_reply_to = Line(
        title=_("The address of what it answers"), max_length=MAX_URL, required=False
    )
    published = Line(title=_("When it was written"), required=False)
    widget("kind", type="radio")
    widget("text", rows=6)
    widget("permalink", type="url")
    widget("in_reply_to", type="url")
    widget("published", type="datetime-local")


class INewMessage(IReceivedMessage, IMessageContent):
    """The channel and the content of a message that is recorded by hand."""


class ISender(Interface):
    """The form fields about the author of a message."""

    sender_name = Line(title=_("Name"), max_length=MAX_LINE, required=False)
    sender_handle = Line(title=_("Account"), max_length=MAX_LINE, required=False)
    sender_url = Line(title=_("The profile's address"), max_length=MAX_LINE, required=False)
    sender_contact = Line(title=_("E-mail or phone number"), max_length=MAX_LINE, required=False)
    widget("sender_url", type="url")


class ISuspectedAbuse(Interface):
    """The checkbox for suspected images of abuse, whose files must not be stored."""

    suspected_abuse = Bool(
        title=_(
            "Suspected image of child sexual abuse: the files are not kept, only their hashes, "
            "sizes and types. Report it to the police, and send the image to nobody."
        ),
        required=False,
    )


class NewMessage(ActPage):
    """``@@new-message``, the page with the form; a refused form keeps its values."""

    index = ViewPageTemplateFile("new_message.pt")
    title = _("Write down a message")
    again, about_sender, about_files = CHOOSE_FILES_AGAIN, ABOUT_SENDER, ABOUT_FILES

    @property
    def is_open(self) -> bool:
        return bool(self.channels)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized("@@new-message")
        return super().__call__()

    @property
    def acts(self) -> Acts:
        return acts(NEW_MESSAGE_ACT)

    @cached_property
    def channels(self) -> list[ChannelFacts]:
        return recordable_channels(hub_of(self.context), self.context)

    def new_form(self) -> dict:
        """Return the form with its values; ``sender`` and ``suspected`` are groups of fields."""
        parts = {"fields": INewMessage, "sender": ISender, "suspected": ISuspectedAbuse}
        found = {name: self._fields(schema) for name, schema in parts.items()}
        form = act_form(self.url, NEW_MESSAGE_ACT, do="")
        return form | found | {"enctype": "multipart/form-data"}

    def had_files(self) -> bool:
        """Return whether the refused form had files, which the user has to choose again."""
        return bool(self.refused and uploaded_files(self.request.form))

    def _fields(self, schema):
        form = self.request.form
        values = {"channel": self.channels[0].uid} | {
            name: form_text(form, name) for name in schema if form_text(form, name)
        }
        return form_fields(schema, self, values=values, faults=self.faults)


def _hand_in(at, form):
    channel, faults = form_text(form, "channel"), FormFaults()
    is_mine = channel in {facts.uid for facts in at.channels}
    faults.require("channel", is_mine, _("Choose the channel that the message came to."))
    data, files = submission_data(form), uploaded_files(form)
    how: dict[str, Any] = {"channel": channel, "how": "typed", "now": int(time())}
    incoming = faults.take("text", partial(incoming_message, **how), data, files)
    faults.raise_faults("channel")
    hub = hub_of(at.context)
    [number] = write_with_retries(lambda tries: receive_messages(hub, [incoming], tries=tries))
    return number


def _next_url(at, number):
    page = f"{at.context.absolute_url()}/@@messages"
    return f"{page}/{number}" if may_see(hub_of(at.context), number) else page


NEW_MESSAGE_ACT = Act(
    "new-message",
    _hand_in,
    lambda number: _("The message is kept as number ${number}.", mapping={"number": str(number)}),
    _("Keep the message"),
    then=_next_url,
)


def recordable_channels(hub: Container, context: DexterityContent) -> list[ChannelFacts]:
    """Return a place's official channels that the current user handles, sorted by title."""
    is_office = "office" in hub_roles(hub)
    mine = () if is_office else set(handled_channels(hub))
    return [
        facts
        for facts in all_channels(context)
        if facts.speaks and (is_office or facts.uid in mine)
    ]


def submission_data(form: Mapping) -> dict:
    """Return a form's values in the format that ``submission.incoming_message`` expects."""
    sender = {name: form_text(form, f"sender_{name}") for name in SENDER_FIELDS}
    return {name: form_text(form, name) for name in TEXT_FIELDS} | {
        "sender": sender if any(sender.values()) else "",
        "published": zoned_time(form_text(form, "published")),
        "suspected_abuse": form_text(form, "suspected_abuse") == "1",
    }


def uploaded_files(form: Mapping) -> dict[str, bytes]:
    """Return the uploaded files by unique name, at most one more than is allowed.

    No more of a file is read than is needed to detect that it is too large.
    """
    given = form.get("files") or []
    given = given if isinstance(given, list) else [given]
    uploads = [each for each in given if getattr(each, "filename", "") and hasattr(each, "read")]
    sent = ((each.filename, each.read(MAX_FILE_SIZE + 1)) for each in uploads[: MAX_FILES + 1])
    return files_by_unique_name(sent)


def zoned_time(written: str) -> str:
    """Add the site's time zone to an ISO 8601 time without one; return other strings unchanged."""
    try:
        found = datetime.fromisoformat(written) if written else None
    except ValueError:
        return written
    if found is None or found.tzinfo:
        return written
    return found.replace(tzinfo=local_time(0).tzinfo).isoformat()
