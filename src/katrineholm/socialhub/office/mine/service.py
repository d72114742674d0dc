"""The channels that a member answers for today, over plone.restapi."""

from AccessControl import Unauthorized
from plone import api
from plone.restapi.services import Service

from ...inbox.desk.mine import channels_of_mine, number_of_mine


class MyChannelsGet(Service):
    """``GET @my-channels`` on a hub, for members: their channels, and the number of messages."""

    def reply(self) -> dict:
        if api.user.is_anonymous():
            raise Unauthorized("@my-channels")
        return {
            "@id": f"{self.context.absolute_url()}/@my-channels",
            "items": [self._item(*each) for each in channels_of_mine(self.context)],
            "messages": number_of_mine(self.context),
        }

    def _item(self, facts, role):
        url = self.request.physicalPathToURL(facts.path)
        return {"@id": url, "UID": facts.uid, "title": facts.title, "role": role}
