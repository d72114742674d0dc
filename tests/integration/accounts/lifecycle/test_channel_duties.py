"""What a channel's page of duties says beside absences."""

from helpers.integration.accounts.lifecycle import AWAY

URL = "hub/kultur/bloggen/@@duties"


def test_the_page_says_who_holds_what_and_who_answers_in_the_coming_weeks(
    functional_held, person, browse, submit
):
    login = person("Editor", at=functional_held.__parent__)
    submit(login, URL, AWAY)
    page = browse(*login).get(URL).text
    assert 'href="mailto:anna@example.se"' in page
    weeks = page.partition('id="socialhub-weeks"')[2].partition("</table>")[0]
    assert weeks.index("Bo Ek") < weeks.index("Anna Berg")
