"""What is sent for each act, and what becomes of the second time.

Groups are tried in their order, and the acts of each likewise; ``{name}`` is what the site of
``instance/twice.py`` has, or what an act before it gave.
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from helpers.core.downloads import instagram

# The second time is refused in a sentence; or it is the same thing, and nothing is written; or it
# is a thing more. Other acts change nothing whenever they are done, or are refused always here; who
# has no more to do with a thing meets Plone's own page.
REFUSED, SAME, ANOTHER = "refused", "the same", "another"
READS, NEVER, GONE = "reads", "never", "gone"
TODAY = date.today()
DOWNLOAD = instagram("Badet öppnar").stream.getvalue()
LATER_DOWNLOAD = instagram("Badet stänger").stream.getvalue()
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
DAY, SOON, LATER = ((TODAY + timedelta(days=n)).isoformat() for n in (0, 3, 30))
OFFICE = ("olle", "admin")
NUMBERS = "Kvittonummer;Diarienummer\n999999;KS 2026/1\n"  # of no message


@dataclass(frozen=True)
class Row:
    """An act: where its form is sent, or ``METHOD address`` of a service, and what is sent.

    ``who`` are the first and the second person. ``early`` is what becomes of it before the acts of
    its group, ``late`` after them; ``service`` is the other door, with what is sent there.

    ``gives`` is read from the first answer, for acts after it, or from the page ``opened`` before.
    What ``is_filled`` is sent with all that stands in that page's form. What ``takes_turn`` writes
    down that it does so, even if it is refused.
    """

    act: str
    path: str
    given: Mapping[str, Any] = field(default_factory=dict)
    again: str = REFUSED
    who: tuple[str, str] = OFFICE
    early: str = ""
    late: str = ""
    gives: Mapping[str, str] = field(default_factory=dict)
    service: tuple[str, Mapping[str, Any]] | tuple[()] = ()
    files: Mapping[str, Any] | None = None
    opened: str = ""
    takes_turn: bool = False
    is_filled: bool = False


DESK, HANDLERS = "inbox/desk", ("anna", "admin")
DIARY = {"diary_number": "KS 1", "diary_date": DAY, "diary_party": "Nils", "diary_subject": "Bad"}


def step(
    name: str, message: str, *, who=HANDLERS, again=REFUSED, early="", late="", **given: Any
) -> Row:
    """Return the row of a step of a message, which is taken by a form first, then by a program."""
    path, sent = f"hub/@messages/{{{message}}}/{name}", as_body(given)
    return Row(
        f"{DESK} {name}", path.replace("@m", "@@m"), given, again, who, early, late,
        service=(f"POST {path}", sent),
    )  # fmt: skip


def as_body(given: Mapping[str, Any]) -> dict:
    """What a form sends, as a program does."""
    ticks = {name: True for name in ("in_office", "confirmed") if name in given}
    return {**given, **ticks, **({"rules": [given["rules"]]} if "rules" in given else {})}


NEW = "hub/kultur/++add++Channel"
BLOG, DRAFT, OTHER = "hub/kultur/bloggen", "hub/kultur/draft", "hub/kultur/other"
HOLD = {"channel": "{channel}", "reason": "Tvist"}
REASON = {"reason": "Personuppgift"}
PERIOD = {"first": DAY, "last": LATER}
RULE = {"kind": "withdrawn", "days": 365, "decision": "DHP 2.1", "active": True}
WAITING = {"kind": "withdrawn", "proposed": "{rule}"}
DESCRIPTION = {"form": "page", "items": "article", "title": "h2", "text": ".lead"}
TOKENS = {"brand": "#123456", "radius": "1"}
STEP = "accounts/lifecycle"
GROUPS = {
    "outbox": [
        Row("office/board try", "hub/@@outbox", {"do": "try", "ids": "{mail}"}, ANOTHER,
            opened="hub/@@outbox", gives={"mail": r'name="ids"[^>]*value="([^"]+)"'}, late=SAME),
        Row("office/board give-up", "hub/@@outbox", {"do": "give-up", "ids": "{mail}"}, SAME),
    ],
    "holds": [
        Row("archive/retention hold", "hub/@@holds", {"do": "hold", **HOLD},
            service=("POST hub/@holds", HOLD)),
        Row("archive/retention lift", "hub/@@holds", {"do": "lift", **HOLD}, early=REFUSED,
            service=("POST hub/@holds", {**HOLD, "held": False})),
    ],
    "rules": [
        Row("accounts/information propose-rule", f"{BLOG}/@@rules",
            {"do": "propose-rule", "text": "reklam för företag"}),
        Row("accounts/information decline-rule", f"{BLOG}/@@rules",
            {"do": "decline-rule", "rule": "E1", "note": "Nej"}, early=REFUSED),
        Row("accounts/information propose-rule", f"{BLOG}/@@rules",
            {"do": "propose-rule", "text": "annan reklam"}),
        Row("accounts/information accept-rule", f"{BLOG}/@@rules",
            {"do": "accept-rule", "rule": "E2"}, early=REFUSED, late=REFUSED),
        Row("accounts/information enforce-rule", f"{BLOG}/@@rules",
            {"do": "enforce-rule", "rule": "E2"}, early=REFUSED, late=REFUSED),
        Row("accounts/information withdraw-rule", f"{BLOG}/@@rules",
            {"do": "withdraw-rule", "rule": "E2"}, early=REFUSED),
    ],
    "duties": [
        Row("accounts/lifecycle confirm-now", f"{BLOG}/@@duties", {"do": "confirm-now"}, SAME),
        Row("accounts/lifecycle confirm", f"{OTHER}/@@confirm", {"token": "{seal}"},
            REFUSED, ("", ""),
            opened=f"{OTHER}/@@confirm?token={{seal}}"),
        Row("accounts/lifecycle note-absence", "hub/@@duties",
            {"do": "note-absence", "person": "bert", **PERIOD}, SAME),
        Row("accounts/lifecycle end-absence", "hub/@@duties",
            {"do": "end-absence", "person": "bert", "first": DAY}, SAME, early=SAME),
        Row("accounts/lifecycle account-login", f"{BLOG}/@@account-login",
            {"kind": "safe", "holder": "Skåpet"}, SAME),
        Row("accounts/lifecycle hand-over", "hub/@@duties",
            {"do": "hand-over", "person": "bert", "duty": "substitute-{other}", "to": "dan",
             "tell": "1"}),
    ],
    "looks": [
        Row("accounts/registration look-at-account", f"{BLOG}/@@look-at-account",
            {"day": DAY, "followers": "120", "note": "Allt väl"}, ANOTHER),
        Row("public/register look-now", f"{BLOG}/@@look-now", {}, ANOTHER),
        Row("public/register accept-profile", f"{BLOG}/@@accept-profile", {}, SAME),
    ],
    "decisions": [
        Row("archive/retention note", f"{BLOG}/@@archive-decision",
            {"day": DAY, "reference": "KS 2026/1"}, SAME),
    ],
    "masks": [
        Row("archive/record mask", "hub/@@mask-entry/{masked}",
            {"do": "mask", "words": "Nils", **REASON}, SAME,
            opened="hub/@@mask-entry/{masked}",
            service=("POST hub/@mask/{masked}", {"words": ["Nils"], **REASON})),
        Row("archive/record unmask", "hub/@@mask-entry/{masked}", {"do": "unmask", **REASON},
            early=REFUSED, service=("DELETE hub/@mask/{masked}", REASON)),
    ],
    "packages": [
        Row("archive/packages order", "hub/@@packages",
            {"do": "order", "whose": "{channel}", "from": "2026-01-01", "to": "2026-02-01"},
            REFUSED, ("arne", "admin"), gives={"package": r'name="id"[^>]*value="(\w+)"'},
            service=("POST hub/@packages",
                {"channel": "{channel}", "from": "2026-01-01", "to": "2026-02-01"})),
        Row("archive/packages cancel", "hub/@@packages", {"do": "cancel", "id": "{package}"},
            REFUSED, ("arne", "admin"), early=REFUSED),
        Row("archive/packages send", "hub/@@packages", {"do": "send", "id": "{ready}"}, SAME,
            ("arne", "admin"), late=REFUSED),
        Row("archive/packages receipt", "hub/@@packages",
            {"do": "receipt", "id": "{ready}", "day": DAY, "note": "Nr 1"}, ANOTHER,
            ("arne", "admin")),
        Row("archive/packages remove", "hub/@@packages", {"do": "remove", "id": "{ready}"}, REFUSED,
            ("arne", "admin"), early=REFUSED),
        # No worker makes one here that could fail.
        Row("archive/packages again", "hub/@@packages", {"do": "again", "id": "{package}"}, NEVER,
            ("arne", "admin")),
    ],
    "requests": [
        Row("archive/record begin", "hub/@@request", {"do": "begin", "label": "Badet"}, ANOTHER,
            gives={"asked": r"@@request/(\w+)"},
            service=("POST hub/@requests", {"label": "Badet"})),
        Row("archive/record add", "hub/@@request",
            {"do": "add", "into": "{asked}", "things": "entry:{entry}"}, SAME, early=REFUSED,
            late=REFUSED,
            service=("POST hub/@requests/{asked}", {"do": "add", "things": ["entry:{entry}"]})),
        Row("archive/record mask", "hub/@@request/{asked}/thing",
            {"do": "mask", "thing": "entry:{entry}", "words": "Sommarlov", "provision": "21:7",
             **REASON}, SAME, early=REFUSED, late=REFUSED,
            gives={"mask": r'name="mask"[^>]*value="(\d+)"'},
            service=("POST hub/@requests/{asked}",
                {"do": "mask", "thing": "entry:{entry}", "words": ["Sommarlov"],
                 "provision": "21:7", **REASON})),
        Row("archive/record unmask", "hub/@@request/{asked}",
            {"do": "unmask", "mask": "{mask}"}),
        Row("archive/record add", "hub/@@request",
            {"do": "add", "into": "{asked}", "things": "message:{secret}"}, SAME, ("rut", "admin")),
        Row("archive/record release", "hub/@@request/{asked}/thing",
            {"do": "release", "thing": "message:{secret}", "decision": "KS 1"}, SAME,
            ("rut", "admin"), early=REFUSED,
            service=("POST hub/@requests/{asked}",
                {"do": "release", "thing": "message:{secret}", "decision": "KS 1"})),
        Row("archive/record withhold", "hub/@@request/{asked}/thing",
            {"do": "withhold", "thing": "message:{secret}"}, SAME, ("rut", "admin")),
        Row("archive/record deliver", "hub/@@request/{asked}", {"do": "deliver", "shape": "zip"},
            ANOTHER),
        Row("archive/record close", "hub/@@request/{asked}", {"do": "close"},
            service=("POST hub/@requests/{asked}", {"do": "close"})),
        Row("archive/record reopen", "hub/@@request/{asked}", {"do": "reopen"},
            service=("POST hub/@requests/{asked}", {"do": "reopen"})),
        Row("archive/record remove", "hub/@@request/{asked}",
            {"do": "remove", "things": "entry:{entry}"}),
        Row("archive/record close", "hub/@@request/{asked}", {"do": "close"}),
        Row("archive/record discard", "hub/@@request/{finished}", {"do": "discard"}),
        Row("archive/record extract", "hub/@@request", {"do": "extract", "about": "Eva Ek"},
            ANOTHER, ("rut", "admin"), gives={"extract": r"@@request/(\w+)"},
            service=("POST hub/@requests", {"about": ["Eva Ek"]})),
        Row("archive/record add", "hub/@@request/{extract}/matches",
            {"do": "add", "things": "entry:{entry}"}, SAME, ("rut", "admin")),
        Row("archive/record begin", "hub/@@post-cases",
            {"do": "begin", "post": "{entry}", "demand": "correct", "text": "Fel namn"}, ANOTHER,
            gives={"case": r'name="case"[^>]*?value="(\w+)"'},
            service=("POST hub/@post-cases",
                {"post": "{entry}", "demand": "correct", "text": "Fel namn"})),
        Row("archive/record decide", "hub/@@post-cases",
            {"do": "decide", "case": "{case}", "outcome": "noted", **REASON},
            service=("POST hub/@post-cases", {"case": "{case}", "outcome": "noted", **REASON})),
    ],
    "diary numbers": [
        Row("inbox/oversight look", "hub/@@diary-import", {"do": "look"}, READS, ("rut", "admin"),
            files={"file": ("a.csv", NUMBERS.encode())}),
        Row("inbox/oversight store", "hub/@@diary-import",
            {"do": "store", "carried": "", "seen": "x"}, NEVER, ("rut", "admin")),
        Row("inbox/oversight take-in", "POST hub/@diary-numbers", {"csv": NUMBERS}, READS,
            ("rut", "admin")),
    ],
    "retention": [
        Row("archive/retention rule", "hub/@@retention", {"do": "rule", **RULE, "active": "1"},
            SAME, ("arne", "admin"), gives={"rule": r'name="proposed"[^>]*value="(\d+)"'},
            service=("POST hub/@retention", RULE)),
        Row("archive/retention withdraw", "hub/@@retention", {"do": "withdraw", **WAITING},
            REFUSED, ("arne", "admin"), early=REFUSED,
            service=("POST hub/@retention", {"do": "withdraw", **WAITING})),
        Row("archive/retention rule", "hub/@@retention", {"do": "rule", **RULE, "active": "1"},
            SAME, ("arne", "admin"), gives={"rule": r'name="proposed"[^>]*value="(\d+)"'}),
        # Neither whoever proposed it nor an administrator confirms it.
        Row("archive/retention confirm", "hub/@@retention", {"do": "confirm", **WAITING}, NEVER,
            ("arne", "admin")),
        Row("archive/retention confirm", "hub/@@retention", {"do": "confirm", **WAITING}, REFUSED,
            ("asta", "admin"), early=REFUSED,
            service=("POST hub/@retention", {"do": "confirm", **WAITING})),
        Row("archive/retention propose", "hub/@@dispose-entries",
            {"do": "propose", "kind": "withdrawn", "entries": "{withdrawn}", "decision": "DHP 2.1"},
            REFUSED, ("arne", "admin"), gives={"proposal": r'name="proposal"[^>]*value="(\w+)"'}),
        Row("archive/retention withdraw", "hub/@@disposal-proposal",
            {"do": "withdraw", "proposal": "{proposal}"}, REFUSED, ("arne", "admin"), early=GONE,
            service=("POST hub/@disposals", {"do": "withdraw", "proposal": "{proposal}"})),
        Row("archive/retention propose", "hub/@@dispose-entries",
            {"do": "propose", "kind": "withdrawn", "entries": "{withdrawn}", "decision": "DHP 2.1"},
            REFUSED, ("arne", "admin"), gives={"proposal": r'name="proposal"[^>]*value="(\w+)"'}),
        Row("archive/retention confirm", "hub/@@disposal-proposal",
            {"do": "confirm", "proposal": "{proposal}", "confirmed": "1"}, NEVER,
            ("arne", "admin")),
        Row("archive/retention confirm", "hub/@@disposal-proposal",
            {"do": "confirm", "proposal": "{proposal}", "confirmed": "1"}, REFUSED,
            ("asta", "admin"), early=GONE,
            service=("POST hub/@disposals", {"do": "confirm", "proposal": "{proposal}"})),
    ],
    "snapshots": [
        Row("archive/packages take", f"{BLOG}/@@snapshots", {"do": "take"}, ANOTHER),
        Row("archive/packages upload", f"{BLOG}/@@snapshots", {"do": "upload"}, ANOTHER,
            files={"file": ("bild.png", PICTURE)}),
    ],
    "downloads": [
        Row("public/posting look", "hub/kultur/insta/@@import-download", {"do": "look"}, ANOTHER,
            gives={"seen": r'name="seen"[^>]*value="(\w+)"',
                   "on_hold": r'name="held"[^>]*value="(\w+)"'},
            files={"file": ("a.zip", DOWNLOAD)}),
        Row("public/posting keep", "hub/kultur/insta/@@import-download",
            {"do": "keep", "seen": "{seen}", "held": "{on_hold}"}),
        Row("public/posting look", "POST hub/kultur/insta/@import-download", {}, READS,
            files={"file": ("b.zip", LATER_DOWNLOAD)}),
        Row("public/posting keep", "POST hub/kultur/insta/@import-download", {"dry_run": "0"},
            SAME, files={"file": ("b.zip", LATER_DOWNLOAD)}),
    ],
    "withdrawals": [
        Row("archive/record purpose", f"{BLOG}/@@withdrawn-posts",
            {"do": "purpose", "entry": "{gone1}", **REASON}),
        Row("archive/record fault", f"{BLOG}/@@withdrawn-posts",
            {"do": "fault", "entry": "{gone2}", **REASON}),
        Row("archive/record let-go", f"{BLOG}/@@withdrawn-posts", {"do": "let-go", **REASON},
            SAME),
        Row("archive/record let-stand", f"{OTHER}/@@withdrawn-posts",
            {"do": "let-stand", **REASON}, SAME),
    ],
    "entries": [
        Row("public/listings hide", "hub/@@hide-entry", {"entry": "{hidden}", **REASON}, SAME,
            service=("POST hub/@entry/{hidden}", {"do": "hide", **REASON})),
        Row("public/listings show", "hub/@@show-entry", {"entry": "{hidden}", **REASON}, SAME,
            early=SAME, service=("POST hub/@entry/{hidden}", {"do": "show", **REASON})),
        Row("public/listings pin", "hub/@@pin-entry", {"entry": "{pinned}", **REASON}, SAME,
            service=("POST hub/@entry/{pinned}", {"do": "pin", **REASON})),
        Row("public/listings feature", "hub/@@feature-entry", {"entry": "{pinned}", **REASON},
            SAME),
        Row("public/listings unmark", "hub/@@unmark-entry", {"entry": "{pinned}", **REASON}, SAME,
            early=SAME,
            service=("POST hub/@entry/{pinned}", {"do": "unmark", **REASON})),
        Row("public/listings release", "POST hub/@entry/{held}",
            {"do": "release", "token": "{held}.{held_digest}", **REASON}),
        Row("public/listings show", "hub/@@held-entries",
            {"do": "show", "entry": "{held2}.{held2_digest}"}, SAME),
        Row("public/listings hide", "hub/@@held-entries",
            {"do": "hide", "entry": "{held3}.{held3_digest}", **REASON}, SAME),
    ],
    "crisis": [
        Row("public/listings begin", "hub/@@crisis",
            {"do": "begin", "channel": "{channel}", "until": f"{SOON}T12:00"}, SAME),
        Row("public/listings write", "hub/@@crisis",
            {"do": "write", "title": "Vatten", "text": "Koka", "until": f"{SOON}T12:00"}, SAME),
        Row("public/listings name", "hub/@@crisis", {"do": "name", "person": "anna"}, SAME),
        Row("public/listings dismiss", "hub/@@crisis", {"do": "dismiss", "member": "anna"}, SAME),
        Row("public/listings end", "hub/@@crisis", {"do": "end"}, SAME, early=SAME,
            service=("POST hub/@crisis", {"active": False})),
    ],
    "topics": [
        Row("public/listings save", "hub/@@topics",
            {"do": "save", "id": "", "title": "Skola", "words": "skola"}),
        Row("public/listings remove", "hub/@@topics",
            {"do": "remove", "id": "skola", "confirmed": "1"}, early=REFUSED),
    ],
    "services": [
        Row("site/settings hide", "@@socialhub-services", {"do": "hide", "name": "tiktok"}, SAME),
        Row("site/settings show", "@@socialhub-services", {"do": "show", "name": "tiktok"}, SAME,
            early=SAME),
        Row("site/settings rename", "@@socialhub-services",
            {"do": "rename", "name": "tiktok", "title": "Klippen"}, SAME),
        Row("site/settings add", "@@socialhub-services",
            {"do": "add", "title": "Bytorget", "host": "bytorget.example.se",
             "path": "/x/{account}", "kind": "microblog", "dialogue": "1"}),
        Row("site/settings remove", "@@socialhub-services",
            {"do": "remove", "name": "bytorget.example.se"}, early=REFUSED),
        # There is no key to keep the secret by.
        Row("accounts/registration enter", "@@socialhub-apps",
            {"do": "enter", "service": "tiktok", "app": "", "passw_secret": "s"}, NEVER),
        Row("accounts/registration forget", "@@socialhub-apps",
            {"do": "forget", "service": "tiktok"}, READS),
    ],
    "graphics": [
        Row("site/graphics preview", "@@graphic-profile", {"do": "preview", **TOKENS}, READS),
        Row("site/graphics save", "@@graphic-profile", {"do": "save", **TOKENS}, SAME),
        Row("site/graphics logo", "@@graphic-profile", {"do": "logo"}, SAME,
            files={"logo": ("logotyp.svg", LOGO)}),
        Row("site/graphics remove-logo", "@@graphic-profile", {"do": "remove-logo"}, SAME,
            early=SAME),
    ],
    "webhooks": [
        Row("office/webhooks make", "hub/@@webhooks",
            {"do": "make", "url": "{source}/hook", "title": "Intranätet", "events": "entry.new"},
            ANOTHER, gives={"hook": r'name="id"[^>]*value="(\w+)"'}),
        Row("office/webhooks new-secret", "hub/@@webhooks",
            {"do": "new-secret", "id": "{hook}", "days": "1"}, ANOTHER, early=REFUSED,
            late=REFUSED),
        Row("office/webhooks test", "hub/@@webhooks", {"do": "test", "id": "{hook}"}, READS,
            early=REFUSED, late=REFUSED),
        Row("office/webhooks off", "hub/@@webhooks", {"do": "off", "id": "{hook}"}, SAME,
            early=REFUSED, late=REFUSED),
        Row("office/webhooks on", "hub/@@webhooks", {"do": "on", "id": "{hook}"}, SAME,
            early=REFUSED, late=REFUSED),
        Row("office/webhooks again", "hub/@@webhooks", {"do": "again", "ids": "nowhere"}, READS),
        Row("office/webhooks throw-away", "hub/@@webhooks", {"do": "throw-away", "ids": "nowhere"},
            READS),
        Row("office/webhooks remove", "hub/@@webhooks", {"do": "remove", "id": "{hook}"},
            early=REFUSED),
    ],
    "keys": [
        Row("public/posting make", f"{BLOG}/@@entry-keys", {"do": "make", "name": "Programmet"},
            ANOTHER, gives={"key": r'name="revoke"[^>]*value="(\w+)"'}),
        Row("public/posting revoke", f"{BLOG}/@@entry-keys", {"do": "revoke", "revoke": "{key}"},
            SAME, early=SAME),
    ],
    "posts": [
        Row("public/posting save", f"{BLOG}/@@new-entry",
            {"link": "https://bloggen.example.se/ny", "title": "Ny", "text": "Nytt",
             "published": "2026-01-01T12:00"}, SAME),
        Row("public/posting describe", f"{BLOG}/@@undescribed-pictures",
            {"alt-{picture}": "En strand"}, SAME, opened=f"{BLOG}/@@undescribed-pictures",
            gives={"picture": r'name="alt-([^"]+)"'}),
        Row("public/posting write", f"POST {BLOG}/@entries",
            {"link": "https://bloggen.example.se/program", "text": "Nytt"}, SAME,
            gives={"written": r'@entries/(\w+)'}),
        Row("public/posting change", f"PATCH {BLOG}/@entries/{{written}}", {"text": "Nyare"}, SAME),
        Row("public/posting withdraw", f"DELETE {BLOG}/@entries/{{written}}", {}, SAME),
        Row("public/posting caption", f"{BLOG}/@@undescribed-pictures?films=1",
            {"entry": "{film}"}, SAME),
    ],
    "life": [
        Row(f"{STEP} report", f"{DRAFT}/@@lifecycle", {"do": "report"}, late=REFUSED,
            service=(f"POST {DRAFT}/@workflow/report", {})),
        Row(f"{STEP} return", f"{DRAFT}/@@lifecycle", {"do": "return", "comment": "Ändra"},
            early=REFUSED, late=REFUSED,
            service=(f"POST {DRAFT}/@workflow/return", {"comment": "Ändra"})),
        Row(f"{STEP} report", f"{DRAFT}/@@lifecycle", {"do": "report"}),
        Row(f"{STEP} test", f"{DRAFT}/@@lifecycle", {"do": "test"}, ANOTHER),
        Row(f"{STEP} make-official", f"{DRAFT}/@@lifecycle", {"do": "make-official"},
            early=REFUSED, late=REFUSED, service=(f"POST {DRAFT}/@workflow/make-official", {})),
        Row(f"{STEP} pause", f"{DRAFT}/@@lifecycle", {"do": "pause", "comment": "Ledigt"},
            early=REFUSED, late=REFUSED,
            service=(f"POST {DRAFT}/@workflow/pause", {"comment": "Ledigt"})),
        Row(f"{STEP} resume", f"{DRAFT}/@@lifecycle", {"do": "resume"}, early=REFUSED,
            late=REFUSED, service=(f"POST {DRAFT}/@workflow/resume", {})),
        Row("archive/retention note", f"{DRAFT}/@@archive-decision",
            {"day": DAY, "reference": "KS 2026/2"}, SAME),
        Row(f"{STEP} close", f"{DRAFT}/@@lifecycle",
            {"do": "close", "closed_on": DAY, "comment": "Slut"}, early=REFUSED,
            service=(f"POST {DRAFT}/@workflow/close", {"closed_on": DAY, "comment": "Slut"})),
    ],
    "own sites": [
        Row("public/register add-site", "hub/@@found-accounts",
            {"do": "add-site", "url": "https://www.example.org/"}),
        Row("public/register scan", "hub/@@found-accounts", {"do": "scan"}, ANOTHER),
        # No site has been read here: test_found_accounts_page does both twice.
        Row("public/register not-ours", "hub/@@found-accounts",
            {"do": "not-ours", "key": "x"}, NEVER),
        Row("public/register take-back", "hub/@@found-accounts",
            {"do": "take-back", "key": "x"}, NEVER),
        Row("public/register remove-site", "hub/@@found-accounts",
            {"do": "remove-site", "url": "https://www.example.org/"}, early=REFUSED),
    ],
    "own names": [
        Row("public/register list-name", "hub/@@own-names",
            {"do": "list-name", "kind": "domain", "value": "katrineholm.se", "title": "Webben",
             "purpose": "Allt"}, SAME, service=("POST hub/@own-names",
            {"kind": "domain", "value": "katrineholm.se", "title": "Webben", "purpose": "Allt"})),
        Row("public/register remove-name", "hub/@@own-names",
            {"do": "remove-name", "key": "domain:katrineholm.se"}, early=REFUSED),
    ],
    "new channels": [
        # Nothing is given; an account that is listed already is a matter of test_duplicates.
        Row("accounts/registration find", NEW, {"do": "find"}, NEVER),
        Row("accounts/registration people", NEW, {"do": "people"}, READS),
        Row("accounts/registration save", NEW, {"do": "save"}, NEVER),
        Row("accounts/registration report", NEW, {"do": "report"}, NEVER),
    ],
    "sources": [
        # There is no service here that a token opens.
        Row("accounts/registration connect", "hub/kultur/klipp/@@connect-account",
            {"do": "connect", "interface": "tiktok", "passw_token": "a b"}, NEVER),
        Row("accounts/registration log-in", "hub/kultur/klipp/@@connect-account",
            {"do": "log-in", "interface": "tiktok"}, NEVER),
        Row("accounts/registration confirm", "hub/kultur/klipp/@@connect-account",
            {"do": "confirm"}, NEVER),
        Row("accounts/registration cancel", "hub/kultur/klipp/@@connect-account",
            {"do": "cancel"}, READS),
        Row("accounts/registration disconnect", "hub/kultur/klipp/@@connect-account",
            {"do": "disconnect"}, READS),
        Row("accounts/registration describe", f"POST {OTHER}/@source",
            {"description": {"form": "page", "items": "article", "title": "h2"},
             "address": "{source}/page"}, SAME),
        Row("office/board try", f"{OTHER}/@@describe-source",
            {"do": "try", "address": "{source}/page", **DESCRIPTION}, READS),
        Row("office/board keep", f"{OTHER}/@@describe-source",
            {"do": "keep", "address": "{source}/page", **DESCRIPTION}, SAME),
        Row("office/board forget", f"{OTHER}/@@describe-source", {"do": "forget"}, SAME),
        Row("office/board try", "hub/kultur/filtered/@@filters",
            {"do": "try", "include_words": "bad"}, READS),
        Row("office/board keep", "hub/kultur/filtered/@@filters",
            {"do": "keep", "include_words": "bad"}, SAME),
        Row("refresh/service fetch-now", f"{BLOG}/@@fetch-now", {}, ANOTHER,
            service=(f"POST {BLOG}/@refresh", {})),
        Row("refresh/views accept-move", f"{BLOG}/@@accept-move", {}, READS),
        Row("accounts/registration probe", "POST hub/kultur/@probe", {"url": "{source}/rss"},
            READS),
        Row("office/board examine", "hub/@@board", {"address": "{source}/rss"}, READS),
    ],
    "bulk": [
        Row("office/bulk look-facts", "hub/@@bulk",
            {"do": "look-facts", "uids": "{other}", "fields": "rhythm", "rhythm": "7"}, READS),
        Row("office/bulk do-facts", "hub/@@bulk",
            {"do": "do-facts", "uids": "{other}", "fields": "rhythm", "rhythm": "7"}, SAME),
        Row("office/bulk look-step", "hub/@@bulk",
            {"do": "look-step", "uids": "{filtered}", "step": "pause", "comment": "Ledigt"}, READS),
        Row("office/bulk do-step", "hub/@@bulk",
            {"do": "do-step", "uids": "{filtered}", "step": "pause", "comment": "Ledigt"}),
    ],
    "import": [
        Row("office/bulk look", "hub/@@import", {"do": "look"}, READS,
            gives={"carried": r'name="carried"[^>]*?value="([^"]*)"',
                   "seen": r'name="seen"[^>]*?value="([^"]*)"'},
            files={"file": ("a.csv", b"title;administration;profile_url\n"
                b"Nya;kultur;https://mastodon.se/@kultur")}),
        Row("office/bulk store", "hub/@@import",
            {"do": "store", "carried": "{carried}", "seen": "{seen}"}),
    ],
    "parties": [
        Row("public/partyblogs propose-change", "hub/partiet/@@propose-change",
            {"name": "Nils", "email": "nils@example.se", "message": "Ny adress"}, ANOTHER,
            ("", ""), opened="hub/partiet/@@propose-change"),
        Row("public/partyblogs new-council", "hub/@@new-council",
            {"term_from": "2034-10-15", "term_to": "2038-10-14", "party": "partiet",
             "seats-partiet": "3"}, takes_turn=True),
    ],
    "follow": [
        Row("public/follow follow", "hub/@@follow",
            {"email": "nils@example.se", "often": "daily"}, ANOTHER, ("", ""),
            opened="hub/@@follow"),
    ],
    "facebook": [
        Row("public/facebook note-tie-back", "hub/kultur/sidan/@@note-tie-back",
            {"seen": "name"}, ANOTHER),
    ],
    "blocks": [
        Row("public/blocks draw", "POST hub/@socialhub-block",
            {"@type": "socialhubEntries", "count": 1}, READS),
    ],
    "handing in": [
        Row("inbox/desk new-message", "hub/@@new-message",
            {"channel": "{channel}", "text": "När öppnar ni badet?", "kind": "public"}, ANOTHER,
            ("anna", "admin")),
        Row("inbox/desk hand-in", f"POST {BLOG}/@messages", {"text": "När stänger ni badet?"},
            ANOTHER, ("anna", "admin")),
        Row("inbox/intake report-false", "hub/@@report-false",
            {"address": "https://instagram.com/kullersta2", "note": "Lurendrejeri"}, ANOTHER,
            ("", ""), opened="hub/@@report-false"),
        Row("inbox/intake report-comment", f"{BLOG}/@@report-comment",
            {"address": "https://bloggen.example.se/1#comment-3", "reason": "K1", "text": "Hot"},
            ANOTHER, ("", ""), opened=f"{BLOG}/@@report-comment"),
        Row("inbox/intake contact-responsible", f"{BLOG}/@@contact-responsible",
            {"subject": "Badet", "text": "När öppnar ni?"}, ANOTHER, ("", ""),
            opened=f"{BLOG}/@@contact-responsible"),
        Row("inbox/intake report-false-account", "hub/@@report-false-account",
            {"address": "https://www.facebook.com/katrineholm.falsk", "channel": "{channel}"},
            SAME, ("anna", "admin")),
    ],
    "answering": [
        step("claim", "one"),
        step("decline", "one", **REASON, early=REFUSED),
        step("forward", "one", receiver="dan", **REASON),
        step("take-back", "one", **REASON),
        step("forward", "one", receiver="dan", **REASON),
        # Whoever has passed it on has no more to do with it.
        step("pass-on", "one", receiver="bert", **REASON, who=("dan", "bert"), again=GONE),
        step("accept", "one", who=("bert", "bert"), early=GONE),
        step("answer", "one", answer="I juni.", in_office="yes", who=("bert", "bert"),
             early=GONE, late=REFUSED),
        step("follow-up", "one", follow_up_on=LATER, who=("bert", "bert"), early=GONE),
        # There is nothing new in the thread.
        step("reopen-watch", "one", follow_up="1", who=("bert", "bert"), again=NEVER),
        # The worker alone gives an answer back that could not be posted.
        step("unsent", "one", again=NEVER),
        step("watch", "two", **REASON, early="", late=REFUSED),
        Row(f"{DESK} note", "hub/@@messages/{one}/note", {"text": "Ringt"}, ANOTHER, HANDLERS,
            service=("POST hub/@messages/{one}/note", {"text": "Ringt"})),
        Row(f"{DESK} state", "hub/@@messages/{three}/state", {"case": "1"}, SAME, HANDLERS,
            service=("POST hub/@messages/{three}/state", {"case": True})),
        Row(f"{DESK} decide", "hub/@@messages/{four}/decide",
            {"question_rules": "no", "question_answer_due": "no"}, SAME, HANDLERS),
        Row(f"{DESK} together", "hub/@@messages/together",
            {"message": ["{five}", "{six}"], "step": "watch", "said": "Bevakas"}, REFUSED,
            HANDLERS),
    ],
    "taking down": [
        step("withdraw", "acted", **REASON, early=REFUSED, again=NEVER),
        step("act", "acted", rules="K1", **REASON),
        step("seal", "acted"),
        step("unpublish", "acted", receipt="Dold", early=REFUSED),
        Row("inbox/oversight review-removal", "hub/@@review-removal",
            {"number": "{acted}", "stands": "yes", **REASON}, REFUSED, ("admin", "admin"),
            early=REFUSED),
        Row("inbox/oversight give-statement", "hub/@@give-statement",
            {"number": "{acted}", "way": "elsewhere", "how": "Tjänsten", "text": "Vi dolde den."},
            ANOTHER, HANDLERS, early=REFUSED),
        Row("inbox/oversight note-police", "hub/@@note-police",
            {"number": "{acted}", "day": DAY, "reference": "K 1-26"}, REFUSED, HANDLERS),
        step("restore", "acted", **REASON, who=("admin", "admin"), early=REFUSED),
        step("act", "acted", rules="K1", **REASON),
        step("withdraw", "acted", **REASON),
        step("act", "acted", rules="K1", **REASON),
        step("delete", "acted", confirmed="yes", receipt="Borta", early=REFUSED),
        step("close", "acted", outcome="Klart"),
        step("reopen", "acted", **REASON, early=REFUSED),
    ],
    "direct": [
        step("unmark", "direct", **REASON, early=REFUSED, again=NEVER),
        step("mark", "direct", rules="K1", **REASON),
        step("unmark", "direct", **REASON),
        step("to-mailbox", "direct"),
        Row("inbox/oversight send-to-mailbox", "hub/@@send-to-mailbox", {"number": "{direct2}"},
            REFUSED, HANDLERS),
        step("register", "direct", **DIARY, who=("rut", "admin")),
        Row("inbox/oversight register-message", "hub/@@register-message",
            {"number": "{direct2}", **DIARY}, REFUSED, ("rut", "admin")),
        step("claim", "direct"),
        step("answer", "direct", answer="I juni.", in_office="yes"),
        step("clear", "direct", receipt="Rensad", early=REFUSED),
        step("dispose", "direct", decision="Plan 1", second_person="arne", again=NEVER),
        step("assess", "direct", again=NEVER),
    ],
    "records": [
        Row("inbox/oversight complete-message", "hub/@@complete-message",
            {"number": "{three}", "text": "Meddelande", "sender_name": "Nils"}, REFUSED, HANDLERS,
            service=("POST hub/@messages/{three}/complete", {"sender": {"name": "Nils"}})),
        Row("inbox/desk complete", "POST hub/@messages/{four}/complete",
            {"sender": {"name": "Nils"}}, REFUSED, HANDLERS),
        Row("inbox/oversight mark-secret", "hub/@@mark-secret",
            {"number": "{three}", "provision": "21:7"}, REFUSED, HANDLERS),
        Row("inbox/oversight lift-secrecy", "hub/@@lift-secrecy", {"number": "{three}", **REASON},
            REFUSED, ("rut", "admin"), early=REFUSED),
        Row("inbox/oversight disclose-message", "hub/@@disclose-message",
            {"number": "{three}", "receiver": "dan", "provision": "10:2", **REASON}, NEVER,
            ("rut", "admin"),
            service=("POST hub/@messages/{three}/disclose",
                {"receiver": "dan", "provision": "10:2", **REASON})),
        Row("inbox/desk disclose", "POST hub/@messages/{three}/disclose",
            {"receiver": "dan", "provision": "10:2", **REASON}, NEVER, ("rut", "admin")),
        Row("inbox/oversight begin", "hub/@@note-standing",
            {"do": "begin", "number": "{three}", "kind": "hold", "text": "Tvist"}, REFUSED,
            ("rut", "admin")),
        Row("inbox/oversight end", "hub/@@note-standing",
            {"do": "end", "number": "{three}", "kind": "hold", "text": "Slut"}, REFUSED,
            ("rut", "admin"), early=REFUSED),
        Row("inbox/oversight page", "hub/@@masked-copy", {"do": "page", "number": "{two}"}, ANOTHER,
            HANDLERS, opened="hub/@@masked-copy?number={two}", is_filled=True),
        Row("inbox/oversight text", "hub/@@masked-copy", {"do": "text", "number": "{two}"}, ANOTHER,
            HANDLERS, opened="hub/@@masked-copy?number={two}", is_filled=True),
        Row("inbox/oversight propose-disposal", "hub/@@propose-disposal",
            {"numbers": "{old}", "decision": "DHP 2"}, REFUSED, ("arne", "admin")),
        Row("inbox/oversight withdraw-disposal", "hub/@@withdraw-disposal", {"numbers": "{old}"},
            REFUSED, ("arne", "admin"), early=REFUSED),
        Row("inbox/oversight propose-disposal", "hub/@@propose-disposal",
            {"numbers": "{old}", "decision": "DHP 2"}, REFUSED, ("arne", "admin")),
        Row("inbox/oversight confirm-disposal", "hub/@@confirm-disposal",
            {"numbers": "{old}", "confirmed": "1"}, NEVER, ("arne", "admin")),
        Row("inbox/oversight confirm-disposal", "hub/@@confirm-disposal",
            {"numbers": "{old}", "confirmed": "1"}, REFUSED, ("asta", "admin"), early=REFUSED),
    ],
    "desk": [
        Row("inbox/desk off", "hub/@@messages/shortcuts", {"do": "off"}, SAME, ("anna", "anna")),
        Row("inbox/desk on", "hub/@@messages/shortcuts", {"do": "on"}, SAME, ("anna", "anna"),
            early=SAME),
        Row("inbox/desk keep", "hub/@@answer-templates",
            {"do": "keep", "title": "Tack", "text": "Tack för ditt meddelande."}, ANOTHER,
            gives={"template": r'name="id"[^>]*value="(\w+)"'}),
        Row("inbox/desk throw-away", "hub/@@answer-templates",
            {"do": "throw-away", "id": "{template}"}, SAME, early=SAME),
        Row("inbox/oversight messages-go-through", "hub/@@messages-go-through",
            {"channel": "{channel}"}, ANOTHER, HANDLERS),
        Row("inbox/oversight publish-figures", "hub/@@publish-figures", {"year": "2020"}, REFUSED),
        Row("inbox/oversight withdraw-figures", "hub/@@withdraw-figures", {"year": "2020"},
            REFUSED, early=REFUSED),
    ],
}  # fmt: skip
