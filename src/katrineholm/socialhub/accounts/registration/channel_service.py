"""Reading and writing of channels over plone.restapi.

Plone's text index stores all new words in one object, which every added or changed channel writes.
A few at once use up Zope's retries, so the services that write are retried until they succeed.
"""

import re
from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

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
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.update import ContentPatch
from zExceptions import BadRequest, Forbidden
from zope.component import adapter, getMultiAdapter
from zope.interface import Interface, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import ConstraintNotSatisfied, IChoice

from ... import _
from ...core.feeds.errors import FeedError
from ...interfaces import ISocialHubLayer
from ...site.pages.act_service import NO_JSON_OBJECT, ActService
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line
from ...site.pages.freshness import ChangedMeanwhile, IEditable, edition_of
from ...site.pages.permissions import MODIFY
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.rest_errors import (
    PreconditionFailed,
    bad_request_error,
    field_error,
    one_sentence_error,
)
from ...site.pages.retries import write_with_retries
from ..channels.add_permission import may_add_channel
from ..channels.interfaces import IAdministration, IChannel, ISocialHub
from .account_validation import (
    ACCOUNT_FIELDS,
    REFUSAL,
    AlreadyListed,
    may_change_account,
    require_unlisted,
)
from .completion import NORMALIZERS
from .field_names import own_named_data
from .probe import probe_url
from .probe_preview import probe_preview
from .requirements import ChannelValues
from .validation import broken_requirements, current_values

READ_ONLY = _(
    "This cannot be changed here: it is set by a step of the channel or in a form of its own."
)
ENTITY_TAG = re.compile(r'(?<!W/)"([^"]*)"')  # an entity tag that If-Match may name


class IProbeBody(Interface):
    """The body of ``POST @probe``, with the URL to probe."""

    url = Line(title=_("Address"), judged=True)


def _probe(at, given):
    """Return the result of a probe. Raise Refusal."""
    if not may_add_channel(at.context):
        raise Unauthorized
    try:
        return probe_preview(probe_url(given["url"]), at.context)
    except FeedError as error:
        raise Refusal(error_message(error)) from error


class ProbePost(ActService):
    """``POST @probe`` returns the result of probing a URL."""

    acts = acts(Act("probe", _probe, fields=IProbeBody))

    def answer(self, act: Any, result: Any) -> Any:
        return result


@implementer(ISerializeToJson)
@adapter(IEditable, ISocialHubLayer)
class EditableToJson:
    """Plone's serializer, except that only editors see who has locked the object."""

    def __init__(self, context, request):
        is_folder = IDexterityContainer.providedBy(context)
        self.context = context
        self.plain = (SerializeFolderToJson if is_folder else SerializeToJson)(context, request)
        # A frontend that requests the stream needs no list of the contents.
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


class ContentFromJson(DeserializeFromJson):
    """A deserializer that accepts known fields only, and refuses with one error message.

    A program that sends back the ``edition`` that it read cannot overwrite another's change;
    If-Match does the same (RFC 9110, 13.1.1).
    """

    # Other names of fields in lists, and names in lists that cannot be written.
    same: Mapping[str, str] = MappingProxyType({})
    read_only: frozenset[str] = frozenset()

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = self.sent(data)
        if not create:
            self._require_unchanged(data.get("edition"))
            self._require_as_it_is(data)
        # Plone's deserializer would compare the edition again, after storing other fields.
        rest = {name: value for name, value in data.items() if name != "edition"}
        try:
            return super().__call__(validate_all, rest, create, **options)
        except BadRequest as refusal:
            raise one_sentence_error(refusal) from refusal

    def _require_unchanged(self, known):
        """Raise an error if the program's edition is not the stored one."""
        if known and known != edition_of(self.context):
            raise bad_request_error(ChangedMeanwhile(known).doc())
        wanted = self.request.getHeader("If-Match")
        if wanted not in (None, "*") and edition_of(self.context) not in ENTITY_TAG.findall(wanted):
            raise PreconditionFailed(api.portal.translate(ChangedMeanwhile(wanted).doc()))

    def _require_as_it_is(self, data):
        """Raise an error for a changed read-only field, which Plone would ignore."""
        schemata = iterSchemata(self.context)
        for name, field in chain.from_iterable(map(getFieldsInOrder, schemata)):
            if field.readonly and name in data and (data[name] or None) != self._as_given(field):
                raise field_error(name, READ_ONLY)

    def _as_given(self, field):
        """Return a field's value as a program gets it, None for an empty one."""
        serializer = getMultiAdapter((field, self.context, self.request), IFieldSerializer)
        return serializer() or None

    def sent(self, data: Mapping | None) -> dict:
        """Return the data, or else the request's body, under the fields' own names."""
        try:
            return self.own_names(json_body(self.request) if data is None else data)
        except DeserializationError as error:
            raise bad_request_error(NO_JSON_OBJECT) from error

    def own_names(self, data: Mapping) -> dict:
        """Return the data under the fields' own names instead of those used in lists."""
        return own_named_data(data, self.context, self.same, self.read_only)


