In the theme a visitor is sent one packed stylesheet and no script, pictures as narrow as their place, and public pages that may be kept for ten seconds.
