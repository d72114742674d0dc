"""The information office's view of the messages: load, rounds, reviews and figures.

Entry points: its pages and chores. May import ``inbox.records`` and below.
"""