@implementer(IDeserializeFromJson)
@adapter(ISocialHub, Interface)
class HubFromJson(ContentFromJson):
    """The deserializer for hubs."""


class ValidatedFromJson(ContentFromJson):
    """A deserializer that validates JSON as the forms do.

    Plone stores each field before it validates the whole, so a refusal aborts the transaction.
    """

    def __call__(self, validate_all=False, data=None, create=False, **options):
        before = current_values(self.context)
        changed = super().__call__(validate_all, data, create, **options)
        # New content has neither a parent nor a state yet.
        if not create and (found := broken_requirements(before, ChannelValues(self.context))):
            raise bad_request_error(*found)
        return changed


@implementer(IDeserializeFromJson)
@adapter(IAdministration, Interface)
class AdministrationFromJson(ValidatedFromJson):
    """The deserializer for administrations."""


@implementer(IDeserializeFromJson)
@adapter(IChannel, Interface)
class ChannelFromJson(ValidatedFromJson):
    """The deserializer for channels.

    A user who may not change the account gets an error, as Plone would ignore those fields.
    """

    read_only = frozenset(("account", "administration", "contact", "state"))

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = self.sent(data)
        data = {name: _normalized(name, value) for name, value in data.items()}
        if not create and self._is_another_account(data) and not may_change_account(self.context):
            raise Forbidden(api.portal.translate(REFUSAL))
        if create and not self.context.language:
            self.context.language = api.portal.get_default_language()
        try:
            require_unlisted(self.context, _account_urls(data))
            return super().__call__(validate_all, data, create, **options)
        except AlreadyListed as refusal:
            raise field_error("profile_url", refusal.doc()) from refusal

    def own_names(self, data: Mapping) -> dict:
        """Return the data under the fields' own names, with ``contact`` split into its fields."""
        data = super().own_names(data)
        contact = data.pop("contact", None)
        return _contact(contact, self.context) | data if isinstance(contact, dict) else data

    def _is_another_account(self, data):
        given = {name: _plain(data[name]) for name in ACCOUNT_FIELDS if name in data}
        return any(value != _plain(getattr(self.context, name)) for name, value in given.items())


@implementer(IFieldDeserializer)
@adapter(IChoice, IChannel, IBrowserRequest)
class ChoiceFromJson(ChoiceFieldDeserializer):
    """The deserializer for a choice, sent as a token or as an object with a ``token``."""

    def __call__(self, value):
        token = value.get("token") if isinstance(value, dict) else value
        if not isinstance(token, str):
            raise ConstraintNotSatisfied(value, self.field.__name__)
        return super().__call__(token)


def _normalized(name, value):
    """Return a value in its normal form, None if empty, unchanged if it is invalid."""
    if name not in NORMALIZERS or not isinstance(value, str):
        return value
    try:
        return NORMALIZERS[name](value) if value else None
    except ValueError:
        return value


def _contact(given, context):
    """Return a contact in the form of lists as fields, without values of the administration."""
    administration = aq_parent(context)
    return {
        f"contact_{name}": value
        for name, value in given.items()
        if name in ("email", "phone", "url")
        and not (value and value == getattr(aq_base(administration), name, None))
    }


def _plain(value):
    """Return comparable values from a field and from its JSON."""
    if isinstance(value, dict):
        value = value.get("token")
    return list(value) or None if isinstance(value, (tuple, list)) else value or None


def _account_urls(data):
    """Return the texts that name accounts; the fields validate other types."""
    others = data.get("also_known_as")
    named = [data.get("profile_url"), *(others if isinstance(others, list) else ())]
    return [each for each in named if isinstance(each, str)]


class RetriedAdd(FolderPost):
    """``POST`` to a hub or an administration, retried until it succeeds."""

    def reply(self) -> Any:
        return write_with_retries(lambda tries: super(RetriedAdd, self).reply())


class RetriedPatch(ContentPatch):
    """``PATCH`` to a hub, an administration or a channel, retried until it succeeds."""

    def reply(self) -> Any:
        return write_with_retries(lambda tries: super(RetriedPatch, self).reply())
