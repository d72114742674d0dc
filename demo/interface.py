"""The demonstration's stand-in for graph.instagram.com: tokens, pages, limits, comments.

Paths, fields and codes are those of Meta's documentation. Plain values in and out, so that tests
play with the same service.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

TOGETHER = 25
COUNTED = ("call_count", "total_time", "total_cputime")
DAYS = 24 * 60 * 60
STAMP = "%Y-%m-%dT%H:%M:%S+0000"


@dataclass
class Account:
    """An account: ``posts`` as the interface gives them, the newest first.

    ``comments`` are those on each post, by its id; ``hidden`` are the ids of those that are hidden.
    """

    id: str
    username: str
    posts: list
    comments: dict = field(default_factory=dict)
    hidden: set = field(default_factory=set)
    followers: int = 1240


class Interface:
    """``tokens`` lead to accounts, ``ended`` count no more; ``used`` is in per cent."""

    def __init__(self, tokens):
        self.tokens = dict(tokens)
        self.ended = set()
        self.used = 0
        self.deaf = False  # says that a comment is hidden, and hides nothing
        self.asked = []
        self.replies = {}  # by a path's end: (status, headers, data) in the place of the answer

    def answer(self, method, path, query, headers):
        """Status, header lines and data for a request."""
        self.asked.append((method, path, dict(query)))
        for end, reply in self.replies.items():
            if path.endswith(end):
                return reply
        token = query.get("access_token") or headers.get("Authorization", "").partition(" ")[2]
        account = self.tokens.get(token)
        if account is None or token in self.ended:
            return refused(400, 190, "Error validating access token")
        if self.used >= 100:
            return refused(403, 4, "Application request limit reached")
        status, data = self._data(method, path, query, account, token)
        usage = json.dumps(dict.fromkeys(COUNTED, self.used))
        return status, {"X-App-Usage": usage}, data

    def _data(self, method, path, query, account, token):
        if path == "/refresh_access_token":
            return 200, self._renewed(token)
        _version, _slash, rest = path.strip("/").partition("/")
        if rest == "me":
            return 200, {"user_id": account.id, "username": account.username, "id": "1"}
        if rest == account.id:
            return 200, {"followers_count": account.followers, "id": account.id}
        if rest == f"{account.id}/media":
            return 200, _media(account, query)
        if rest in _comments(account):
            return 200, self._comment(method, query, account, rest)
        return 400, {"error": {"message": "Unsupported get request", "code": 100}}

    def _renewed(self, token):
        fresh = f"{token.partition('+')[0]}+{len(self.tokens)}"
        self.tokens[fresh] = self.tokens[token]
        return {"access_token": fresh, "token_type": "bearer", "expires_in": 60 * DAYS}

    def _comment(self, method, query, account, id):
        if method != "POST":
            return {"id": id, "hidden": id in account.hidden}
        if not self.deaf:
            (account.hidden.add if query.get("hide") == "true" else account.hidden.discard)(id)
        return {"success": True}


def refused(status, code, message):
    """How the interface refuses."""
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "demo"}
    return status, {}, {"error": error}


def _media(account, query):
    """A page of the posts, with their comments where these are asked for."""
    start, size = int(query.get("after", 0)), min(int(query.get("limit", TOGETHER)), TOGETHER)
    found, end = account.posts[start : start + size], start + size
    if "comments" in query.get("fields", ""):
        found = [_with_comments(account, post) for post in found]
    paging = {"cursors": {"before": str(start), "after": str(end)}}
    if end < len(account.posts):
        # As the real one: an address with the token in it, here to a host that is none.
        paging["next"] = f"https://graph.invalid/media?access_token=NEVER&after={end}"
    return {"data": found, "paging": paging}


def _with_comments(account, post):
    now = datetime.now(UTC).strftime(STAMP)
    said = [
        each
        for each in account.comments.get(post["id"], [])
        if each["id"] not in account.hidden and each.get("timestamp", "") <= now
    ]
    told = {"id": post["id"], "permalink": post["permalink"]}
    return told | ({"comments": {"data": said}} if said else {})


def _comments(account):
    found = [each for said in account.comments.values() for each in said]
    replies = [reply for each in found for reply in each.get("replies", {}).get("data", [])]
    return {each["id"] for each in (*found, *replies)}
