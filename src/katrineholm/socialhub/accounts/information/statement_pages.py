"""The pages ``accessibility-info`` of the site and ``@@personal-data`` of a hub."""

from plone import api

from ... import _
from ...site.pages.information_page import InformationPage
from ...site.pages.page_cache import CachedPage
from ...site.settings.registry import municipality_name, setting
from ..channels.retention import message_days, public_periods
from ..channels.times import formatted_date
from .accessibility import SiteFacts, accessibility_statement, last_axe_run
from .personal_data import PersonalDataRules, personal_data_sections


class AccessibilityView(CachedPage, InformationPage):
    """The site's accessibility statement, which replaces Plone's generic one."""

    title = _("Accessibility statement")

    def sections(self) -> list[dict]:
        run, assessed = last_axe_run(), setting("accessibility_assessed")
        known = SiteFacts(
            municipality=municipality_name(),
            contact_url=f"{api.portal.get().absolute_url()}/contact-info",
            run={**run, "day": formatted_date(run["day"])},
            email=setting("office_email") or "",
            assessed=formatted_date(assessed.isoformat()) if assessed else "",
            faults=tuple(setting("accessibility_faults") or ()),
        )
        return accessibility_statement(known)


class PersonalDataView(CachedPage, InformationPage):
    """The information on the personal data that a hub stores, and on the reasons."""

    title = _("Personal data")

    def sections(self) -> list[dict]:
        rules = PersonalDataRules(
            municipality=municipality_name(),
            kept_days=message_days(self.context),
            reads_comments=setting("retrieve_comments"),
            email=setting("office_email") or "",
            url=setting("data_protection_url") or "",
            periods=tuple(public_periods(self.context)),
            is_counted=bool(api.portal.get_registry_record("plone.webstats_js", default="")),
        )
        return personal_data_sections(rules)
