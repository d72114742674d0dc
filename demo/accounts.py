"""What the demonstration's connected accounts have: content/accounts/*.toml, as interfaces."""

import os
import tomllib
from datetime import timedelta
from pathlib import Path

from interface import STAMP, Account, Films, Interface, Short, Threads, Toots
from login import Desk

FOLDER = Path(__file__).with_name("content") / "accounts"
PATH = "/interfaces/"
INSTAGRAM, FACEBOOK, TIKTOK, YOUTUBE = "instagram", "facebook", "tiktok", "youtube"
THREADS, MASTODON = "threads", "mastodon"
TITLES = {
    INSTAGRAM: "Instagram",
    FACEBOOK: "Facebook",
    TIKTOK: "TikTok",
    YOUTUBE: "Google",
    THREADS: "Threads",
    MASTODON: "Mastodon",
}
# What each is connected by.
CONNECTORS = {YOUTUBE: "youtube-login"}
TOOTER = Account("109348412", "katrineholm", [], followers=3120)


def told():
    """The accounts: the content of each file, with its ``channel``."""
    files = sorted(FOLDER.glob("*.toml"))
    return [{"channel": each.stem, **tomllib.loads(each.read_text("utf-8"))} for each in files]


def interfaces(began, base):
    """The services by name, as they stand when the feed server starts."""
    found = {
        INSTAGRAM: Interface({}),
        FACEBOOK: Interface({}),
        TIKTOK: Short({}),
        YOUTUBE: Films({}),
        THREADS: Threads({}),
        MASTODON: Toots({"the-demonstrations-own-token": TOOTER}),
    }
    found[FACEBOOK].app = os.environ.get("SOCIALHUB_META_APP", "")
    found[FACEBOOK].scopes = (
        *("pages_show_list", "pages_read_engagement"),
        *("pages_read_user_content", "pages_manage_engagement"),
    )
    for number, data in enumerate(told(), 1):
        found[data["service"]].tokens[data["token"]] = _account(number, data, began, base)
    return {name: _desk(name, service) for name, service in found.items()}


def _desk(name, service):
    """Where people log in at a service, with any of its accounts."""
    names = {account.username: token for token, account in service.tokens.items()}
    return Desk(service, names, TITLES[name], wraps=name == INSTAGRAM)


def _account(number, data, began, base):
    make = POSTS[data["service"]]
    posts = [
        make(f"{number:02}{at:04}", each, began - timedelta(days=each["days"]), base, data)
        for at, each in enumerate(data["post"], 1)
    ]
    account = Account(data["account"], data["username"], posts, followers=data["followers"])
    for at, comment in enumerate(data.get("comment", ()), 1):
        below = account.comments.setdefault(posts[comment["post"] - 1]["id"], [])
        below.append(REMARKS[data["service"]](f"{number:02}{at:04}", comment, began))
    return account


def _photo(number, data, when, base, account):
    return {
        "id": f"18012345678{number}",
        "caption": data["text"].strip(),
        "media_type": "IMAGE",
        "media_url": f"{base}/pictures/{data['picture']}.jpg",
        "alt_text": data["alt"],
        "permalink": f"https://www.instagram.com/p/KatrineholmDemo{number}/",
        "timestamp": when.strftime(STAMP),
        "username": account["username"],
        "like_count": 3 * len(data["text"]) % 97,
    }


def _status(number, data, when, base, account):
    shown = {"full_picture": f"{base}/pictures/{data['picture']}.jpg"} if "picture" in data else {}
    return shown | {
        "id": f"{account['account']}_{number}",
        "message": data["text"].strip(),
        "permalink_url": f"https://www.facebook.com/{account['username']}/posts/{number}",
        "created_time": when.strftime(STAMP),
    }


def _said(number, data, when, base, account):
    """A post at Threads, with a picture or without."""
    picture = {}
    if "picture" in data:
        picture = {"media_url": f"{base}/pictures/{data['picture']}.jpg", "alt_text": data["alt"]}
    return picture | {
        "id": f"18098765432{number}",
        "text": data["text"].strip(),
        "media_type": "IMAGE" if picture else "TEXT_POST",
        "permalink": f"https://www.threads.com/@{account['username']}/post/Demo{number}",
        "timestamp": when.strftime(STAMP),
        "username": account["username"],
    }


def _film(number, data, when, base, account):
    id = f"73{number.zfill(17)}"
    return {
        "id": id,
        "title": "",
        "video_description": data["text"].strip(),
        "share_url": f"https://www.tiktok.com/@{account['username']}/video/{id}",
        "cover_image_url": f"{base}/pictures/{data['picture']}.jpg",
        "create_time": int(when.timestamp()),
        "view_count": 37 * len(data["text"]) % 2900,
        "like_count": 3 * len(data["text"]) % 97,
    }


def _shown(number, data, when, base, account):
    """A film at YouTube, which itself comes by the feed."""
    return {"id": data["film"]}


def _thread(number, data, began):
    """A comment on the demonstration's one film at YouTube."""
    told = _comment(number, data, began, below=False)
    snippet = {
        "textDisplay": data["text"],
        "authorDisplayName": data["by"],
        "authorChannelId": {"value": f"UC{number}"},
        "publishedAt": told["timestamp"],
    }
    top = {"id": f"Ug{number}", "snippet": snippet}
    return {"id": top["id"], "snippet": {"videoId": "KatDemoFm01", "topLevelComment": top}}


def _comment(number, data, began, *, below=True):
    return {
        "id": f"17900000000{number}",
        "text": data["text"],
        "username": data["by"],
        "from": {"id": f"900{number}", "username": data["by"]},
        "timestamp": (began + timedelta(minutes=data["minutes"])).strftime(STAMP),
        "replies": {"data": _replies(number, data, began) if below else []},
    }


def _replies(number, data, began):
    """The short answers that others have left below a comment."""
    said = (("lisa.i.lasstorp", "Undrar också!"), ("ordf_hembygd", "Ring dem, de svarar snabbt."))
    return [
        _comment(
            f"{number}{at:02}",
            {"by": said[at % 2][0], "text": said[at % 2][1], "minutes": data["minutes"] + 1 + at},
            began,
            below=False,
        )
        for at in range(data.get("replies", 0))
    ]


def _opinion(number, data, began):
    """A comment on Facebook; its replies stand beside it, as ``filter(stream)`` gives them."""
    told = _comment(number, data, began, below=False)
    return {
        "id": f"100_{number}",
        "message": told["text"],
        "from": {"id": told["from"]["id"], "name": data["by"]},
        "created_time": told["timestamp"],
        "permalink_url": f"https://www.facebook.com/katrineholmdemo/posts/?comment_id={number}",
        "is_hidden": False,
        "can_hide": True,
    }


def _answer(number, data, began):
    """An answer at Threads."""
    told = _comment(number, data, began, below=False)
    address = f"https://www.threads.com/@{data['by']}/post/Svar{number}"
    return told | {"permalink": address, "hide_status": "NOT_HUSHED"}


POSTS = {
    INSTAGRAM: _photo,
    FACEBOOK: _status,
    TIKTOK: _film,
    YOUTUBE: _shown,
    THREADS: _said,
}
REMARKS = {INSTAGRAM: _comment, FACEBOOK: _opinion, YOUTUBE: _thread, THREADS: _answer}
