"""An officer writes down what came in by another way (T0, G1): typed, pasted, with screenshots."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, partial
from time import time
from typing import Any

from AccessControl import Unauthorized
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import local
from ...core.messages.captured import SENDER
from ...core.messages.engine import Refused
from ...site.forms.faults import Faults
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ...site.forms.retries import written
from ..routing.roles import my_channels, roles_in
from ..routing.routing import arrive
from ..steps.capturing import LARGEST, MOST_FILES, incoming_from, named_apart
from ..steps.given import LONG
from .sight import may_see

PLAIN = ("text", "kind", "subject", "permalink", "in_reply_to")


class NewMessage(KeepsWhatWasWritten, BrowserView):
    """``@@new-message`` on a hub, an administration or a channel; what is refused stays written."""

    template = ViewPageTemplateFile("handing_in.pt")
    longest = LONG

    def __call__(self):
        if not self.channels:
            raise Unauthorized("@@new-message")
        if self.request.method != "POST":
            return self.template()
        require_form(self.request)
        try:
            number = self._hand_in(self.request.form)
        except Refused as refusal:
            self.refuse(refusal)
            return self.template()
        self._leave(number)

    @cached_property
    def channels(self) -> list[ChannelFacts]:
        """Those to choose among."""
        return channels_for(hub_of(self.context), self.context)

    def given(self, name: str) -> str:
        """What was written in a form that was refused, or what a link brought along."""
        return text(self.request.form, name)

    def had_files(self) -> bool:
        """Whether files were sent along: a browser has to be given them again."""
        return bool(self.refused and files_from(self.request.form))

    def _hand_in(self, form):
        channel, faults = text(form, "channel"), Faults()
        is_mine = channel in {facts.uid for facts in self.channels}
        faults.demand("channel", is_mine, _("Choose the channel that the message came to."))
        data, files = data_from(form), files_from(form)
        how: dict[str, Any] = {"channel": channel, "how": "typed", "now": int(time())}
        incoming = faults.take("text", partial(incoming_from, **how), data, files)
        faults.done("channel")
        hub = hub_of(self.context)
        [number] = written(lambda tries: arrive(hub, [incoming], tries=tries))
        return number

    def _leave(self, number):
        page = f"{self.context.absolute_url()}/@@messages"
        said = _("The message is kept as number ${number}.", mapping={"number": str(number)})
        is_seen = may_see(hub_of(self.context), number)
        leave(self.request, f"{page}/{number}" if is_seen else page, said)


def channels_for(hub, context) -> list[ChannelFacts]:
    """The channels of a place whose messages the present user may write down, by title."""
    is_office = "office" in roles_in(hub)
    mine = () if is_office else set(my_channels(hub))
    return [facts for facts in known(context) if facts.speaks and (is_office or facts.uid in mine)]


def data_from(form: Mapping) -> dict:
    """A form's fields as ``capturing.incoming_from`` takes them."""
    sender = {name: text(form, f"sender_{name}") for name in SENDER}
    return {name: text(form, name) for name in PLAIN} | {
        "sender": sender if any(sender.values()) else "",
        "published": with_zone(text(form, "published")),
        "suspected_abuse": text(form, "suspected_abuse") == "1",
    }


def files_from(form: Mapping) -> dict[str, bytes]:
    """The files that a form gives, by names that differ; at most one more than are taken.

    Of each only so much is read as shows that it is too large.
    """
    given = form.get("files") or []
    uploads = [each for each in (given if isinstance(given, list) else [given]) if _is_file(each)]
    sent = ((each.filename, each.read(LARGEST + 1)) for each in uploads[: MOST_FILES + 1])
    return named_apart(sent)


def with_zone(written: str) -> str:
    """A moment without a zone is the site's own clock's; what is none is refused later on."""
    try:
        found = datetime.fromisoformat(written) if written else None
    except ValueError:
        return written
    if found is None or found.tzinfo:
        return written
    return found.replace(tzinfo=local(0).tzinfo).isoformat()


def _is_file(upload):
    return bool(getattr(upload, "filename", "")) and hasattr(upload, "read")
