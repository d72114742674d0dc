"""The channels that a member answers for today, over plone.restapi."""

from AccessControl import Unauthorized
from plone import api
from plone.restapi.services import Service

from ...inbox.desk.menu import answered_channels, open_message_count


class MyChannelsGet(Service):
    """``GET @my-channels`` on a hub, for members: their channels, and the number of messages."""

    def reply(self) -> dict:
        if api.user.is_anonymous():
            raise Unauthorized("@my-channels")
        return {
            "@id": f"{self.context.absolute_url()}/@my-channels",
            "items": [self._item(*each) for each in answered_channels(self.context)],
            "messages": open_message_count(self.context),
        }

    def _item(self, facts, role):
        url = self.request.physicalPathToURL(facts.path)
        return {"@id": url, "UID": facts.uid, "title": facts.title, "role": role}
