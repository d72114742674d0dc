"""The front page and a page with each block, for the demonstration with Plone's modern frontend."""

from channels import published

PAGE = "startsida-med-block"
WELCOME = (
    "Det här är en demonstration. Allt innehåll är påhittat: inlägg, konton, partier och personer."
)
LEAD = "Varje block som tillägget har, ett i taget."
BLOCKS = {
    "inlagg": {
        "@type": "socialhubEntries",
        "header": "Sociala medier",
        "count": 6,
        "layout": "cards",
        "show_text": True,
        "more": "Mer från sociala medier",
    },
    "kort": {"@type": "socialhubEntries", "header": "Nyast", "count": 3, "layout": "list"},
    "vagg": {
        "@type": "socialhubEntries",
        "header": "Bilder och filmer",
        "kinds": ["photo", "video"],
        "count": 6,
        "layout": "wall",
    },
    "kanaler": {"@type": "socialhubChannels", "header": "Följ oss", "layout": "row", "count": 8},
    "facebook": {"@type": "socialhubFacebook", "header": "Kommunen på Facebook"},
    "partier": {"@type": "socialhubParties", "header": "Partierna i fullmäktige"},
    "kontot": {"@type": "socialhubVerify", "header": "Är det vårt?"},
}
FRONT = ("inlagg", "kanaler", "kontot")


def furnish_with_blocks(site, hub):
    """Blocks on the front page, and all of them on a page of its own."""
    _put(site, {name: BLOCKS[name] for name in FRONT})
    page = published(site, "Document", PAGE, title="Alla block", description=LEAD)
    of_culture = {
        "@type": "socialhubEntries",
        "header": "Från Kulturförvaltningen",
        "administrations": [hub.kulturforvaltningen.UID()],
        "count": 3,
    }
    _put(page, {**BLOCKS, "kultur": of_culture})


def _put(page, blocks):
    """Give a page these blocks below its title and a text."""
    first = {"title": {"@type": "title"}, "text": _text(WELCOME)}
    page.blocks = first | blocks
    page.blocks_layout = {"items": [*first, *blocks]}
    page.reindexObject()


def _text(words):
    value = [{"type": "p", "children": [{"text": words}]}]
    return {"@type": "slate", "value": value, "plaintext": words}
