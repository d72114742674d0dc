"""What the demonstration's account at Instagram has: content/instagram.toml, as an interface."""

import tomllib
from datetime import timedelta
from pathlib import Path

from interface import STAMP, Account, Interface

FILE = Path(__file__).with_name("content") / "instagram.toml"
PATH = "/interfaces/instagram"
TOKEN = "IGAA-the-demonstrations-own-token"


def told():
    """The file's content."""
    return tomllib.loads(FILE.read_text("utf-8"))


def interface(began, base):
    """The service, as it stands when the feed server starts."""
    data = told()
    found = [_post(number, each, began, base) for number, each in enumerate(data["post"], 1)]
    account = Account(data["account"], data["username"], found)
    for number, comment in enumerate(data["comment"], 1):
        below = account.comments.setdefault(found[comment["post"] - 1]["id"], [])
        below.append(_comment(number, comment, began))
    return Interface({TOKEN: account})


def _post(number, data, began, base):
    return {
        "id": f"18012345678{number:06}",
        "caption": data["caption"].strip(),
        "media_type": "IMAGE",
        "media_url": f"{base}/pictures/{data['picture']}.jpg",
        "alt_text": data["alt"],
        "permalink": f"https://www.instagram.com/p/KatrineholmDemo{number:02}/",
        "timestamp": _stamp(began - timedelta(days=data["days"])),
        "username": "katrineholmskommundemo",
    }


def _comment(number, data, began):
    return {
        "id": f"17900000000{number:06}",
        "text": data["text"],
        "username": data["by"],
        "from": {"id": f"900{number}", "username": data["by"]},
        "timestamp": _stamp(began + timedelta(minutes=data["minutes"])),
    }


def _stamp(moment):
    return moment.strftime(STAMP)
