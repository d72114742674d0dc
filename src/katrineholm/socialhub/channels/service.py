"""The channels over plone.restapi."""

from AccessControl import Unauthorized
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.deserializer.dxfields import ChoiceFieldDeserializer
from plone.restapi.exceptions import DeserializationError
from plone.restapi.interfaces import IDeserializeFromJson, IFieldDeserializer
from plone.restapi.services import Service
from zExceptions import BadRequest, Forbidden
from zope.component import adapter
from zope.interface import Interface, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema.interfaces import ConstraintNotSatisfied, IChoice

from ..feeds.errors import FeedError
from .adding import may_add
from .editing import ACCOUNT, REFUSAL, ListedAlready, may_change_account, require_unlisted
from .freshness import ChangedMeanwhile, edition_of
from .interfaces import IAdministration, IChannel, ISocialHub
from .judge import as_it_is, lost
from .preview import described, problem
from .probe import probe
from .refusals import in_one_sentence
from .standing import Held


class ProbePost(Service):
    """``POST @probe``: what is at an address."""

    def reply(self):
        if not may_add(self.context):
            raise Unauthorized
        try:
            return described(probe(_address(self.request)))
        except FeedError as error:
            raise BadRequest(problem(error)["message"]) from error


def _address(request):
    try:
        address = json_body(request).get("url")
    except DeserializationError:
        address = None
    if not isinstance(address, str):
        raise FeedError("malformed")
    return address


class FreshFromJson(DeserializeFromJson):
    """A program that sends back the ``edition`` it was given does not undo another's change."""

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = json_body(self.request) if data is None else data
        known = data.get("edition")
        if known and not create and known != edition_of(self.context):
            raise BadRequest(api.portal.translate(ChangedMeanwhile(known).doc()))
        # Plone's own would compare it once more, when other fields have been stored.
        rest = {name: value for name, value in data.items() if name != "edition"}
        return super().__call__(validate_all, rest, create, **options)


@implementer(IDeserializeFromJson)
@adapter(ISocialHub, Interface)
class HubFromJson(FreshFromJson):
    """A hub from JSON."""


class JudgedFromJson(FreshFromJson):
    """What is sent is judged as from a form; a refusal is one sentence.

    Plone's own stores each field before it looks at the whole: the request's end takes it back.
    """

    def __call__(self, validate_all=False, data=None, create=False, **options):
        before = as_it_is(self.context)
        try:
            changed = super().__call__(validate_all, data, create, **options)
        except BadRequest as refusal:
            raise BadRequest(in_one_sentence(refusal)) from refusal
        # What is being made is neither in its place nor in a state yet.
        if not create and (found := lost(before, Held(self.context))):
            raise BadRequest(" ".join(api.portal.translate(each) for each in found))
        return changed


@implementer(IDeserializeFromJson)
@adapter(IAdministration, Interface)
class AdministrationFromJson(JudgedFromJson):
    """An administration from JSON."""


@implementer(IDeserializeFromJson)
@adapter(IChannel, Interface)
class ChannelFromJson(JudgedFromJson):
    """A channel from JSON; a refusal is one sentence.

    Whoever may not change the account is told so: Plone's own would leave it out in silence.
    """

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = json_body(self.request) if data is None else data
        if not create and self._is_another_account(data) and not may_change_account(self.context):
            raise Forbidden(api.portal.translate(REFUSAL))
        if create and not self.context.language:
            self.context.language = api.portal.get_default_language()
        try:
            require_unlisted(self.context, _addresses(data))
            return super().__call__(validate_all, data, create, **options)
        except ListedAlready as refusal:
            raise BadRequest(f"profile_url: {api.portal.translate(refusal.doc())}") from refusal

    def _is_another_account(self, data):
        given = {name: _plain(data[name]) for name in ACCOUNT if name in data}
        return any(value != _plain(getattr(self.context, name)) for name, value in given.items())


@implementer(IFieldDeserializer)
@adapter(IChoice, IChannel, IBrowserRequest)
class ChoiceFromJson(ChoiceFieldDeserializer):
    """A choice from JSON: a token is a text, alone or under that name."""

    def __call__(self, value):
        token = value.get("token") if isinstance(value, dict) else value
        if not isinstance(token, str):
            raise ConstraintNotSatisfied(value, self.field.__name__)
        return super().__call__(token)


def _plain(value):
    """A field's value and what stands for it in JSON, made alike."""
    if isinstance(value, dict):
        value = value.get("token")
    return list(value) or None if isinstance(value, (tuple, list)) else value or None


def _addresses(data):
    """The texts that name accounts; the fields' own rules tell of what is no text."""
    others = data.get("also_known_as")
    named = [data.get("profile_url"), *(others if isinstance(others, list) else ())]
    return [each for each in named if isinstance(each, str)]
