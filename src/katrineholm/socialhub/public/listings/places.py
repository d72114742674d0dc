"""The pages of a hub, an administration and a channel."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zExceptions import NotFound
from zope.component import queryMultiAdapter

from ... import _
from ...accounts.about.information import PUBLIC
from ...accounts.channels.called import channel_name
from ...accounts.channels.facts import facts_of, visible
from ...accounts.channels.interfaces import INeverRetrieved
from ...accounts.channels.recorded import language
from ...site.forms.languages import foreign
from ...site.forms.plain import link
from .plainplaces import about_of, channels_of, contact_of, ways_of, write_of
from .told import about
from .views import StreamView


class HubView(StreamView):
    """A hub: the ways in, its stream, and how to write to us."""

    def parts(self):
        return {"ways": ways_of(self), "write": write_of(self)}


class WriteWay(ViewletBase):
    """Among the ways in: to where the hub's page says how to write to us."""

    def links(self) -> list[dict]:
        return [link("#socialhub-write", _("Write to us"))]


class AdministrationView(StreamView):
    """An administration: its contact, its channels, its stream."""

    def parts(self):
        return {"contact": contact_of(self), "channels": channels_of(self)}

    def channels(self) -> list[dict]:
        """The channels that are the administration's; last those that are so no longer."""
        public = [facts for facts in visible(self.context) if facts.state in PUBLIC]
        public.sort(key=lambda facts: facts.state == "closed")
        return [about(facts, self.request) for facts in public]


class ChannelView(StreamView):
    """A channel: what it is, who answers for it, its stream."""

    @property
    def named(self):
        """The title, which is in the channel's own language."""
        return {"text": self.context.title, "language": foreign(language(self.context))}

    @property
    def called(self):
        """The title; with the service where the front page has that title, too."""
        is_sites = self.heading == api.portal.get().title
        return channel_name(facts_of(self.context)) if is_sites else self.heading

    def parts(self):
        return {"about": about_of(self)}

    def is_retrieved(self):
        return not INeverRetrieved.providedBy(self.context)

    def alternates(self) -> list[dict]:
        return super().alternates() if self.is_retrieved() else []

    def about(self) -> dict:
        """The facts that a visitor is entitled to (guidelines G0d, G2, G7)."""
        facts = next(iter(visible(self.context)), None)
        if facts is None:
            raise NotFound(self.context.getId())
        # A room with channels of its own may say more exactly what they are.
        kind = queryMultiAdapter((self.context, self.request), name="kind-of-channel")
        told = about(facts, self.request)
        return told if kind is None else told | {"kind": kind()}
