"""``@@masked-entries`` on a hub: every masked entry."""

from collections.abc import Mapping

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import all_channels
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Page


class MaskedEntriesPage(Page):
    """The list of masks, for the office."""

    title = _("Masked entries")

    def entries(self) -> list[dict]:
        """Return each entry as visitors see it, with who masked it, when and why, newest first."""
        channels = {facts.uid: facts.title for facts in all_channels(self.context)}
        masks = timeline_of(self.context).masks().items()
        latest = sorted(masks, key=lambda pair: -pair[1]["when"])
        return [self._entry_row(*pair, channels) for pair in latest]

    def _entry_row(self, entry_id, mask, channels):
        entry = timeline_of(self.context).kept(entry_id)
        return {
            "url": f"{self.context.absolute_url()}/@@mask-entry/{entry_id}",
            "title": entry["title"] or entry_id,
            "channel": channels.get(entry["channel"], ""),
            "told": mask_sentence(mask),
        }


def mask_sentence(mask: Mapping) -> Message:
    """Return a sentence on who masked an entry, when and why."""
    moment = formatted_time(mask["when"])["text"]
    values = {"who": member_name(mask["by"]), "when": moment, "reason": mask["reason"]}
    return _("Masked by ${who} on ${when}: ${reason}", mapping=values)
