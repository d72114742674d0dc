"""Topics as programs read them."""


def test_programs_read_topics_and_the_office_how_much_they_find(topic_hub, ask, office):
    url = topic_hub.absolute_url()
    topic = {
        "@id": f"{url}?topic=ort",
        "id": "ort",
        "title": "Orten",
        "english_title": "",
        "words": ["#katrineholm"],
        "feed": f"{url}/@@atom?topic=ort",
    }
    assert ask("hub/@topics") == {"@id": f"{url}/@topics", "items": [topic]}
    counted = {"number": 1, "is_more": False}
    assert ask("hub/@topics", *office)["items"] == [topic | counted]
