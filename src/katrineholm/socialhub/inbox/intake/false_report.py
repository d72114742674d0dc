"""``@@report-false`` on a hub: anybody reports what pretends to be the municipality's.

The report becomes a case about an external page, as one by ``@@report-false-account`` does.
"""

from functools import cached_property, partial
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface

from ... import _
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...core.messages.content import captured_content
from ...core.messages.store import IncomingMessage, messages_of
from ...core.platforms.account_lookup import account_in_text
from ...core.platforms.similar_names import is_nearly
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, LongText
from ...site.pages.page_values import link, page_section
from ...site.pages.request import form_text
from ..steps.routing import receive_messages
from ..steps.validation import MAX_TEXT, MAX_URL, cleaned_line, cleaned_quote
from .false_account import case_text, open_case, pretended_url
from .form_page import PublicForm
from .form_service import FormGet, FormPost
from .public_forms import cleaned_trap, receipt_url
from .rate_limit import REPORT, take_within_limit
from .receipts import new_receipt, store_receipt


class IFalseReport(Interface):
    """The fields of ``@@report-false`` and ``POST @report-false``."""

    address = Line(
        title=_("What pretends to be ours"),
        description=_("An address, a number or a name: that of an account, a sender or an app."),
        max_length=MAX_URL,
        demand=_("Say what pretends to be ours."),
        clean=cleaned_line,
    )
    note = LongText(
        title=_("What happened (may be left empty)"),
        description=_("Do not write who you are. You get a receipt number."),
        max_length=MAX_TEXT,
        required=False,
        clean=cleaned_quote,
    )
    homepage = Line(title=_("Leave this field empty"), required=False, clean=cleaned_trap)
    widget("address", autocapitalize="none", spellcheck=False)
    widget("note", rows=3)
    widget("homepage", type="trap")


def take_false_report(
    hub: Container, address: str, note: str, *, now: int, often: bool = False, tries: int = 0
) -> str:
    """Store a report, or log it on the open case about the same page; return the receipt."""
    receipt, page = new_receipt(hub, now), pretended_url(address)
    values: dict[str, Any] = {"reason": "other", "text": note, "receipt_number": receipt}
    values |= {"often": True} if often else {}
    number = open_case(hub, page) if page else 0
    if number:
        again = values | {"address": address}
        messages_of(hub).record(number, "reported", again, who="", now=now)
    else:
        content = captured_content(
            case_text(address), how="report", at=now, permalink=page, reported=values
        )
        channel = _handling_channel(hub, address).uid
        incoming = IncomingMessage(f"report:{receipt}", channel, content, is_elsewhere=True)
        [number] = receive_messages(hub, [incoming], now=now, tries=tries)
    store_receipt(hub, receipt, number, now=now)
    return receipt


def _handling_channel(hub, address) -> ChannelFacts:
    """Return the channel that is imitated, by name or service, or else the oldest official one."""
    asked = account_in_text(address)
    name = asked.account.strip("@").casefold()

    def distance(facts):
        own = facts.account.strip("@").casefold()
        return (
            not is_nearly(own, name),
            facts.platform != asked.platform,
            facts.official_since or "9",
            facts.path,
        )

    return min(_official(hub), key=distance)


def _official(hub):
    return [facts for facts in viewable_channels(hub) if facts.speaks]


def _report(at, given):
    take = partial(take_false_report, at.context, given["address"], given["note"])
    return take_within_limit(at.request, at.context, REPORT, take)


REPORT_ACT = Act(
    "report-false",
    _report,
    title=_("Send the report"),
    fields=IFalseReport,
    then=lambda at, receipt: receipt_url(at.context, "report-false", receipt),
)


class FalseReportView(PublicForm):
    """The page; ``?address=`` prefills what is reported."""

    act = REPORT_ACT

    @cached_property
    def facts(self) -> ChannelFacts | None:
        return next(iter(_official(self.context)), None)

    @cached_property
    def page(self) -> dict:
        """The page as plain values: the form, or the receipt."""
        return _receipt_value(self) if self.receipt else _form_value(self)

    def values(self) -> dict:
        return {"address": form_text(self.request.form, "address")}


class FalseReportGet(FormGet):
    """``GET @report-false`` on a hub: the form to report what pretends to be ours."""

    name, view_name = "report-false", "report-false"


class FalseReportPost(FormPost):
    """``POST @report-false`` on a hub, with ``address`` and maybe ``note``."""

    acts = acts(REPORT_ACT)

    def is_open(self) -> bool:
        return bool(_official(self.context))


def _form_value(view: Any) -> dict:
    url = view.context.absolute_url()
    links = [
        link(f"{url}/@@messages-help", _("How incoming messages are handled")),
        link(f"{url}/@@personal-data", _("Personal data")),
    ]
    told = _(
        "It is read by the municipality on working days, and becomes a public record. If you have "
        "lost money or given away a code: call your bank and the police, 114 14, now."
    )
    return {
        **view.form(view.act.name, **view.values()),
        "title": _("Report what pretends to be ours"),
        "lead": _("You need not log in, and not say who you are."),
        "about": "",
        "told": page_section("told", _("What happens to what you write"), told, links=links),
    }


def _receipt_value(view: Any) -> dict:
    number = view.receipt
    return {
        "title": _("Thank you for your report"),
        "lead": "",
        "url": view.act.then(view, number),
        "receipt": number,
        "text": _("We have received it. Receipt number: ${receipt}", mapping={"receipt": number}),
        "next": page_section(
            "next",
            _("What happens next"),
            _("We look at it, warn others if needed, and ask the service to remove it."),
            _("Keep the number, and state it if you ask us about this."),
        ),
        "channel": link(f"{view.context.absolute_url()}/@@official", _("Check something else")),
    }
