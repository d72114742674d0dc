"""``@@holds`` on a hub: what is held, and a form to hold something more."""

from ... import _
from ...accounts.channels import holds
from ...accounts.channels.facts import known
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...site.forms.request import FormPage, text
from .holding import LONGEST, hold, lift, title_of


class Holds(FormPage):
    """An address may bring along what is to be held: ``?entry=…``."""

    leads_to = "/@@holds"
    longest = LONGEST

    def held(self) -> list[dict]:
        """Each hold with what it is on, who put it, when and why."""
        return [self._shown(each) for each in holds.of(self.context)]

    def channels(self) -> list[dict]:
        """The hub's channels, by title."""
        chosen = self.asked(holds.CHANNEL)
        found = sorted(known(self.context), key=lambda facts: facts.title.lower())
        return [
            {"uid": each.uid, "title": each.title, "is_chosen": each.uid == chosen}
            for each in found
        ]

    def asked(self, kind: str) -> str:
        """What stands in a field."""
        is_lifting = text(self.request.form, "do") == "lift"
        return "" if is_lifting else text(self.request.form, kind)

    def take(self, form):
        named = {kind: text(form, kind) for kind in holds.KINDS}
        # A person may hand in the address of an entry's page.
        named[holds.ENTRY] = named[holds.ENTRY].rstrip("/").rpartition("/")[2]
        if text(form, "do") == "lift":
            lift(self.context, named, text(form, "reason"))
            return _("The hold is lifted.")
        found = hold(self.context, named, text(form, "reason"))
        said = {"title": title_of(self.context, found.kind, found.name)}
        return _("${title} is held: nothing of it is disposed of.", mapping=said)

    def _shown(self, found):
        url = self.context.absolute_url()
        pages = {holds.ENTRY: f"{url}/@@entry/", holds.MESSAGE: f"{url}/@@messages/"}
        return {
            "kind": found.kind,
            "name": found.name,
            "title": title_of(self.context, found.kind, found.name),
            "url": pages[found.kind] + found.name if found.kind in pages else "",
            "who": member_name(found.by),
            "when": when(found.when)["text"],
            "reason": found.reason,
        }
