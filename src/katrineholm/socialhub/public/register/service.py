"""The REST services of the official list and of the verification."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from plone import api
from plone.restapi.services import Service

from ... import _
from ...accounts.channels.own_names import own_names
from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import DO, Act, acts
from ...site.pages.head import head_values
from ...site.pages.page_service import PageGet, batch_answer, list_answer, translated_answer
from ...site.pages.query import number_fault
from ...site.pages.rate_limits import set_too_many_requests
from ...site.pages.rest_errors import bad_request_error, error_body
from .channel_list import listed_channels
from .list_serializer import channel_item
from .own_names_page import LIST_ACT, REMOVE_ACT, name_item
from .query import LIMITS, query_from

SIZE = 25


class ChannelsGet(Service):
    """``GET @channels``: the channels below a hub or an administration that the user may see.

    ``b_size`` is the number of channels in an answer, 25 by default and at most 500; an invalid
    size is refused with 400.
    """

    def reply(self) -> dict:
        if message := number_fault(self.request.form, LIMITS):
            raise bad_request_error(message)
        query = query_from(self.request.form, SIZE)
        found = listed_channels(self.context, query)
        items = [channel_item(facts, self.request) for facts in found.rows]
        return batch_answer(self.request, items, query.start, query.size, found.total)


class OfficialGet(PageGet):
    """``GET @official`` on a hub: the page of the official list, for Volto."""

    name, view_name = "official", "official-list"


class VerifyGet(Service):
    """``GET @verify?address=…`` on a hub: whether what a person pasted is the municipality's.

    ``light`` is green, amber or red. ``ground`` is the kind of match: account, name, post, page,
    host, domain, email, sms or app. ``matches`` are the matching channels, and ``channel`` is the
    newest of them; if there are none, ``near`` are official channels with similar names. ``others``
    are other channels with the same name. ``post`` is the URL of the post on the hub, or None, and
    ``withdrawn`` the time since which a post of ours is removed. ``named`` is the verdict on a web
    address, a sender or an app: its ``names`` are those of ours that it is, or imitates for a
    ``reason``. ``platform`` and ``url`` of ``checked`` are empty
    for a bare name, which may have another owner on another service. ``page`` and ``head`` are the
    page and its metadata as plain values, for a frontend. Without ``address`` nothing is verified.
    """

    def reply(self) -> dict:
        view = api.content.get_view("official", self.context, self.request)
        if view.wait:
            set_too_many_requests(self.request, view.wait)
            message = _("Many addresses have been checked from here in a short time.")
            return translated_answer(error_body(self.request, 429, message) | {"page": view.page})
        verdict = view.answer
        names = ("text", "platform", "account", "url")
        return {
            "@id": f"{self.context.absolute_url()}/@verify",
            "status": verdict.status,
            "light": verdict.light,
            "ground": verdict.ground,
            "channel": channel_item(verdict.facts, self.request) if verdict.facts else None,
            "matches": [channel_item(facts, self.request) for facts in verdict.channels],
            "others": [channel_item(facts, self.request) for facts in verdict.others],
            "post": view.post_url() or None,
            "withdrawn": None if verdict.withdrawn is None else iso_time(verdict.withdrawn),
            "named": _named(verdict.named),
            "near": [
                {
                    "channel": channel_item(each.facts, self.request),
                    "is_look_alike": each.is_look_alike,
                }
                for each in verdict.near
            ],
            "checked": {name: getattr(verdict.asked, name) for name in names},
            "page": translated_answer(view.page),
            "head": translated_answer(head_values(view)),
        }


class OwnNamesGet(Service):
    """``GET @own-names`` on a hub: the domains, senders and apps that the office lists."""

    def reply(self) -> dict:
        items = [name_item(line.name, line.time) for line in own_names(self.context).values()]
        return translated_answer(list_answer(self.context, "@own-names", items))


class OwnNamesPost(ActService):
    """``POST @own-names`` with ``kind``, ``value``, ``title`` and ``purpose`` lists a name.

    With ``do`` "remove-name" and ``key`` it removes one. The answer is the list.
    """

    acts = acts(LIST_ACT, REMOVE_ACT)

    def requested_name(self, body: Mapping) -> str:
        """Return the name of the act that a body requests, by default to list a name."""
        return str(body.get(DO) or LIST_ACT.name)

    def answer(self, act: Act, result: Any) -> dict:
        return OwnNamesGet.reply(self)


def _named(named):
    if named is None:
        return None
    names = [asdict(each) for each in named.names]
    return {"kind": named.kind, "asked": named.asked, "reason": named.reason, "names": names}
