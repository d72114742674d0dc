Direct messages are handed over to the authority's mailbox as e-mail, with the message as data, as text and with its files; the log keeps the Message-ID.
