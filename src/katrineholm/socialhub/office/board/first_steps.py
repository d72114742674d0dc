"""The first steps from an empty hub to a published one, for the information office.

Each is a demand of the guidelines, and is done if the hub says so: nobody ticks anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18nmessageid import Message

from ... import MINUTE, _
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub import hub_administrations
from ...accounts.channels.office_group import OFFICE
from ...accounts.channels.responsibility import hub_duties
from ...accounts.channels.visibility import is_visible
from ...inbox.steps.authorities import GROUPS
from ...public.facebook.places import all_places
from ...refresh.state_storage import channel_statuses
from ...site.pages.cache import LruCache, write_key
from ...site.pages.permissions import MANAGE_GROUPS
from ...site.settings.registry import setting

CACHE = LruCache(16)  # the finished steps of a hub


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step. ``page`` is a pattern of the URL at which it is taken, with the names of ``_urls``.

    If only those with a ``permission`` on the site may take it, others get no link.
    """

    id: str
    title: Message
    text: Message
    page: str
    is_done: Callable[[Any], bool]
    permission: str = ""


def serialize_first_steps(hub: Any) -> dict:
    """Return the section with all first steps of a hub; ``left`` is the number still to be done."""
    done, urls = _done_steps(hub), _urls(hub)
    left = len(FIRST_STEPS) - len(done)
    numbers = {"done": len(done), "all": len(FIRST_STEPS)}
    return {
        "title": _("First steps"),
        "text": _("${done} of ${all} are done. The list goes when all are.", mapping=numbers),
        "left": left,
        "items": [_step_values(step, step.id in done, urls) for step in FIRST_STEPS],
    }


def _step_values(step, is_done, urls):
    may_open = not step.permission or api.user.has_permission(step.permission)
    return {
        "id": step.id,
        "title": step.title,
        "text": step.text,
        "@id": step.page.format_map(urls) if may_open else None,
        "done": is_done,
        "state": _("Done:") if is_done else _("To do:"),
    }


def _done_steps(hub) -> frozenset[str]:
    key = hub.getPhysicalPath(), write_key(hub, MINUTE)
    return CACHE.get(key, lambda: frozenset(e.id for e in FIRST_STEPS if e.is_done(hub)))


def _urls(hub) -> dict[str, str]:
    """Return the URLs of the site, its settings, the hub, where to add channels, and what hides."""
    administrations, site = hub_administrations(hub), api.portal.get().absolute_url()
    places = [hub, *administrations]
    add = "++add++{}" if administrations else "++add++Administration"
    hidden = next((place for place in places if not is_visible(place)), hub)
    return {
        "site": site,
        "setting": f"{site}/@@socialhub-settings#formfield-form-widgets-",
        "hub": hub.absolute_url(),
        "hidden": hidden.absolute_url(),
        "channel": f"{places[-1].absolute_url()}/{add.format('Channel')}",
        "facebook": f"{places[-1].absolute_url()}/{add.format('FacebookPlace')}",
    }


def _groups_have_members(_hub) -> bool:
    groups = map(api.group.get, (OFFICE, *GROUPS))
    return all(group is not None and group.getGroupMemberIds() for group in groups)


def _has_contact(hub) -> bool:
    return any(place.email or place.phone for place in hub_administrations(hub))


def _has_officers(hub) -> bool:
    return any(each.responsible and each.substitute for each in hub_duties(hub).values())


def _is_retrieved(hub) -> bool:
    return any(status.checked for _uid, status in channel_statuses(hub))


def _is_on_facebook(hub) -> bool:
    """Return True for a hub with an official page, or if nobody may frame the presence page."""
    pages = (place for place in all_places(hub) if place.official_page and place.facts.speaks)
    return not setting("facebook_origins") or any(pages)


def _has_parties(hub) -> bool:
    return bool(api.content.find(context=hub, portal_type="CouncilParty", unrestricted=True))


def _is_published(hub) -> bool:
    paths = {facts.administration.path for facts in all_channels(hub) if facts.speaks}
    return is_visible(hub) and any(map(is_visible, map(hub.unrestrictedTraverse, paths)))


FIRST_STEPS = (
    FirstStep(
        "members",
        _("Give the groups their members"),
        _(
            "Informationskontoret, Registratorer and Arkivarier need at least one member each. "
            "Whoever administers the site adds them."
        ),
        "{site}/@@usergroup-groupprefs",
        _groups_have_members,
        MANAGE_GROUPS,
    ),
    FirstStep(
        "contact",
        _("Fill in the site's address and the office's e-mail"),
        _("Links in mails begin with the address. Reports and alarms go to the e-mail."),
        "{setting}site_url",
        lambda _hub: bool(setting("site_url") and setting("office_email")),
    ),
    FirstStep(
        "data_protection",
        _("Link to your page on data protection"),
        _("The channels' information texts and the page on personal data lead there."),
        "{setting}data_protection_url",
        lambda _hub: bool(setting("data_protection_url")),
    ),
    FirstStep(
        "mailbox",
        _("Name the authority's mailbox"),
        _("Direct messages are incoming documents and are sent there (guidelines, point 8)."),
        "{site}/@@socialhub-settings?fieldset=messages#formfield-form-widgets-agency_mailbox",
        lambda _hub: bool(setting("agency_mailbox")),
    ),
    FirstStep(
        "administration",
        _("Add an administration with its official contact"),
        _("Its e-mail or phone makes a statement official (guidelines, point 2)."),
        "{hub}/++add++Administration",
        _has_contact,
    ),
    FirstStep(
        "channel",
        _("Register the first channel, with a responsible and a substitute"),
        _("Somebody always answers what comes in (guidelines, point 7)."),
        "{channel}",
        _has_officers,
    ),
    FirstStep(
        "official",
        _("Make the first channel official"),
        _("Its administration reports it; you review it and decide (guidelines, point 3)."),
        "{hub}/@@board?state=reported",
        lambda hub: any(facts.speaks for facts in all_channels(hub)),
    ),
    FirstStep(
        "retrieved",
        _("See that the first posts are retrieved"),
        _("If nothing comes, the board says why (guidelines, point 4)."),
        "{hub}/@@board",
        _is_retrieved,
    ),
    FirstStep(
        "facebook",
        _("Register the municipality's page on Facebook"),
        _(
            "Tick that it is the official page (guidelines, point 5). If the municipality has "
            "none, let nobody frame the presence page: empty that setting."
        ),
        "{facebook}",
        _is_on_facebook,
    ),
    FirstStep(
        "parties",
        _("Add the parties in the council"),
        _("Each of them has the right to a link (guidelines, point 6)."),
        "{hub}/++add++CouncilParty",
        _has_parties,
    ),
    FirstStep(
        "published",
        _("Publish the hub and its administrations"),
        _("Until then visitors see none of the channels."),
        "{hidden}",
        _is_published,
    ),
)


class FirstStepsViewlet(ViewletBase):
    """The viewlet on the board of the office, until all steps are done."""

    def update(self) -> None:
        """Compute the section, unless nothing is left."""
        super().update()
        section = serialize_first_steps(self.context)
        self.section = section if section["left"] else None
