"""The page of a channel's history, with each step and each changed fact."""

from typing import Any

from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...site.pages.acts import Page
from ...site.settings.titles import KIND_TITLES, language_titles, service_title
from ..channels import history
from ..channels.interfaces import IChannel
from ..channels.person import person
from ..channels.vocabularies import MARK_TITLES, RHYTHM_TITLES
from .fact_sheet import person_text
from .step_texts import history_text

# Facts with other names than the channel's fields.
FIELDS = {"email": "contact_email", "phone": "contact_phone"}
TITLES = {
    "title": _("Title"),
    "description": _("Summary"),
    "language": _("Language"),
    "administration": _("Administration"),
    "id": _("Short name"),
}


class HistoryView(Page):
    """``@@history`` on a channel: its history, newest first."""

    index = ViewPageTemplateFile("history_page.pt")

    @property
    def title(self) -> str:
        return f"{api.portal.translate(_('History'))}: {self.context.title}"

    def lines(self) -> list[dict]:
        """Return the lines of the history as in ``step_texts.history_text``, with ``changes``."""
        return [
            history_text(line) | {"changes": [_change(*change) for change in line["changes"]]}
            for line in history.channel_lines(self.context)
        ]


def _change(name, before, after):
    return {
        "title": fact_title(name),
        "before": fact_value_text(name, before),
        "after": fact_value_text(name, after),
    }


def fact_title(name: str) -> str:
    """Return the title that a fact has in the channel's form."""
    return TITLES.get(name) or IChannel[FIELDS.get(name, name)].title


def fact_value_text(name: str, value: Any) -> str:
    """Return a fact's value as text in the reader's language, empty if there is none."""
    if isinstance(value, bool):
        return api.portal.translate(_("Yes") if value else _("No"))
    if value in (None, "", ()):
        return ""
    if name == "profile_marks":
        return ", ".join(api.portal.translate(MARK_TITLES[mark]) for mark in value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return IN_WORDS.get(name, str)(value)


IN_WORDS = {
    "kind": lambda value: api.portal.translate(KIND_TITLES.get(value, value)),
    "rhythm": lambda value: api.portal.translate(RHYTHM_TITLES.get(value, str(value))),
    "platform": service_title,
    "language": lambda value: language_titles().get(value, value),
    "responsible": lambda value: person_text(person(value)),
    "substitute": lambda value: person_text(person(value)),
}
