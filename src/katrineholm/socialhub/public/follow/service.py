"""The REST services by which streams are followed by e-mail, for programs and for Volto."""

from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, Acts, acts
from ...site.pages.page_service import PageGet, translated_answer
from .follow_page import FOLLOW
from .mail_content import SETTINGS
from .settings_page import saved_url, settings_act


class FollowGet(PageGet):
    """``GET @follow`` on a place: the form or, with ``sent``, what happens next.

    The query string is that of the stream.
    """

    name = view_name = "follow"

    @staticmethod
    def page(view) -> dict:
        return view.value


class FollowPost(ActService):
    """``POST @follow`` on a place, with ``email``, ``often`` and the stream's ``query`` string.

    It answers 201, whether the address is known or not, 429 after too many, or another refusal.
    """

    acts = acts(FOLLOW)

    def answer(self, act: Act, result: object) -> dict:
        self.request.response.setStatus(201)
        url = f"{self.context.absolute_url()}/@@{act.name}?sent=1"
        return translated_answer({"@id": url, "message": act.sentence(result)})


class FollowSettingsGet(PageGet):
    """``GET @follow-settings?key=…`` on a hub: the form of the follower whose link it is."""

    name = view_name = SETTINGS

    @staticmethod
    def page(view) -> dict:
        return view.value


class FollowSettingsPost(ActService):
    """``POST @follow-settings`` on a hub, with the ``key``, and how often for each topic."""

    @property
    def acts(self) -> Acts:
        return acts(settings_act(self.context, self.key))

    @property
    def key(self) -> str:
        """The key in the body."""
        key = self.body().get("key")
        return key if isinstance(key, str) else ""

    def answer(self, act: Act, result: object) -> dict:
        self.request.response.setStatus(201)
        url = saved_url(self, self.key)
        return translated_answer({"@id": url, "message": act.sentence(result)})
