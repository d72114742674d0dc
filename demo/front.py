"""The demonstration's front page with all four portlets, and a plain page beside it."""

from plone.app.textfield.value import RichTextValue
from plone.portlets.constants import CONTEXT_CATEGORY
from plone.portlets.interfaces import (
    ILocalPortletAssignmentManager,
    IPortletAssignmentMapping,
    IPortletManager,
)
from zope.component import getMultiAdapter, getUtility

from channels import published
from katrineholm.socialhub.accounts.channels.office_group import PLACE_PORTLETS
from katrineholm.socialhub.public.facebook.portlet import Assignment as Places
from katrineholm.socialhub.public.listings.portlet import Assignment as Feed
from katrineholm.socialhub.public.partyblogs.portlet import Assignment as Parties
from katrineholm.socialhub.public.register.portlet import Assignment as Channels

COLUMN = {
    "sociala-medier": Feed(header="Sociala medier", count=3, more="Mer från sociala medier"),
    "facebook": Places(header="Kommunen på Facebook", more="Alla platser på Facebook"),
    "partier": Parties(header="Partierna i fullmäktige", more="Alla partier"),
}
FOOTER = {
    "folj-oss": Channels(header="Följ oss", layout="row", count=8, more="Alla officiella kanaler")
}
WELCOME = """
<p>Det här är en demonstration. Allt innehåll är påhittat: inlägg, konton, partier och
personer.</p>
<h2>Följ det som händer</h2>
<p>Under <a href="{hub}">Sociala medier</a> finns det som kommunens förvaltningar skriver, filmar
och fotograferar, samlat på ett ställe. Du behöver inget konto hos någon tjänst för att läsa det.
Du kan också följa en enda förvaltning:</p>
<ul>{administrations}</ul>
<h2>Har du redan ett konto?</h2>
<p>Kommunen finns på {services}. På Facebook har flera verksamheter en egen sida eller grupp:
<a href="{hub}/@@facebook">se alla</a>.</p>
<h2>Är kontot vårt?</h2>
<p>Kommunens alla officiella konton står i en <a href="{hub}/@@official-list">förteckning</a>. Är du
osäker på ett konto kan du <a href="{hub}/@@official">klistra in dess adress</a> och få svar
direkt.</p>
<h2>Säg vad du tycker</h2>
<p>Öppna ett inlägg eller en kanal: där finns vägen till den som ansvarar, och till att anmäla en
kommentar. <a href="{hub}/@@messages-help">Så hanteras det som kommer in</a>. Du kan också
<a href="{hub}/@@ask-record">begära ut en allmän handling</a>.</p>
<h2>Partierna i fullmäktige</h2>
<p>Varje parti i kommunfullmäktige har rätt till en länk på
<a href="{hub}/@@parties">partiernas sida</a>, lika stor för alla.</p>
"""
SERVICES = {
    "Mastodon": "katrineholms-kommun",
    "Facebook": "katrineholm-pa-facebook",
    "Instagram": "katrineholm-pa-instagram",
    "LinkedIn": "katrineholm-pa-linkedin",
    "Threads": "katrineholm-pa-threads",
    "TikTok": "katrineholm-pa-tiktok",
    "YouTube": "katrineholm-pa-youtube",
}
LEAD = "Vad du ser här, och hur du kan använda det."
ABOUT = """
<p>Webbplatsen visar vad tillägget gör för en kommun. Den hämtar inlägg från en server på samma
dator och skickar inga mejl ut på nätet.</p>
<h2>Tillgänglighet</h2>
<p>Du ska kunna använda sidorna oavsett skärm, hjälpmedel och om du använder mus eller
tangentbord. Inget kräver JavaScript.</p>
"""


def furnish(site, hub):
    """Words on the front page, portlets beside and below the pages; editors may place more.

    The hub shows the entries itself, and the plain page is plain.
    """
    site.text = _written(_welcome(hub))
    about = published(site, "Document", "om-webbplatsen", title="Om webbplatsen", description=LEAD)
    about.text = _written(ABOUT)
    _let_editors_place(site)
    _place(site, "plone.rightcolumn", COLUMN)
    _place(site, "plone.footerportlets", FOOTER)
    column = getUtility(IPortletManager, name="plone.rightcolumn", context=site)
    for place in (hub, about):
        getMultiAdapter((place, column), ILocalPortletAssignmentManager).setBlacklistStatus(
            CONTEXT_CATEGORY, True
        )


def _welcome(hub):
    """The words of the front page, with links that hold wherever the site is."""
    at = "resolveuid/{}".format
    places = [each for each in hub.objectValues() if each.portal_type == "Administration"]
    office = hub.kommunledningsforvaltningen
    services = [f'<a href="{at(office[id].UID())}">{name}</a>' for name, id in SERVICES.items()]
    return WELCOME.format(
        hub=at(hub.UID()),
        administrations="".join(
            f'<li><a href="{at(each.UID())}">{each.title}</a>: {each.description}</li>'
            for each in places
        ),
        services=f"{', '.join(services[:-1])} och {services[-1]}",
    )


def _let_editors_place(site):
    """Each editor places portlets on the pages that are the editor's own: a site's own choice."""
    held = [role["name"] for role in site.rolesOfPermission(PLACE_PORTLETS) if role["selected"]]
    site.manage_permission(PLACE_PORTLETS, [*held, "Editor"], acquire=True)


def _place(site, where, portlets):
    manager = getUtility(IPortletManager, name=where, context=site)
    placed = getMultiAdapter((site, manager), IPortletAssignmentMapping)
    for name, portlet in portlets.items():
        placed[name] = portlet


def _written(html):
    return RichTextValue(html.strip(), "text/html", "text/x-html-safe")
