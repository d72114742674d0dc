"""The demonstration's stand-in for interfaces with tokens: Meta's, TikTok's and YouTube's.

Paths, fields and codes are those of the services' documentation. Plain values in and out, so that
tests play with the same services.
"""

import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

TOGETHER = 25
COUNTED = ("call_count", "total_time", "total_cputime")
DAYS = 24 * 60 * 60
STAMP = "%Y-%m-%dT%H:%M:%S+0000"
POSTS = ("media", "published_posts")
BELOW = ("comments", "replies")
SHOWN = ("id", "permalink", "permalink_url")


@dataclass
class Account:
    """An account: ``posts`` as the interface gives them, the newest first.

    ``comments`` are those on each post, by its id; ``hidden`` are the ids of those that are hidden.
    ``stories`` are the current ones, ``media`` a page's photos and films by their ids.
    """

    id: str
    username: str
    posts: list
    comments: dict = field(default_factory=dict)
    hidden: set = field(default_factory=set)
    followers: int = 1240
    stories: list = field(default_factory=list)
    media: dict = field(default_factory=dict)


class Interface:
    """Meta's. ``tokens`` lead to accounts, ``ended`` count no more; ``used`` is in per cent.

    ``nested`` is how many comments or replies stand with what is asked for; the others are a page.
    """

    def __init__(self, tokens):
        self.tokens = dict(tokens)
        self.ended = set()
        self.used = 0
        self.deaf = False  # says that a comment is hidden, and hides nothing
        self.nested = TOGETHER
        self.app = ""  # number|secret of the app: then requests have to be signed
        self.scopes = ()
        self.ends = 0
        self.asked = []
        self.replies = {}  # by a path's end: (status, headers, data) in the place of the answer
        # To whoever answers a comment: instead of it being kept, and instead of what is said then.
        self.refusal = self.noise = None

    def answer(self, method, path, query, headers, body=b""):
        """Status, header lines and data for a request."""
        self.asked.append((method, path, dict(query)))
        for end, reply in self.replies.items():
            if path.endswith(end):
                return reply
        token = query.get("access_token") or headers.get("Authorization", "").partition(" ")[2]
        if path.endswith("/debug_token"):
            return self._examined(query, token)
        account = self.tokens.get(token)
        if account is None or token in self.ended:
            return refused(400, 190, "Error validating access token")
        if self.app and query.get("appsecret_proof") != proof(self.app, token):
            return refused(
                400, 100, "API calls from the server require an appsecret_proof argument"
            )
        if self.used >= 100:
            return refused(403, 4, "Application request limit reached")
        if method == "POST" and path.endswith(BELOW) and self.refusal:
            return self.refusal
        status, data = self._data(method, path, query, account, token, body)
        usage = json.dumps(dict.fromkeys(COUNTED, self.used))
        if method == "POST" and path.endswith(BELOW) and self.noise:
            return self.noise
        return status, {"X-App-Usage": usage}, data

    def _examined(self, query, token):
        """What the app is told of a token."""
        if not self.app or token != self.app:
            return refused(400, 190, "Invalid OAuth access token signature")
        asked = query.get("input_token", "")
        is_valid = asked in self.tokens and asked not in self.ended
        told = {"is_valid": is_valid, "scopes": list(self.scopes), "expires_at": self.ends}
        return 200, {}, {"data": told}

    def _data(self, method, path, query, account, token, body):
        if path == "/refresh_access_token":
            return 200, self._renewed(token)
        _version, _slash, rest = path.strip("/").partition("/")
        whose, _slash, what = rest.partition("/")
        if rest == "me":
            named = {"username": account.username, "name": account.username}
            return 200, {"user_id": account.id, "id": account.id, **named}
        if rest == account.id:
            return 200, {"followers_count": account.followers, "id": account.id}
        if whose == account.id and what in POSTS:
            return 200, self._posts(account, query)
        if whose == account.id and what == "stories":
            return 200, _page(account.stories, query)
        if rest in account.media:
            return 200, account.media[rest]
        if what in BELOW and method == "POST":
            return 200, self._answered(account, whose, json.loads(body or b"{}"))
        if what in BELOW:
            return 200, self._below(account, whose, query)
        if rest in _comments(account):
            return 200, self._comment(method, query, account, rest)
        return 400, {"error": {"message": "Unsupported get request", "code": 100}}

    def _renewed(self, token):
        fresh = f"{token.partition('+')[0]}+{len(self.tokens)}"
        self.tokens[fresh] = self.tokens[token]
        return {"access_token": fresh, "token_type": "bearer", "expires_in": 60 * DAYS}

    def _comment(self, method, query, account, id):
        if method != "POST":
            is_hidden = id in account.hidden
            return {"id": id, "hidden": is_hidden, "is_hidden": is_hidden, **_place(account, id)}
        is_asked = "true" in (query.get("hide"), query.get("is_hidden"))
        if not self.deaf:
            (account.hidden.add if is_asked else account.hidden.discard)(id)
        return {"success": True}

    def _answered(self, account, id, told):
        """The account answers a comment."""
        said = next(each for each in _all(account) if each["id"] == id).setdefault("replies", {})
        written = datetime.now(UTC).strftime(STAMP)
        text = told["message"]
        said.setdefault("data", []).append(
            {
                **{"id": f"{id}{len(said['data']) + 1:04}", "username": account.username},
                **{"text": text, "message": text, "timestamp": written, "created_time": written},
            }
        )
        return {"id": said["data"][-1]["id"]}

    def _posts(self, account, query):
        """A page of the posts, with their comments where these are asked for."""
        found = _page(account.posts, query)
        if "comments" in query.get("fields", ""):
            found["data"] = [self._with_comments(account, post) for post in found["data"]]
        return found

    def _with_comments(self, account, post):
        told = {name: post[name] for name in SHOWN if name in post}
        said = self._below(account, post["id"], {})
        return told | ({"comments": said} if said["data"] else {})

    def _below(self, account, id, query):
        """A page of what stands below a post or a comment, and has been written by now."""
        now = datetime.now(UTC).strftime(STAMP)
        said = [
            each
            for each in _said(account).get(id, [])
            if each["id"] not in account.hidden and _written(each) <= now
        ]
        limit = query.get("limit", self.nested)
        found = _page(said, {**query, "limit": limit}, f"{id}/")
        found["data"] = [self._with_replies(account, each) for each in found["data"]]
        return found

    def _with_replies(self, account, comment):
        if not comment.get("replies", {}).get("data"):
            return {name: value for name, value in comment.items() if name != "replies"}
        return comment | {"replies": self._below(account, comment["id"], {})}


