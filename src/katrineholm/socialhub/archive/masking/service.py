"""Masks over plone.restapi."""

from plone.restapi.services import Service
from zExceptions import NotFound

from ...accounts.channels.moments import moment
from ...core.timeline.store import timeline_of
from ...site.forms.act_service import ActService
from ...site.forms.acts import acts
from ...site.forms.path import TakesPath
from .forms import MASK, UNMASK
from .masking import traces


class MaskGet(TakesPath, Service):
    """``GET @mask/<entry>`` on a hub: what is masked, why, by whom and when.

    ``GET @mask`` lists all that is masked.
    """

    def reply(self):
        masks = timeline_of(self.context).masks()
        if self.path:
            told = self._told(self.entry_id(), masks.get(self.path[0]))
            return {**told, "left": self._left()}
        items = [self._told(*each) for each in masks.items()]
        address = f"{self.context.absolute_url()}/@mask"
        return {"@id": address, "items": items, "items_total": len(items)}

    def entry_id(self) -> str:
        """The entry that the path names; raises NotFound."""
        [name] = self.path or [""]
        if timeline_of(self.context).whole(name) is None:
            raise NotFound("/".join(self.path))
        return name

    def _told(self, entry_id, found):
        address = f"{self.context.absolute_url()}/@mask/{entry_id}"
        told = {"@id": address, "entry": entry_id, "is_masked": found is not None}
        if found is None:
            return told
        return told | {
            "words": list(found["words"]),
            "pictures": list(found["pictures"]),
            "reason": found["reason"],
            "by": found["by"],
            "when": moment(found["when"]),
        }

    def _left(self):
        """Where what is masked may still be read or seen: ``picture`` where that is one."""
        return [
            {"entry": each.entry_id, "word": each.word or None, "picture": not each.word}
            for each in traces(self.context, self.path[0])
        ]


class MaskPost(ActService, MaskGet):
    """``POST @mask/<entry>``: ``words`` and ``pictures`` (their names), and a ``reason``.

    It is all that is masked of the entry from then on; the answer is that of ``GET``.
    """

    acts = acts(MASK)

    def reply(self):
        self.entry_id()
        return super().reply()

    def answer(self, act, result):
        return MaskGet.reply(self)


class MaskDelete(MaskPost):
    """``DELETE @mask/<entry>`` with a ``reason``: visitors see the whole entry again."""

    acts = acts(UNMASK)
