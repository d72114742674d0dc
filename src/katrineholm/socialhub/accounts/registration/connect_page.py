"""The page that connects a channel's account, by logging in there or by pasted secrets.

Pasted secrets are never shown again.
"""

from collections.abc import Mapping
from typing import Any

from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import Bool, getFieldNames

from ... import PACKAGE_NAME, _
from ...core.sources.connector import Connector, find_connector
from ...core.sources.login import new_secret
from ...site.pages.acts import DO, Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.page_values import fact_row, fact_value, page_section
from ...site.pages.permissions import MANAGE_REGISTER, MANAGE_SETTINGS
from ...site.pages.request import form_text
from ...site.pages.security_headers import MEMBER_POLICY, POLICY
from ..channels.times import formatted_time
from .account_connection import LONGEST, available_connectors, connect, disconnect
from .connections import connection_of, environment_secrets, token_variable
from .logins import (
    NO_APP,
    begin_login,
    cancel_login,
    confirm_login,
    has_app,
    login_connectors,
    login_to_confirm,
)
from .source_values import connection_values, connector_values

COOKIE = "socialhub_login"  # a secret of the browser in which a log-in was begun
FIELD = "passw_"  # Zope hides fields with this in their name when it logs a request
LOG_IN_AT = _("Log in at ${service}")
NOT_SET = _("The municipality's app at ${service} is not set up yet.")
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


class ILogin(Interface):
    """The fields to log in at a service."""

    interface = Line(title=_("Interface, by its name"), judged=True)
    answers = Bool(required=False)
    widget("interface", type="hidden")


class IConnection(ISecrets):
    """The fields for the name of a connector and for its secrets."""

    interface = Line(title=_("Interface, by its name"), judged=True)
    widget("interface", type="hidden")


def _begin(at, given):
    """Begin a log-in, give the browser its secret, and return the URL of the service's page."""
    browser, request = new_secret(), at.request
    name, answers = given["interface"], given["answers"]
    url = begin_login(at.context, name, answers=answers, browser=browser)
    is_secure = request["SERVER_URL"].startswith("https:")
    means = {"path": "/", "http_only": True, "same_site": "Lax", "secure": is_secure}
    request.response.setCookie(COOKIE, browser, **means)
    return url


def _connected(kept):
    return _("The account ${account} is connected.", mapping={"account": kept.name})


