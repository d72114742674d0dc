"""The demonstration's mail server: every mail becomes a file in post/, and none goes farther."""

import asyncio
import os
import re
import unicodedata
from datetime import datetime
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path
from signal import SIGINT, SIGTERM

from aiosmtpd.smtp import SMTP

FOLDER = Path("post")
LONGEST = 60


async def main():
    """Take mail on 127.0.0.1 until told to stop."""
    loop, stop, port = asyncio.get_running_loop(), asyncio.Event(), int(os.environ["POST_PORT"])
    for wanted in (SIGINT, SIGTERM):
        loop.add_signal_handler(wanted, stop.set)
    FOLDER.mkdir(exist_ok=True)
    server = await loop.create_server(lambda: SMTP(Postbox(FOLDER)), "127.0.0.1", port)
    print(f"Demo mail on 127.0.0.1:{port}, kept in {FOLDER.resolve()}", flush=True)
    async with server:
        await stop.wait()


class Postbox:
    """Keeps what aiosmtpd hands over."""

    def __init__(self, folder):
        self.folder = folder

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            kept = keep(self.folder, address, envelope.content, datetime.now())
            print(f"Mail to {address}: {kept.name}", flush=True)
        return "250 Kept"


def keep(folder, recipient, content, now):
    """Write a mail to a file of its own, named by its time, recipient and subject."""
    subject = message_from_bytes(content, policy=policy.default).get("Subject", "")
    name = f"{now:%Y-%m-%d_%H.%M.%S}_{slug(recipient.partition('@')[0])}_{slug(subject)}"
    for number in count(1):
        path = folder / f"{name}{f'_{number}' if number > 1 else ''}.eml"
        try:
            with path.open("xb") as file:
                file.write(content)
            return path
        except FileExistsError:
            continue


def slug(text):
    """A text as a part of a file's name."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST] or "x"


if __name__ == "__main__":
    asyncio.run(main())
