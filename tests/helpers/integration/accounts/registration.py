"""What the tests of ``accounts/registration`` have in common."""

ADDRESS = "https://mastodon.se/@katrineholm"
SPELLINGS = (
    ADDRESS,
    "https://www.mastodon.se/@Katrineholm/",
    "http://mastodon.se/users/katrineholm",
    "https://mastodon.se/@katrineholm?utm_source=x",
)
GOOD = {"@type": "Channel", "title": "Katrineholm", "profile_url": ADDRESS}
