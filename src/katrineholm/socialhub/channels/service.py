"""The channels over plone.restapi."""

from datetime import date

from AccessControl import Unauthorized
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.deserializer.dxfields import ChoiceFieldDeserializer
from plone.restapi.exceptions import DeserializationError
from plone.restapi.interfaces import IDeserializeFromJson, IFieldDeserializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from plone.restapi.services.controlpanels.get import ControlpanelsGet
from plone.restapi.services.controlpanels.update import ControlpanelsUpdate
from plone.restapi.services.workflow.transition import WorkflowTransition
from Products.CMFCore.WorkflowCore import WorkflowException
from zExceptions import BadRequest, Forbidden
from zope.component import adapter
from zope.interface import Interface, alsoProvides, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema.interfaces import ConstraintNotSatisfied, IChoice

from .. import _
from ..feeds.errors import FeedError
from .adding import may_add
from .editing import ACCOUNT, REFUSAL, ListedAlready, may_change_account, require_unlisted
from .interfaces import IChannel
from .lifecycle import WORKFLOW, Given, take
from .preview import described, problem
from .probe import probe
from .settings import OVERVIEW, PREFIX, ISocialHubSettings


class ProbePost(Service):
    """``POST @probe``: what is at an address."""

    def reply(self):
        if not may_add(self.context):
            raise Unauthorized
        try:
            return described(probe(_address(self.request)))
        except FeedError as error:
            raise BadRequest(problem(error)["message"]) from error


class StepPost(WorkflowTransition):
    """``POST @workflow/<step>`` on a channel; a refused step changes nothing.

    The body's ``comment`` is the reason, ``closed_on`` the closing date (ISO 8601), and
    ``link_only_reason`` says why a channel has no feed. Plone's own service would set dates even
    where the step is refused, and answer 400 to those who may not take it.
    """

    def reply(self):
        if self.transition is None:
            raise BadRequest("Missing transition")
        try:
            take(self.context, self.transition, given_in(json_body(self.request)))
        except (WorkflowException, DeserializationError) as refusal:
            raise BadRequest(str(refusal)) from refusal
        alsoProvides(self.request, IDisableCSRFProtection)
        workflows = api.portal.get_tool("portal_workflow")
        return json_compatible(workflows.getStatusOf(WORKFLOW, self.context))


class PlacePost(WorkflowTransition):
    """``POST @workflow/<step>`` on a hub or an administration, with what lies below it or alone.

    Plone's own service keeps what it has changed before a refusal.
    """

    def reply(self):
        answer = super().reply()
        if "error" in answer:
            raise BadRequest(answer["error"]["message"])
        return answer


def given_in(data: dict) -> Given:
    """What a body says of a step; raises BadRequest where a value is of the wrong kind."""
    texts = {name: data.get(name) or "" for name in ("comment", "link_only_reason")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise BadRequest(api.portal.translate(_("A reason is a text.")))
    return Given(closed_on=_day(data.get("closed_on")), **texts)


def _day(text):
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        message = _("A date is written as year-month-day, for example 2026-01-31.")
        raise BadRequest(api.portal.translate(message)) from error


def _address(request):
    try:
        address = json_body(request).get("url")
    except DeserializationError:
        address = None
    if not isinstance(address, str):
        raise FeedError("malformed")
    return address


@implementer(IDeserializeFromJson)
@adapter(IChannel, Interface)
class ChannelFromJson(DeserializeFromJson):
    """A channel from JSON; a refusal is one sentence.

    Whoever may not change the account is told so: Plone's own would leave it out in silence.
    """

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = json_body(self.request) if data is None else data
        if not create and self._is_another_account(data) and not may_change_account(self.context):
            raise Forbidden(api.portal.translate(REFUSAL))
        try:
            require_unlisted(self.context, _addresses(data))
            return super().__call__(validate_all, data, create, **options)
        except ListedAlready as refusal:
            raise BadRequest(f"profile_url: {api.portal.translate(refusal.doc())}") from refusal
        except BadRequest as refusal:
            raise BadRequest(_in_one_sentence(refusal)) from refusal

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


def _in_one_sentence(refusal):
    faults = refusal.args[0]
    if isinstance(faults, str):
        return faults
    return " ".join(_fault(fault) for fault in faults)


def _fault(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]


@adapter(Interface, Interface)
class SettingsPanel(RegistryConfigletPanel):
    """``@controlpanels/socialhub``: the settings."""

    schema = ISocialHubSettings
    schema_prefix = PREFIX
    configlet_id = "socialhub"
    configlet_category_id = "Products"


class OfficePanels:
    """Plone's control panels, ours also for the office, which may not open the others."""

    def reply(self):
        is_ours = self.params == ["socialhub"]
        permission = "katrineholm.socialhub: Manage settings" if is_ours else OVERVIEW
        if not api.user.has_permission(permission, obj=self.context):
            raise Unauthorized
        try:
            return super().reply()
        except BadRequest as refusal:
            raise BadRequest(_in_one_sentence(refusal)) from refusal


class ControlPanelsGet(OfficePanels, ControlpanelsGet):
    """``GET @controlpanels``."""


class ControlPanelsPatch(OfficePanels, ControlpanelsUpdate):
    """``PATCH @controlpanels``."""
