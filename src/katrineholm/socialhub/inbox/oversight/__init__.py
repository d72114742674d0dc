"""Messages as records, and the office's view of them: diary, disposal, load, figures.

Open to others: ``diary``, ``obstacles`` (requests and holds) and ``record_text`` (a message's
record). May import ``inbox.desk`` and below. Source: guidelines G8, G9, G19 and G27.
"""
