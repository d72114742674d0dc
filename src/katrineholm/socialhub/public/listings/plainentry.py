"""The serializer of an entry's own page, for Classic UI and Volto."""

from Products.Five import BrowserView

from ... import _
from ...accounts.channels.holds import HELD
from ...site.forms.plain import link
from ...site.forms.schema import described
from ...site.settings.registry import setting
from .acting import ENTRY_ACTS
from .holding import token
from .plaincards import images, plain, source
from .players import files, frame, source_label
from .telling import SHOWN

FIELDS = ENTRY_ACTS["hide"].fields
MARKED = {
    "pinned": _("Pinned by ${who} on ${when}"),
    "featured": _("Featured by ${who} on ${when}"),
}
WAITING = _("This entry waits to be reviewed: visitors do not see it.")
MASKED = _("Personal data in this entry is masked: this is what visitors see.")


def page(view: BrowserView) -> dict:
    """Return the page of an ``EntryView``, with the acts open to the current user."""
    card = view.card
    return {
        "title": card["title"],
        "url": view.url,
        "card": plain(card, view),
        "html": card["html"],
        "title_hidden": card["title_derived"] and bool(card["html"] or card["summary"]),
        "when": view.when(card["time"]),
        "author": card["author"],
        "summary": card["summary"],
        "changed": _changed(view),
        "source": source(card),
        "images": images(
            [each for each in card["images"] if each["src"] not in card["html"]], view
        ),
        "image_link": link(card["shape"] == "video" and card["link"], source_label(card)),
        "files": files(card["media"]),
        "player": _player(view),
        "notes": _notes(view),
        "links": _links(view),
        "ways": _ways(card),
        "acts": acts(view),
        "reason": _reason() if view.may_hide else None,
        "token": token(view.found[0]) if view.may_hide and view.is_waiting else "",
        "form": _form(view) if view.may_hide else None,
    }


def acts(view: BrowserView) -> list[dict]:
    """Return the acts open to the current user: ``do``, ``title`` and ``needs_reason``."""
    mark = view.card["mark"]
    found = [
        (view.is_waiting, "release"),
        (view.may_mark and mark != "pinned", "pin"),
        (view.may_mark and mark != "featured", "feature"),
        (view.may_mark and mark, "unmark"),
        (True, "hide"),
    ]
    return [
        {"do": do, "title": ENTRY_ACTS[do].title, "needs_reason": do == "hide"}
        for may, do in found
        if may and view.may_hide
    ]


def _changed(view):
    if not view.changed:
        return None
    return {
        "text": _("Changed on"),
        "when": view.when(view.changed),
        "versions": link(setting(SHOWN) and f"{view.url}/versions", _("What it said before")),
    }


def _player(view):
    src = frame(view.card["link"])
    if not src:
        return None
    caution = _(
        "The film then comes from ${service}, which learns that you watch it.",
        mapping={"service": view.card["service"]},
    )
    return {
        "playing": "play" in view.request.form,
        "src": src,
        "title": view.card["title"],
        "ask": link(f"{view.url}?play=1", _("Play here")),
        "caution": caution,
    }


def _notes(view):
    found = [WAITING] if view.is_waiting else []
    if view.may_mask and view.is_masked:
        found.append(MASKED)
    if held := view.held:
        found.append(_(HELD, mapping=held))
    if marked := view.marked():
        message = MARKED[marked["name"]]
        values = {"who": marked["who"], "when": marked["when"]["text"]}
        found.append(_(message, mapping=values))
    return found


def _links(view):
    card, hub_url = view.card, view.context.absolute_url()
    found = [
        (True, card["link"], source_label(card)),
        (view.may_put_on_top, f"{hub_url}/@@crisis?entry={card['id']}", _("Important now …")),
        (
            view.may_change,
            f"{card['channel']['@id']}/@@edit-entry/{card['id']}",
            _("Change this entry"),
        ),
        (view.may_mask, f"{hub_url}/@@mask-entry/{card['id']}", _("Mask personal data …")),
        (view.may_hold, f"{hub_url}/@@holds?entry={card['id']}", _("Hold …")),
    ]
    return [link(url, title) for may, url, title in found if may and url]


def _ways(card):
    found = [
        link(card["report"], _("Report an improper comment")),
        link(card["contact"], _("Contact the person responsible")),
    ]
    return [each for each in found if each]


def _reason():
    [reason, _entry] = described(FIELDS)
    return {"label": reason["title"], "help": reason["help"], "longest": reason["longest"]}


def _form(view):
    """Return the editor's form; each button sends it to the page of its act."""
    hub_url, held = view.context.absolute_url(), f"{view.card['channel']['@id']}/@@held-entries"
    named = token(view.found[0]) if view.is_waiting else view.card["id"]
    buttons = [
        {
            "do": "show" if each["do"] == "release" else each["do"],
            "title": each["title"],
            "look": "outline-danger" if each["needs_reason"] else "secondary",
            "url": held if each["do"] == "release" else f"{hub_url}/@@{each['do']}-entry",
        }
        for each in acts(view)
    ]
    return {
        "url": f"{hub_url}/@@hide-entry",
        "classes": "socialhub-editing",
        "fields": described(FIELDS, view.context, values={"entry": named}),
        "required": "",
        "buttons": buttons,
    }