LOG_IN = Act(
    "log-in",
    _begin,
    title=_("Log in at the service"),
    fields=ILogin,
    then=lambda at, url: url,
)
CONFIRM = Act(
    "confirm",
    lambda at, given: confirm_login(at.context, browser_secret(at.request)),
    said=_connected,
    title=_("Connect the account"),
)
CANCEL = Act(
    "cancel",
    lambda at, given: cancel_login(at.context),
    said=_("Nothing is connected."),
    title=_("Cancel"),
)
CONNECT = Act(
    "connect",
    lambda at, given: connect(at.context, given.pop("interface"), given),
    said=_connected,
    title=_("Connect"),
    fields=IConnection,
    permission=MANAGE_REGISTER,
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
    acts = acts(LOG_IN, CONFIRM, CANCEL, CONNECT, DISCONNECT)
    login_note = _(
        "You log in at the service with the account's own login. The site never sees the password, "
        "and asks you to confirm whose account it is before anything is kept."
    )
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
        # The form that begins a log-in leads to the service, which may lead on to another host.
        led_on = "form-action 'self' https: http://127.0.0.1:*"
        policy = MEMBER_POLICY.replace("form-action 'self'", led_on)
        self.request.response.setHeader(POLICY, policy)
        return super().__call__()

    def requested_name(self, data: Mapping) -> str:
        return form_text(data, DO) or CONNECT.name

    def _take(self, form):
        return super()._take({**form, **self.pasted})

    def refuse(self, refusal: Any) -> None:
        super().refuse(refusal)
        self.faults = {FIELD + name: text for name, text in refusal.faults.items()}

    def waiting(self) -> dict | None:
        """Return a section about an account that waits to be confirmed, or None."""
        pending = login_to_confirm(self.context, browser_secret(self.request))
        found = find_connector(pending.connector) if pending else None
        if pending is None or found is None:
            return None
        title = _("Is this the account?")
        account = f"{pending.name} ({found.title})"
        facts = [fact_row(_("You are logged in as"), fact_value(account))]
        scopes = pending.scopes.split()
        facts += _permitted(found, pending.may_answer, scopes)
        missing = pending.answers and not _is_wider(found, pending.may_answer, scopes)
        notes = [_not_granted(found)] if missing and found.login and found.login.answers else []
        form = self.form(CONFIRM.name, CANCEL.name, look="primary outline-secondary")
        return page_section("confirm", title, *notes, facts=facts) | {"form": form}

    def logins(self) -> list[dict]:
        """Return the services where the account can be logged in at, each with its form."""
        return [self._login(each) for each in login_connectors(self.context)]

    def interfaces(self) -> list[dict]:
        """Return the connectors available for the account, each with its form for a token."""
        if not CONNECT.may_take(self):
            return []
        return [
            {**connector_values(each), "form": self._connecting(each)}
            for each in available_connectors(self.context)
            if each.secrets
        ]

    def apps_url(self) -> str:
        """Return the URL of the page of the municipality's apps, or "" if it is forbidden."""
        site = api.portal.get()
        may_open = api.user.has_permission(MANAGE_SETTINGS, obj=site)
        return f"{site.absolute_url()}/@@socialhub-apps" if may_open else ""

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

    def _login(self, found):
        form = self.form(LOG_IN.name, of=f"log-in-{found.name}", interface=found.name)
        service = {"service": found.title}
        title = Message(LOG_IN_AT, mapping=service)
        hidden, answers = form["fields"]
        answers = {**answers, "title": _also(found.login.answers)}
        fields = [hidden, *([answers] if found.login.answers else [])]
        is_set = has_app(self.context, found)
        facts = [
            fact_row(_("Before you begin"), fact_value(_text(found.login.before))),
            fact_row(_("The site gets to"), fact_value(_text(found.login.reads))),
        ]
        return page_section(f"log-in-{found.name}", found.title, facts=facts) | {
            "form": {**form, "fields": fields, "button": title} if is_set else None,
            "no_app": Message(NOT_SET if self.apps_url() else NO_APP, mapping=service),
        }

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
    ends = [
        f"{formatted_time(kept.ends)['text']}."
        if kept.ends
        else _("Not on a day that the service tells.")
    ]
    if found and found.renew and kept.cipher:
        ends.append(_("It is renewed by itself."))
    facts = [
        fact_row(
            _("Account"),
            fact_value(f"{known['account']} ({found.title if found else kept.connector})"),
        ),
        fact_row(
            _("Connected"), fact_value(f"{formatted_time(kept.made)['text']} ({known['by']})")
        ),
        fact_row(
            _("The connection ends"),
            fact_value(" ".join(map(api.portal.translate, ends))),
        ),
        *(_permitted(found, kept.may_answer, known["scopes"]) if found else ()),
        fact_row(_("The token is kept"), fact_value(KEPT[known["kept"]])),
    ]
    return [each for each in facts if each["values"]]


def _permitted(found: Connector, may_answer: bool, scopes: list[str]) -> list[dict]:
    """Return the rows of facts about what a connection may do, and may not, in plain words."""
    if not found.login:
        return []
    rows = [fact_row(_("The site may"), fact_value(_text(found.login.reads)))]
    if _is_wider(found, may_answer, scopes):
        rows.append(fact_row(_("It may also"), fact_value(_text(found.login.answers))))
    if not may_answer:
        rows.append(fact_row(_("It may not"), fact_value(_("Answer comments."))))
    return rows


def _is_wider(found: Connector, may_answer: bool, scopes: list[str]) -> bool:
    """Return whether a connection may do more than read."""
    answering = found.login.answering if found.login else ()
    if found.answer_scopes or not answering:
        return may_answer
    return set(scopes).issuperset(answering)


def _not_granted(found: Connector) -> Message:
    return _(
        "${service} did not grant everything that was asked for. Connect the account for reading "
        "alone, or cancel and log in again.",
        mapping={"service": found.title},
    )


def _also(right: str) -> Message:
    """Return the label of the box for a further right."""
    text = api.portal.translate(_text(right))
    return _("Permit this, too: ${right}", mapping={"right": text[:1].lower() + text[1:]})


def _text(text: str) -> Message:
    """Return a text of a connector, which core cannot translate, as a message."""
    return Message(text, domain=PACKAGE_NAME)


def browser_secret(request: Any) -> str:
    """Return the secret of the browser in which a log-in was begun, or ""."""
    return str(request.cookies.get(COOKIE, ""))
