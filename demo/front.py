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
    "sociala-medier": Feed(header="Sociala medier", count=4, more="Mer från sociala medier"),
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
<p>Under <em>Sociala medier</em> finns det som kommunens förvaltningar skriver, filmar och
fotograferar, samlat på ett ställe. Du behöver inget konto hos någon tjänst för att läsa det.</p>
<h2>Är det vårt?</h2>
<p>Kommunens alla officiella konton står i en förteckning. Är du osäker på ett konto kan du klistra
in dess adress och få svar direkt.</p>
"""
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
    site.text = _written(WELCOME)
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
