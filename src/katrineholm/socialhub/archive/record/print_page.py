"""The HTML page of a delivery, to print or to read in a browser."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from html import escape

from ...accounts.channels.times import local_time
from ..packages.view_html import STYLE, page_bytes
from .request_copies import MaskedCopy, RequestContents
from .requested_records import HTML, URL, Part, RequestedRecord

CSP = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"
HEADING, EXTRACT_HEADING = "Kopior av handlingar", "Registerutdrag"
PAGE_START = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<title>{heading}, {municipality}</title>
<style>{style}
h1 {{ line-height: 1.2; }} h2 {{ break-after: avoid; line-height: 1.3; margin: 0 0 .5rem; }}
dt {{ font-weight: bold; }} dd {{ margin: 0 0 .5rem; overflow-wrap: anywhere; }}
.said {{ white-space: pre-wrap; }} .html {{ overflow-wrap: anywhere; }}
.note {{ border-left: .25rem solid #767676; padding-left: .75rem; }}
figure {{ break-inside: avoid; margin: 1rem 0; }} figcaption {{ color: #595959; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #767676; padding: .25rem .75rem .25rem 0; text-align: left;
vertical-align: top; overflow-wrap: anywhere; }}
@media print {{ body {{ max-width: none; padding: 0; }} a {{ color: inherit; }} }}
</style>
</head>
<body>
<h1>{heading}</h1>
<p class="about">{municipality}. Sammanställt {day}. Handlingar: {number}.</p>
"""
MASKED = """<section>
<h2>Uppgifter som är maskade</h2>
<p>Där det står [uppgift dold], och där en bild eller en fil saknas, är uppgifterna maskade.
Paragraferna finns i offentlighets- och sekretesslagen (2009:400), om inget annat anges.</p>
<table>
<thead><tr><th>Handling</th><th>Maskat</th><th>Bestämmelse</th><th>Skäl</th></tr></thead>
<tbody>
"""
WITHHELD = """<section>
<h2>Handlingar som inte lämnas ut</h2>
<p>Dessa handlingar kan omfattas av sekretess.</p>
<ul>
"""
EXTRACT = """<p>Det här är de personuppgifter om {about} som vi behandlar i kommunens samlingsplats
för sociala medier. Uppgifterna lämnas enligt artikel 15 i EU:s dataskyddsförordning. Vid varje
uppgift står varför den finns, hur länge den sparas och vem som har fått den. Inga beslut om
enskilda fattas automatiskt.</p>
"""
ELSEWHERE = """<p class="note">Sökningen gav även {number} träffar bland meddelanden som en annan
myndighet i kommunen ansvarar för. De kan omfattas av sekretess (8 kap. offentlighets- och
sekretesslagen) och ingår inte här. Vänd dig till den myndigheten.</p>
"""
APPEAL = """<p>Den som inte får allt som har begärts ut har rätt till ett skriftligt beslut,
som går att överklaga (6 kap. 3 § offentlighets- och sekretesslagen).</p>
"""
PAGE_END = "</body>\n</html>\n"
PartURL = Callable[[RequestedRecord, Part], str]


def relative_url(thing: RequestedRecord, part: Part) -> str:
    """Return the path of a picture or a file, relative to the page."""
    return part.path


def data_url(thing: RequestedRecord, part: Part) -> str:
    """Return a picture as a data URL; empty for a file, which the page does not contain."""
    is_picture = part in thing.pictures
    return f"data:{part.type};base64,{b64encode(part.read()).decode()}" if is_picture else ""


def page_chunks(
    found: RequestContents,
    municipality: str,
    now: int,
    where: PartURL,
    information: Iterable[dict] = (),
) -> Iterator[bytes]:
    """Yield the page with a request's copies in pieces; ``where`` returns the URL of a part.

    ``information`` are the sections on personal data that end a register extract.
    """
    about = {"municipality": escape(municipality), "day": f"{local_time(now):%Y-%m-%d}"}
    number = len(found.copies)
    heading = EXTRACT_HEADING if found.about else HEADING
    yield page_bytes(
        PAGE_START.format(csp=CSP, style=STYLE, number=number, heading=heading, **about)
    )
    yield page_bytes(_extract_start(found))
    for at, copy in enumerate(found.copies, 1):
        yield from map(page_bytes, _article(at, copy, where))
    yield page_bytes("".join((*_masked_section(found), *_withheld_section(found))))
    if found.withheld or any(copy.masks for copy in found.copies):
        yield page_bytes(APPEAL)
    yield page_bytes("".join(map(_information, information)))
    yield page_bytes(PAGE_END)


