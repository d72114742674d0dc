"""The REST services for masks."""

from typing import Any

from plone.restapi.services import Service
from zExceptions import NotFound

from ...accounts.channels.times import iso_time
from ...core.timeline.store import timeline_of
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.page_service import list_answer
from ...site.pages.traversal import PathTraverser
from .entry_masks import MASK, UNMASK, mask_traces


class MaskGet(PathTraverser, Service):
    """``GET @mask/<entry>`` on a hub returns an entry's mask and the traces still visible.

    ``GET @mask`` returns all masks.
    """

    def reply(self) -> dict:
        masks = timeline_of(self.context).masks()
        if self.path:
            mask_data = self._mask_data(self.entry_id(), masks.get(self.path[0]))
            return {**mask_data, "left": self._trace_data()}
        return list_answer(
            self.context, "@mask", [self._mask_data(*each) for each in masks.items()]
        )

    def entry_id(self) -> str:
        """Return the id of the entry in the path; raise NotFound if there is no such entry."""
        [name] = self.path or [""]
        if timeline_of(self.context).unmasked(name) is None:
            raise NotFound("/".join(self.path))
        return name

    def _mask_data(self, entry_id, found):
        address = f"{self.context.absolute_url()}/@mask/{entry_id}"
        mask_data = {"@id": address, "entry": entry_id, "is_masked": found is not None}
        if found is None:
            return mask_data
        return mask_data | {
            "words": list(found["words"]),
            "pictures": list(found["pictures"]),
            "reason": found["reason"],
            "by": found["by"],
            "when": iso_time(found["when"]),
        }

    def _trace_data(self):
        return [
            {"entry": each.entry_id, "word": each.word or None, "picture": not each.word}
            for each in mask_traces(self.context, self.path[0])
        ]


class MaskPost(ActService, MaskGet):
    """``POST @mask/<entry>`` masks ``words`` and ``pictures`` (by name) for a ``reason``.

    It replaces an earlier mask of the entry. The response is that of ``GET``.
    """

    acts = acts(MASK)

    def reply(self) -> dict:
        self.entry_id()
        return super().reply()

    def answer(self, act: Act, result: Any) -> dict:
        return MaskGet.reply(self)


class MaskDelete(MaskPost):
    """``DELETE @mask/<entry>`` removes a mask; the body has a ``reason``."""

    acts = acts(UNMASK)
