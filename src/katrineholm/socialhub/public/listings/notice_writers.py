"""The members whom the office names to say what is important now, for a night or a weekend."""

from collections.abc import Iterator

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface

from ... import _, logger
from ...accounts.channels.office_group import NOTICE_WRITER
from ...accounts.channels.person import member_name, person, stored_person
from ...site.pages.acts import Act
from ...site.pages.form_schema import Line
from ...site.pages.permissions import MANAGE_REGISTER
from ...site.pages.refusals import FaultyFields, Refusal

NO_MEMBER = _("Only a member of the site can be named: somebody who can log in.")


class IWriterName(Interface):
    """Form field: the name of a member."""

    person = Line(title=_("Member"), max_length=200)


class IWriter(Interface):
    """Hidden form field: the user id of somebody who was named."""

    member = Line(title=_("Member"))
    widget("member", type="hidden")


def writers(hub: Container) -> Iterator[dict]:
    """Yield the members who were named on a hub, each with ``id`` and ``name``."""
    for member, roles in hub.get_local_roles():
        if NOTICE_WRITER in roles:
            yield {"id": member, "name": member_name(member)}


def name_writer(hub: Container, text: str) -> None:
    """Let a member write notices on a hub. Raise FaultyFields if the text names no member."""
    try:
        found = person(stored_person(text))
    except Refusal as refusal:
        raise FaultyFields({"person": refusal.sentence}) from refusal
    if found is None or not found.member or found.gone:
        raise FaultyFields({"person": NO_MEMBER})
    if NOTICE_WRITER not in hub.get_local_roles_for_userid(found.member):
        hub.manage_addLocalRoles(found.member, [NOTICE_WRITER])
        _log("named", found.member)


def dismiss_writer(hub: Container, member: str) -> None:
    """Let a member write notices on a hub no longer, if that was so."""
    roles = hub.get_local_roles_for_userid(member)
    if NOTICE_WRITER not in roles:
        return
    hub.manage_delLocalRoles([member])
    if kept := [role for role in roles if role != NOTICE_WRITER]:
        hub.manage_setLocalRoles(member, kept)
    _log("dismissed", member)


def _log(act, member):
    who = api.user.get_current().getId()
    logger.info("%s was %s to write what is important now, says %s", member, act, who)


NAME_WRITER = Act(
    "name",
    lambda at, given: name_writer(at.context, given["person"]),
    _("They can write it now. The page is among their tools."),
    title=_("Let them write it"),
    permission=MANAGE_REGISTER,
    fields=IWriterName,
)
DISMISS_WRITER = Act(
    "dismiss",
    lambda at, given: dismiss_writer(at.context, given["member"]),
    _("They can write it no longer."),
    title=_("End it"),
    permission=MANAGE_REGISTER,
    fields=IWriter,
)
