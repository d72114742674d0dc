"""The differences between two texts, for a person to read.

Open to others: ``difference``. Imports no other room.
"""
