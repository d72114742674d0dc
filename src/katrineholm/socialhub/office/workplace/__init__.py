"""The workplace: what waits for whoever is logged in, their channels, and the way to each page.

Other rooms add tasks with a utility for ``accounts.channels.interfaces.IWaiting``. Tools are the
rows of ``tools``. May import inbox, refresh and below.
"""
