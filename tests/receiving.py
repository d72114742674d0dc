"""A receiver of webhooks on loopback, which verifies what it hears as receivers do."""

from http.server import BaseHTTPRequestHandler

from standardwebhooks import Webhook


class Handler(BaseHTTPRequestHandler):
    """The server has ``secret``, and ``heard``: what was sent to it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(Webhook(self.server.secret).verify(body, dict(self.headers)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *given):
        """Tests are quiet."""
