An operator's command takes mails from a mailbox file, a Maildir or a mail server as messages of a channel, each of them once.
