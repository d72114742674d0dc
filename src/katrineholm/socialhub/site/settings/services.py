"""The catalogue of services in the browser: hide, rename, add."""

import re
from collections.abc import Mapping

from Products.Five import BrowserView

from ... import _
from ...core.platforms import catalogue
from ...core.platforms.interfaces import KINDS, AddedService
from ..forms.refusals import Refusal
from ..forms.request import KeepsWhatWasWritten, leave, require_form, text
from . import catalogue_changes as changes
from .catalogue_edits import edits
from .titles import KIND_TITLES, service_title

TEXTS = ("title", "name", "kind", "host", "path", "feed")
EMPTY = dict.fromkeys(TEXTS, "") | {"path": "/@{account}", "kind": "microblog", "dialogue": True}


class ServicesView(KeepsWhatWasWritten, BrowserView):
    """``@@socialhub-services``."""

    typed: Mapping = EMPTY

    def __call__(self):
        if self.request.method == "POST":
            require_form(self.request)
            return self.change()
        # The table needs the whole width.
        self.request.set("disable_plone.rightcolumn", True)
        return self.index()

    def change(self):
        """Do what was asked; what is wrong is told beside the form, which keeps what was typed."""
        form, page = self.request.form, f"{self.context.absolute_url()}/@@socialhub-services"
        step = STEPS.get(text(form, "do"))
        if step is None:
            return self.request.response.redirect(page)
        try:
            message = step(form)
        except Refusal as refusal:
            self.refuse(refusal)
            self.typed = typed(form) if step is _add else EMPTY
            return self.index()
        leave(self.request, page, message)

    def services(self) -> list[dict]:
        """All services, hidden ones too, by title."""
        found, used = edits(), changes.channels_on()
        rows = [_row(service, found, used) for service in catalogue.platforms()]
        return sorted(rows, key=lambda row: row["title"].casefold())

    def kinds(self) -> list[dict]:
        """The kinds to choose among."""
        return [{"value": kind, "title": KIND_TITLES[kind]} for kind in KINDS]


def typed(form) -> dict:
    """What was typed of a service to add."""
    return {name: text(form, name) for name in TEXTS} | {"dialogue": bool(form.get("dialogue"))}


def _row(service, found, used):
    row = {
        "name": service.name,
        "title": service_title(service.name),
        "kind": KIND_TITLES[service.kind],
        "example": service.example,
        "retired": service.retired,
        "hidden": service.name in found.hidden,
        "added": changes.is_added(service.name),
        "channels": used.get(service.name, 0),
    }
    return row | {"steps": [{"value": step, "title": BUTTONS[step]} for step in _steps(row)]}


def _steps(row):
    yield "show" if row["hidden"] else "hide"
    if row["added"] and not row["channels"]:
        yield "remove"


def _hide(form):
    changes.hide(text(form, "name"))
    return _("The service is no longer offered. Its channels go on as before.")


def _show(form):
    changes.show(text(form, "name"))
    return _("The service is offered again.")


def _rename(form):
    changes.rename(text(form, "name"), text(form, "title"))
    return _("The service has been renamed.")


def _add(form):
    given = typed(form)
    host = given["host"].lower()
    changes.add(AddedService(**given | {"host": host, "name": given["name"] or _short(host)}))
    return _("The service has been added.")


def _remove(form):
    changes.remove(text(form, "name"))
    return _("The service has been removed.")


def _short(host):
    """A short name made of a host's; whether it is free and fits is judged with the rest."""
    return re.sub(r"^[^a-z]+|[^a-z0-9.-]", "", host)[:40] or "service"


BUTTONS = {
    "hide": _("Hide"),
    "show": _("Offer again"),
    "remove": _("Remove"),
}
STEPS = {"hide": _hide, "show": _show, "rename": _rename, "add": _add, "remove": _remove}
