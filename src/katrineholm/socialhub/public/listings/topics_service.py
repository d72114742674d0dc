"""REST services for the topics of a hub."""

from plone.restapi.services import Service

from ...site.pages.act_service import ActService
from ...site.pages.acts import Act
from ...site.pages.page_service import translated_answer
from .topic_acts import TOPIC_ACTS
from .topics import Topic
from .topics_page import topic_rows


class TopicsGet(Service):
    """``GET @topics`` on a hub: its topics, for the office with the number of their entries."""

    def reply(self) -> dict:
        items = topic_rows(self.context)
        return {"@id": f"{self.context.absolute_url()}/@topics", "items": items}


class TopicsPost(ActService):
    """``POST @topics`` on a hub: adds, changes or removes a topic; answers as ``GET``."""

    acts = TOPIC_ACTS

    def answer(self, act: Act, result: Topic) -> dict:
        return translated_answer(TopicsGet.reply(self))
