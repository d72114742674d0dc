"""What became another between two texts, for a person to read.

Entry point: ``difference.difference``. Imports no other room.
"""
