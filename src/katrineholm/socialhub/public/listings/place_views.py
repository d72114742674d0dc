"""The pages of a hub, an administration and a channel."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.channel_names import channel_name
from ...accounts.channels.facts import PUBLIC_STATES, ChannelFacts, facts_of, viewable_channels
from ...accounts.channels.indexers import channel_language
from ...accounts.channels.interfaces import INeverRetrieved
from ...site.pages.languages import foreign_language, translated_title
from ...site.pages.page_values import joined_title, link
from ...site.settings.titles import KIND_TITLES
from .place_serializer import (
    about_section,
    channels_section,
    contact_section,
    shortcuts,
    write_section,
)
from .stream_view import StreamView


class HubView(StreamView):
    """The page of a hub: shortcuts, its stream, and how to write to the information office."""

    def parts(self) -> dict:
        return {"ways": shortcuts(self), "write": write_section(self)}


class WriteShortcut(ViewletBase):
    """Viewlet with a link to the section on how to write to the information office."""

    def links(self) -> list[dict]:
        return [link("#socialhub-write", _("Write to us"))]


class AdministrationView(StreamView):
    """The page of an administration: its contact, its channels and its stream."""

    def parts(self) -> dict:
        return {"contact": contact_section(self), "channels": channels_section(self)}

    def channels(self) -> list[ChannelFacts]:
        """Return the administration's public channels, with closed ones last."""
        found = viewable_channels(self.context)
        public = (facts for facts in found if facts.state in PUBLIC_STATES)
        return sorted(public, key=lambda facts: facts.state == "closed")


class ChannelView(StreamView):
    """The page of a channel: facts about it and its stream."""

    @property
    def title_value(self) -> dict:
        """The title of the channel, and its language if it differs from the page's."""
        return {
            "text": self.context.title,
            "language": foreign_language(channel_language(self.context)),
        }

    @property
    def head_title(self) -> str:
        """The title for the browser tab, with the service's name if the site has the same title."""
        is_sites = self.heading == api.portal.get().title
        return channel_name(facts_of(self.context)) if is_sites else self.heading

    @property
    def shared(self) -> dict:
        facts = facts_of(self.context)
        names = channel_name(facts), translated_title(facts.administration)["text"]
        return {"description": super().shared["description"] or joined_title(*names)}

    @property
    def kind_title(self) -> Message | str:
        """The title of the channel's kind, or an empty string for the kind "other"."""
        return "" if self.facts.kind == "other" else KIND_TITLES[self.facts.kind]

    def parts(self) -> dict:
        return {"about": about_section(self)}

    def is_retrieved(self) -> bool:
        return not INeverRetrieved.providedBy(self.context)

    def alternates(self) -> list[dict]:
        return super().alternates() if self.is_retrieved() else []

    @property
    def facts(self) -> ChannelFacts:
        """The channel's facts. Raises NotFound if the visitor may not see it."""
        facts = next(iter(viewable_channels(self.context)), None)
        if facts is None:
            raise NotFound(self.context.getId())
        return facts
