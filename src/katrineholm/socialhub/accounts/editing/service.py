"""The channels over plone.restapi."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from AccessControl import Unauthorized
from Acquisition import aq_base, aq_parent
from plone import api
from plone.dexterity.interfaces import IDexterityContainer
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.deserializer.dxfields import ChoiceFieldDeserializer
from plone.restapi.exceptions import DeserializationError
from plone.restapi.interfaces import (
    IDeserializeFromJson,
    IFieldDeserializer,
    IFieldSerializer,
    ISerializeToJson,
)
from plone.restapi.serializer.dxcontent import SerializeFolderToJson, SerializeToJson
from zExceptions import BadRequest, Forbidden
from zope.component import adapter, getMultiAdapter
from zope.interface import Interface, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema import getFields
from zope.schema.interfaces import ConstraintNotSatisfied, IChoice

from ... import _
from ...core.feeds.errors import FeedError
from ...interfaces import ISocialHubLayer
from ...site.forms.act_service import NO_OBJECT, ActService
from ...site.forms.acts import Act, acts
from ...site.forms.freshness import ChangedMeanwhile, IEditable, edition_of
from ...site.forms.permissions import MODIFY
from ...site.forms.refusals import Refusal, sentence
from ...site.forms.rest_errors import (
    PreconditionFailed,
    bad_request,
    faulty_field,
    in_one_sentence,
)
from ...site.forms.schema import Line
from ..channels.interfaces import IAdministration, IChannel, ISocialHub
from ..judging.account import ACCOUNT, REFUSAL, ListedAlready, may_change_account, require_unlisted
from ..judging.judge import as_it_is, lost
from ..judging.standing import Held
from .adding import may_add
from .names import in_own_names
from .preview import preview
from .probe import probe
from .spelling import SPELLINGS

SET_ELSEWHERE = _(
    "This cannot be changed here: it is set by a step of the channel or in a form of its own."
)
STRONG = re.compile(r'(?<!W/)"([^"]*)"')  # an entity tag that If-Match may name


class IProbed(Interface):
    """What is asked."""

    url = Line(title=_("Address"), judged=True)


def _probe(at, given):
    """What is at an address. Raises Refusal."""
    if not may_add(at.context):
        raise Unauthorized
    try:
        return preview(probe(given["url"]), at.context)
    except FeedError as error:
        raise Refusal(sentence(error)) from error


class ProbePost(ActService):
    """``POST @probe``: what is at an address."""

    acts = acts(Act("probe", _probe, fields=IProbed))

    def answer(self, act, result):
        return result


@implementer(ISerializeToJson)
@adapter(IEditable, ISocialHubLayer)
class EditableToJson:
    """As Plone writes it; who holds the lock is told to those alone who may edit, too."""

    def __init__(self, context, request):
        is_folder = IDexterityContainer.providedBy(context)
        self.context = context
        self.plain = (SerializeFolderToJson if is_folder else SerializeToJson)(context, request)
        # Who asks for all that the page shows draws no list of what lies in the place.
        self.options = {"include_items": False} if is_folder and _shows_all(request) else {}

    def __call__(self, *arguments, **options):
        options = self.options | options
        answer = self.plain(*arguments, **options)
        if "lock" in answer and not api.user.has_permission(MODIFY, obj=self.context):
            answer["lock"] = {"locked": answer["lock"]["locked"]}
        return answer


def _shows_all(request):
    expand = request.form.get("expand", "")
    return "stream" in (expand.split(",") if isinstance(expand, str) else expand)


class FreshFromJson(DeserializeFromJson):
    """Fields under the names that are read, and no others; a refusal is one sentence.

    A program that sends back the ``edition`` it was given does not undo another's change; it may
    say so by If-Match instead (RFC 9110, 13.1.1).
    """

    # Fields that lists give under other names, and names that lists give and nobody writes.
    same: Mapping[str, str] = MappingProxyType({})
    read_only: frozenset[str] = frozenset()

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = self.sent(data)
        if not create:
            self._require_unchanged(data.get("edition"))
            self._require_as_it_is(data)
        # Plone's own would compare it once more, when other fields have been stored.
        rest = {name: value for name, value in data.items() if name != "edition"}
        try:
            return super().__call__(validate_all, rest, create, **options)
        except BadRequest as refusal:
            raise in_one_sentence(refusal) from refusal

    def _require_unchanged(self, known):
        """Raise where what is kept is no longer what the program was given."""
        if known and known != edition_of(self.context):
            raise bad_request(ChangedMeanwhile(known).doc())
        wanted = self.request.getHeader("If-Match")
        if wanted not in (None, "*") and edition_of(self.context) not in STRONG.findall(wanted):
            raise PreconditionFailed(api.portal.translate(ChangedMeanwhile(wanted).doc()))

    def _require_as_it_is(self, data):
        """Raise where a field that nobody writes is another: Plone's own would pass it over."""
        for field in self._set_elsewhere():
            name = field.__name__
            if name in data and (data[name] or None) != self._as_given(field):
                raise faulty_field(name, SET_ELSEWHERE)

    def _set_elsewhere(self):
        for schema in iterSchemata(self.context):
            yield from (field for field in getFields(schema).values() if field.readonly)

    def _as_given(self, field):
        """A field's value as a program is given it, None for an empty one."""
        serializer = getMultiAdapter((field, self.context, self.request), IFieldSerializer)
        return serializer() or None

    def sent(self, data: Mapping | None) -> dict:
        """The data, or the body of the request, under the fields' own names."""
        try:
            return self.own_names(json_body(self.request) if data is None else data)
        except DeserializationError as error:
            raise bad_request(NO_OBJECT) from error

    def own_names(self, data) -> dict:
        """The data under the fields' own names, whatever the lists call them."""
        return in_own_names(data, self.context, self.same, self.read_only)


