"""``@@answer-templates`` on a hub or an administration: the office writes them."""

from functools import cached_property

from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.hub import hub_of
from ...core.messages.engine import Refused
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ..steps.given import LONG
from .templates import FIELDS, Template, keep, templates_of, throw_away


class TemplatesView(KeepsWhatWasWritten, BrowserView):
    """All of a place's templates, each in a form, and one more to fill in."""

    template = ViewPageTemplateFile("templates.pt")
    longest = LONG

    def __call__(self):
        if self.request.method != "POST":
            return self.template()
        require_form(self.request)
        try:
            said = self._change(self.request.form)
        except Refused as refusal:
            self.refuse(refusal)
            return self.template()
        leave(self.request, self.url, said)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@answer-templates"

    @cached_property
    def templates(self) -> list[Template]:
        return templates_of(hub_of(self.context), self._place)

    def fields(self) -> list[dict]:
        """What may stand in braces: ``name`` and ``title``."""
        return [{"name": f"{{{name}}}", "title": FIELDS[name]} for name in FIELDS]

    def begun(self, id: str, name: str, otherwise: str = "") -> str:
        """What was written in the form that was refused, or else what is kept."""
        is_refused = self.refused and text(self.request.form, "id") == id
        return text(self.request.form, name) if is_refused else otherwise

    @property
    def _place(self):
        return api.content.get_uuid(self.context)

    def _change(self, form):
        hub, id = hub_of(self.context), text(form, "id")
        if text(form, "do") == "throw-away":
            throw_away(hub, self._place, id)
            return _("The template is thrown away.")
        keep(hub, self._place, text(form, "title"), form.get("text") or "", id)
        return _("The template is kept.")
