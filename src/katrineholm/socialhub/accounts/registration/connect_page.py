"""The page that connects a channel's account. Pasted secrets are never shown again."""

from collections.abc import Mapping
from typing import Any

from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface
from zope.schema import getFieldNames

from ... import _
from ...core.sources.connector import find_connector
from ...site.pages.acts import DO, Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.page_values import fact_row, fact_value, page_section
from ...site.pages.request import form_text
from ..channels.times import formatted_time
from .account_connection import LONGEST, available_connectors, connect, disconnect
from .connections import connection_of, environment_secrets, token_variable
from .source_values import connection_values, connector_values

FIELD = "passw_"  # Zope hides fields with this in their name when it logs a request
KEPT = {
    "store": _("On the site, encrypted. Nobody can be shown it."),
    "environment": _("In the server's environment, by the operator."),
}


def _secret(title):
    """Return a field of a token, which ``connect`` validates."""
    return Line(title=title, max_length=LONGEST, required=False, judged=True)


class ISecrets(Interface):
    """The fields for the secrets of all connectors."""

    token = _secret(_("Token"))
    refresh_token = _secret(_("Token to renew it by (refresh token)"))
    client_key = _secret(_("The app's key (client key)"))
    client_secret = _secret(_("The app's secret (client secret)"))
    widget("token", type="password", spellcheck=False)
    widget("refresh_token", type="password", spellcheck=False)
    widget("client_key", type="password", spellcheck=False)
    widget("client_secret", type="password", spellcheck=False)


class IConnection(ISecrets):
    """The fields for the name of a connector and for its secrets."""

    interface = Line(title=_("Interface, by its name"), judged=True)
    widget("interface", type="hidden")


CONNECT = Act(
    "connect",
    lambda at, given: connect(at.context, given.pop("interface"), given),
    said=lambda kept: _("The account ${account} is connected.", mapping={"account": kept.name}),
    title=_("Connect"),
    fields=IConnection,
)
DISCONNECT = Act(
    "disconnect",
    lambda at, given: disconnect(at.context),
    said=_("The account is let go. What was retrieved stays."),
    title=_("Let the account go"),
)


class ConnectPage(ActPage):
    """``@@connect-account`` on a channel, where its account is connected or disconnected."""

    index = ViewPageTemplateFile("connect_page.pt")
    title = _("Connect the account")
    acts = acts(CONNECT, DISCONNECT)
    check_note = _(
        "The token is tried at the service before it is kept. It has to be this channel's own "
        "account's. It is kept encrypted and never shown again."
    )
    no_interface = _("The channel's service has no interface that an account can be connected by.")

    def __call__(self):
        # Removed from the request, so that no page, log or error can show it.
        form = self.request.form
        names = [name for name in list(form) if name.startswith(FIELD)]
        self.pasted = {name.removeprefix(FIELD): form.pop(name) for name in names}
        return super().__call__()

    def requested_name(self, data: Mapping) -> str:
        return form_text(data, DO) or CONNECT.name

    def _take(self, form):
        return super()._take({**form, **self.pasted})

    def refuse(self, refusal: Any) -> None:
        super().refuse(refusal)
        self.faults = {FIELD + name: text for name, text in refusal.faults.items()}

    def interfaces(self) -> list[dict]:
        """Return the connectors available for the account, each with its form."""
        return [
            {**connector_values(each), "form": self._connecting(each)}
            for each in available_connectors(self.context)
        ]

    def connection(self) -> dict | None:
        """Return a section about the existing connection, or None if there is none."""
        kept = connection_of(self.context)
        if kept is None:
            return None
        known = connection_values(kept, self.context)
        return page_section(
            "connected", _("The account is connected"), facts=_facts(kept, known)
        ) | {"problem": known["problem"], "form": self.buttons(DISCONNECT.name)}

    def environment_note(self) -> str:
        """Return a note about the environment variable that can hold the token."""
        return _(
            "The operator can put the token into the server's environment instead, as ${variable}: "
            "leave the field empty then.",
            mapping={"variable": token_variable(self.context.getId())},
        )

    def _connecting(self, found):
        form = self.form(CONNECT.name, of=found.name, interface=found.name)
        is_needed = not environment_secrets(self.context.getId())
        shown = [each for each in form["fields"] if each["name"] in (*found.secrets, "interface")]
        return {**form, "fields": [_masked(each, is_needed, self.faults) for each in shown]}


def _masked(field, is_needed, faults):
    """Return a field for the form: a secret gets a name that is never logged, and no value."""
    if field["name"] not in getFieldNames(ISecrets):
        return field
    name = FIELD + field["name"]
    id = field["id"].removesuffix(field["name"]) + name
    fault = faults.get(name, "") if id == f"socialhub-{name}" else ""
    return {**field, "name": name, "id": id, "value": "", "required": is_needed, "fault": fault}


def _facts(kept, known):
    found = find_connector(kept.connector)
    ends = (
        f"{formatted_time(kept.ends)['text']}."
        if kept.ends
        else _("Not on a day that the service tells.")
    )
    is_renewed = found and found.renew and kept.cipher
    facts = [
        fact_row(
            _("Account"),
            fact_value(f"{known['account']} ({found.title if found else kept.connector})"),
        ),
        fact_row(
            _("Connected"), fact_value(f"{formatted_time(kept.made)['text']} ({known['by']})")
        ),
        fact_row(
            _("The token ends"),
            fact_value(ends),
            fact_value(_("It is renewed by itself.") if is_renewed else None),
        ),
        fact_row(_("The token may"), fact_value(", ".join(known["scopes"]))),
        fact_row(_("The token is kept"), fact_value(KEPT[known["kept"]])),
    ]
    return [each for each in facts if each["values"]]
