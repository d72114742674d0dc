"""``@@answer-templates`` on a hub or an administration, where the office edits templates."""

from functools import cached_property

from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, LongText
from ..steps.validation import MAX_LINE, MAX_LONG_TEXT
from .answer_templates import (
    FIELDS,
    cleaned_template,
    cleaned_title,
    delete_template,
    place_templates,
    save_template,
)


class ITemplateId(Interface):
    """The hidden field with a template's id, which is empty for a new template."""

    id = Line(required=False)
    widget("id", type="hidden")


class ITemplate(ITemplateId):
    """The fields of an answer template."""

    title = Line(title=_("The template's name"), max_length=MAX_LINE, clean=cleaned_title)
    text = LongText(title=_("Text"), max_length=MAX_LONG_TEXT, clean=cleaned_template)
    widget("text", rows=8)


def _change(do):
    return lambda at, given: do(hub_of(at.context), api.content.get_uuid(at.context), **given)


KEEP = Act(
    "keep", _change(save_template), _("The template is kept."), _("Keep the template"), ITemplate
)
THROW_AWAY = Act(
    "throw-away",
    _change(delete_template),
    _("The template is thrown away."),
    _("Throw it away"),
    ITemplateId,
)


class TemplatesView(ActPage):
    """The page with a form for each template, and an empty form for a new one."""

    index = ViewPageTemplateFile("answer_templates.pt")
    acts = acts(KEEP, THROW_AWAY)
    context_title = _("Answer templates: ${place}")
    lead = _("What an answer can begin with. Whoever answers chooses one and changes it to fit.")

    def fields(self) -> list[dict]:
        """Return the fields that a template may contain, each with ``name`` and ``title``."""
        return [{"name": f"{{{name}}}", "title": FIELDS[name]} for name in FIELDS]

    @cached_property
    def forms(self) -> list[dict]:
        kept = place_templates(hub_of(self.context), api.content.get_uuid(self.context))
        return [self._form(each.id, id=each.id, title=each.title, text=each.text) for each in kept]

    def blank_form(self) -> dict:
        """Return the empty form for a new template."""
        return self._form("new", id="")

    def _form(self, of, **values):
        known = (KEEP, "primary", False), (THROW_AWAY, "danger", True)
        buttons = [
            {"do": act.name, "title": act.title, "look": look, "is_free": is_free}
            for act, look, is_free in known[: 2 if values["id"] else 1]
        ]
        name = values.get("title", "")
        return self.form(KEEP.name, of=of, **values) | {"buttons": buttons, "name": name}
