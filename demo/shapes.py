"""The ways in which services write a feed: from a source and its posts to bytes."""

import json
from email.utils import format_datetime
from hashlib import sha256
from html import escape, unescape
from re import sub
from urllib.parse import urlsplit

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def rss2(source, base):
    """A blog as WordPress writes it: an excerpt, the whole text, the picture inside."""
    return "application/rss+xml; charset=utf-8", (XML + _rss(source, base, _article)).encode()


def legacy(source, base):
    """An old system: the bytes are windows-1252, the declaration says UTF-8."""
    return "text/xml", (XML + _rss(source, base, _article)).encode("cp1252", "xmlcharrefreplace")


def mastodon(source, base):
    """Posts without titles; pictures as media:content with their descriptions."""
    return "application/rss+xml; charset=utf-8", (XML + _rss(source, base, _toot)).encode()


def podcast(source, base):
    """Sound as enclosures, a cover per episode."""
    return "application/rss+xml; charset=utf-8", (XML + _rss(source, base, _episode)).encode()


def flickr(source, base):
    """Photos: a large media:content, a small thumbnail, the caption as text."""
    return "application/rss+xml; charset=utf-8", (XML + _rss(source, base, _photo)).encode()


def rss1(source, base):
    """RDF: the channel lists its items, which stand beside it."""
    items = "".join(_rdf_item(source, post, base) for post in source.posts)
    order = "".join(f'<rdf:li resource="{link(source, p, base)}"/>' for p in source.posts)
    text = (
        f'{XML}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns="http://purl.org/rss/1.0/" {DC} {CONTENT}>'
        f'<channel rdf:about="{base}{source.feed_path}"><title>{escape(source.title)}</title>'
        f"<link>{base}/{source.id}/</link><description>{escape(source.description)}</description>"
        f"<dc:language>{source.language}</dc:language>"
        f"<items><rdf:Seq>{order}</rdf:Seq></items></channel>{items}</rdf:RDF>"
    )
    return "application/rdf+xml", text.encode()


def youtube(source, base):
    """Films: media:group with a thumbnail and the description as plain text."""
    return _atom(source, base)


def peertube(source, base):
    """Films as PeerTube writes them where they are sent in pieces only, not as files."""
    return "application/rss+xml; charset=utf-8", (XML + _rss(source, base, _streamed)).encode()


def jsonfeed(source, base):
    """JSON Feed 1.1."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.title,
        "description": source.description,
        "home_page_url": f"{base}/{source.id}/",
        "feed_url": base + source.feed_path,
        "language": source.language,
        "authors": [{"name": source.author}],
        "items": [_json_item(source, post, base) for post in source.posts],
    }
    return "application/feed+json", _json(document)


def bluesky(source, base):
    """The answer of app.bsky.feed.getAuthorFeed."""
    handle = source.profile_url.rpartition("/")[2]
    feed = [{"post": _skeet(source, handle, post, base)} for post in source.posts]
    return "application/json; charset=utf-8", _json({"feed": feed})


def listing(source, base):
    """A page of news that has no feed."""
    rows = "".join(
        f'<article class="nytt"><h2><a href="/{source.id}/{post.number}">{escape(post.title)}</a>'
        f'</h2><time datetime="{post.published.isoformat()}">{post.published:%Y-%m-%d}</time>'
        + (f'<img src="{picture(post, base)}" alt="{escape(post.alt)}">' if post.picture else "")
        + f'<p class="ingress">{escape(post.text)}</p></article>'
        for post in source.posts
    )
    head = f'<!doctype html><html lang="{source.language}"><title>{escape(source.title)}</title>'
    return "text/html; charset=utf-8", f"{head}<body><h1>{escape(source.title)}</h1>{rows}".encode()


def broken(source, base):
    """A feed that is cut off in the middle of its title."""
    text = f"{XML}<rss version='2.0'><channel><title>{escape(source.title)}"
    return "application/rss+xml; charset=utf-8", text.encode()


SHAPES = {
    shape.__name__: shape
    for shape in (
        rss2,
        legacy,
        mastodon,
        podcast,
        flickr,
        rss1,
        youtube,
        peertube,
        jsonfeed,
        bluesky,
        listing,
        broken,
    )
}


def link(source, post, base):
    """The page of a post: on the demo's own server, a film as the service has it."""
    if source.shape == "youtube":
        return f"https://www.youtube.com/watch?v={film(source, post)}"
    if source.shape == "peertube":
        return f"https://{urlsplit(source.profile_url).netloc}/w/{film(source, post, 22)}"
    return f"{base}/{source.id}/{post.number}"


