"""The channels over plone.restapi."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.component import adapter
from zope.i18n import translate
from zope.interface import Interface, alsoProvides, implementer

from ..feeds.errors import FeedError
from .interfaces import IChannel
from .preview import described
from .probe import probe
from .problems import sentence


class ProbePost(Service):
    """``POST @probe``: what is at an address."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        address = json_body(self.request).get("url")
        if not isinstance(address, str):
            raise BadRequest(translate(sentence(FeedError("malformed")), context=self.request))
        try:
            return described(probe(address))
        except FeedError as error:
            raise BadRequest(translate(sentence(error), context=self.request)) from error


@implementer(IDeserializeFromJson)
@adapter(IChannel, Interface)
class ChannelFromJson(DeserializeFromJson):
    """A channel from JSON; a refusal is one sentence."""

    def __call__(self, *args, **options):
        try:
            return super().__call__(*args, **options)
        except BadRequest as refusal:
            raise BadRequest(_in_one_sentence(refusal)) from refusal


def _in_one_sentence(refusal):
    faults = refusal.args[0]
    if isinstance(faults, str):
        return faults
    return " ".join(_fault(fault) for fault in faults)


def _fault(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]