@implementer(IDeserializeFromJson)
@adapter(ISocialHub, Interface)
class HubFromJson(FreshFromJson):
    """A hub from JSON."""


class JudgedFromJson(FreshFromJson):
    """What is sent is judged as from a form.

    Plone's own stores each field before it looks at the whole: the request's end takes it back.
    """

    def __call__(self, validate_all=False, data=None, create=False, **options):
        before = as_it_is(self.context)
        changed = super().__call__(validate_all, data, create, **options)
        # What is being made is neither in its place nor in a state yet.
        if not create and (found := lost(before, Held(self.context))):
            raise bad_request(*found)
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

    read_only = frozenset(("account", "administration", "contact", "state"))

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = self.sent(data)
        data = {name: _spelled(name, value) for name, value in data.items()}
        if not create and self._is_another_account(data) and not may_change_account(self.context):
            raise Forbidden(api.portal.translate(REFUSAL))
        if create and not self.context.language:
            self.context.language = api.portal.get_default_language()
        try:
            require_unlisted(self.context, _addresses(data))
            return super().__call__(validate_all, data, create, **options)
        except ListedAlready as refusal:
            raise faulty_field("profile_url", refusal.doc()) from refusal

    def own_names(self, data) -> dict:
        """A contact, too, is taken as lists give it."""
        data = super().own_names(data)
        contact = data.pop("contact", None)
        return _contact(contact, self.context) | data if isinstance(contact, dict) else data

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


def _spelled(name, value):
    """An address in the spelling that is kept; the field's own rule tells what is wrong with it.

    Lists give an empty text where there is none.
    """
    if name not in SPELLINGS or not isinstance(value, str):
        return value
    try:
        return SPELLINGS[name](value) if value else None
    except ValueError:
        return value


def _contact(given, context):
    """A contact as lists give it: what is the administration's own is not made the channel's."""
    administration = aq_parent(context)
    return {
        f"contact_{name}": value
        for name, value in given.items()
        if name in ("email", "phone", "url")
        and not (value and value == getattr(aq_base(administration), name, None))
    }


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
