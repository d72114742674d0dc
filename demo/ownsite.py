"""The municipality's own web site in the demonstration, with two accounts that are in no list."""

HOST, START = "webb.localhost", "/webbplats/"
FACEBOOK = "https://www.facebook.com/bibliotekkatrineholmdemo"
SHARE = "https://www.facebook.com/sharer/sharer.php?u=http://webb.localhost"
# Each page: its heading, and where it leads to.
PAGES = {
    START: (
        "Katrineholms kommun",
        {"Kulturskolan": f"{START}kulturskolan", "Badet": f"{START}badet", "Dela": SHARE},
    ),
    f"{START}kulturskolan": (
        "Kulturskolan",
        {
            "Kulturskolan på Instagram": "https://www.instagram.com/kulturskolankatrineholmdemo/",
            "Biblioteket på Facebook": FACEBOOK,
            "Konserten": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        },
    ),
    f"{START}badet": (
        "Badet",
        {
            "Badet på TikTok": "https://www.tiktok.com/@badetkatrineholmdemo",
            "Kulturskolan": "https://instagram.com/KulturskolanKatrineholmDemo?igsh=1",
        },
    ),
}


def body(path):
    """The HTML below a page's head; None where there is no such page."""
    if path not in PAGES:
        return None
    heading, links = PAGES[path]
    rows = "".join(f'<li><a href="{url}">{title}</a></li>' for title, url in links.items())
    return f"<h1>{heading}</h1><ul>{rows}</ul>"
