"""What a hub tells of personal data follows from its settings."""

from dataclasses import replace

from katrineholm.socialhub.accounts.information.personal_data import (
    PersonalDataRules,
    personal_data_sections,
)

RULES = PersonalDataRules("Katrineholms kommun", kept_days=730, reads_comments=True)


def told(rules):
    return {each["id"]: each for each in personal_data_sections(rules)}


def test_who_why_how_long_and_what_rights():
    assert [*told(RULES)] == ["who", "visitors", "entries", "messages", "rights"]
    assert told(RULES)["who"]["texts"][0].mapping == {"municipality": "Katrineholms kommun"}
    kept = [each for each in told(RULES)["messages"]["texts"] if "${days}" in each]
    assert [each.mapping for each in kept] == [{"days": "730"}]


def test_comments_are_told_of_only_where_they_are_retrieved():
    number = len(told(RULES)["messages"]["texts"])
    without = replace(RULES, reads_comments=False)
    assert len(told(without)["messages"]["texts"]) == number - 1


def test_nobody_is_told_that_nothing_counts_visitors_where_something_does():
    said = "No program counts or follows what you read."
    assert said in told(RULES)["visitors"]["texts"]
    assert said not in told(replace(RULES, is_counted=True))["visitors"]["texts"]


def test_the_ways_to_the_controller_are_those_of_the_settings():
    assert told(RULES)["who"]["links"] == []
    rules = replace(RULES, email="info@k.example.se", url="https://k.example.se/dataskydd")
    hrefs = [link["@id"] for link in told(rules)["who"]["links"]]
    assert hrefs == ["mailto:info@k.example.se", "https://k.example.se/dataskydd"]
