"""``@@confirm`` on a channel: confirmation by a link in a mail, without login."""

from functools import cached_property

from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, implementer

from ... import _
from ...site.pages.acts import Act, ActPage, Page, acts
from ...site.pages.form_schema import Line
from ...site.pages.page_values import fact_row, fact_value, page_section
from ...site.pages.request import form_text
from ...site.settings.registry import setting
from ...site.settings.titles import service_title
from ..channels.facts import ChannelFacts, facts_of
from ..channels.interfaces import IOpenedByKey
from ..channels.person import person
from ..channels.responsibility import ROLES, duties_of
from ..channels.times import today
from .confirmation import LinkRefused, conceal_url, confirm_channel, token_role
from .duty_holders import role_title


class IToken(Interface):
    """The hidden field for the token of the link."""

    token = Line(required=False)
    widget("token", type="hidden")


def _confirm(at, given):
    who = _("${role}, by the link in a mail", mapping={"role": role_title(at.role)})
    confirm_channel(at.context, api.portal.translate(who), today())
    return True


CONFIRM = Act("confirm", _confirm, title=_("Yes, everything is right"), fields=IToken, stays=True)


@implementer(IOpenedByKey)
class ConfirmByLink(ActPage):
    """A page with the facts to confirm. Nothing changes before the button is pressed."""

    index = ViewPageTemplateFile("confirmation_page.pt")
    title = _("Is this still right?")
    acts = acts(CONFIRM)

    def __call__(self):
        conceal_url(self.request.response)
        try:
            self.role = self._role()
        except LinkRefused as refusal:
            page = RefusedLinkPage(api.portal.get(), self.request)
            page.sentence = refusal.sentence
            self.request.response.setStatus(refusal.status)
            return page()
        return super().__call__()

    def confirmation(self) -> dict:
        """Return the form that confirms the channel, with the link's token."""
        return self.form(CONFIRM.name, token=self.token)

    @property
    def token(self) -> str:
        return form_text(self.request.form, "token")

    @cached_property
    def facts(self) -> ChannelFacts:
        return facts_of(self.context)

    def facts_section(self) -> dict:
        """Return the facts to confirm, with duty holders' names but not their e-mails."""
        facts = self.facts
        held = [(role, person(getattr(duties_of(self.context), role))) for role in ROLES]
        lines = [
            fact_row(_("Administration"), fact_value(facts.administration.title)),
            fact_row(_("Service"), fact_value(service_title(facts.platform), facts.profile_url)),
            *(
                fact_row(role_title(role), fact_value(someone.name))
                for role, someone in held
                if someone
            ),
            fact_row(_("Official e-mail"), fact_value(facts.contact["email"])),
            fact_row(_("Official phone"), fact_value(facts.contact["phone"])),
            fact_row(_("Contact page"), fact_value(facts.contact["url"])),
            fact_row(_("Purpose"), fact_value(facts.purpose)),
        ]
        return page_section(
            "confirm", facts.title, facts=[each for each in lines if each["values"]]
        )

    def office_email(self) -> str:
        """Return the office's e-mail for corrections, or an empty string."""
        return setting("office_email") or ""

    def _role(self):
        role = token_role(self.token, self.context.UID(), duties_of(self.context), today())
        if not self.facts.speaks:
            raise LinkRefused(_("The channel is not official any more."), 410)
        return role


class RefusedLinkPage(Page):
    """The page for an invalid link, on the site itself, as the channel may not be public."""

    index = ViewPageTemplateFile("confirmation_refused.pt")
    title = _("Nothing has been confirmed")
    sentence = ""
