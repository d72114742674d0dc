"""Checks, values and answers of a request with a form."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from plone import api
from plone.protect import CheckAuthenticator
from zExceptions import MethodNotAllowed

from ... import _
from ...core.feeds.text import scrub
from ...core.messages.engine import Refused
from .refusals import Refusal


def require_own_form(request: Any) -> None:
    """Require a POST with the site's own token: no link or foreign form may change anything."""
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    # Not left to the check at the transaction's end: a source may be requested before that.
    CheckAuthenticator(request)


def form_text(form: Mapping, name: str) -> str:
    """Return the printable text of a name in a form; empty if it has none, or several."""
    value = form.get(name)
    return scrub(value).strip() if isinstance(value, str) else ""


def form_texts(form: Mapping, name: str) -> list[str]:
    """Return all texts of a name in a form, unchanged but without empty ones."""
    value = form.get(name)
    values = value if isinstance(value, list | tuple) else [value]
    return [each for each in values if isinstance(each, str) and each]


def form_date(form: Mapping, name: str) -> date | None:
    """Return the date of a name in a form, as browsers write it (ISO 8601); None without one."""
    try:
        return date.fromisoformat(form_text(form, name))
    except ValueError:
        return None


class RefusableForm:
    """A page with a form that, if it is ``refused``, shows the submitted text again."""

    request: Any
    refused: Any = None
    not_sent = _("The form has not been sent. Please correct the following:")
    # A sentence for each faulty field, keyed by its name.
    faults: Mapping[str, str] = MappingProxyType({})

    def refuse(self, refusal: Refusal | Refused) -> None:
        """Show why the form is refused, with each fault at its field."""
        self.refused, self.faults = refusal.sentence, refusal.faults

    def given(self, name: str) -> str:
        """Return the submitted text of a refused form."""
        return form_text(self.request.form, name) if self.refused else ""


def redirect_with_message(request: Any, url: str, message: str) -> None:
    """Redirect to a page after a form, with a message if there is one."""
    if message:
        api.portal.show_message(message, request)
    request.response.redirect(url)
