"""The view ``@@packages`` of a hub, where the archivist orders and downloads packages."""

from datetime import date
from functools import cached_property
from typing import Any

from plone import api

from ... import PACKAGE_NAME, _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time, today
from ...refresh.faults import all_faults
from ...site.pages.acts import ActPage, form_with_options
from ...site.pages.request import form_text
from ...site.settings.registry import setting
from . import order_storage
from .order_forms import AGAIN, CANCEL, ORDER, PACKAGE_ACTS, RECEIPT, REMOVE, SEND
from .order_storage import PERIOD, TRANSFER
from .orders import is_cancellable, may_read_files, package_owners
from .package_files import FAILURE_REASONS, STATE_TITLES, download_links, megabytes_text
from .targets import has_target

REFRESH_SECONDS = 5  # between two refreshes of the page


class PackagesPage(ActPage):
    """The page of packages, which with ``?follow=1`` refreshes itself while one is being made."""

    title = _("Packages for the archive")
    lead = _(
        "Posts of a channel or an administration, seen by the public or not, with their pictures "
        "and what happened to them, as FGS Paketstruktur 2.0."
    )
    acts = PACKAGE_ACTS

    def __call__(self):
        if self.is_followed:
            self.request.response.setHeader("Refresh", str(REFRESH_SECONDS))
        return super().__call__()

    @property
    def is_under_way(self) -> bool:
        """True if a package is waiting or being made."""
        return any(
            each.state in order_storage.UNDER_WAY for each in order_storage.all_orders(self.context)
        )

    @property
    def is_followed(self) -> bool:
        """True if the page refreshes itself: its URL requests it, and a package is under way."""
        is_asked = form_text(self.request.form, "follow") == "1" and not self.is_sent
        return is_asked and self.is_under_way

    @property
    def is_set_up(self) -> bool:
        """True if the settings contain the organisation number, which every package needs."""
        return bool(setting("organisation_number"))

    def order_form(self) -> dict:
        """Return the order form, which lists administrations and then channels, each by title."""
        found = sorted(
            package_owners(self.context).values(),
            key=lambda each: (_is_channel(each), _title(each)),
        )
        whose = [{"value": each.uid, "title": _title(each)} for each in found]
        asked = {name: form_text(self.request.form, name) for name in ("whose", "kind", "from")}
        year: dict[str, Any] = {"from": date(today().year, 1, 1), "to": today(), "kind": PERIOD}
        form = self.form(ORDER.name, **year | {name: each for name, each in asked.items() if each})
        return form_with_options(form, whose=[{"value": "", "title": _("Choose")}, *whose])

    def packages(self) -> list[dict]:
        """Return a row for each order, newest first."""
        return [self._package_row(each) for each in order_storage.all_orders(self.context)]

    def _package_row(self, each):
        with_what = [
            title
            for name, title in (("messages", _("messages")), ("diary", _("diary")))
            if getattr(each, name)
        ]
        return {
            "id": each.id,
            "title": each.title,
            "period": f"{formatted_date(each.first)} – {formatted_date(each.last)}",
            "with": with_what,
            "by": member_name(each.by),
            "secret": each.secret,
            "is_to_send": each.is_to_send,
            "sent": each.sent and formatted_time(each.sent),
            "unsent_why": self._unsent.get(order_storage.transfer_path(self.context, each.id), ""),
            "send": self._send_form(each),
            "is_changes": each.kind == order_storage.CHANGES,
            "is_foreign": not may_read_files(self.context, each),
            "is_elsewhere": each.is_elsewhere,
            "ordered": formatted_time(each.ordered),
            "state": each.state,
            "says": STATE_TITLES[each.state],
            "progress": each.progress,
            "why": FAILURE_REASONS[each.code] if each.code else "",
            "files": [
                {**file, "size": megabytes_text(file["size"])}
                for file in download_links(self.context, each)
            ],
            "size": megabytes_text(each.size),
            "is_gone": each.removed is not None,
            "is_refused": bool(self.refused) and form_text(self.request.form, "id") == each.id,
            "receipt": each.receipt
            and {**each.receipt, "day": formatted_date(each.receipt["day"])},
            "is_under_way": each.state in order_storage.UNDER_WAY,
            "form": self._form(each),
        }

    @cached_property
    def _unsent(self):
        """The reasons why packages could not be sent, by the paths of their deliveries."""
        found = (each for each in all_faults(api.portal.get()) if each.chore == TRANSFER)
        return {each.path: api.portal.translate(each.why, domain=PACKAGE_NAME) for each in found}

    def _send_form(self, each):
        """Return the form by which a package is sent, if the operator has set where to."""
        site_path = "/".join(api.portal.get().getPhysicalPath())
        is_done = each.is_to_send or each.receipt or not each.has_files
        if is_done or not has_target(site_path):
            return None
        return self.form(SEND.name, look="outline-secondary", id=each.id)

    def _form(self, each):
        if each.state == order_storage.READY:
            may_remove = each.receipt and not each.is_elsewhere
            more = (REMOVE.name,) * bool(may_remove) + (CANCEL.name,) * is_cancellable(each)
            look, day = "secondary outline-danger", today()
            return self.form(RECEIPT.name, *more, look=look, of=each.id, id=each.id, day=day)
        if each.state == order_storage.FAILED:
            form = self.form(
                AGAIN.name, CANCEL.name, look="secondary outline-secondary", id=each.id
            )
            form["buttons"][1]["title"] = _("Forget it")
            return form
        return self.form(CANCEL.name, look="outline-secondary", id=each.id)


def _is_channel(each):
    return isinstance(each, ChannelFacts)


def _title(each):
    if _is_channel(each):
        return f"{each.title} ({each.administration.title})"
    return each.title
