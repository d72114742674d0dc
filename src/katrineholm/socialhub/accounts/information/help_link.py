"""The link *Help* above the title of each page for staff, which opens its section of the manual."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase

from ... import _
from ...site.pages.permissions import (
    KEEP_ARCHIVE,
    REGISTER_MESSAGES,
    WRITE_ENTRY,
    may_manage_register,
)
from ..channels.hub import hub_administrations, hub_of
from ..channels.responsibility import hub_duties
from .manual_page import manual_url

# The pages that each section of the manual is about. A page that is for several types of content
# and means something else for each is written with its type.
SECTIONS = MappingProxyType(
    {
        # The contents of the manual.
        "": "workplace SocialHub/view Administration/view",
        "redaktor#skriv-ett-inlägg": "new-entry edit-entry entry",
        "redaktor#registrera-och-anmäl-en-kanal": """
            Channel/add Channel/edit Channel/view account more history lifecycle
            content_status_modify fc-workflow
        """,
        "redaktor#säg-att-du-är-borta": "duties absence",
        "redaktor#läs-in-en-nedladdning": "import-download hidden-entries",
        "redaktor#se-varför-ett-flöde-inte-fungerar": """
            feed-doctor retrieval fetch-now accept-move
        """,
        "redaktor#beskriv-bilder-texta-filmer": "undescribed-pictures",
        "redaktor#bekräfta-och-titta-på-kontot": """
            confirm-now look-at-account look-now accept-profile withdrawn-posts
        """,
        "redaktor#kontots-profil": "profile-text kit",
        "redaktor#kontots-inloggning": "account-login",
        "redaktor#regler-för-kommentarer": """
            rules propose-rule accept-rule decline-rule enforce-rule withdraw-rule about
        """,
        "redaktor#granska-och-filtrera-inlägg": "held-entries filters",
        "redaktor#plats-på-facebook": """
            FacebookPlace/add FacebookPlace/edit FacebookPlace/view tie-back note-tie-back link-kit
        """,
        "redaktor#nycklar-för-program": "entry-keys",
        "redaktor#sök-bland-inläggen": "sections entry-versions",
        "handlaggare#listan": "messages new-message find-receipt report-false-account",
        "handlaggare#frågorna": "messages-help complete-message",
        "handlaggare#ta-bort-det-som-bryter-mot-en-regel": "give-statement note-police",
        "handlaggare#direkta-meddelanden-ärenden-och-sekretess": "send-to-mailbox",
        "handlaggare#tillsynsrunda": "messages-rounds messages-go-through",
        "registrator#vad-är-en-handling": "note-standing",
        "registrator#sök-bland-handlingarna": "record recorded-post",
        "registrator#registrera-ett-meddelande": "diary register-message",
        "registrator#diarienummer-från-diariesystemet": "diary-import",
        "registrator#sekretess": "mark-secret lift-secrecy disclose-message",
        "registrator#lämna-ut-ett-meddelande": "masked-copy ask-record",
        "registrator#lämna-ut-flera-handlingar": """
            request one-request request-thing request-preview
        """,
        "registrator#registerutdrag": "request-matches",
        "registrator#rättelse-och-radering": "post-cases record-reads",
        "registrator#gallra": """
            disposal propose-disposal confirm-disposal withdraw-disposal
            retention dispose-entries disposal-proposal
        """,
        "registrator#gallringsstopp": "holds",
        "registrator#att-göra-för-arkivet": "archive",
        "registrator#ögonblicksbilder": "snapshots",
        "registrator#när-en-kanal-avslutas": "archive-decision",
        "registrator#beställ-ett-leveranspaket": "packages",
        "registrator#att-lita-på-det-som-sparats": "check-proof",
        "informationskontoret#de-första-stegen": """
            SocialHub/add SocialHub/edit Administration/add Administration/edit
        """,
        "informationskontoret#granska-en-anmälan": "reports",
        "informationskontoret#lägestavlan": "board outbox",
        "informationskontoret#förteckningen": "official-list",
        "informationskontoret#ändra-många-på-en-gång": "bulk",
        "informationskontoret#läsa-in": "import",
        "informationskontoret#anslut-ett-konto": "connect-account connected-account socialhub-apps",
        "informationskontoret#beskriv-en-källa-som-saknar-flöde": "describe-source",
        "informationskontoret#webhookar-till-andra-system": "webhooks",
        "informationskontoret#när-någon-slutar": "handover",
        "informationskontoret#är-det-vårt": "official",
        "informationskontoret#våra-domäner-avsändare-och-appar": "own-names",
        "informationskontoret#platserna-på-facebook": "facebook facebook-tie-backs",
        "informationskontoret#partierna-i-fullmäktige": """
            parties new-council CouncilParty/add CouncilParty/edit CouncilParty/view propose-change
        """,
        "informationskontoret#inkomna-meddelanden": "proposed-rules",
        "informationskontoret#arbetsläge": "messages-load",
        "informationskontoret#svarsmallar": "answer-templates",
        "informationskontoret#granska-borttagningar": "messages-reviews review-removal",
        "informationskontoret#årets-siffror": "messages-figures publish-figures withdraw-figures",
        "informationskontoret#viktigt-nu": "crisis",
        "informationskontoret#följare-via-e-post": "followers",
        "informationskontoret#ämnen": "topics",
        "informationskontoret#oanmälda-konton": "found-accounts",
        "informationskontoret#sociala-medier-i-siffror": "channel-figures",
        "informationskontoret#fäst-lyft-fram-och-dölj-inlägg": """
            hide-entry show-entry pin-entry feature-entry unmark-entry
        """,
        "informationskontoret#maska-personuppgifter": "mask-entry masked-entries",
        "informationskontoret#tillgänglighet-och-personuppgifter": """
            accessibility-info personal-data
        """,
        "informationskontoret#inställningar": "socialhub-settings",
        "informationskontoret#tjänster": "socialhub-services",
        "informationskontoret#grafisk-profil": "graphic-profile",
        "informationskontoret#bilder-till-kommunens-egna-konton": "kits",
    }
)
PLACES = {page: place for place, pages in SECTIONS.items() for page in pages.split()}
# Pages that are about nothing in particular lead to the chapter of the user's role.
FOR_ALL_ROLES = ("SocialHub/view", "Administration/view")


def _tends(hub: Any) -> bool:
    places = hub_administrations(hub)
    return any(api.user.has_permission(WRITE_ENTRY, obj=each) for each in places)


def _keeps(hub: Any) -> bool:
    return any(api.user.has_permission(each, obj=hub) for each in (REGISTER_MESSAGES, KEEP_ARCHIVE))


def _answers(hub: Any) -> bool:
    names = {api.user.get_current().getId(), api.user.get_current().getUserName()}
    return any(names & {each.responsible, each.substitute} for each in hub_duties(hub).values())


# The chapter of each role, the first that the user has.
CHAPTERS_OF_ROLES = (
    (may_manage_register, "informationskontoret"),
    (_keeps, "registrator"),
    (_tends, "redaktor"),
    (_answers, "handlaggare"),
)


class HelpLink(ViewletBase):
    """The link to the section of the manual about the page, for logged-in users."""

    text = _("Help")

    def url(self) -> str | None:
        """Return the URL of the section, or None if there is none."""
        if api.user.is_anonymous():
            return None
        page = next((each for each in self._pages() if each in PLACES), None)
        if page is None:
            return None
        place = self._chapter() if page in FOR_ALL_ROLES else PLACES[page]
        return f"{manual_url()}/{place}".rstrip("/")

    def _chapter(self) -> str:
        hub = hub_of(self.context)
        return next((chapter for has, chapter in CHAPTERS_OF_ROLES if has(hub)), "")

    def _pages(self) -> Iterator[str]:
        name, kind = self.view.__name__, getattr(self.context, "portal_type", "")
        yield name
        yield f"{kind}/{name or 'view'}"
        yield f"{name}/add"