class Threads(Interface):
    """Threads': a post's answers stand beside each other, and followers are an insight."""

    def _data(self, method, path, query, account, token, body):
        whose, _slash, what = path.strip("/").partition("/")[2].partition("/")
        if (whose, what) == (account.id, "threads"):
            return 200, _page(account.posts, query)
        if (whose, what) == (account.id, "threads_insights"):
            value = {"value": account.followers}
            return 200, {"data": [{"name": query.get("metric"), "total_value": value}]}
        if what == "conversation":
            return 200, self._below(account, whose, query)
        path = path.removesuffix("/manage_reply")
        return super()._data(method, path, query, account, token, body)

    def _comment(self, method, query, account, id):
        told = super()._comment(method, query, account, id)
        if method == "POST":
            return told
        return {"id": id, "hide_status": "HIDDEN" if told["hidden"] else "NOT_HUSHED"}


class Short:
    """TikTok's: films alone, asked for by POST. ``tokens`` and ``ended`` as above."""

    def __init__(self, tokens):
        self.tokens = dict(tokens)
        self.ended = set()
        self.asked = []

    def answer(self, method, path, query, headers, body=b""):
        """Status, header lines and data for a request."""
        self.asked.append((method, path, dict(query)))
        if path == "/v2/oauth/token/":
            return 200, {}, self._renewed(dict(parse_qsl(body.decode())))
        token = headers.get("Authorization", "").partition(" ")[2]
        account = self.tokens.get(token)
        if account is None or token in self.ended:
            return 401, {}, _told({}, "access_token_invalid")
        if path == "/v2/user/info/":
            user = {"open_id": account.id, "username": account.username}
            user["follower_count"] = account.followers
            return 200, {}, _told({"user": user})
        if path == "/v2/video/list/":
            return 200, {}, _told(_films(account, json.loads(body or b"{}")))
        return 404, {}, _told({}, "invalid_params")

    def _renewed(self, form):
        token = form.get("refresh_token", "").removeprefix("rft.")
        if token not in self.tokens:
            return {"error": "invalid_grant", "error_description": "Refresh token is invalid"}
        return {
            "access_token": token,
            "refresh_token": form["refresh_token"],
            "refresh_expires_in": 365 * DAYS,
            "expires_in": DAYS,
        }


