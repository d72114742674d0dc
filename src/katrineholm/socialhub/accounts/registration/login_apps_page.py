"""The page where the municipality's apps at the services are entered, each once."""

from collections.abc import Mapping
from typing import Any

from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import PACKAGE_NAME, _
from ...core.sources.connector import Connector, all_connectors
from ...core.sources.environment import default_apps
from ...core.sources.login import LONGEST, App
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line
from ...site.pages.page_values import fact_row, fact_value, page_section
from ...site.pages.refusals import Refusal
from .login_apps import app_of, delete_app, redirect_url, store_app, stored_app

SECRET = "passw_secret"  # Zope hides fields with passw in their name when it logs a request
DEMANDS = _("What the service demands")
REDIRECT = _("Paste this at the service, as the address that people are led back to (redirect URI)")
NOT_HERE = _("There is no such service.")
SPACES = _("It has no spaces, line breaks or letters such as å: copy it again, whole.")


class IService(Interface):
    """The form field that identifies a service."""

    service = Line(required=False)
    widget("service", type="hidden")


class IApp(IService):
    """The form fields of an app."""

    app = Line(title=_("The app's id"), max_length=200)
    passw_secret = Line(title=_("The app's secret"), max_length=LONGEST)
    widget("app", spellcheck=False, autocapitalize="none")
    widget("passw_secret", type="password", spellcheck=False)


def _enter(at, given):
    connector = _connector(given["service"])
    faults = FormFaults()
    for name in ("app", SECRET):
        faults.require(name, given[name].isascii() and " " not in given[name], SPACES)
    faults.raise_faults()
    store_app(connector.name, App(given["app"], given[SECRET]))
    return connector


def _forget(at, given):
    connector = _connector(given["service"])
    delete_app(connector.name)
    return connector


ENTER = Act(
    "enter",
    _enter,
    lambda connector: _("The app at ${service} is stored.", mapping={"service": connector.title}),
    title=_("Store"),
    fields=IApp,
)
FORGET = Act(
    "forget",
    _forget,
    lambda connector: _(
        "The app at ${service} is forgotten.", mapping={"service": connector.title}
    ),
    title=_("Forget the app"),
    fields=IService,
)


class LoginAppsPage(ActPage):
    """``@@socialhub-apps`` on the site: the apps at the services, with what each demands."""

    title = _("Connections to services")
    lead = _(
        "For an account to be connected by logging in, the municipality needs an app of its own at "
        "the service, made once by whoever administers the municipality's accounts there. Enter "
        "its id and secret here. The secret is kept encrypted and never shown again."
    )
    is_wide = True
    acts = acts(ENTER, FORGET)
    no_app = _("Nothing has to be entered here.")

    def __call__(self):
        # Removed from the request, so that no page, log or error can show it.
        self.pasted = self.request.form.pop(SECRET, "")
        return super().__call__()

    def _take(self, form: Mapping) -> Any:
        return super()._take({**form, SECRET: self.pasted})

    def services(self) -> list[dict]:
        """Return the services that people log in at, each with its state and its form."""
        return [self._row(each) for each in all_connectors() if each.login]

    def _row(self, connector: Connector) -> dict:
        name, login = connector.name, connector.login
        assert login is not None
        stored, needs_app = stored_app(name), not login.register
        is_set = name in default_apps()
        facts = [
            fact_row(DEMANDS, fact_value(Message(login.before, domain=PACKAGE_NAME))),
            fact_row(REDIRECT, fact_value(redirect_url(connector) if needs_app else "")),
            fact_row(_("State"), fact_value(_state(name, stored) if needs_app else self.no_app)),
        ]
        rows = [each for each in facts if each["values"]]
        return page_section(f"app-{name}", connector.title, facts=rows) | {
            "form": self._form(name, stored) if needs_app and not is_set else None,
            "forget": self.buttons("forget", of=connector.title, service=name) if stored else None,
        }

    def _form(self, name, stored):
        form = self.form("enter", of=name, service=name, app=stored.id if stored else "")
        return {**form, "fields": [_emptied(each) for each in form["fields"]]}


def _emptied(field):
    return field | {"value": ""} if field["name"] == SECRET else field


def _connector(name) -> Connector:
    for each in all_connectors():
        if each.name == name and each.login and not each.login.register:
            return each
    raise Refusal(NOT_HERE)


def _state(name, stored) -> Message:
    if name in default_apps():
        return _("The app is set in the server's environment, by the operator.")
    if stored and app_of(name) is None:
        return _("The app's secret cannot be read any more: enter it again.")
    if stored:
        return _("The app ${id} is stored.", mapping={"id": stored.id})
    return _("No app is stored yet: accounts cannot be connected by logging in.")
