"""The page that edits the catalogue of services."""

import re

from plone.autoform.directives import widget
from zope.interface import Interface, invariant
from zope.schema import Bool

from ... import _
from ...core.platforms import catalogue
from ...core.platforms.interfaces import AddedService
from ..pages.acts import Act, ActPage, acts
from ..pages.form_schema import Line, SingleChoice, vocabulary
from . import catalogue_changes as changes
from .catalogue_edits import site_edits
from .titles import KIND_TITLES, service_title

LONGEST = 200


class IService(Interface):
    """The form field that identifies a service of the catalogue."""

    name = Line(required=False)
    widget("name", type="hidden")


class IServiceTitle(IService):
    """The form fields to rename a service."""

    title = Line(title=_("Title"), max_length=LONGEST, required=False)


class INewService(Interface):
    """The form fields to add a service."""

    title = Line(title=_("Title"), max_length=LONGEST)
    host = Line(
        title=_("Host"),
        description=_(
            "video.example.se, or *.example.se where each account has a name of its own."
        ),
        max_length=LONGEST,
    )
    path = Line(
        title=_("Path"),
        description=_(
            "How an account's address goes on, with {account} where its name stands: /@{account} "
            "or /channels/{account}; only / where the host is the account."
        ),
        max_length=LONGEST,
        default="/@{account}",
    )
    feed = Line(
        title=_("Feed (optional)"),
        description=_(
            "Where an account's feed is, for example {origin}/@{account}.rss. Empty: it is looked "
            "for on the account's page."
        ),
        max_length=LONGEST,
        required=False,
    )
    kind = SingleChoice(title=_("Kind"), vocabulary=vocabulary(KIND_TITLES), default="microblog")
    name = Line(
        title=_("Short name (optional)"),
        description=_("What other systems call it. Empty: the host."),
        max_length=40,
        required=False,
    )
    dialogue = Bool(title=_("Dialogue is possible"), default=True, required=False)
    widget("host", spellcheck=False, autocapitalize="none")
    widget("path", spellcheck=False, autocapitalize="none")
    widget("feed", spellcheck=False, autocapitalize="none")
    widget("name", spellcheck=False, autocapitalize="none")

    @invariant
    def require_valid(given) -> None:
        """Raise FaultyFields if the service is invalid."""
        changes.require_valid_service(service_of_form(vars(given)))


def service_of_form(given: dict) -> AddedService:
    """Return the service to add from a form's values."""
    texts = {name: value or "" for name, value in given.items() if name != "dialogue"}
    host = texts["host"].lower()
    short_name = re.sub(r"^[^a-z]+|[^a-z0-9.-]", "", host)[:40] or "service"
    own = {"host": host, "name": texts["name"] or short_name, "dialogue": bool(given["dialogue"])}
    return AddedService(**texts | own)


HIDE = Act(
    "hide",
    lambda at, given: changes.hide_service(given["name"]),
    _("The service is no longer offered. Its channels go on as before."),
    title=_("Hide"),
    fields=IService,
)
SHOW = Act(
    "show",
    lambda at, given: changes.show_service(given["name"]),
    _("The service is offered again."),
    title=_("Offer again"),
    fields=IService,
)
REMOVE = Act(
    "remove",
    lambda at, given: changes.remove_service(given["name"]),
    _("The service has been removed."),
    title=_("Remove"),
    fields=IService,
)
RENAME = Act(
    "rename",
    lambda at, given: changes.rename_service(given["name"], given["title"]),
    _("The service has been renamed."),
    title=_("Rename"),
    fields=IServiceTitle,
)
ADD = Act(
    "add",
    lambda at, given: changes.add_service(service_of_form(given)),
    _("The service has been added."),
    title=_("Add"),
    fields=INewService,
)


class ServicesView(ActPage):
    """``@@socialhub-services``: the page that hides, renames and adds services."""

    title = _("Services")
    lead = _(
        "What channels can be on. A hidden service is not offered for new channels; those that are "
        "on it go on as before."
    )
    is_wide = True
    acts = acts(HIDE, SHOW, REMOVE, RENAME, ADD)

    def services(self) -> list[dict]:
        """Return all services, including hidden ones, as rows sorted by title."""
        found, used = site_edits(), changes.channel_counts()
        rows = [self._row(service, found, used) for service in catalogue.all_platforms()]
        return sorted(rows, key=lambda row: row["title"].casefold())

    def _row(self, service, found, used):
        name, title, number = service.name, service_title(service.name), used.get(service.name, 0)
        is_hidden, is_added = name in found.hidden, changes.is_added_service(name)
        steps = ["show" if is_hidden else "hide", *["remove"] * (is_added and not number)]
        return {
            "title": title,
            "kind": KIND_TITLES[service.kind],
            "example": service.example,
            "retired": service.retired,
            "hidden": is_hidden,
            "added": is_added,
            "channels": number,
            "steps": self.buttons(*steps, of=title, name=name),
            "renaming": self._renaming(name, title),
        }

    def _renaming(self, name, title):
        form = self.form("rename", of=name, name=name, title=title)
        hidden, field = form["fields"]
        named = field | {"title": _("What ${service} is to be called", mapping={"service": title})}
        return {**form, "fields": [hidden, named], "of": title}
