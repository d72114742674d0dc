"""What every form that changes something asks of the request that brings it."""

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


def require_form(request) -> None:
    """Neither a link nor another site's form may change anything, or have anything asked."""
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    # Not left to the check when the transaction ends: by then a source may have been asked.
    CheckAuthenticator(request)


def text(form: Mapping, name: str) -> str:
    """The text that a form gives under a name; empty where it gives none, or several.

    Without signs that no page can show again, such as the bytes of another encoding.
    """
    value = form.get(name)
    return scrub(value).strip() if isinstance(value, str) else ""


def texts(form: Mapping, name: str) -> list[str]:
    """All texts that a form gives under a name, as they stand; none that is empty."""
    value = form.get(name)
    values = value if isinstance(value, list | tuple) else [value]
    return [each for each in values if isinstance(each, str) and each]


def day(form: Mapping, name: str) -> date | None:
    """The day that a form gives under a name, as browsers write it (ISO 8601); None without one."""
    try:
        return date.fromisoformat(text(form, name))
    except ValueError:
        return None


class KeepsWhatWasWritten:
    """A page with a form: where it is ``refused``, what was written in it stands there again."""

    request: Any
    refused: Any = None
    not_sent = _("The form has not been sent. This needs to be mended:")
    # What is wrong with which field, by its name: a sentence for each.
    faults: Mapping[str, str] = MappingProxyType({})

    def refuse(self, refusal: Refusal | Refused) -> None:
        """Say why the form is refused; what is wrong with a field stands at it."""
        self.refused, self.faults = refusal.sentence, refusal.faults

    def given(self, name: str) -> str:
        """What was written in a form that was refused."""
        return text(self.request.form, name) if self.refused else ""


def leave(request, url: str, message) -> None:
    """A form's work is done: go on to a page, and say so there if there is anything to say."""
    if message:
        api.portal.show_message(message, request)
    request.response.redirect(url)
