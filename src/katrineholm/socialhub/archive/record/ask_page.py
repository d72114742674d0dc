"""``@@ask-record`` on a hub: how anybody asks for a record (tryckfrihetsförordningen 2 kap.)."""

from collections.abc import Iterator

from ... import _
from ...site.pages.information_page import InformationPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_service import PageGet
from ...site.pages.page_values import link, page_section
from ...site.settings.registry import setting

PAGE = "ask-record"


class AskPage(CachedPage, InformationPage):
    """The page for visitors, who cannot search the record themselves."""

    title = _("Ask for a public record")
    lead = _(
        "What we publish in social media, and what you and others write to us there, are public "
        "records. Anybody may ask to read them."
    )

    def sections(self) -> Iterator[dict]:
        yield page_section("how", _("How do I ask?"), *HOW, links=self._contacts())
        yield page_section("what", _("What do I get?"), *WHAT)
        personal = f"{self.context.absolute_url()}/@@personal-data"
        links = [link(personal, _("Personal data"))]
        yield page_section("own", _("What do you have about me?"), *OWN, links=links)

    def _contacts(self) -> list[dict]:
        email = setting("office_email")
        contact = link(f"{self.context.absolute_url()}/@@sections", _("Our channels"))
        return [*([link(f"mailto:{email}", email)] if email else []), contact]


HOW = (
    _(
        "Write to us, or to whoever answers for the channel. Say what it is about, for example the "
        "channel, the day or some words, so that we find it."
    ),
    _("You need not say who you are, nor what you want it for."),
)
WHAT = (
    _(
        "You may read the record free of charge on the spot, or get a copy, as soon as it can be "
        "done. Also what is no longer shown can be a record that is kept."
    ),
    _(
        "Something may be covered by secrecy. If you do not get all that you have asked for, you "
        "have the right to a written decision, which can be appealed."
    ),
)
OWN = (
    _(
        "You have the right to an extract of the personal data that we have about you, and to ask "
        "that it is corrected or erased. Then we have to know who you are. We answer within a "
        "month."
    ),
)


class AskGet(PageGet):
    """``GET @ask-record`` on a hub: how anybody asks for a record."""

    name, view_name = PAGE, PAGE
