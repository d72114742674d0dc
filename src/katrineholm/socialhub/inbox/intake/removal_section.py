"""The section about a removed message's visibility on the service."""

from plone.app.layout.viewlets.common import ViewletBase

from ...accounts.channels.times import formatted_time
from ...core.messages.store import messages_of
from ..desk.serializer import FINDINGS
from .removal_parser import SHOWN, STILL_HIDDEN
from .removal_schedule import next_check


class RemovalSection(ViewletBase):
    """The section with the latest finding and the time of the next check."""

    def update(self) -> None:
        messages, number = messages_of(self.view.hub), self.view.number
        looks = [line for line in messages.log(number) if line["step"] == "looked"]
        moment = next_check(self.view.hub, number)
        is_removed = messages.state(number).is_removed
        found = looks[-1]["given"].get("found") if looks else ""
        is_restored = found in (SHOWN, STILL_HIDDEN)
        self.is_offered = bool(looks or moment) and (is_removed or is_restored)
        self.seen = FINDINGS.get(found, "")
        self.seen_at = formatted_time(looks[-1]["time"]) if looks else None
        self.next = formatted_time(max(moment, self.view.now)) if moment else None

    def render(self) -> str:
        return self.index() if self.is_offered else ""
