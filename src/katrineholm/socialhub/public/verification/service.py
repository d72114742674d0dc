"""Verification over plone.restapi."""

from plone.restapi.services import Service

from ... import _
from ...site.forms.limits import too_many
from ...site.forms.rest_errors import refused
from ..register.item import item
from .verdict import asked_text, wait
from .verifying import verify


class VerifyGet(Service):
    """``GET @verify?address=…`` on a hub: whether an address or a name is the municipality's.

    ``matches`` are the channels that the answer rests on, ``channel`` the newest of them; where
    there is none, ``near`` are channels of ours whose names are nearly the same. ``platform`` and
    ``url`` of ``checked`` are empty for a bare name, which another service may have given to
    somebody else.
    """

    def reply(self):
        if seconds := wait(self.request):
            too_many(self.request, seconds)
            message = _("Many addresses have been checked from here in a short time.")
            return refused(self.request, 429, message)
        verdict = verify(self.context, asked_text(self.request))
        names = ("text", "platform", "account", "url")
        return {
            "@id": f"{self.context.absolute_url()}/@verify",
            "status": verdict.status,
            "channel": item(verdict.facts, self.request) if verdict.facts else None,
            "matches": [item(facts, self.request) for facts in verdict.channels],
            "near": [
                {"channel": item(each.facts, self.request), "is_look_alike": each.is_look_alike}
                for each in verdict.near
            ],
            "checked": {name: getattr(verdict.asked, name) for name in names},
        }
