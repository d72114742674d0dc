"""The arrival of messages: from the public, by e-mail, and from the services themselves.

Open to others: ``comment_state`` (the state of a channel's retrieval) and ``mail_command``. May
import ``inbox.desk`` and below.
"""
