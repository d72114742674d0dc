"""``@@messages-help`` on a hub: how incoming messages are handled (guideline point B2)."""

from plone import api
from Products.Five import BrowserView

from ... import _
from ...core.messages.flow import ROLES, TRANSITIONS
from ...core.messages.guards import CLOSING, GUARDS
from ...core.messages.picture import picture, told
from ...site.settings.registry import setting
from ..desk.menu import handles
from ..steps.reading import reading

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


class HelpView(BrowserView):
    """All that it says of the flow is made from the flow's definition; everybody may know it."""

    def handles(self) -> bool:
        """Whether the present user has messages to go back to."""
        return handles(self.context)

    def picture(self) -> str:
        """The flow as an SVG element."""
        return picture(api.portal.translate, reading())

    def questions(self) -> list[dict]:
        """The flow in words: ``text``, ``yes`` and ``no``."""
        found = told(api.portal.translate, reading())
        return [dict(zip(("text", "yes", "no"), each, strict=True)) for each in found]

    def deadlines(self) -> list[str]:
        """What the settings say, as sentences."""
        return [_(text, mapping={"number": str(setting(name))}) for name, text in WITHIN.items()]

    def closing(self) -> list[str]:
        """What stands in the way of closing, as sentences."""
        return [GUARDS[name].refusal for name in CLOSING]

    def people(self) -> list[dict]:
        """Who may take which step: ``title`` and ``steps``, the latter as one text."""
        return [{"title": ROLES[role], "steps": _steps(role)} for role in ROLES if role != "system"]


def _steps(role):
    titles = [step.title for step in TRANSITIONS.values() if role in step.who]
    return ", ".join(map(api.portal.translate, titles))