def film(source, post, length=11):
    """A film's id as long as the service has it: what is put down, or what no film has."""
    signs = sha256(f"{source.id} {post.number}".encode()).hexdigest().replace("0", "k")
    return post.film or f"KatDemo{signs}"[:length]


def picture(post, base):
    """The address of a post's picture."""
    return f"{base}/pictures/{post.picture}.jpg"


def plain(html):
    """HTML as plain text."""
    words = sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", html)
    return unescape(words).strip()


def _guid(source, post):
    return f"tag:katrineholm.example,2026:{source.id}/{post.number}"


def _rss(source, base, item):
    items = "".join(f"<item>{item(source, post, base)}</item>" for post in source.posts)
    return (
        f'<rss version="2.0" {MEDIA} {CONTENT} {DC} xmlns:atom="{ATOM}"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<title>{escape(source.title)}</title><link>{base}/{source.id}/</link>"
        f"<description>{escape(source.description)}</description>"
        f"<language>{source.language}</language>{items}</channel></rss>"
    )


def _common(source, post, base):
    tags = "".join(f"<category>{escape(tag)}</category>" for tag in post.tags)
    return (
        f"<link>{link(source, post, base)}</link>"
        f'<guid isPermaLink="false">{_guid(source, post)}</guid>'
        f"<pubDate>{format_datetime(post.published)}</pubDate>{tags}"
    )


def _article(source, post, base):
    first = plain(post.body.partition("</p>")[0])
    return (
        f"<title>{escape(post.title)}</title>{_common(source, post, base)}"
        f"<dc:creator>{escape(source.author)}</dc:creator>"
        f"<description>{escape(escape(first))}</description>"
        f"<content:encoded>{escape(_figure(post, base) + post.body)}</content:encoded>"
    )


def _toot(source, post, base):
    return (
        f"{_common(source, post, base)}<description>{escape(post.body)}</description>"
        f"{_media(post, base)}"
    )


def _episode(source, post, base):
    cover = f'<itunes:image href="{picture(post, base)}"/>' if post.picture else ""
    return (
        f"<title>{escape(post.title)}</title>{_common(source, post, base)}"
        f"<description>{escape(post.body)}</description>{cover}"
        f'<enclosure url="{base}/sounds/{source.id}-{post.number}.wav" type="audio/wav"'
        ' length="88244"/><itunes:duration>24:30</itunes:duration>'
    )


def _photo(source, post, base):
    return (
        f"<title>{escape(post.title)}</title>{_common(source, post, base)}"
        f"<description>{escape(post.body)}</description>{_media(post, base)}"
        f'<media:thumbnail url="{picture(post, base)}" height="75" width="75"/>'
    )


def _media(post, base):
    if not post.picture:
        return ""
    alt = f"<media:description>{escape(post.alt)}</media:description>" if post.alt else ""
    return (
        f'<media:content url="{picture(post, base)}" type="image/jpeg" medium="image"'
        f' width="710" height="473">{alt}</media:content>'
    )


