"""``@@masked-entries`` on a hub: every entry of which something is masked."""

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.timeline.store import timeline_of
from ...site.forms.acts import Page


class MaskedEntries(Page):
    """For the office."""

    title = _("Masked entries")

    def entries(self) -> list[dict]:
        """Each with its title as visitors see it, and who masked it, when and why; latest first."""
        channels = {facts.uid: facts.title for facts in known(self.context)}
        masks = timeline_of(self.context).masks().items()
        latest = sorted(masks, key=lambda pair: -pair[1]["when"])
        return [self._shown(*pair, channels) for pair in latest]

    def _shown(self, entry_id, mask, channels):
        entry = timeline_of(self.context).kept(entry_id)
        return {
            "url": f"{self.context.absolute_url()}/@@mask-entry/{entry_id}",
            "title": entry["title"] or entry_id,
            "channel": channels.get(entry["channel"], ""),
            "told": told(mask),
        }


def told(mask) -> Message:
    """Who masked something, when and why."""
    moment = when(mask["when"])["text"]
    values = {"who": member_name(mask["by"]), "when": moment, "reason": mask["reason"]}
    return _("Masked by ${who} on ${when}: ${reason}", mapping=values)
