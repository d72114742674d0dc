"""The view ``@@holds`` of a hub, with all holds and a form for a new one."""

from collections.abc import Mapping
from typing import Any

from plone.app.layout.viewlets.common import ViewletBase
from plone.restapi.services import Service
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import holds
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time, iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, ActPage, form_with_options
from ...site.pages.page_service import list_answer
from ...site.pages.request import form_text
from .hold_forms import HOLD, HOLD_ACTS, LIFT, held_title


class HoldsPage(ActPage):
    """The page of holds; its URL may prefill the form, as in ``?entry=…``."""

    title = _("Holds")
    lead = _(
        "Nothing of what is held is disposed of, whatever the rules say. A hold on a channel is "
        "one on all its entries and messages."
    )
    acts = HOLD_ACTS

    def hold_rows(self) -> list[dict]:
        """Return a row for each hold, with its record, user, time, reason and a form to lift it."""
        return [self._hold_row(each) for each in holds.active_holds(self.context)]

    def hold_form(self) -> dict:
        """Return the form for a new hold."""
        named = (
            {} if self.tried else {kind: form_text(self.request.form, kind) for kind in holds.KINDS}
        )
        found = sorted(all_channels(self.context), key=lambda facts: facts.title.lower())
        channels = [{"value": each.uid, "title": each.title} for each in found]
        form = self.form(HOLD.name, of="new", **named)
        return form_with_options(form, channel=[{"value": "", "title": _("Choose")}, *channels])

    def _hold_row(self, found):
        url = self.context.absolute_url()
        pages = {holds.ENTRY: f"{url}/@@entry/", holds.MESSAGE: f"{url}/@@messages/"}
        title, named = held_title(self.context, found.kind, found.name), {found.kind: found.name}
        form = self.form(LIFT.name, look="secondary", of=found.name, about=title, **named)
        return {
            "title": title,
            "url": pages[found.kind] + found.name if found.kind in pages else "",
            "told": hold_sentence(found),
            "form": form | {"classes": "socialhub-actions"},
        }


class HoldNotice(ViewletBase):
    """A viewlet above a channel, which states who holds it, since when and why."""

    index = ViewPageTemplateFile("hold_notice.pt")

    def update(self) -> None:
        super().update()
        self.hub = hub_of(self.context)
        found = self.hub and holds.hold_on(self.hub, holds.CHANNEL, self.context.UID())
        self.text = found and hold_sentence(found)

    def render(self) -> str:
        return self.index() if self.text else ""


def hold_sentence(hold: holds.Hold) -> Message:
    """Return a sentence that states who placed a hold, when and why."""
    moment = formatted_time(hold.when)["text"]
    values = {"who": member_name(hold.by), "when": moment, "reason": hold.reason}
    return _(holds.HOLD_SENTENCE, mapping=values)


class HoldsGet(Service):
    """``GET @holds`` on a hub returns each hold with its record, user, time and reason."""

    def reply(self) -> dict:
        items = [self._hold_data(each) for each in holds.active_holds(self.context)]
        return list_answer(self.context, "@holds", items)

    def _hold_data(self, found):
        return {
            found.kind: found.name,
            "title": held_title(self.context, found.kind, found.name),
            "by": found.by,
            "when": iso_time(found.when),
            "reason": found.reason,
        }


class HoldsPost(ActService, HoldsGet):
    """``POST @holds`` holds a ``channel``, an ``entry`` or a ``message`` for a ``reason``.

    If ``held`` is false, it lifts the hold. The response is that of ``GET``.
    """

    acts = HOLD_ACTS

    def requested_name(self, body: Mapping) -> str:
        """Return the name of the act that a body requests: to place or to lift a hold."""
        return LIFT.name if body.get("held", True) is False else HOLD.name

    def answer(self, act: Act, result: Any) -> dict:
        return HoldsGet.reply(self)