def _streamed(source, post, base):
    address = link(source, post, base)
    return (
        f"<title>{escape(post.title)}</title><link>{address}</link>"
        f"<guid>{address}</guid><pubDate>{format_datetime(post.published)}</pubDate>"
        f"<description>{escape(post.text.strip())}</description>"
        f'<media:player url="{address.replace("/w/", "/videos/embed/")}"/>'
        f'<media:thumbnail url="{picture(post, base)}" width="710" height="473"/>'
        f"<dc:creator>{escape(source.author)}</dc:creator>"
    )


def _figure(post, base):
    if not post.picture:
        return ""
    alt = f' alt="{escape(post.alt)}"' if post.alt else ""
    return f'<img src="{picture(post, base)}" width="710" height="473"{alt}>'


def _rdf_item(source, post, base):
    address = link(source, post, base)
    return (
        f'<item rdf:about="{address}"><title>{escape(post.title)}</title><link>{address}</link>'
        f"<description>{escape(plain(post.body))}</description>"
        f"<content:encoded>{escape(_figure(post, base) + post.body)}</content:encoded>"
        f"<dc:creator>{escape(source.author)}</dc:creator>"
        f"<dc:date>{post.published.isoformat()}</dc:date></item>"
    )


def _atom(source, base):
    entries = "".join(_film(source, post, base) for post in source.posts)
    newest = source.posts[0].published.isoformat()
    text = (
        f'{XML}<feed xmlns="{ATOM}" {MEDIA} xmlns:yt="http://www.youtube.com/xml/schemas/2015"'
        f' xml:lang="{source.language}"><id>tag:katrineholm.example,2026:{source.id}</id>'
        f"<title>{escape(source.title)}</title><updated>{newest}</updated>"
        f'<link rel="alternate" href="{base}/{source.id}/"/>'
        f"<author><name>{escape(source.author)}</name></author>{entries}</feed>"
    )
    return "application/atom+xml; charset=utf-8", text.encode()


def _atom_common(source, post, base):
    when = post.published.isoformat()
    return (
        f"<title>{escape(post.title)}</title><id>{_guid(source, post)}</id>"
        f'<link rel="alternate" href="{link(source, post, base)}"/>'
        f"<published>{when}</published><updated>{when}</updated>"
    )


def _film(source, post, base):
    return (
        f"<entry>{_atom_common(source, post, base)}<yt:videoId>{film(source, post)}</yt:videoId>"
        f"<media:group><media:title>{escape(post.title)}</media:title>"
        f'<media:content url="{link(source, post, base)}" type="text/html"/>'
        f'<media:thumbnail url="{picture(post, base)}" width="710" height="473"/>'
        f"<media:description>{escape(post.text.strip())}</media:description></media:group></entry>"
    )


def _json_item(source, post, base):
    item = {
        "id": _guid(source, post),
        "url": link(source, post, base),
        "title": post.title,
        "content_html": _figure(post, base) + post.body,
        "date_published": post.published.isoformat(),
        "tags": list(post.tags),
    }
    return item | ({"image": picture(post, base)} if post.picture else {})


def _skeet(source, handle, post, base):
    key = f"3demo{post.number:08}"
    when = post.published.isoformat().replace("+00:00", "Z")
    record = {
        "$type": "app.bsky.feed.post",
        "text": post.text.strip(),
        "createdAt": when,
        "langs": [source.language],
    }
    value = {
        "uri": f"at://did:plc:demokatrineholm/app.bsky.feed.post/{key}",
        "cid": f"bafydemo{post.number}",
        "author": {
            "did": "did:plc:demokatrineholm",
            "handle": handle,
            "displayName": source.author,
        },
        "record": record,
        "indexedAt": when,
        "replyCount": 0,
        "repostCount": 0,
        "likeCount": 0,
    }
    return value | ({"embed": _embed(post, base)} if post.picture else {})


def _embed(post, base):
    image = {
        "thumb": picture(post, base),
        "fullsize": picture(post, base),
        "alt": post.alt,
        "aspectRatio": {"width": 1200, "height": 800},
    }
    return {"$type": "app.bsky.embed.images#view", "images": [image]}


def _json(document):
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
