"""Functions that check, read and answer a request with a form."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from plone import api
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import MethodNotAllowed

from ... import _
from ...core.feeds.text import scrub
from ...core.messages.engine import Refused
from .refusals import Refusal


def require_own_form(request: Any) -> None:
    """Require a POST with the site's CSRF token, so that no other site's form changes anything."""
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    # Not left to the check at the transaction's end: a source may be requested before that.
    CheckAuthenticator(request)


def form_text(form: Mapping, name: str) -> str:
    """Return the printable text of a name in a form, or "" unless there is exactly one."""
    value = form.get(name)
    return scrub(value).strip() if isinstance(value, str) else ""


def form_texts(form: Mapping, name: str) -> list[str]:
    """Return all non-empty texts of a name in a form, unchanged."""
    value = form.get(name)
    values = value if isinstance(value, list | tuple) else [value]
    return [each for each in values if isinstance(each, str) and each]


def form_date(form: Mapping, name: str) -> date | None:
    """Return the date of a name in a form (ISO 8601, as browsers write it), or None."""
    try:
        return date.fromisoformat(form_text(form, name))
    except ValueError:
        return None


class RefusableForm:
    """A page with a form, which shows the submitted values again if it is ``refused``."""

    request: Any
    refused: Any = None
    not_sent = _("The form has not been sent. Please correct the following:")
    # A sentence for each faulty field, keyed by its name.
    faults: Mapping[str, str] = MappingProxyType({})

    def refuse(self, refusal: Refusal | Refused) -> None:
        """Set the reason why the form is refused, and the error message of each invalid field."""
        self.refused, self.faults = refusal.sentence, refusal.faults

    def given(self, name: str) -> str:
        """Return the submitted text of a field if the form is refused, else ""."""
        return form_text(self.request.form, name) if self.refused else ""


def take_messages(request: Any) -> list[Any]:
    """Return the messages for this page, with their type, which are then not shown above it."""
    return IStatusMessage(request).show()


def redirect_with_message(request: Any, url: str, message: str) -> None:
    """Redirect to a page after a form was submitted, and show a message there, unless empty."""
    if message:
        api.portal.show_message(message, request)
    request.response.redirect(url)
