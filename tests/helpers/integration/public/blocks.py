"""What the tests of ``public/blocks`` have in common."""

ENTRIES = "socialhubEntries"


def titles(block):
    return [card["title"] for card in block["shown"]["cards"]]
