"""A hub with one post of each kind, a public message, a direct one, and a line of the diary."""

from dataclasses import asdict
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import transaction
from officers import NOW, channel, hub, joins, make_people, people, receive, rest  # noqa: F401
from plone import api
from settling import DIARY

from katrineholm.socialhub.accounts.channels import office_group, post_acts
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.archive.record import request_actions, request_storage
from katrineholm.socialhub.archive.record.query import RecordQuery
from katrineholm.socialhub.archive.record.search import search_results
from katrineholm.socialhub.core.feeds.model import FeedState, Image, Media, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.record_search import KINDS
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step
from katrineholm.socialhub.refresh.answer_storage import store_answer as keep_answer

JUNE = datetime(2026, 6, 15, 10, tzinfo=UTC)
PICTURE = Image("https://cdn.example.se/a.jpg", "Badet från luften")


@pytest.fixture
def ids(hub, channel, receive, keep, once):  # noqa: F811
    """The ids of the posts, and the numbers of the messages, by what they are."""
    return dict(once("ids", lambda: _ids(hub, channel, receive, keep)))


def _ids(hub, channel, receive, keep):  # noqa: F811
    timeline = timeline_of(hub)
    found = {
        "entry": keep(channel, title="Badhuset", html="<p>Badet är öppet</p>", images=(PICTURE,)),
        "hidden": keep(channel, title="Badhuset dolt", published=JUNE),
        "withdrawn": keep(channel, title="Badhuset borta"),
        "held": keep(channel, title="Badhuset väntar", hold=True),
    }
    name = add_picture(timeline, found["entry"], PICTURE.src, b"RIFF....WEBP", 2, 1, "image/webp")
    change(timeline, found["entry"], html="<p>Badet är stängt</p>", images=())
    hide_entry(timeline, found["hidden"], by="anna", now=NOW)
    post_acts.note_act(hub, "hide", [found["hidden"]], now=NOW, who="anna", why="Fel bild")
    withdraw(hub, timeline, found["withdrawn"])
    found["message"] = receive("Badhuset är kallt")
    found["direct"] = receive("Badhuset, hemligt", is_direct=True)
    with api.env.adopt_user("rut"):
        given = DIARY | {"diary_number": "KS 2026/1", "diary_subject": "Badhuset"}
        take_step(hub, found["message"], "register", given, now=NOW)
    return found | {"picture": name}


def change(timeline, entry_id, **fields):
    """Let an entry's source tell it otherwise."""
    stored = timeline.get(entry_id)
    entry = {name: stored[name] for name in CONTENT_FIELDS}
    images = {"images": [asdict(each) for each in fields.pop("images")]}
    store_document(timeline, stored["channel"], [entry | fields | images], now=NOW)


def withdraw(hub, timeline, entry_id):  # noqa: F811
    stored = timeline.get(entry_id)
    store_document(timeline, stored["channel"], [], now=NOW, deleted=stored["keys"])
    post_acts.note_act(hub, "withdraw", [entry_id], now=NOW)


@pytest.fixture
def readers(people, joins):  # noqa: F811
    """Who may read the record: names and passwords by role."""
    return people | {"olga": joins("olga", office_group.OFFICE)}


MASKED_NAME, MASKED_PICTURE = "Åsa Hemligson", "https://cdn.example.se/a.jpg"


@pytest.fixture
def told(make_functional_channel, keep):
    """The ``hub``, its ``channel``, the ``entry`` and the name of its ``picture``."""
    blog = make_functional_channel("bloggen", title="Bloggen", kind="blog", dialogue=True)
    place = hub_of(blog)
    entry = keep(
        blog,
        title=f"{MASKED_NAME} vann",
        html=f"<p>Grattis <b>Åsa</b> Hemligson! "
        f'<img src="{MASKED_PICTURE}" alt="{MASKED_NAME}"></p>',
        summary=f"Grattis {MASKED_NAME}!",
        author=MASKED_NAME,
        categories=(MASKED_NAME, "Kultur"),
        images=(Image(MASKED_PICTURE, MASKED_NAME),),
        media=(Media("https://film.example.se/Åsa-Hemligson.mp4", "video/mp4"),),
    )
    picture = add_picture(
        timeline_of(place), entry, MASKED_PICTURE, b"RIFF....WEBP", 9, 9, "image/webp"
    )
    transaction.commit()
    return SimpleNamespace(hub=place, channel=blog, entry=entry, picture=picture)


@pytest.fixture
def masking_office(person):
    """The login of an officer of the information office."""
    return person("Information Officer")


@pytest.fixture
def send_mask(told, submit, masking_office):
    """A function that sends the page's form as the office."""

    def send(**given):
        return submit(masking_office, f"hub/@@mask-entry/{told.entry}", given)

    return send


NAME, PICTURE = "Åsa Hemligson", Image("https://cdn.example.se/a.jpg", "Åsa Hemligson på isen")
PROVISION = "21 kap. 7 §"


