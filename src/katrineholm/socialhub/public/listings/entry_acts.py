"""The acts on one entry, shared by the forms on its page and by REST."""

from plone import api

from ...core.timeline.store import timeline_of
from ...site.pages.acts import Acts, FormTarget, acts
from .editorial import entry_id_in
from .held_entries import RELEASE
from .hidden_entries import HIDE, SHOW
from .marks import FEATURE, PIN, UNMARK
from .stream import visible_entry

ENTRY_ACTS = acts(HIDE, SHOW, PIN, FEATURE, UNMARK, RELEASE)


class EntryActView(FormTarget):
    """``@@hide-entry`` and similar views, to which the form for an act on an entry is posted."""

    @property
    def acts(self) -> Acts:
        return acts(ENTRY_ACTS[self.__name__.partition("-")[0]])

    def index(self) -> None:
        """Redirect to the page with the form, and show the refusal there."""
        api.portal.show_message(self.refused, self.request, "error")
        self.request.response.redirect(self.form_url())

    def form_url(self) -> str:
        """Return the URL of the page that contains the form."""
        entry_id, hub_url = entry_id_in(self.request.form), self.context.absolute_url()
        if visible_entry(self.context, entry_id):
            return f"{hub_url}/@@entry/{entry_id}"
        entry = timeline_of(self.context).get(entry_id)
        channel = entry and api.content.get(UID=entry["channel"])
        return f"{channel.absolute_url()}/@@hidden-entries" if channel else hub_url
