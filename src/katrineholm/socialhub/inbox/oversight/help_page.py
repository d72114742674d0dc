"""``@@messages-help`` on a hub: how incoming messages are handled (guideline point B2)."""

from collections.abc import Iterator

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.retention import message_days
from ...core.messages.flow import ROLES, TRANSITIONS
from ...core.messages.flow_picture import flow_in_words, flow_svg
from ...core.messages.guards import CLOSING_GUARDS, GUARDS
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link, page_section
from ...site.settings.registry import setting
from ..desk.menu import may_handle_messages
from ..steps.interpretation import current_interpretation

WITHIN = {
    "answer_within": _(
        "The first answer is given within ${number} hours; only working days count."
    ),
    "remove_within": _("What breaks a rule is taken down within ${number} office hours."),
    "forward_within": _(
        "What was passed on, and not taken over within ${number} hours, comes back; only working "
        "days count."
    ),
    "keep_messages": _("A closed message is kept for ${number} days at least."),
}


class HelpView(InformationPage):
    """The public help, generated from the definition of the flow."""

    title = _("How incoming messages are handled")
    lead = _(
        "Comments and messages that come in on the municipality's channels go the same way, "
        "whoever answers for them."
    )

    def ways(self) -> list[dict]:
        """Return a link to the messages if the user handles any."""
        if not may_handle_messages(self.context):
            return []
        return [link(f"{self.context.absolute_url()}/@@messages", _("To the messages"))]

    def sections(self) -> Iterator[dict]:
        yield _flow()
        known = {name: setting(name) for name in WITHIN}
        known |= {"keep_messages": message_days(self.context)}
        numbers = {name: {"number": str(known[name])} for name in WITHIN}
        deadlines = [Message(WITHIN[name], mapping=numbers[name]) for name in WITHIN]
        yield page_section("help-deadlines", _("Deadlines"), items=deadlines)
        if may_handle_messages(self.context):
            yield _closing()
            yield _people()


def _flow():
    folded = {"title": _("The picture in words"), "items": _questions()}
    html = flow_svg(api.portal.translate, current_interpretation())
    return page_section("help-flow", _("Five questions"), html=html, folded=folded)


def _questions():
    return [
        {"title": text, "texts": [_answer(_("Yes"), yes), _answer(_("No"), no)]}
        for text, yes, no in flow_in_words(api.portal.translate, current_interpretation())
    ]


def _answer(said, leads_to):
    return f"{api.portal.translate(said)}: {leads_to}"


def _closing():
    return page_section(
        "help-closing",
        _("Before a message is closed"),
        _("You can close it when none of this is left to do:"),
        items=[GUARDS[name].refusal for name in CLOSING_GUARDS],
    )


def _people():
    return page_section(
        "help-people",
        _("Who does what"),
        _(
            "The substitute stands in while the responsible is away. The receiver is whoever a "
            "message was passed on to."
        ),
        items=[_answer(ROLES[role], _steps(role)) for role in ROLES if role != "system"],
    )


def _steps(role):
    titles = [step.title for step in TRANSITIONS.values() if role in step.who]
    return ", ".join(map(api.portal.translate, titles))
