"""A channel's facts in words, for those who decide about it."""

from katrineholm.socialhub.accounts.lifecycle.fact_sheet import fact_sheet


def test_the_facts_that_there_are_are_told(portal, make_channel):
    channel = make_channel(
        "bloggen", purpose="Läsning", responsible="Anna Berg <anna@example.se>", dialogue=True
    )
    texts = {each["text"]: each["url"] for each in fact_sheet(channel)}
    assert texts["Kulturförvaltningen"] == ""
    assert texts["https://bloggen.example.se/rss"] == "https://bloggen.example.se/rss"
    assert texts["kultur@example.se"] == "mailto:kultur@example.se"
    assert {"Läsning", "Anna Berg, anna@example.se"} <= set(texts)
    assert "" not in texts
