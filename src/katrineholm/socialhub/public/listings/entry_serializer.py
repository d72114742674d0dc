"""The serializer of the page of an entry, for Classic UI and Volto."""

from Products.Five import BrowserView

from ... import _
from ...accounts.channels.holds import HOLD_SENTENCE
from ...site.pages.form_schema import form_fields
from ...site.pages.page_values import link
from ...site.settings.registry import setting
from .card_serializer import entry_source, image_values, serialize_card
from .entry_acts import ENTRY_ACTS
from .entry_links import further_section, share_section
from .entry_versions import SHOW_VERSIONS
from .held_entries import version_token
from .players import Player, card_player, linked_films, playable_files, source_label

HIDE_FIELDS = ENTRY_ACTS["hide"].fields
MARK_NOTES = {
    "pinned": _("Pinned by ${who} on ${when}"),
    "featured": _("Featured by ${who} on ${when}"),
}
WAITING = _("This entry waits to be reviewed: visitors do not see it.")
MASKED = _("Personal data in this entry is masked: this is what visitors see.")


def serialize_entry(view: BrowserView) -> dict:
    """Return an ``EntryView`` as plain values, with the acts that the user may perform."""
    card, [field, _entry] = view.card, form_fields(HIDE_FIELDS)
    reason = {"label": field["title"], "help": field["help"], "longest": field["longest"]}
    players = _players(view)
    own = players[0] if card_player(card) else None
    return {
        "title": card["title"],
        "url": view.url,
        "card": serialize_card(card, view),
        "html": card["html"],
        "title_hidden": card["title_derived"] and bool(card["html"] or card["summary"]),
        "when": view.when(card["time"]),
        "author": card["author"],
        "summary": card["summary"],
        "changed": _changed(view),
        "source": entry_source(card),
        "tags": card["tags"],
        "images": [] if own and own["playing"] else _images(view),
        "image_link": own["ask"] if own else _source_link(card),
        "files": playable_files(card["media"]),
        "players": players,
        "notes": _notes(view),
        "links": _links(view),
        "share": None if view.is_waiting else share_section(view),
        "ways": _ways(card),
        "further": further_section(view),
        "acts": available_acts(view),
        "reason": reason if view.may_hide else None,
        "token": version_token(view.entry) if view.may_hide and view.is_waiting else "",
        "form": _form(view) if view.may_hide else None,
    }


def available_acts(view: BrowserView) -> list[dict]:
    """Return the acts that the user may perform, with ``do``, ``title`` and ``needs_reason``."""
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
    url = setting(SHOW_VERSIONS) and f"{view.url}/versions"
    return {
        "text": _("Changed on"),
        "when": view.when(view.changed),
        "versions": link(url, _("What it said before")),
    }


def _images(view):
    card = view.card
    return image_values([each for each in card["images"] if each["src"] not in card["html"]], view)


def _source_link(card):
    return link(card["shape"] == "video" and card["link"], source_label(card))


def _players(view):
    """Return the players of the entry's own film and of those that its text links to."""
    card = view.card
    own, films = card_player(card), dict[Player | None, str]()
    for words, player in [("", own), *linked_films(card["html"])]:
        films.setdefault(player, words)
    films.pop(None, None)
    return [_player(view, number, *film) for number, film in enumerate(films.items(), 1)]


def _player(view, number, player, words):
    caution = _("The film then comes from ${service}, which learns that you watch it.")
    named = _("Play here: ${title}", mapping={"title": words})
    return {
        "playing": view.request.form.get("play") == str(number),
        "src": player.src,
        "title": words or view.card["title"],
        "ask": link(f"{view.url}?play={number}", named if words else _("Play here")),
        "caution": _(caution, mapping={"service": player.service}),
    }


def _notes(view):
    found = [WAITING] if view.is_waiting else []
    if view.may_mask and view.is_masked:
        found.append(MASKED)
    if held := view.held:
        found.append(_(HOLD_SENTENCE, mapping=held))
    if marked := view.marked():
        values = {"who": marked["who"], "when": marked["when"]["text"]}
        message = MARK_NOTES[marked["name"]]
        found.append(_(message, mapping=values))
    return found


def _links(view):
    card, hub_url = view.card, view.context.absolute_url()
    id, edit_url = card["id"], f"{card['channel']['@id']}/@@edit-entry/{card['id']}"
    crisis_url = f"{hub_url}/@@crisis?entry={id}#socialhub-chosen"
    found = [
        link(card["link"], source_label(card)),
        link(view.may_put_on_top and crisis_url, _("Important now …")),
        link(view.may_change and edit_url, _("Change this entry")),
        link(view.may_mask and f"{hub_url}/@@mask-entry/{id}", _("Mask personal data …")),
        link(view.may_hold and f"{hub_url}/@@holds?entry={id}", _("Hold …")),
    ]
    return [each for each in found if each]


def _ways(card):
    found = [
        link(card["report"], _("Report an improper comment")),
        link(card["contact"], _("Contact the person responsible")),
    ]
    return [each for each in found if each]


def _form(view):
    hub_url, held = view.context.absolute_url(), f"{view.card['channel']['@id']}/@@held-entries"
    named = version_token(view.entry) if view.is_waiting else view.card["id"]
    buttons = [
        {
            "do": "show" if each["do"] == "release" else each["do"],
            "title": each["title"],
            "look": "outline-danger" if each["needs_reason"] else "secondary",
            "url": held if each["do"] == "release" else f"{hub_url}/@@{each['do']}-entry",
        }
        for each in available_acts(view)
    ]
    return {
        "url": f"{hub_url}/@@hide-entry",
        "classes": "socialhub-editing",
        "fields": form_fields(HIDE_FIELDS, view.context, values={"entry": named}),
        "required": "",
        "buttons": buttons,
    }
