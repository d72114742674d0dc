"""Followers: visitors who get new posts of a place, a topic or a search by e-mail.

Open to others: ``followers``. May import ``public.listings`` and below.
"""
