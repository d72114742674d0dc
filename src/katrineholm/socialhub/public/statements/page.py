"""``accessibility-info`` of the site and ``@@personal-data`` of a hub."""

from plone import api

from ... import _
from ...accounts.channels.moments import day
from ...accounts.channels.retention import told
from ...site.caching.pages import KeptPage
from ...site.forms.information import InformationPage
from ...site.settings.registry import municipality, setting
from .accessibility import Known, last_run, statement
from .personal_data import Rules, information


class AccessibilityView(KeptPage, InformationPage):
    """The accessibility statement, in the place of Plone's generic one."""

    title = _("Accessibility statement")

    def sections(self) -> list[dict]:
        run, assessed = last_run(), setting("accessibility_assessed")
        known = Known(
            municipality=municipality(),
            contact_url=f"{api.portal.get().absolute_url()}/contact-info",
            run={**run, "day": day(run["day"])},
            email=setting("office_email") or "",
            assessed=day(assessed.isoformat()) if assessed else "",
            faults=tuple(setting("accessibility_faults") or ()),
        )
        return [each.value for each in statement(known)]


class PersonalDataView(KeptPage, InformationPage):
    """The personal data that a hub stores, and the reasons."""

    title = _("Personal data")

    def sections(self) -> list[dict]:
        rules = Rules(
            municipality=municipality(),
            kept_days=setting("keep_messages"),
            reads_comments=setting("retrieve_comments"),
            email=setting("office_email") or "",
            url=setting("data_protection_url") or "",
            periods=tuple(told(self.context)),
            is_counted=bool(api.portal.get_registry_record("plone.webstats_js", default="")),
        )
        return [each.value for each in information(rules)]
