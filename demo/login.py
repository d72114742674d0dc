"""Where people log in at the demonstration's services: OAuth 2, in front of their interfaces.

Paths, fields and codes are those of the services' documentation. Plain values in and out, so that
tests play with the same services.
"""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from html import escape
from urllib.parse import parse_qsl, urlencode

PAGES = ("/authorize", "/authorization", "/dialog/oauth", "/auth")
CODES = ("/oauth/access_token", "/accessToken", "/oauth/token", "/token")
HOURS = 60 * 60


class Desk:
    """A service with its interface: ``accounts`` are the tokens of those who may log in, by name.

    ``granted`` replaces what is asked for, ``wraps`` is Instagram's way to answer, and ``replies``
    are by a path's end: (status, headers, data) in the place of the answer.
    """

    def __init__(self, interface, accounts, title="", *, wraps=False):
        self.interface, self.accounts, self.title, self.wraps = interface, accounts, title, wraps
        self.codes, self.apps, self.replies, self.asked = {}, {}, {}, []
        self.granted = None
        self.more = {}  # in the answer to a code

    def answer(self, method, path, query, headers, body=b""):
        """Status, header lines and data for a request."""
        form = _form(headers, body) if method == "POST" else {}
        self.asked.append((method, path, {**query, **form}))
        end = path.rstrip("/")
        for wanted, reply in self.replies.items():
            if end.endswith(wanted):
                return reply
        if end.endswith(PAGES):
            return self._decided({**query, **form}) if method == "POST" else self._page(query)
        if path == "/api/v1/apps" and method == "POST":
            return self._registered(form)
        if query.get("grant_type", "").endswith("_exchange_token"):
            token = query.get("access_token") or query.get("fb_exchange_token")
            told = {"access_token": token, "token_type": "bearer", "expires_in": 5183944}
            return 200, {}, told
        if end.endswith(CODES) and form.get("grant_type") == "authorization_code":
            return self._redeemed(form)
        if path.endswith("/me/accounts"):
            return self._own_pages()
        return self.interface.answer(method, path, query, headers, body)

    def code(self, name, query):
        """The code for who has logged in with the account of this name."""
        self.codes[code := f"code-{len(self.codes) + 1}"] = (name, dict(query))
        return code

    def _page(self, query):
        """The page where somebody chooses an account to log in with, without a password."""
        fields = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in query.items()
        )
        buttons = "".join(
            f'<p><button name="as" value="{escape(name)}">Logga in som {escape(name)}</button></p>'
            for name in self.accounts
        )
        asked = escape(query.get("scope", ""))
        body = (
            f"<h1>{escape(self.title)}</h1><p>Det här är demonstrationens {escape(self.title)}: "
            "ingen riktig tjänst, inget lösenord.</p>"
            f"<p>Webbplatsen vill få: <code>{asked}</code></p>"
            f'<form method="post">{fields}{buttons}'
            '<p><button name="as" value="">Avbryt</button></p></form>'
        )
        page = (
            '<!doctype html><html lang="sv"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(self.title)}</title><style>body{{max-width:30rem;margin:2rem auto;"
            "padding:0 1rem;font-family:sans-serif}}button{{font:inherit;padding:.5rem 1rem}}"
            f"</style><body>{body}</body></html>"
        )
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page.encode()

    def _decided(self, query):
        name = query.get("as", "")
        told = {"code": self.code(name, query)} if name in self.accounts else DECLINED
        back = urlencode({**told, "state": query.get("state", "")})
        return 302, {"Location": f"{query.get('redirect_uri', '')}?{back}"}, b""

    def _redeemed(self, form):
        """A token for a code, once, if all is as it was when the code was given."""
        name, asked = self.codes.pop(form.get("code"), ("", {}))
        proof = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest())
        is_proven = asked.get("code_challenge") in (None, proof.rstrip(b"=").decode())
        is_same = asked.get("redirect_uri") == form.get("redirect_uri")
        if not (name and is_proven and is_same and form.get("client_secret")):
            return 400, {}, {"error": "invalid_grant", "error_description": "The code is no good."}
        scopes = asked.get("scope", "") if self.granted is None else self.granted
        token = self.accounts[name]
        told = {"access_token": token, "token_type": "bearer", "scope": scopes, "expires_in": HOURS}
        told |= {"refresh_token": f"rft.{token}", **self.more}
        return 200, {}, {"data": [told]} if self.wraps else told

    def _registered(self, form):
        id = f"app-{len(self.apps) + 1}"
        self.apps[id] = form
        return 200, {}, {"client_id": id, "client_secret": f"secret-{id}"}

    def _own_pages(self):
        tokens = self.interface.tokens
        pages = [(tokens[token], token) for token in self.accounts.values() if token in tokens]
        told = [{"id": each.id, "username": each.username, "access_token": t} for each, t in pages]
        return 200, {}, {"data": told}


DECLINED = {"error": "access_denied", "error_description": "The user denied your request."}


def _form(headers, body):
    is_form = "json" not in (headers.get("Content-Type") or "")
    return dict(parse_qsl(body.decode())) if is_form else {**(json.loads(body or b"{}") or {})}