@pytest.fixture
def kept(hub, channel, receive, keep, once):  # noqa: F811
    """The keys of what can be asked for, by what it is, and the ``name`` of the picture."""
    return SimpleNamespace(**once("kept", lambda: _keys(hub, channel, receive, keep)))


def _keys(hub, channel, receive, keep):  # noqa: F811
    timeline = timeline_of(hub)
    html = f'<p>Grattis <b>Åsa</b> Hemligson! Badet är öppet. <img src="{PICTURE.src}" alt=""></p>'
    entry = keep(channel, title=f"{NAME} vann", html=html, author=NAME, images=(PICTURE,))
    name = add_picture(timeline, entry, PICTURE.src, b"RIFF....WEBP", 2, 1, "image/webp")
    change_entry(timeline, entry, html=f"<p>Badet är stängt. Grattis {NAME}!</p>")
    [before] = version_list(timeline.unmasked(entry))
    files = {"../../bild.png": b"png", 'a"<b>.exe': b"MZ"}
    sender = {"name": "Eva Ek", "contact": "eva@hemma.example"}
    message = receive("Åsa Hemligson åkte fel", files=files.items(), sender=sender)
    secret = receive("Min sjukdom", is_direct=True)
    with api.env.adopt_user("rut"):
        number = {"diary_number": "KS 2026/1", "diary_subject": "Isen"}
        take_step(hub, message, "register", DIARY | number, now=NOW)
        given = {"secret": True, "provision": "25 kap. 1 §"}
        messages_of(hub).record(secret, "secrecy", given, who="rut", now=NOW)
        set_facts(hub, secret, {"secret": True}, now=NOW)
    return {
        "entry": f"entry:{entry}",
        "version": f"version:{entry}:{before['until']}",
        "message": f"message:{message}",
        "secret": f"message:{secret}",
        "diary": f"diary:{DIARY['diary_date']}:{message}",
        "number": message,
        "id": entry,
        "picture": name,
    }


@pytest.fixture
def everything(kept):
    return [kept.entry, kept.version, kept.message, kept.secret, kept.diary]


@pytest.fixture
def asked(hub, everything, once):  # noqa: F811
    """The id of a request, with everything in it, that the registrar has begun."""

    def begun():
        with api.env.adopt_user("rut"):
            return request_actions.begin_request(hub, "Badet", everything)

    return once("asked", begun)


@pytest.fixture
def as_rut(people):  # noqa: F811
    """What is done is done by the registrar."""
    with api.env.adopt_user("rut"):
        yield


@pytest.fixture
def request_of(hub, asked):  # noqa: F811
    """A function that gives the request as it is kept now."""
    return lambda: request_storage.find_request(hub, asked)


@pytest.fixture
def olga(joins):  # noqa: F811
    """The login of somebody in the information office."""
    return joins("olga", office_group.OFFICE)


def change_entry(timeline, entry_id, **fields):
    """Let an entry's source tell it otherwise."""
    stored = timeline.get(entry_id)
    entry = {name: stored[name] for name in CONTENT_FIELDS}
    store_document(timeline, stored["channel"], [entry | fields], now=NOW)


@pytest.fixture
def searched_hub(functional_portal, make_functional_channel, keep):
    """A hub with a post that is shown and one that waits."""
    blog = make_functional_channel("bloggen", title="Bloggen")
    keep(blog, title="Badhuset")
    keep(blog, title="Badhuset väntar", hold=True)
    transaction.commit()
    return functional_portal.hub


@pytest.fixture
def titles(searched_hub):
    """A function that gives the titles of the posts that are found."""

    def titles(text="", **asked):
        page = search_results(searched_hub, RecordQuery(text, **{"types": KINDS} | asked))
        assert page.is_usable
        return sorted(hit.found.entry["title"] for hit in page.hits)

    return titles


HOUR = 3600


@pytest.fixture
def tell(hub, channel):  # noqa: F811
    """A function that lets the source tell of some posts, as often as it takes to be believed.

    It gives the ids of the channel's posts by their titles.
    """
    clock = iter(range(NOW, NOW + 100 * HOUR, HOUR))

    def tell(*names, times=2):
        for _time in range(times):
            feed = parse_feed(document(names), url="https://bloggen.example.se/rss")
            keep_answer(hub, facts_of(channel), Reading(FeedState(), feed), next(clock))
        transaction.commit()
        posts = all_entries(timeline_of(hub), channel.UID())
        return {entry["title"]: entry["entry_id"] for entry in posts}

    return tell


def document(names):
    """A feed with an entry for each letter: a is of the first day of May."""
    items = "".join(map(item, names))
    return f'<rss version="2.0"><channel><title>Bloggen</title>{items}</channel></rss>'.encode()


def item(name):
    date = f"{ord(name) - ord('a') + 1:02} May 2026 12:00:00 GMT"
    return (
        f"<item><guid>{name}</guid><link>https://blogg.example.se/{name}</link>"
        f"<title>{name.upper()}</title><pubDate>{date}</pubDate></item>"
    )


@pytest.fixture
def rut(people, browse):  # noqa: F811
    """The session of the registrar."""
    return browse(*people["rut"])
