"""A channel's account connected in the browser; what is pasted is never shown again."""

from zope.interface import Interface, implementer

from ... import _
from ...core.connectors.registry import connector
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import FormPage, text
from ..channels.moments import when
from .book import connection_of
from .connecting import choices, connect, disconnect
from .described import described, interface
from .opening import in_environment, variable

FIELD = "passw_"  # Zope leaves fields so named out when it writes a request down
LABELS = {
    "token": _("Token"),
    "refresh_token": _("Token to renew it by (refresh token)"),
    "client_key": _("The app's key (client key)"),
    "client_secret": _("The app's secret (client secret)"),
}


class IConnectPage(Interface):
    """The page on which an account is connected."""


@implementer(IConnectPage)
class ConnectPage(FormPage):
    """``@@connect-account`` on a channel."""

    title = _("Connect the account")
    leads_to = "/@@connect-account"

    def take(self, form):
        # Taken out, so that no page, log or error has it, whatever happens from here on.
        names = [name for name in list(form) if name.startswith(FIELD)]
        pasted = {name.removeprefix(FIELD): form.pop(name) for name in names}
        if text(form, "disconnect"):
            disconnect(self.context)
            return _("The account is let go. What was retrieved stays.")
        given = {name: value for name, value in pasted.items() if isinstance(value, str)}
        try:
            kept = connect(self.context, text(form, "interface"), given)
        except FaultyFields as refusal:
            faults = {FIELD + name: told for name, told in refusal.faults.items()}
            raise FaultyFields(faults) from None
        return _("The account ${account} is connected.", mapping={"account": kept.name})

    def interfaces(self) -> list[dict]:
        """What the account can be connected by, with the fields of each form."""
        return [{**interface(each), "fields": _fields(each)} for each in choices(self.context)]

    def connection(self) -> dict | None:
        """The connection there is; moments as people read them."""
        kept = connection_of(self.context)
        if kept is None:
            return None
        found = connector(kept.connector)
        return described(kept, self.context) | {
            "title": found.title if found else kept.connector,
            "made": when(kept.made)["text"],
            "renews": bool(found and found.renew and kept.cipher),
            "until": when(kept.ends)["text"] if kept.ends else "",
        }

    def variable(self) -> str:
        """Where the operator may put the token."""
        return variable(self.context.getId())

    def is_in_environment(self) -> bool:
        return bool(in_environment(self.context.getId()))


def _fields(found):
    return [{"name": FIELD + name, "label": LABELS[name]} for name in found.secrets]
