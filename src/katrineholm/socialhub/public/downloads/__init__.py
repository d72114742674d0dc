"""What a service hands its account's owner to download, brought into a channel.

Entry points: ``bringing`` (preview and bring in: the one door to both), ``told`` (what is said of a
download). May import ``public.posting``, refresh, accounts, site and core.
"""
