"""The certificate of a disposal: who, by which decision, and the hashes."""

from collections.abc import Mapping

from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.person import member_name
from ...accounts.channels.retention import KINDS
from ...accounts.channels.times import formatted_time
from ...site.settings.registry import municipality_name
from .disposal_storage import GONE, HELD, OTHER

OUTCOME_TEXTS = {
    GONE: "gallrat",
    HELD: "inte gallrat: gallringsstopp eller öppen begäran",
    OTHER: "inte gallrat: har ändrats sedan förslaget",
}


def disposal_certificate(hub: Container, name: str, proposal: Mapping) -> str:
    """Return the certificate of a finished disposal, in Swedish, with a line for each post."""
    proposed, confirmed = proposal["proposed"], proposal["confirmed"]
    items = [*proposal["items"].items()]
    gone = sum(outcome[0] == GONE for _entry, outcome in items)
    lines = [
        f"Gallringsbevis {name}",
        "",
        f"Myndighet: {municipality_name()}",
        f"Samlingsplats: {hub.title}",
        f"Handlingsslag: {api.portal.translate(KINDS[proposal['kind']].title)}",
        f"Beslut: {proposal['decision']}",
        f"Föreslaget av: {_who(*proposed)}",
        f"Bekräftat av: {_who(*confirmed)}",
        f"Genomfört: {formatted_time(proposal['done'])['text']}",
        f"Gallrat: {gone} av {len(items)}",
        "",
        "Varje rad: id, vad som hände, när, och kontrollsummor (SHA-256) över det som",
        "fanns: inlägget och dess tidigare lydelser, bilderna eller filerna.",
        "",
        *(
            "\t".join([entry, OUTCOME_TEXTS[outcome], formatted_time(timestamp)["text"], *hashes])
            for entry, (outcome, hashes, timestamp) in items
        ),
    ]
    return "\n".join(lines) + "\n"


def _who(user, moment):
    name = member_name(user)
    known = user if name == user else f"{name} ({user})"
    return f"{known}, {formatted_time(moment)['text']}"