class Films:
    """YouTube's: comments on films and how many subscribe, by a key for programs."""

    def __init__(self, tokens):
        self.tokens = dict(tokens)

    def answer(self, method, path, query, headers, body=b""):
        """Status, header lines and data for a request."""
        if path == "/token":
            token = dict(parse_qsl(body.decode())).get("refresh_token", "").removeprefix("rft.")
            return 200, {}, {"access_token": token, "token_type": "Bearer", "expires_in": 3599}
        bearer = headers.get("Authorization", "").partition(" ")[2]
        account = self.tokens.get(headers.get("X-Goog-Api-Key") or bearer)
        if account is None:
            return 400, {}, {"error": {"code": 400, "errors": [{"reason": "keyInvalid"}]}}
        if path.endswith("/channels"):
            told = {"id": account.id, "statistics": {"subscriberCount": str(account.followers)}}
            told["snippet"] = {"title": account.username}
            is_own = query.get("mine") == "true" or query.get("id") == account.id
            return 200, {}, {"items": [told] if is_own else []}
        if path.endswith("/commentThreads"):
            return 200, {}, {"items": [each for said in account.comments.values() for each in said]}
        return 404, {}, {"error": {"code": 404, "errors": [{"reason": "notFound"}]}}


class Toots:
    """Mastodon's: whose a token is, and how many follow. ``tokens`` as above."""

    def __init__(self, tokens):
        self.tokens = dict(tokens)

    def answer(self, method, path, query, headers, body=b""):
        """Status, header lines and data for a request."""
        account = self.tokens.get(headers.get("Authorization", "").partition(" ")[2])
        if account is None:
            return 401, {}, {"error": "The access token is invalid"}
        if path in ("/api/v1/accounts/verify_credentials", f"/api/v1/accounts/{account.id}"):
            told = {"id": account.id, "username": account.username}
            return 200, {}, told | {"followers_count": account.followers}
        return 404, {}, {"error": "Record not found"}


def proof(app, token):
    """How the owner of an app signs a token (Graph API, Securing Requests)."""
    return hmac.new(app.partition("|")[2].encode(), token.encode(), "sha256").hexdigest()


def refused(status, code, message):
    """How the interface refuses."""
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "demo"}
    return status, {}, {"error": error}


def _page(found, query, place=""):
    start, size = int(query.get("after") or 0), min(int(query.get("limit", TOGETHER)), TOGETHER)
    end = start + size
    paging = {"cursors": {"before": str(start), "after": str(end)}}
    if end < len(found):
        # As the real one: an address with the token in it, here to a host that is none.
        paging["next"] = f"https://graph.invalid/{place}media?access_token=NEVER&after={end}"
    return {"data": found[start:end], "paging": paging}


def _written(comment):
    return comment.get("timestamp") or comment.get("created_time") or ""


def _said(account):
    """What stands below each post and each comment, by its id."""
    comments = [each for said in account.comments.values() for each in said]
    below = {each["id"]: each.get("replies", {}).get("data", []) for each in comments}
    return {**account.comments, **below}


def _all(account):
    return [each for said in _said(account).values() for each in said]


def _comments(account):
    return {each["id"] for each in _all(account)}


def _place(account, id):
    """What is told of a comment's place: its post, and at a page what stands below it."""
    below = {each["id"] for said in account.comments.values() for each in said}
    posts = {
        each["id"]: post
        for post, said in account.comments.items()
        for top in said
        for each in (top, *top.get("replies", {}).get("data", []))
    }
    post = next((each for each in account.posts if each["id"] == posts.get(id)), {})
    told = {"media": {"permalink": post["permalink"]}} if "permalink" in post else {}
    said = _said(account).get(id, []) if id in below else []
    told["permalink_url"] = f"{post.get('permalink_url', '')}?comment_id={id}"
    return told | ({"comments": {"data": said}} if said else {})


def _films(account, asked):
    """A page of the films; the cursor of the real one is a moment in milliseconds."""
    before, size = asked.get("cursor") or 2**62, min(asked.get("max_count", 10), 20)
    older = [each for each in account.posts if each["create_time"] * 1000 < before]
    shown = older[:size]
    cursor = shown[-1]["create_time"] * 1000 if shown else 0
    return {"videos": shown, "cursor": cursor, "has_more": len(older) > size}


def _told(data, code="ok"):
    return {"data": data, "error": {"code": code, "message": "", "log_id": "demo"}}
