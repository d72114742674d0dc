"""Links above the list of messages, for handlers and for the information office."""

from collections.abc import Mapping

from ... import _
from ..desk.message_links import MessageLinks
from ..steps.roles import is_handler

HELP = {"@@messages-help": _("How messages are handled")}
HANDLERS = {
    "@@messages-rounds": _("Supervision round"),
    "@@messages-reviews": _("Removals to review"),
    **HELP,
}
OFFICE = {"@@messages-load": _("Load"), "@@messages-figures": _("Figures")}


class HandlersLinks(MessageLinks):
    """Links for those who handle messages; others only get the link to the help."""

    def pages(self) -> Mapping[str, str]:
        return HANDLERS if is_handler(self.hub) else HELP


class OfficeLinks(MessageLinks):
    """Links for the information office."""

    def pages(self) -> Mapping[str, str]:
        return OFFICE