def _extract_start(found: RequestContents) -> str:
    if not found.about:
        return ""
    about = ", ".join(f"<q>{escape(each)}</q>" for each in found.about)
    start = EXTRACT.format(about=about)
    return start + ELSEWHERE.format(number=found.elsewhere) if found.elsewhere else start


def _information(section: dict) -> str:
    items = "".join(f"<li>{escape(each)}</li>\n" for each in section["items"])
    links = "".join(f"<li>{_link(each)}</li>\n" for each in section["links"])
    return (
        f"<section>\n<h2>{escape(section['title'])}</h2>\n"
        + "".join(f"<p>{escape(each)}</p>\n" for each in section["texts"])
        + (f"<ul>\n{items}{links}</ul>\n" if items or links else "")
        + "</section>\n"
    )


def _link(link: dict) -> str:
    url = escape(link["@id"])
    return f'<a href="{url}">{escape(link["title"])}</a> ({url})'


def _article(at: int, copy: MaskedCopy, where: PartURL) -> Iterator[str]:
    thing = copy.thing
    yield f'<article id="h{at}">\n<h2>{at}. {escape(_title(copy))}</h2>\n<dl>\n'
    for field in thing.fields:
        yield f"<dt>{escape(field.title)}</dt>\n{_field_value(field)}\n"
    yield "</dl>\n"
    for part in thing.pictures:
        caption = f"<figcaption>{escape(part.title)}</figcaption>" if part.title else ""
        image = f'<img src="{escape(where(thing, part))}" alt="{escape(part.title)}">'
        yield f"<figure>{image}{caption}</figure>\n"
    if thing.files:
        files = ", ".join(_file(part, where(thing, part)) for part in thing.files)
        yield f"<p>Filer som hör till: {files}.</p>\n"
    if copy.masks:
        provisions = "; ".join(dict.fromkeys(mask.provision for mask in copy.masks))
        yield f'<p class="note">Uppgifter är maskade här: {escape(provisions)}.</p>\n'
    yield "</article>\n"


def _field_value(field) -> str:
    if field.shape == HTML:
        return f'<dd class="html" dir="auto">{field.value}</dd>'
    value = escape(field.value)
    if field.shape == URL and field.value.startswith(("https://", "http://")):
        value = f'<a href="{value}">{value}</a>'
    return f'<dd class="said" dir="auto">{value}</dd>'


def _file(part: Part, url: str) -> str:
    """Return the link to a file under its own name, which differs from its path."""
    name = f"<q>{escape(part.title)}</q>"
    return f'<a href="{escape(url)}">{name}</a>' if url else f"{name} (lämnas ut för sig)"


def _masked_section(found: RequestContents) -> Iterator[str]:
    rows = [(at, copy, mask) for at, copy in enumerate(found.copies, 1) for mask in copy.masks]
    if not rows:
        return
    yield MASKED
    for at, copy, mask in rows:
        link = f'<a href="#h{at}">{at}. {escape(copy.thing.kind)}</a>'
        cells = (link, _mask_summary(mask), escape(mask.provision), escape(mask.reason))
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
    yield "</tbody>\n</table>\n</section>\n"


def _mask_summary(mask) -> str:
    counted = (
        ("uppgift i text", "uppgifter i text", len(mask.words)),
        ("bild", "bilder", len(mask.pictures)),
        ("fil", "filer", len(mask.files)),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for one, many, n in counted if n)


def _withheld_section(found: RequestContents) -> Iterator[str]:
    if not found.withheld:
        return
    yield WITHHELD
    for thing in found.withheld:
        provision = f": {escape(thing.secrecy)}" if thing.secrecy else ""
        yield f"<li>{escape(thing.kind)}, {local_time(thing.time):%Y-%m-%d}{provision}</li>\n"
    yield "</ul>\n</section>\n"


def _title(copy: MaskedCopy) -> str:
    thing = copy.thing
    return thing.kind if thing.title in ("", thing.kind) else f"{thing.kind}: {thing.title}"
